"""What stands around the text: cover or title, disclaimer, headers and footers."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from efc_format_docx.blocks import PAGE_BREAK, fields
from efc_format_docx.fields import filled, pages_of_section, simple_field
from efc_format_docx.markup import NAMESPACES, bookmarked, cleaned, parsed
from efc_format_docx.page import OPEN_END, SECTION_END, has_sections_apart, number_apart, page_xml
from efc_format_docx.pictures import IN_HEADER, ON_COVER, ON_FIRST_PAGE, acknowledgement
from efc_format_docx.runs import paragraph, plain_runs, runs, text_paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, Section

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.section import CT_SectPr
    from docx.section import Section as PageSection
    from docx.section import _BaseHeaderFooter

TWENTIETHS_OF_A_LETTER = 135
"""So wide is a letter of the title at most, with room beside it for the number of the page."""

EMPTY = paragraph("Header", "")
PARAGRAPH_END = "</w:p>"


def cover(document: Document, story: Story, has_free_foot: bool) -> str:
    """Return a page of its own; the disclaimer stands at its foot where that is free.

    A letterhead may have a footer that reaches over the margin.
    """
    at_foot = ("DisclaimerCover", _at_bottom(story.width))
    style, properties = at_foot if has_free_foot else ("Disclaimer", "")
    return "".join(
        (
            acknowledgement("FundingCover", story.funding, ON_COVER, story),
            _titles(document, story),
            fields(document.fields, story),
            disclaimer(document, story, style, properties),
            PAGE_BREAK,
        )
    )


def title_block(document: Document, story: Story) -> str:
    """Return the top of a document without a cover."""
    return "".join(
        (
            acknowledgement("Funding", story.funding, ON_FIRST_PAGE, story),
            _titles(document, story),
            fields(document.fields, story),
        )
    )


def _titles(document: Document, story: Story) -> str:
    subtitle = text_paragraph("Subtitle", document.subtitle, story) if document.subtitle else ""
    return text_paragraph("Title", document.title, story) + subtitle


def disclaimer(
    document: Document, story: Story, style: str = "Disclaimer", properties: str = ""
) -> str:
    """Return the disclaimer of the funder, with which a document without a cover ends."""
    if document.funding is None or not document.funding.disclaimer:
        return ""
    return paragraph(style, runs(document.funding.disclaimer, story), properties)


def _at_bottom(width: int) -> str:
    # Not in the style: LibreOffice knows such frames only where they stand at the paragraph.
    return (
        f'<w:framePr w:w="{width}" w:hSpace="0" w:wrap="around" w:vAnchor="margin"'
        ' w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )


def add_frame(page: PageSection, document: Document, story: Story) -> None:
    """Fill headers and footers; the first page has its own, for the emblem stands large on it.

    Where sections have pages of their own, `with_own_numbers` writes the footers.
    """
    page.different_first_page_header_footer = True
    draft = draft_mark(story) if document.is_draft else ""
    _fill(page.first_page_header, draft or EMPTY)
    running = story.for_part(page.header.part)
    statement = acknowledgement("FundingHeader", document.funding, IN_HEADER, running)
    _fill(page.header, draft + statement or EMPTY)
    if not has_sections_apart(document):
        number = footer(_running_title(document), story, simple_field("NUMPAGES", "1"))
        _fill(page.first_page_footer, EMPTY if document.has_cover else number)
        _fill(page.footer, number)


def _fill(place: _BaseHeaderFooter, content: str) -> None:
    place.is_linked_to_previous = False
    place._element[:] = parsed(content)


def draft_mark(story: Story) -> str:
    """Return the line that stands on top of every page of a draft."""
    return text_paragraph("Draft", story.text("Draft: findings of severity error are open"), story)


def _running_title(document: Document) -> str:
    """Return what the only section says for its pages, or the title with the project."""
    headers = [block.page_header for block in document.blocks if isinstance(block, Section)]
    return headers[0] if len(headers) == 1 and headers[0] else document.file_title


def footer(words: str, story: Story, pages: str) -> str:
    """Return a title and the number of the page; `pages` is the field that says of how many."""
    room = story.width // TWENTIETHS_OF_A_LETTER
    title = textwrap.shorten(cleaned(words), room, placeholder=" …")
    numbers = {"page": simple_field("PAGE", "1"), "pages": pages}
    return paragraph(
        "Footer",
        f"{plain_runs(title)}<w:r><w:tab/></w:r>"
        + filled(story.text("Page {page} of {pages}"), numbers),
        f'<w:tabs><w:tab w:val="right" w:pos="{story.width}"/></w:tabs>',
    )


def with_own_numbers(file: WordDocument, content: str, document: Document, story: Story) -> str:
    """Return the text with the look of the pages of each section but the last, which is the file's.

    A bookmark stands at the end of each section.
    """
    page = file.sections[-1]._sectPr
    headers = _page_headers(document)
    number_apart(page)
    *before, last = content.split(SECTION_END)
    written = []
    for number, text in enumerate(before, start=1):
        _number(file, page, number, document, story, headers)
        end = _with_end(SECTION_END, number, story)
        written.append(text + end.replace(OPEN_END, page_xml(page)))
    number = len(before) + 1
    _number(file, page, number, document, story, headers)
    return "".join(written) + _with_end(last, number, story)


def _page_headers(document: Document) -> dict[int, str]:
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
    headers: dict[int, str],
) -> None:
    """Give the pages of a section its footers, in the place of those of the section before."""
    from docx.enum.section import WD_HEADER_FOOTER_INDEX as WHICH

    title = headers.get(number, document.file_title)
    line = footer(title, story, pages_of_section(_end_of(number)))
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


def _with_end(text: str, number: int, story: Story) -> str:
    """Return a text with a bookmark in its last paragraph."""
    mark = bookmarked(_end_of(number), next(story.ids))
    before, _, after = text.rpartition(PARAGRAPH_END)
    return f"{before}{mark}{PARAGRAPH_END}{after}"


def _end_of(number: int) -> str:
    return f"_End{number}"
