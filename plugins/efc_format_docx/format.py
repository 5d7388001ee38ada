"""The format itself: what it is, and the door to its rendering."""

from __future__ import annotations

import attrs

from efc_reporting.plugin import (
    ChecksTemplates,
    Document,
    FormatInfo,
    ReportContext,
    ReportFormat,
    TemplateCheck,
)


@attrs.frozen(kw_only=True)
class DocxOptions:
    """The options of the format; `template` is a Word file in the chain of templates."""

    template: str = attrs.field(
        default="docx/base.docx", validator=attrs.validators.instance_of(str)
    )


class DocxFormat(ReportFormat[DocxOptions], ChecksTemplates):
    """A Word file with real styles, headings, lists, captions and header rows."""

    info = FormatInfo(
        name="docx",
        title="Word document",
        extension=".docx",
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        magic=b"PK\x03\x04",
        requires=("docx",),
        is_taken_back=True,
    )
    options_type = DocxOptions
    template_extensions = frozenset({".docx", ".dotx", ".docm", ".dotm"})

    def render(
        self,
        document: Document,
        context: ReportContext,
        options: DocxOptions,
    ) -> bytes:
        """Return the bytes of the Word file."""
        from efc_format_docx.rendering import render

        return render(document, context, options.template)

    def check_template(
        self,
        data: bytes,
        name: str,
        document: Document,
        context: ReportContext,
        *,
        is_sample: bool = False,
    ) -> TemplateCheck:
        """Return what is to be said of a letterhead."""
        from efc_format_docx.letterhead.checking import check_letterhead

        return check_letterhead(data, name, document, context, is_sample=is_sample)
