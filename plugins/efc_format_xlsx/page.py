"""A cursor that moves down one sheet and knows its columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from efc_format_xlsx.formulas import Addresses
from efc_format_xlsx.grid import (
    LINE_HEIGHT,
    column_widths,
    height_of,
    label_columns,
    printed_height,
    shrinking,
)
from efc_format_xlsx.pictures import EMBLEM_HEIGHT, Emblem, Picture
from efc_format_xlsx.styles import Styles
from efc_format_xlsx.values import Shown, safe_text
from efc_reporting.plugin import Block, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LINE_HEIGHTS = {
    "title": 24.0,
    "draft": 20.0,
    "heading": 20.0,
    "subheading": 18.0,
    "lead": 18.0,
}

_HARDLY = 6
"""Less than a sixth of a page is hardly any."""


class Page:
    """Writes row after row; `row` is the next one, `height` how far down it is in points."""

    def __init__(
        self,
        sheet: Worksheet,
        styles: Styles,
        blocks: Iterable[Block],
        addresses: Addresses,
    ) -> None:
        known = tuple(blocks)
        self.tables = tuple(block for block in known if isinstance(block, Table))
        self.sheet, self.styles, self.addresses = sheet, styles, addresses
        self.widths = column_widths(self.tables)
        self.row, self.height = 0, 0.0
        self.has_table = False
        self._labels = label_columns(known, self.widths)
        self._top, self._page_height = 0.0, printed_height(self.widths)
        self._breaks: list[int] = []
        for index, width in enumerate(self.widths):
            sheet.set_column(index, index, width)

    def across(self, text: str, look: str) -> None:
        """Write text over the whole width of the page."""
        height = height_of(text, sum(self.widths), LINE_HEIGHTS.get(look, LINE_HEIGHT))
        self._merged(0, len(self.widths) - 1, Shown(value=safe_text(text)), look)
        self.next_row(height)

    def labelled(self, label: str, value: Shown, look: str, least_height: float = 0) -> None:
        """Write a label and, beside it, what it stands for."""
        split = self._labels
        label_look = "line-label" if look == "line" else "label"
        self._merged(0, split - 1, Shown(value=safe_text(label)), label_look)
        self._merged(split, len(self.widths) - 1, value, look)
        text = value.value if isinstance(value.value, str) else ""
        self.next_row(
            max(
                height_of(label, sum(self.widths[:split])),
                height_of(text, sum(self.widths[split:])),
                least_height,
            )
        )

    def link(self, sheet_name: str, title: str) -> None:
        """Write a link to another sheet; its name is one of ours, without quotes."""
        look = self.styles("link")
        self._merged(0, len(self.widths) - 1, Shown(value=""), "link")
        target = f"internal:'{sheet_name}'!A1"
        self.sheet.write_url(self.row, 0, target, look, safe_text(title))
        self.next_row(LINE_HEIGHT)

    def emblem(self, emblem: Emblem, alternative: str, statement: str) -> None:
        """Show the emblem and, beside it, the statement of funding."""
        options = {
            "image_data": BytesIO(emblem.data),
            "x_scale": emblem.scale,
            "y_scale": emblem.scale,
            "x_offset": 2,
            "y_offset": 4,
            "description": safe_text(alternative),
        }
        self.sheet.insert_image(self.row, 0, "emblem.png", options)
        self.labelled("", Shown(value=safe_text(statement)), "statement", EMBLEM_HEIGHT + 6)

    def picture(self, data: bytes, alternative: str) -> None:
        """Show a picture in a row of its own."""
        picture = Picture.of(data, shrinking(self.widths))
        options = {
            "image_data": BytesIO(picture.data),
            "x_scale": picture.scale,
            "y_scale": picture.scale,
            "x_offset": 2,
            "y_offset": 4,
            "description": safe_text(alternative),
        }
        self.sheet.insert_image(self.row, 0, "picture.png", options)
        self.next_row(picture.height + 6)

    def put(self, column: int, value: Shown, look: str, align: str = "", formula: str = "") -> None:
        """Write one cell of the row, by the method of its type so that text stays text.

        A formula is written beside the number that it comes to, for readers that do not reckon.
        """
        style = self.styles(look, align=align, number_format=value.number_format)
        if formula and isinstance(value.value, int | float):
            self.sheet.write_formula(self.row, column, formula, style, value.value)
            return
        match value.value:
            case "":
                self.sheet.write_blank(self.row, column, None, style)
            case str():
                self.sheet.write_string(self.row, column, value.value, style)
            case date():
                self.sheet.write_datetime(self.row, column, value.value, style)
            case _:
                self.sheet.write_number(self.row, column, value.value, style)

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell for a formula on this sheet."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, column))

    def next_row(self, height: float) -> None:
        """Go on to the next row, after giving this one its height."""
        if height != LINE_HEIGHT:
            self.sheet.set_row(self.row, height)
        if self.height + height - self._top > self._page_height:
            self._top = self.height
        self.row += 1
        self.height += height

    def gap(self) -> None:
        """Leave a thin row free."""
        self.next_row(LINE_HEIGHT / 2)

    def break_page(self) -> None:
        """Let the next row start a new page; Excel is always given all breaks so far."""
        self._breaks.append(self.row)
        self._top = self.height
        self.sheet.set_h_pagebreaks(self._breaks)

    def keep_together(self, height: float) -> None:
        """Start a new page where what follows fits on one, but not on the rest of this one.

        A page that has hardly begun is not left: a title would stand alone there.
        """
        used = self.height - self._top
        if used > self._page_height / _HARDLY and used + height > self._page_height >= height:
            self.break_page()

    def _merged(self, first: int, last: int, value: Shown, look: str) -> None:
        if last > first:
            # merge_range would take "=1+1" for a formula: it gets nothing to write.
            self.sheet.merge_range(self.row, first, self.row, last, "", self.styles(look))
        self.put(first, value, look)
