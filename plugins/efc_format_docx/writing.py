"""The whole text of a document as WordprocessingML, and the file in which it stands."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, cast

from efc_format_docx.around import add_frame, cover, disclaimer, title_block, with_own_numbers
from efc_format_docx.blocks import PAGE_BREAK, body
from efc_format_docx.fields import contents
from efc_format_docx.marks import file_marks
from efc_format_docx.markup import NAMESPACES
from efc_format_docx.page import has_sections_apart, page_xml, text_width, turn
from efc_format_docx.properties import add_custom, set_properties
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, ReportContext, packed_zip

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.document import CT_Document

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BASE = "docx/base.docx"
"""The file that reports start from, and whose styles stand in for those of a letterhead."""


def on_our_pages(document: Document, context: ReportContext) -> bytes:
    """Return the bytes of a Word file that no letterhead makes."""
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
    page = page_xml(file.sections[-1]._sectPr)
    xml = f"<w:document {NAMESPACES}><w:body>{content}{page}</w:body></w:document>"
    return finished(file, xml, document, story)


def opened(data: bytes) -> WordDocument:
    """Return a Word file."""
    import docx

    return docx.Document(io.BytesIO(data))


def finished(file: WordDocument, xml: str, document: Document, story: Story) -> bytes:
    """Return the bytes of a Word file with the XML of its text, the same ones every time.

    To make a tree of a long list, to write it from there and to pack it twice takes longer than all
    the rest: only for what marks stand for is there one. Raise ExpatError where Word could not read
    the text.
    """
    from xml.parsers.expat import ParserCreate

    from docx.oxml.parser import parse_xml

    set_properties(file, document)
    if story.marks.sections:
        body = cast("CT_Document", parse_xml(xml)).body
        add_custom(file, dict(file_marks(document, story, body).texts()))
    whole = f"{DECLARATION}{xml}".encode()
    ParserCreate().Parse(whole, True)  # no tree was made of all of it that would tell
    file.part._element = parse_xml(f"<w:document {NAMESPACES}/>")
    written = io.BytesIO()
    file.save(written)
    with zipfile.ZipFile(written) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return packed_zip({**members, file.part.partname.membername: whole})


def whole_text(
    document: Document, story: Story, *, has_cover: bool, has_free_foot: bool = True
) -> str:
    """Return everything between the margins, from the cover or title to the disclaimer."""
    front = cover(document, story, has_free_foot) if has_cover else title_block(document, story)
    # The contents list the headings, and so are written after them and stand before.
    written = "".join(body(document.blocks, story))
    end = "" if has_cover else disclaimer(document, story)
    listed = contents(story) if document.has_contents else ""
    after = PAGE_BREAK if listed and has_cover else ""
    return f"{front}{listed}{after}{written}{end}"
