"""The mark of a draft on every page of a letterhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from efc_format_docx.letterhead.styles import Styles
from efc_format_docx.markup import parsed
from efc_format_docx.runs import text_paragraph
from efc_format_docx.story import Story

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _BaseHeaderFooter


def mark_draft(file: WordDocument, story: Story, styles: Styles) -> None:
    """Put the mark on top of every header; the first section gets those that it lacks."""
    mark = story.text("Draft: findings of severity error are open")
    content = styles.apply(text_paragraph("Draft", mark, story))
    for number, page in enumerate(file.sections):
        places: list[_BaseHeaderFooter] = [page.header]
        if page.different_first_page_header_footer:
            places.append(page.first_page_header)
        if file.settings.odd_and_even_pages_header_footer:
            places.append(page.even_page_header)
        for place in places:
            if place.is_linked_to_previous and number:
                continue
            is_new = place.is_linked_to_previous
            place.is_linked_to_previous = False
            element = place._element
            if is_new:
                for child in list(element):
                    element.remove(child)
            for line in reversed(parsed(content)):
                element.insert(0, line)
