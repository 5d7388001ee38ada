"""How a sheet is printed: A4 across, as wide as the page, with title, mark and page numbers."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from efc_format_xlsx.values import safe_text
from efc_format_xlsx.words import Words
from efc_reporting.plugin import Document

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_MAX_PART = 100
"""Excel takes 255 characters for a whole header."""


def set_up_print(sheet: Worksheet, document: Document, words: Words) -> None:
    """Set paper, margins, header and footer of one sheet."""
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
    sheet.hide_gridlines(2)
    mark = f"&C&B{words.draft}&B" if document.is_draft else ""
    sheet.set_header(f"&L{_part(document.title)}{mark}&R&A")
    sheet.set_footer(f"&L{_part(document.reference)}&R{words.page_of}")


def _part(text: str) -> str:
    """Return text for a header, in which & begins a code."""
    return shorten(safe_text(text), _MAX_PART, placeholder="…").replace("&", "&&")
