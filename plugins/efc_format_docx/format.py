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
        """Return the bytes of the Word file; what a letterhead lacks is a warning each."""
        from efc_format_docx.letterhead.report import report_on
        from efc_format_docx.writing import BASE, on_our_pages

        if options.template == BASE:
            return on_our_pages(document, context)
        data = context.templates.asset(options.template)
        report = report_on(data, options.template, document, context)
        for remark in report.warnings:
            context.warn(f"{options.template}: {remark.message.format_map(remark.values)}")
        return report.data

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
