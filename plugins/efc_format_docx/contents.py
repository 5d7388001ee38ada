"""The table of contents: a field of Word, filled so that it reads well before Word renews it."""

from __future__ import annotations

from efc_format_docx.fields import FIELD_END, field_start
from efc_format_docx.markup import attribute
from efc_format_docx.runs import paragraph, plain_runs, text_paragraph
from efc_format_docx.story import Heading, Story

DEEPEST = 3
RENEW = "The page numbers appear when Word updates these contents: click here and press F9."


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
