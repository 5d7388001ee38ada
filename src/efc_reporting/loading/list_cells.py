"""Read the columns of a list whole: a list of thousands names few towns, each read once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import cast

import attrs

from efc_reporting.cleaning import are_clean
from efc_reporting.loading.cells import MAX_LENGTH, CellContent, CellReader, read_cell, read_text
from efc_reporting.loading.lost_values import holds_lost
from efc_reporting.sheets import SheetValue


@attrs.frozen(kw_only=True)
class ColumnContent:
    """The texts and the values of one column, row by row.

    `odd` are its cells that hold a mistake or were cleaned, by the index of their row.
    """

    texts: Sequence[str] = attrs.field(repr=False)
    values: Sequence[object] = attrs.field(repr=False)
    odd: Mapping[int, CellContent] = attrs.field(factory=dict, repr=False)


def cell_columns(rows: Sequence[Sequence[SheetValue]], width: int) -> list[Sequence[SheetValue]]:
    """Return the cells of the first `width` columns; None for those of rows that end before."""
    columns: list[Sequence[SheetValue]] = list(zip_longest(*rows))
    return [*columns[:width], *[(None,) * len(rows)] * (width - len(columns))]


def read_column(
    cells: Sequence[SheetValue], reader: CellReader, merged: Mapping[int, SheetValue]
) -> ColumnContent:
    """Return what a column holds; `merged` are the values that stand for some of its cells."""
    if merged:
        cells = [merged.get(row, cell) for row, cell in enumerate(cells)]
    kinds = set(map(type, cells))
    if reader is read_text and kinds <= {str}:
        texts = cast("list[str]", cells)
        if max(map(len, texts), default=0) <= MAX_LENGTH and are_clean(texts):
            stripped = [text.strip() for text in texts]
            if not holds_lost(stripped):
                return ColumnContent(texts=stripped, values=stripped)
    # True, 1 and 1.0 are equal: in a column with several of them the type belongs to what was seen.
    is_sure = len(kinds & {bool, int, float}) <= 1
    keys: Sequence[object] = cells if is_sure else list(zip(map(type, cells), cells, strict=True))
    contents = {
        key: read_cell(cell, reader) for key, cell in dict(zip(keys, cells, strict=True)).items()
    }
    strange = {key for key, found in contents.items() if found.problem or found.is_cleaned}
    texts_by_key = {key: found.text for key, found in contents.items()}
    values_by_key = {key: found.value for key, found in contents.items()}
    return ColumnContent(
        texts=list(map(texts_by_key.__getitem__, keys)),
        values=list(map(values_by_key.__getitem__, keys)),
        odd={row: contents[key] for row, key in enumerate(keys) if key in strange}
        if strange
        else {},
    )
