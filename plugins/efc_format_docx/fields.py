"""Fields of Word, which keep themselves right: numbers, captions, the table of contents."""

from __future__ import annotations

import re
from collections.abc import Mapping

from efc_format_docx.markup import attribute, escaped
from efc_format_docx.runs import paragraph, plain_runs, runs, text_paragraph
from efc_format_docx.story import Heading, Story

_PLACE = re.compile(r"\{(\w+)\}")
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
DEEPEST = 3
RENEW = "The page numbers appear when Word updates these contents: click here and press F9."


def simple_field(instruction: str, shown: str) -> str:
    """Return a field within a line, such as the number of a page."""
    return _field(instruction, f"<w:r><w:t>{escaped(shown)}</w:t></w:r>")


def pages_of_section(end: str) -> str:
    """Return the number of pages of a section whose own numbers begin with 1.

    LibreOffice does not know the field and goes on showing its last result. So that is a field too:
    the number of the page on which the section ends, at the bookmark `end`.
    """
    return _field("SECTIONPAGES", simple_field(f"PAGEREF {end}", "1"))


def _field(instruction: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {attribute(instruction)} ">{shown}</w:fldSimple>'


def field_start(instruction: str) -> str:
    """Return the runs that begin a field of several paragraphs, to be renewed by Word."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def filled(sentence: str, places: Mapping[str, str]) -> str:
    """Return a translated sentence as runs, each of its named places filled with runs."""
    pieces = _PLACE.split(sentence)
    return "".join(
        places[piece] if number % 2 else plain_runs(piece)
        for number, piece in enumerate(pieces)
        if piece
    )


def table_caption(text: str, story: Story) -> str:
    """Return the caption of the next table, "" where there is no text."""
    return _caption("Caption", "Table", story.text("Table {number}: {caption}"), text, story)


def figure_caption(text: str, story: Story) -> str:
    """Return the caption of the next figure, "" where there is no text."""
    return _caption(
        "FigureCaption", "Figure", story.text("Figure {number}: {caption}"), text, story
    )


def _caption(style: str, sequence: str, sentence: str, text: str, story: Story) -> str:
    if not text:
        return ""
    number = simple_field(f"SEQ {sequence} \\* ARABIC", str(story.next_caption(sequence)))
    return paragraph(style, filled(sentence, {"number": number, "caption": runs(text, story)}))


def contents(story: Story) -> str:
    """Return the table of contents of all headings written, "" where there are none.

    Only Word knows the pages: the entries stand as links without numbers, the field is marked as
    out of date, and a last line of it says how to renew it. That line goes when it is renewed.
    """
    headings = [heading for heading in story.headings if heading.level <= DEEPEST]
    if not headings:
        return ""
    start = field_start(f'TOC \\o "1-{DEEPEST}" \\h \\z \\u')
    entries = [
        paragraph(f"TOC{heading.level}", (start if heading is headings[0] else "") + _link(heading))
        for heading in headings
    ]
    entries.append(paragraph("TOCNote", plain_runs(story.text(RENEW)) + FIELD_END))
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{next(story.ids)}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{text_paragraph('TOCHeading', story.text('Contents'), story)}"
        f"{''.join(entries)}</w:sdtContent></w:sdt>"
    )


def _link(heading: Heading) -> str:
    return (
        f'<w:hyperlink w:anchor="{attribute(heading.bookmark)}" w:history="1">'
        f"{plain_runs(heading.title)}</w:hyperlink>"
    )
