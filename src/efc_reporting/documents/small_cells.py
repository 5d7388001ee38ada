"""Counts that are so small that who knows the town may know the people: shown as "<5"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from efc_reporting.base.i18n import Translator
from efc_reporting.blocks import Block, Cell, ColumnKind, KeyFigures, Table
from efc_reporting.documents.attendance_options import SMALL

SHOWN = f"<{SMALL}"
WITHHELD = "*"
OF_ALL = frozenset({"total", "eligible-countries"})
"""The key figures that stay: the others would tell the small ones by subtraction."""


@attrs.frozen(kw_only=True)
class SmallCellsOptions:
    """The option of documents that tell how many people came from where.

    `small_cells` shows counts below five as such, and withholds others that would tell them.
    """

    small_cells: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))


def few_people(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with those key figures alone that tell nothing of small groups."""
    for block in blocks:
        if isinstance(block, KeyFigures):
            yield KeyFigures(figure for figure in block.figures if figure.key in OF_ALL)
        else:
            yield block


def without_small_cells(t: Translator, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with the small counts of each table hidden, value and text alike."""
    for block in blocks:
        yield _hidden(t, block) if isinstance(block, Table) else block


def _hidden(t: Translator, table: Table) -> Table:
    rows, has_withheld, total = list(table.rows), False, table.total
    for index, column in enumerate(table.columns):
        if column.kind is not ColumnKind.NUMBER:
            continue
        counts = {n: row[index].value for n, row in enumerate(rows)}
        small = {n for n, c in counts.items() if isinstance(c, int) and 0 < c < SMALL}
        withheld = _needed_too({n: c for n, c in counts.items() if isinstance(c, int)}, small)
        has_withheld = has_withheld or bool(withheld)
        for n in small | withheld:
            text = SHOWN if n in small else WITHHELD
            rows[n] = (*rows[n][:index], Cell(text, text), *rows[n][index + 1 :])
        if small and len(small | withheld) < 2:  # the total alone would tell it
            total = (*total[:index], Cell(WITHHELD, WITHHELD), *total[index + 1 :])
            has_withheld = True
    note = t.text("* withheld, for it would tell a number below {number}", number=SMALL)
    return attrs.evolve(table, rows=rows, total=total, note=note if has_withheld else table.note)


def hidden_among(counts: Sequence[int]) -> tuple[frozenset[int], frozenset[int]]:
    """Return which of some counts are small, and which others are to be withheld for them."""
    by_place = dict(enumerate(counts))
    small = {place for place, count in by_place.items() if 0 < count < SMALL}
    return frozenset(small), frozenset(_needed_too(by_place, small))


def _needed_too(counts: dict[int, int], small: set[int]) -> set[int]:
    """Return the next larger counts to withhold, until the hidden ones cannot be reckoned."""
    hidden, others = set(small), sorted((c, n) for n, c in counts.items() if n not in small and c)
    while small and others and (len(hidden) < 2 or sum(counts[n] for n in hidden) < 2 * SMALL):
        hidden.add(others.pop(0)[1])
    return hidden - small
