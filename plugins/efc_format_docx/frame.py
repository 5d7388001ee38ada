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
from efc_reporting.plugin import Document

if TYPE_CHECKING:
    from docx.section import Section as PageSection
    from docx.section import _BaseHeaderFooter

LONGEST_TITLE = 70


def add_frame(page: PageSection, document: Document, story: Story) -> None:
    """Fill headers and footers; the first page has its own, for the emblem stands large on it."""
    page.different_first_page_header_footer = True
    draft = _draft(document, story)
    number = "" if document.has_cover else _footer(document, story)
    _fill(page.first_page_header, draft or _EMPTY_HEADER)
    _fill(page.first_page_footer, number or _EMPTY_HEADER)
    running = story.for_part(page.header.part)
    statement = acknowledgement("FundingHeader", document.funding, IN_HEADER, running)
    _fill(page.header, draft + statement or _EMPTY_HEADER)
    _fill(page.footer, _footer(document, story))


_EMPTY_HEADER = paragraph("Header", "")


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


def _footer(document: Document, story: Story) -> str:
    title = textwrap.shorten(cleaned(document.title), LONGEST_TITLE, placeholder=" …")
    # LibreOffice cannot count the pages of a section: better no total than a wrong one.
    label = "Page {page}" if has_sections_apart(document) else "Page {page} of {pages}"
    numbers = {"page": simple_field("PAGE", "1"), "pages": simple_field("NUMPAGES", "1")}
    return paragraph(
        "Footer",
        f"{plain_runs(title)}<w:r><w:tab/></w:r>" + filled(story.text(label), numbers),
        f'<w:tabs><w:tab w:val="right" w:pos="{story.width}"/></w:tabs>',
    )
