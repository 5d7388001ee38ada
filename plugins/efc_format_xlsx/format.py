"""The format itself: a document becomes one workbook, made in memory."""

from __future__ import annotations

from io import BytesIO

from efc_format_xlsx.formulas import Addresses
from efc_format_xlsx.grid import blocks_below
from efc_format_xlsx.page import Page
from efc_format_xlsx.pictures import EMBLEM, Emblem
from efc_format_xlsx.plan import SheetPlan, plan_sheets
from efc_format_xlsx.printing import set_up_print
from efc_format_xlsx.properties import core_properties, with_language
from efc_format_xlsx.styles import Styles
from efc_format_xlsx.words import Words
from efc_format_xlsx.writer import write_blocks
from efc_reporting.plugin import (
    Document,
    FormatInfo,
    NoOptions,
    ReportContext,
    ReportFormat,
    normalise_zip,
)

TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}

# Nearly every computer has a font of its widths; in the place of Calibri stand some a third wider.
FONT = {"font_name": "Arial", "font_size": 10}


class Xlsx(ReportFormat[NoOptions]):
    """An overview sheet, then one sheet per section that has tables.

    Numbers, shares and dates are real ones; text is only ever text, whatever it starts with.
    """

    info = FormatInfo(
        name="xlsx",
        title="Excel workbook",
        extension=".xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        is_tabular=True,
        requires=("xlsxwriter",),
        magic=b"PK\x03\x04",
    )
    options_type = NoOptions

    def render(
        self,
        document: Document,
        context: ReportContext,
        options: NoOptions,
    ) -> bytes:
        """Return the bytes of the workbook."""
        import xlsxwriter

        words = Words.of(context)
        stream = BytesIO()
        # xlsxwriter writes into what it is given for the font.
        looks = {**TEXT_STAYS_TEXT, "default_format_properties": dict(FONT)}
        workbook = xlsxwriter.Workbook(stream, {"in_memory": True, **looks})
        workbook.set_properties(core_properties(document))
        styles = Styles.of(workbook)
        plans = plan_sheets(document, words)
        addresses: Addresses = {}
        others = [plan for plan in plans if not plan.is_overview]
        for plan in plans:
            sheet = workbook.add_worksheet(plan.name)
            set_up_print(sheet, plan, document, words)
            page = Page(sheet, styles, blocks_below(plan.blocks), addresses)
            if document.is_draft:
                page.across(words.draft, "draft")
            page.across(plan.title, "title")
            write_blocks(page, plan.blocks)
            if plan.is_overview:
                _list_sheets(page, others, words)
            if plan.is_overview or plan.is_apart:
                _acknowledge(page, document, context)
        workbook.close()
        return normalise_zip(with_language(stream.getvalue(), document.language))


def _list_sheets(page: Page, others: list[SheetPlan], words: Words) -> None:
    if others:
        page.gap()
        page.across(words.sheets, "heading")
    for other in others:
        page.link(other.name, other.title)


def _acknowledge(page: Page, document: Document, context: ReportContext) -> None:
    if document.funding:
        page.gap()
        emblem = Emblem.of(context.templates.asset(EMBLEM))
        page.emblem(emblem, document.funding.emblem_alternative, document.funding.statement)
        page.across(document.funding.disclaimer, "note")
