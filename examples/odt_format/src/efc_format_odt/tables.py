"""Tables with real header rows, numbers to the right and totals set off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from odfdo import Cell as OdfCell
from odfdo import Document as OdfDocument
from odfdo import Element, Paragraph
from odfdo import Row as OdfRow

from efc_format_odt.styles import WIDTH, add_column
from efc_reporting.plugin import Cell, Column, ColumnKind, Table

_TO_THE_RIGHT = frozenset({ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.MONEY})
_LEAST_HEIGHT = "SignatureRow"


def table_of(odf: OdfDocument, table: Table) -> Element:
    """Return a table as wide as the text; its header row is repeated on each page."""
    number = len(odf.body.tables) + 1
    made = Element.from_tag("table:table")
    made.set_attribute("table:name", f"Table{number}")
    made.set_attribute("table:style-name", "Table")
    for column in _columns(odf, table.columns):
        made.append(column)
    header = Element.from_tag("table:table-header-rows")
    header.append(_row(table.columns, [column.title for column in table.columns], "Header"))
    made.append(header)
    for row in table.rows:
        made.append(_row(table.columns, _texts(row), "Cell"))
    if table.total:
        made.append(_row(table.columns, _texts(table.total), "Total"))
    return made


def _texts(row: Iterable[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _columns(odf: OdfDocument, columns: Sequence[Column]) -> Iterable[Element]:
    """Yield the columns, each as wide as its share of the text."""
    whole = sum(column.weight for column in columns)
    for column in columns:
        name = add_column(odf, round(10 * WIDTH * column.weight / whole))
        made = Element.from_tag("table:table-column")
        made.set_attribute("table:style-name", name)
        yield made


def _row(columns: Sequence[Column], texts: Sequence[str], kind: str) -> OdfRow:
    row = OdfRow()
    if any(column.kind is ColumnKind.SIGNATURE for column in columns):
        row.style = _LEAST_HEIGHT
    for column, text in zip(columns, texts, strict=True):
        cell = OdfCell(style=f"{kind}Cell")
        side = "Right" if column.kind in _TO_THE_RIGHT else ""
        cell.append(Paragraph(text, style=f"{kind}Text{side}"))
        cell.set_attribute("office:value-type", "string")
        row.append(cell)
    return row
