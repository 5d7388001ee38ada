"""How a sheet is printed: A4 across, as wide as the page, with title, mark and page numbers."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from efc_format_xlsx.plan import SheetPlan
from efc_format_xlsx.values import safe_text
from efc_format_xlsx.words import Words
from efc_reporting.plugin import Document

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
_MAX_PART = 100
"""Excel takes 255 characters for a whole header."""


def set_up_print(sheet: Worksheet, plan: SheetPlan, document: Document, words: Words) -> None:
    """Set paper, margins, header and footer of one sheet.

    A sheet apart counts its pages from 1. Of how many it cannot say: Excel and LibreOffice know the
    number of all pages that are printed, and not that of the pages of one sheet.
    """
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
    sheet.hide_gridlines(2)
    mark = f"&B{words.draft}&B" if document.is_draft else ""
    if plan.page_header:  # it may be as long as the line
        sheet.set_header(f"&L{_part(plan.page_header)}&R{mark}")
    else:
        middle = f"&C{mark}" if mark else ""
        sheet.set_header(f"&L{_part(document.title)}{middle}&R&A")
    sheet.set_footer(f"&L{_part(document.reference)}&R{_number(plan, words)}")
    if plan.is_apart:
        sheet.set_start_page(1)


def _number(plan: SheetPlan, words: Words) -> str:
    return words.page if plan.is_apart else words.page_of


def _part(text: str) -> str:
    """Return text for a header, in which & begins a code."""
    return shorten(safe_text(text), _MAX_PART, placeholder="…").replace("&", "&&")
