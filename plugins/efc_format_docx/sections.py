"""Sections with pages of their own: each has footers that say "page 2 of 3" of its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from efc_format_docx.fields import pages_of_section
from efc_format_docx.frame import EMPTY, footer
from efc_format_docx.markup import NAMESPACES
from efc_format_docx.page import OPEN_END, SECTION_END, number_apart, page_xml
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, Section

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.section import CT_SectPr

PARAGRAPH_END = "</w:p>"


def with_own_numbers(file: WordDocument, content: str, document: Document, story: Story) -> str:
    """Return the text with the look of the pages of each section but the last, which is the file's.

    A bookmark stands at the end of each section.
    """
    page = file.sections[-1]._sectPr
    titles = _titles(document)
    number_apart(page)
    *before, last = content.split(SECTION_END)
    written = []
    for number, text in enumerate(before, start=1):
        _number(file, page, number, document, story, titles)
        end = _ended(SECTION_END, number, story)
        written.append(text + end.replace(OPEN_END, page_xml(page)))
    number = len(before) + 1
    _number(file, page, number, document, story, titles)
    return "".join(written) + _ended(last, number, story)


def _titles(document: Document) -> dict[int, str]:
    """Return what those sections of pages that say so have in the place of the title."""
    sections = (block for block in document.blocks if isinstance(block, Section))
    apart = enumerate((section for section in sections if section.is_apart), start=2)
    return {number: section.page_header for number, section in apart if section.page_header}


def _number(
    file: WordDocument,
    page: CT_SectPr,
    number: int,
    document: Document,
    story: Story,
    titles: dict[int, str],
) -> None:
    """Give the pages of a section its footers, in the place of those of the section before."""
    from docx.enum.section import WD_HEADER_FOOTER_INDEX as WHICH

    title = titles.get(number, document.file_title)
    line = footer(title, story, pages_of_section(_end(number)))
    is_cover = document.has_cover and number == 1
    footers = ((WHICH.FIRST_PAGE, EMPTY if is_cover else line), (WHICH.PRIMARY, line))
    for place, (which, text) in enumerate(footers):
        if number > 1:
            page.remove_footerReference(which)
        page.add_footerReference(which, _part(file, 2 * number + place, text))


def _part(file: WordDocument, number: int, line: str) -> str:
    """Put a footer into the file, and return the relationship that leads to it."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.parser import parse_xml
    from docx.parts.hdrftr import FooterPart

    # Not python-docx's way, which looks through all parts and relations for a free name each time.
    identity = f"rIdFooter{number}"
    name = PackURI(f"/word/footer{number}.xml")
    element = parse_xml(f"<w:ftr {NAMESPACES}>{line}</w:ftr>")
    part = FooterPart(name, CONTENT_TYPE.WML_FOOTER, element, file.part.package)
    file.part.load_rel(RELATIONSHIP_TYPE.FOOTER, part, identity)
    return identity


def _ended(text: str, number: int, story: Story) -> str:
    """Return a text with a bookmark in its last paragraph."""
    identity = next(story.ids)
    mark = (
        f'<w:bookmarkStart w:id="{identity}" w:name="{_end(number)}"/>'
        f'<w:bookmarkEnd w:id="{identity}"/>'
    )
    before, _, after = text.rpartition(PARAGRAPH_END)
    return f"{before}{mark}{PARAGRAPH_END}{after}"


def _end(number: int) -> str:
    return f"_End{number}"
