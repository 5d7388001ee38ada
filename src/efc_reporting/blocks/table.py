"""The table, the block that most figures stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.blocks.base import Block, Paragraph
from efc_reporting.blocks.content import Cell, CellValue, Column


def _as_cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell, cell)


def _as_row(cells: Iterable[str | Cell]) -> tuple[Cell, ...]:
    return tuple(map(_as_cell, cells))


def _as_rows(rows: Iterable[Iterable[str | Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(map(_as_row, rows))


@attrs.frozen(kw_only=True)
class Table(Block):
    """A regular table with one header row; the first cell of each row names the row.

    `total` is the closing row, () where there is none. All rows are as long as `columns`.
    """

    caption: str
    columns: tuple[Column, ...] = attrs.field(converter=as_tuple)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(default=(), converter=_as_rows)
    total: tuple[Cell, ...] = attrs.field(default=(), converter=_as_row)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        wanted = len(self.columns)
        for number, row in enumerate((*self.rows, self.total or self.columns), start=1):
            if len(row) != wanted:
                raise ValueError(
                    f"table {self.caption!r}: row {number} has {len(row)} cells, not {wanted}"
                )

    def fallback(self) -> tuple[Block, ...]:
        """Return the caption and one paragraph per row, each cell behind its column's title."""
        every_row = (*self.rows, self.total) if self.total else self.rows
        lines = ["; ".join(self._labelled(row)) for row in every_row]
        note = (self.note,) if self.note else ()
        return tuple(Paragraph(line) for line in (self.caption, *lines, *note) if line)

    def to_records(self) -> list[dict[str, CellValue]]:
        """Return the rows without the total, values by the titles of their columns."""
        titles = [column.title for column in self.columns]
        return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in self.rows]

    def _labelled(self, row: tuple[Cell, ...]) -> Iterator[str]:
        for column, cell in zip(self.columns, row, strict=True):
            if cell.text:
                yield f"{column.title}: {cell.text}" if column.title else cell.text
