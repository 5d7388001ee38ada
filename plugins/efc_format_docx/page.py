"""The page: A4, upright or across, the room for text, and sections with pages of their own."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from efc_format_docx.markup import NAMESPACES, W
from efc_reporting.plugin import Document, Section

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.section import CT_SectPr
    from docx.section import Section as PageSection

EMU_PER_TWENTIETH = 635

OPEN_END = "<w:sectPr/>"
"""Where the look of the pages is filled in, which is the same for all sections of pages."""

SECTION_END = f'<w:p><w:pPr><w:pStyle w:val="PageBreak"/>{OPEN_END}</w:pPr></w:p>'
"""The paragraph that ends a section of pages."""


AFTER_NUMBERS = tuple(
    f"w:{tag}"
    for tag in (
        *("cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi"),
        *("rtlGutter", "docGrid", "printerSettings", "sectPrChange"),
    )
)
"""What may follow the numbering of pages in the properties of a section."""


def text_width(file: WordDocument) -> int:
    """Return the room between the margins, in twentieths of a point."""
    page = file.sections[0]
    edges = (page.page_width, page.left_margin, page.right_margin)
    whole, left, right = (int(edge or 0) // EMU_PER_TWENTIETH for edge in edges)
    return whole - left - right


def turn(file: WordDocument) -> None:
    """Lay the page across, and stretch the styles that know how wide the text is."""
    before = text_width(file)
    turn_section(file.sections[0])
    after = text_width(file)
    for stop in file.styles.element.xpath(f"//w:tab[@w:pos='{before}']"):
        stop.set(f"{W}pos", str(after))


def turn_section(page: PageSection) -> None:
    """Lay the pages of one section across."""
    from docx.enum.section import WD_ORIENTATION

    page.orientation = WD_ORIENTATION.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width


def has_sections_apart(document: Document) -> bool:
    """Say whether some sections have pages of their own."""
    return any(isinstance(block, Section) and block.is_apart for block in document.blocks)


def number_apart(page: CT_SectPr) -> None:
    """Let the numbers of each section of pages begin with 1."""
    from docx.oxml import OxmlElement

    for given in page.findall(f"{W}pgNumType"):
        page.remove(given)
    number: Any = OxmlElement("w:pgNumType")
    number.set(f"{W}start", "1")
    page.insert_element_before(number, *AFTER_NUMBERS)


def page_xml(page: CT_SectPr) -> str:
    """Return the look of the pages of a section, as it is now, to stand in our text."""
    from docx.oxml.parser import parse_xml
    from lxml import etree

    # Under our own names for the namespaces: another library may have registered others with lxml.
    holder = parse_xml(f"<w:body {NAMESPACES}/>")
    holder.append(deepcopy(page))
    return etree.tostring(holder[0], encoding="unicode")
