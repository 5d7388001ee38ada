"""The page: A4, upright or across, and the width that is left for text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

EMU_PER_TWENTIETH = 635


def text_width(file: WordDocument) -> int:
    """Return the room between the margins, in twentieths of a point."""
    page = file.sections[0]
    edges = (page.page_width, page.left_margin, page.right_margin)
    whole, left, right = (int(edge or 0) // EMU_PER_TWENTIETH for edge in edges)
    return whole - left - right


def turn(file: WordDocument) -> None:
    """Lay the page across, and stretch the styles that know how wide the text is."""
    from docx.enum.section import WD_ORIENTATION

    before = text_width(file)
    page = file.sections[0]
    page.orientation = WD_ORIENTATION.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    after = text_width(file)
    for name in ("w:tab/@w:pos", "w:framePr/@w:w"):
        for place in file.styles.element.xpath(f"//{name}[.='{before}']"):
            place.getparent().set(place.attrname, str(after))
