"""Renders a document as an accessible PDF (PDF/UA-1) on A4 pages."""

from __future__ import annotations

import logging

import attrs

from efc_reporting.plugin import (
    Document,
    FormatInfo,
    ReportContext,
    ReportFormat,
    html_to_pdf,
    view_of,
)

STYLE_SHEETS = ("shared/tokens.css", "shared/widths.css", "shared/blocks.css", "pdf/page.css")
LANDSCAPE = "pdf/landscape.css"

log = logging.getLogger("efc_reporting.pdf")


@attrs.frozen
class PdfOptions:
    """The options of the format; `template` is a name in the chain of templates."""

    template: str = "pdf/document.html.j2"


class Pdf(ReportFormat[PdfOptions]):
    """Pages with bookmarks, tags for screen readers, and no font but ours."""

    info = FormatInfo(
        name="pdf",
        title="PDF",
        extension=".pdf",
        media_type="application/pdf",
        requires=("weasyprint",),
        magic=b"%PDF-",
    )
    options_type = PdfOptions

    def render(self, document: Document, context: ReportContext, options: PdfOptions) -> bytes:
        """Return the file; what it lacks is logged, one warning for each."""
        view = view_of(document, context.translator)
        page = context.templates.render(
            options.template,
            format_name=self.info.name,
            document=document,
            blocks=view.blocks,
            contents=view.contents,
            words=view.words,
        )
        result = html_to_pdf(
            page,
            assets=context.templates.asset,
            stylesheets=(*STYLE_SHEETS, LANDSCAPE) if document.is_landscape else STYLE_SHEETS,
        )
        for warning in result.warnings:
            log.warning("%s: %s", document.title, warning)
        return result.data
