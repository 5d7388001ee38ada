"""Renders a document as an accessible, archival PDF (PDF/UA-1 and PDF/A-3a) on A4 pages."""

from __future__ import annotations

import attrs

from efc_reporting.plugin import (
    Document,
    FormatInfo,
    ReportContext,
    ReportFormat,
    attachments_of,
    html_to_pdf,
    view_of,
)

STYLE_SHEETS = ("shared/tokens.css", "shared/widths.css", "shared/blocks.css", "pdf/page.css")
LANDSCAPE = "pdf/landscape.css"
OWN = "pdf/own.css"
"""Shipped without a rule; that of a project folder goes before all others."""

COLOURS = ("shared/tokens.css", OWN)


@attrs.frozen
class PdfOptions:
    """The options of the format; `template` is a name in the chain of templates."""

    template: str = attrs.field(
        default="pdf/document.html.j2", validator=attrs.validators.instance_of(str)
    )


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
        """Return the file; the context is warned of what it lacks."""
        view = view_of(document, context.translator, context.templates.asset, COLOURS)
        page = context.templates.render(
            options.template,
            format_name=self.info.name,
            document=document,
            blocks=view.blocks,
            contents=view.contents,
            words=view.words,
            opening_end=view.opening_end,
        )
        result = html_to_pdf(
            page,
            assets=context.templates.asset,
            stylesheets=(*STYLE_SHEETS, *([LANDSCAPE] if document.is_landscape else []), OWN),
            attachments=attachments_of(context),
        )
        for warning in result.warnings:
            context.warn(warning)
        return result.data
