"""The whole text of a document as WordprocessingML, and the file in which it stands."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from efc_format_docx.around import add_frame, closing, cover, title_block, with_own_numbers
from efc_format_docx.blocks import PAGE_BREAK, body
from efc_format_docx.fields import contents
from efc_format_docx.markup import NAMESPACES
from efc_format_docx.page import has_sections_apart, page_xml, text_width, turn
from efc_format_docx.properties import add_marks, set_properties
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, ReportContext, normalise_zip, packed_zip

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

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
    set_properties(file, document)
    xml = _whole(file, content)
    if story.marks.sections:
        add_marks(with_tree(file, xml), document, story)
    return saved(file, xml)


def _whole(file: WordDocument, content: str) -> str:
    """Return the XML of the text with the look of its pages."""
    page = page_xml(file.sections[-1]._sectPr)
    return f"<w:document {NAMESPACES}><w:body>{content}{page}</w:body></w:document>"


def opened(data: bytes) -> WordDocument:
    """Return a Word file."""
    import docx

    return docx.Document(io.BytesIO(data))


def saved(file: WordDocument, xml: str = "") -> bytes:
    """Return the bytes of a Word file, the same ones every time.

    `xml` is that of its text, where it is at hand: to make a tree of a long list, to write it from
    there and to pack it twice takes longer than all the rest.
    """
    from docx.oxml.parser import parse_xml

    whole = f"{DECLARATION}{xml}".encode()
    if xml:
        _refuse_broken(whole)
        file.part._element = parse_xml(f"<w:document {NAMESPACES}/>")
    written = io.BytesIO()
    file.save(written)
    if not xml:
        return normalise_zip(written.getvalue())
    with zipfile.ZipFile(written) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return packed_zip({**members, file.part.partname.membername: whole})


def with_tree(file: WordDocument, xml: str) -> WordDocument:
    """Return the file with the tree of its text, for those who look into it."""
    from docx.oxml.parser import parse_xml

    file.part._element = parse_xml(xml)
    return file


def _refuse_broken(xml: bytes) -> None:
    """Raise ExpatError where Word could not read it: no tree was made that would tell."""
    from xml.parsers.expat import ParserCreate

    ParserCreate().Parse(xml, True)


def whole_text(
    document: Document, story: Story, *, has_cover: bool, is_on_letterhead: bool = False
) -> str:
    """Return everything between the margins, from the cover or title to the disclaimer."""
    has_free_foot = not is_on_letterhead
    front = cover(document, story, has_free_foot) if has_cover else title_block(document, story)
    # The contents list the headings, and so are written after them and stand before.
    written = "".join(body(document.blocks, story))
    end = "" if has_cover else closing(document, story)
    return f"{front}{_contents(document, story, has_cover=has_cover)}{written}{end}"


def _contents(document: Document, story: Story, *, has_cover: bool) -> str:
    if not document.has_contents:
        return ""
    listed = contents(story)
    return listed + PAGE_BREAK if listed and has_cover else listed
