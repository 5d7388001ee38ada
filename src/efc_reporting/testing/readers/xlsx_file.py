"""Read an Excel workbook back, numbers as a reader of its language sees them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

from efc_reporting.base.i18n import SOURCE_LANGUAGE, Translator, available_languages, translator_for
from efc_reporting.testing.readers.read_back import ReadBack, required

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def read_xlsx(data: bytes) -> ReadBack:
    """Return what stands in a workbook; `tables` are its real tables, without their totals."""
    workbook: Workbook = required("openpyxl", "read_xlsx").load_workbook(
        BytesIO(data), data_only=True
    )
    properties = workbook.properties
    language = properties.language or ""
    translator = translator_for(language if language in available_languages() else SOURCE_LANGUAGE)
    sheets = workbook.worksheets
    rows = [[shown_as(cell, translator) for cell in row] for sheet in sheets for row in sheet.rows]
    headers = [text for sheet in sheets for text in _margins(sheet)]
    return ReadBack(
        text="\n".join(["\t".join(cell for cell in row if cell) for row in rows] + headers),
        tables=[
            [[shown_as(cell, translator) for cell in row] for row in sheet[table.ref]]
            for sheet in sheets
            for table in sheet.tables.values()
        ],
        headings=workbook.sheetnames,
        language=language,
        metadata={"title": properties.title or "", "author": properties.creator or ""},
        links=[
            cell.hyperlink.target
            for sheet in sheets
            for row in sheet.rows
            for cell in row
            if cell.hyperlink and cell.hyperlink.target
        ],
    )


def _margins(sheet: Worksheet) -> Iterator[str]:
    for margin in (sheet.oddHeader, sheet.oddFooter):
        for part in (margin.left, margin.center, margin.right) if margin else ():
            if part.text:
                yield part.text


def shown_as(cell: Cell | MergedCell, translator: Translator) -> str:
    """Return what Excel shows for a cell to a reader of that language."""
    match cell.value:
        case None:
            return ""
        case int() | float() if "%" in cell.number_format:
            return translator.percent(Fraction(cell.value).limit_denominator(10**6))
        case int() | float() if "€" in cell.number_format:
            return translator.money(Decimal(str(cell.value)))
        case int() if cell.number_format == "#,##0":
            return translator.number(cell.value)
        case date() if cell.number_format.startswith("dd"):
            return translator.numeric_date(cell.value)
        case date() if "mmmm" in cell.number_format:
            return translator.day(cell.value)
        case date():
            return f"{cell.value:%Y-%m-%d}"
        case _:
            return str(cell.value)
