"""The page: A4, upright or across, the room for text, and sections with pages of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from efc_reporting.plugin import Document, Section

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

EMU_PER_TWENTIETH = 635

OPEN_END = "<w:sectPr/>"
"""Where the look of the pages is filled in, which is the same for all sections of pages."""

SECTION_END = f'<w:p><w:pPr><w:pStyle w:val="PageBreak"/>{OPEN_END}</w:pPr></w:p>'
"""The paragraph that ends a section of pages."""


def text_width(file: WordDocument) -> int:
    """Return the room between the margins, in twentieths of a point."""
    page = file.sections[0]
    edges = (page.page_width, page.left_margin, page.right_margin)
    whole, left, right = (int(edge or 0) // EMU_PER_TWENTIETH for edge in edges)
    return whole - left - right


def turn(file: WordDocument) -> None:
    """Lay the page across, and stretch the styles that know how wide the text is."""
    from docx.enum.section import WD_ORIENTATION
    from docx.oxml.ns import qn

    before = text_width(file)
    page = file.sections[0]
    page.orientation = WD_ORIENTATION.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    after = text_width(file)
    for stop in file.styles.element.xpath(f"//w:tab[@w:pos='{before}']"):
        stop.set(qn("w:pos"), str(after))


def has_sections_apart(document: Document) -> bool:
    """Say whether some sections have pages of their own."""
    return any(isinstance(block, Section) and block.is_apart for block in document.blocks)


def number_apart(file: WordDocument) -> None:
    """Let the numbers of each section of pages begin with 1."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    file.element.body.sectPr.find(qn("w:pgMar")).addnext(number)
