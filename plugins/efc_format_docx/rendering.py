"""Puts a document together: front, contents, body, end, frame and properties."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from efc_format_docx.body import PAGE_BREAK, body
from efc_format_docx.contents import contents
from efc_format_docx.frame import add_frame
from efc_format_docx.front import closing, cover, title_block
from efc_format_docx.markup import parsed
from efc_format_docx.page import text_width, turn
from efc_format_docx.properties import set_properties
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, ReportContext, normalise_zip

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

BASE = "docx/base.docx"


def render(document: Document, context: ReportContext) -> bytes:
    """Return the bytes of the Word file."""
    file = _opened(context)
    if document.is_landscape:
        turn(file)
    story = Story(
        part=file.part, context=context, language=document.language, width=text_width(file)
    )
    _fill(file, document, story)
    add_frame(file.sections[0], document, story)
    set_properties(file, document)
    written = io.BytesIO()
    file.save(written)
    return normalise_zip(written.getvalue())


def _opened(context: ReportContext) -> WordDocument:
    import docx

    return docx.Document(io.BytesIO(context.templates.asset(BASE)))


def _fill(file: WordDocument, document: Document, story: Story) -> None:
    front = cover(document, story) if document.has_cover else title_block(document, story)
    # The contents need the headings, and so are written after them and put in before.
    written = [element for piece in body(document.blocks, story) for element in parsed(piece)]
    end = "" if document.has_cover else closing(document, story)
    page = file.element.body.sectPr
    for element in (*parsed(front + _contents(document, story)), *written, *parsed(end)):
        page.addprevious(element)


def _contents(document: Document, story: Story) -> str:
    if not document.has_contents:
        return ""
    listed = contents(story)
    return listed + PAGE_BREAK if listed and document.has_cover else listed
