"""Puts a document together: its text, frame and properties, on our pages or on a letterhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from efc_format_docx.custom_properties import add_marks
from efc_format_docx.frame import add_frame
from efc_format_docx.letterhead.report import report_on
from efc_format_docx.markup import NAMESPACES
from efc_format_docx.page import has_sections_apart, page_xml, text_width, turn
from efc_format_docx.properties import set_properties
from efc_format_docx.sections import with_own_numbers
from efc_format_docx.story import Story
from efc_format_docx.writing import BASE, opened, saved, whole_text, with_tree
from efc_reporting.plugin import Document, ReportContext

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def render(document: Document, context: ReportContext, template: str = BASE) -> bytes:
    """Return the bytes of the Word file; what a letterhead lacks is a warning each."""
    if template == BASE:
        return _on_our_pages(document, context)
    report = report_on(context.templates.asset(template), template, document, context)
    for remark in report.warnings:
        context.warn(f"{template}: {remark.message.format_map(remark.values)}")
    return report.data


def _on_our_pages(document: Document, context: ReportContext) -> bytes:
    file = opened(context.templates.asset(BASE))
    if document.is_landscape:
        turn(file)
    story = Story(
        part=file.part,
        context=context,
        language=document.language,
        width=text_width(file),
        funding=document.funding,
    )
    content = whole_text(document, story, has_cover=document.has_cover)
    add_frame(file.sections[-1], document, story)
    if has_sections_apart(document):
        content = with_own_numbers(file, content, document, story)
    set_properties(file, document)
    xml = _whole(file, content)
    if story.marks.sections:
        add_marks(with_tree(file, xml), document, story)
    return saved(file, xml)


def _whole(file: WordDocument, content: str) -> str:
    """Return the XML of the text with the look of its pages."""
    page = page_xml(file.sections[-1]._sectPr)
    return f"<w:document {NAMESPACES}><w:body>{content}{page}</w:body></w:document>"
