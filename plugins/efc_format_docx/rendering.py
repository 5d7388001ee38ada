"""Puts a document together: front, contents, body, end, frame and properties."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from efc_format_docx.body import PAGE_BREAK, body
from efc_format_docx.contents import contents
from efc_format_docx.frame import add_frame
from efc_format_docx.front import closing, cover, title_block
from efc_format_docx.markup import NAMESPACES
from efc_format_docx.page import OPEN_END, has_sections_apart, number_apart, text_width, turn
from efc_format_docx.properties import set_properties
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, ReportContext, normalise_zip

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

BASE = "docx/base.docx"


def render(document: Document, context: ReportContext) -> bytes:
    """Return the bytes of the Word file."""
    file = _opened(context)
    if document.is_landscape:
        turn(file)
    story = Story(
        part=file.part,
        context=context,
        language=document.language,
        width=text_width(file),
        funding=document.funding,
    )
    content = _content(document, story)
    add_frame(file.sections[-1], document, story)
    if has_sections_apart(document):
        number_apart(file)
    set_properties(file, document)
    _fill(file, content)
    written = io.BytesIO()
    file.save(written)
    return normalise_zip(written.getvalue())


def _opened(context: ReportContext) -> WordDocument:
    import docx

    return docx.Document(io.BytesIO(context.templates.asset(BASE)))


def _content(document: Document, story: Story) -> str:
    front = cover(document, story) if document.has_cover else title_block(document, story)
    # The contents list the headings, and so are written after them and stand before.
    written = "".join(body(document.blocks, story))
    end = "" if document.has_cover else closing(document, story)
    return f"{front}{_contents(document, story)}{written}{end}"


def _contents(document: Document, story: Story) -> str:
    if not document.has_contents:
        return ""
    listed = contents(story)
    return listed + PAGE_BREAK if listed and document.has_cover else listed


def _fill(file: WordDocument, content: str) -> None:
    # The whole body is parsed in its place: to move a large table from one tree into another
    # takes lxml time that grows with the square of its rows.
    from docx.oxml.parser import parse_xml
    from lxml import etree

    # Under our own names for the namespaces: another library may have registered others with lxml.
    holder = parse_xml(f"<w:body {NAMESPACES}/>")
    holder.append(file.element.body.sectPr)
    page = etree.tostring(holder[0], encoding="unicode")
    file.part._element = parse_xml(
        f"<w:document {NAMESPACES}><w:body>{content.replace(OPEN_END, page)}{page}"
        "</w:body></w:document>"
    )
