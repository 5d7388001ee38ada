"""Live formulas: how a figure follows from cells that stand earlier in the workbook."""

from __future__ import annotations

from efc_reporting.plugin import Formula, Operation

Addresses = dict[str, tuple[str, str]]
"""The cells that formulas name: the sheet and the cell of each."""


def formula_text(formula: Formula, sheet: str, column: list[str], addresses: Addresses) -> str:
    """Return a formula as Excel writes it; "" where it names a cell that the workbook lacks.

    `column` are the first and the last cell above in the same column, [] where there are none.
    Nothing in it comes from a text: only addresses of cells, and names of our sheets.
    """
    if formula.operation is Operation.SUM_OF_COLUMN:
        return f"=SUM({':'.join(column)})" if column else ""
    if not formula.cells or not all(name in addresses for name in formula.cells):
        return ""
    cells = [_seen_from(sheet, *addresses[name]) for name in formula.cells]
    match formula.operation:
        case Operation.SUM:
            return f"=SUM({','.join(cells)})"
        case Operation.SMALLEST:
            return f"=MIN({','.join(cells)})"
        case Operation.DIFFERENCE:
            return f"={'-'.join(cells)}"
        case _:
            return ""


def _seen_from(sheet: str, other: str, cell: str) -> str:
    # The names of our sheets hold no apostrophe.
    return cell if other == sheet else f"'{other}'!{cell}"
