"""What stands on every page: the draft mark, the emblem, the number of the page."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from efc_format_docx.acknowledging import IN_HEADER, acknowledgement
from efc_format_docx.fields import filled, simple_field
from efc_format_docx.markup import cleaned, parsed
from efc_format_docx.page import has_sections_apart
from efc_format_docx.runs import paragraph, plain_runs, text_paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, Section

if TYPE_CHECKING:
    from docx.section import Section as PageSection
    from docx.section import _BaseHeaderFooter

TWENTIETHS_OF_A_LETTER = 135
"""So wide is a letter of the title at most, with room beside it for the number of the page."""


def add_frame(page: PageSection, document: Document, story: Story) -> None:
    """Fill headers and footers; the first page has its own, for the emblem stands large on it.

    Where sections have pages of their own, each gets footers that count them: see `sections`.
    """
    page.different_first_page_header_footer = True
    draft = _draft(document, story)
    _fill(page.first_page_header, draft or EMPTY)
    running = story.for_part(page.header.part)
    statement = acknowledgement("FundingHeader", document.funding, IN_HEADER, running)
    _fill(page.header, draft + statement or EMPTY)
    if not has_sections_apart(document):
        number = footer(_running_title(document), story, simple_field("NUMPAGES", "1"))
        _fill(page.first_page_footer, EMPTY if document.has_cover else number)
        _fill(page.footer, number)


EMPTY = paragraph("Header", "")


def _fill(place: _BaseHeaderFooter, content: str) -> None:
    place.is_linked_to_previous = False
    element = place._element
    for child in list(element):
        element.remove(child)
    element.extend(parsed(content))


def _draft(document: Document, story: Story) -> str:
    if not document.is_draft:
        return ""
    mark = story.text("Draft: findings of severity error are open")
    return text_paragraph("Draft", mark, story)


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
