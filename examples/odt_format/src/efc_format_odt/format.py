"""The format: what stands around the blocks of a document, and the properties of the file."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from efc_reporting.plugin import (
    Document,
    FormatInfo,
    NoOptions,
    ReportContext,
    ReportFormat,
    plain,
    words_around,
)

if TYPE_CHECKING:
    from odfdo import Document as OdfDocument

EMBLEM = "shared/emblem.png"
HEIGHT_OF_EMBLEM = 1.5
"""In centimetres; the funder allows no less than one."""


class Odt(ReportFormat[NoOptions]):
    """A text with real headings, lists and tables, to be edited in LibreOffice or Word."""

    info = FormatInfo(
        name="odt",
        title="OpenDocument text",
        extension=".odt",
        media_type="application/vnd.oasis.opendocument.text",
        magic=b"PK\x03\x04",
        requires=("odfdo",),
    )
    options_type = NoOptions

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        """Return the file."""
        from odfdo import Document as OdfDocument

        from efc_format_odt.packing import packed
        from efc_format_odt.styles import add_page, add_styles

        odf = OdfDocument("text")
        odf.body.clear()
        add_styles(odf)
        _write(odf, document, context)
        draft = context.translator.text("DRAFT") if document.is_draft else ""
        label = words_around(context.translator).page_label
        add_page(odf, draft, [part.counter or part.text for part in label])
        _describe(odf, document)
        data = io.BytesIO()
        odf.save(data)
        return packed(data.getvalue())


def _write(odf: OdfDocument, document: Document, context: ReportContext) -> None:
    from odfdo import Paragraph

    from efc_format_odt.body import Writer
    from efc_format_odt.pictures import framed

    writer = Writer(odf=odf, context=context)
    if document.funding:
        emblem = context.templates.asset(EMBLEM)
        alternative = document.funding.emblem_alternative
        acknowledged = Paragraph(style="Funding")
        acknowledged.append(framed(odf, emblem, alternative, tallest=HEIGHT_OF_EMBLEM))
        odf.body.append(acknowledged)
        odf.body.append(Paragraph(document.funding.statement, style="Funding"))
    odf.body.append(Paragraph(document.title, style="Title"))
    if document.subtitle:
        odf.body.append(Paragraph(document.subtitle, style="Subtitle"))
    for field in document.fields:
        odf.body.append(writer.labelled(field.label, plain(field.text)))
    writer.write(document.blocks, level=1)
    if document.funding:
        odf.body.append(Paragraph(document.funding.disclaimer, style="Note"))
    writer.add_languages()


def _describe(odf: OdfDocument, document: Document) -> None:
    """Set the properties from the document alone: no clock, no user, no computer."""
    day = datetime.combine(document.as_of, time())
    odf.meta.title = document.file_title
    odf.meta.creator = document.author
    odf.meta.initial_creator = document.author
    odf.meta.creation_date = day
    odf.meta.date = day
    odf.set_language(document.language)
