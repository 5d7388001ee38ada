"""A table as a real Excel table, so that programs and screen readers know its header."""

from __future__ import annotations

from collections.abc import Iterable

from efc_format_xlsx.formulas import formula_text
from efc_format_xlsx.grid import INDENT, LINE_HEIGHT, SIGNATURE_HEIGHT, height_of, shrinking
from efc_format_xlsx.page import Page
from efc_format_xlsx.values import safe_text, shown
from efc_reporting.plugin import Cell, Column, ColumnKind, Table

MAX_HEADER = 255
"""Excel's limit for the header of a table's column."""

_FROZEN_AT_MOST = 210.0
"""A third of a laptop's screen, in points: no more may stand still while the rest scrolls."""

_ALIGNMENTS = dict.fromkeys((ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.MONEY), "right")


def write_table(page: Page, table: Table, below: float = 0) -> None:
    """Write the caption, the table, its total and its note.

    The last two rows start a page where what is `below`, so many points high, would not fit on
    theirs.

    The only table of a sheet can be filtered, and its header stays in sight and is printed on
    every page. The total stands below the table proper, so that sorting leaves it where it is.
    """
    is_only = len(page.tables) == 1
    page.gap()
    page.across(table.caption, "caption")
    names = header_names(table.columns)
    _declare(page, table, names, has_filter=is_only)
    if is_only:
        page.sheet.repeat_rows(page.row)
        if page.height <= _FROZEN_AT_MOST:
            page.sheet.freeze_panes(page.row + 1, 0)
    page.next_row(max(map(height_of, names, page.widths)) + 6)
    first_row = page.row
    last = table.rows[-2:]
    kept = below + sum(_row_height(page, table.columns, row, "cell") for row in last)
    for number, row in enumerate(table.rows or (tuple(Cell(None, "") for _ in table.columns),)):
        if below and 0 < number == len(table.rows) - len(last):
            page.keep_together(kept)
        _write_row(page, table.columns, row, "cell", first_row)
    page.has_table = True
    if table.total:
        _write_row(page, table.columns, table.total, "total", first_row)
    if table.note:
        page.across(table.note, "note")


def header_names(columns: Iterable[Column]) -> list[str]:
    """Return the headers as Excel wants them: none empty, all different."""
    names: list[str] = []
    for number, column in enumerate(columns, start=1):
        title = " ".join(safe_text(column.title).split())[: MAX_HEADER - 6] or f"({number})"
        taken = {name.casefold() for name in names}
        names.append(f"{title} ({number})" if title.casefold() in taken else title)
    return names


def _declare(page: Page, table: Table, names: list[str], *, has_filter: bool) -> None:
    last_row = page.row + max(len(table.rows), 1)
    columns = [
        {
            "header": name,
            "header_format": page.styles("header", align=_ALIGNMENTS.get(column.kind, "left")),
        }
        for name, column in zip(names, table.columns, strict=True)
    ]
    options = {
        "autofilter": has_filter,
        "style": None,
        "title": safe_text(table.caption),
        "description": safe_text(table.note),
        "columns": columns,
    }
    page.sheet.add_table(page.row, 0, last_row, len(columns) - 1, options)


def _write_row(
    page: Page, columns: tuple[Column, ...], row: tuple[Cell, ...], look: str, first_row: int
) -> None:
    for index, (column, cell) in enumerate(zip(columns, row, strict=True)):
        value = shown(cell.value, cell.text)
        formula = _formula(page, cell, index, first_row)
        page.put(index, value, look, _ALIGNMENTS.get(column.kind, "left"), formula)
        if cell.name:
            page.addresses[cell.name] = (page.sheet.get_name(), page.address(page.row, index))
    page.next_row(_row_height(page, columns, row, look))


def _formula(page: Page, cell: Cell, index: int, first_row: int) -> str:
    if cell.formula is None:
        return ""
    above = [page.address(first_row, index), page.address(page.row - 1, index)]
    column = above if page.row > first_row else []
    return formula_text(cell.formula, page.sheet.get_name(), column, page.addresses)


def is_to_sign(table: Table) -> bool:
    """Say whether people sign in a table."""
    return any(column.kind is ColumnKind.SIGNATURE for column in table.columns)


def table_height(page: Page, table: Table) -> float:
    """Return how high a table will be with its caption, header and total."""
    rows = (_row_height(page, table.columns, row, "cell") for row in table.rows)
    return sum(rows) + 5 * LINE_HEIGHT


def _row_height(page: Page, columns: tuple[Column, ...], row: tuple[Cell, ...], look: str) -> float:
    is_to_be_signed = look == "cell" and any(
        column.kind is ColumnKind.SIGNATURE and not cell.text
        for column, cell in zip(columns, row, strict=True)
    )
    least = SIGNATURE_HEIGHT * shrinking(page.widths) if is_to_be_signed else LINE_HEIGHT
    needed = [height_of(cell.text, w - INDENT) for cell, w in zip(row, page.widths, strict=False)]
    return max(least, *needed)
