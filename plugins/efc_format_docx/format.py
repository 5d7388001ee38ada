"""The format itself: what it is, and the door to its rendering."""

from __future__ import annotations

import attrs

from efc_reporting.plugin import Document, FormatInfo, ReportContext, ReportFormat


@attrs.frozen(kw_only=True)
class DocxOptions:
    """The options of the format: none so far."""


class DocxFormat(ReportFormat[DocxOptions]):
    """A Word file with real styles, headings, lists, captions and header rows."""

    info = FormatInfo(
        name="docx",
        title="Word document",
        extension=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        magic=b"PK\x03\x04",
        requires=("docx",),
    )
    options_type = DocxOptions

    def render(
        self,
        document: Document,
        context: ReportContext,
        options: DocxOptions,
    ) -> bytes:
        """Return the bytes of the Word file."""
        from efc_format_docx.rendering import render

        return render(document, context)
