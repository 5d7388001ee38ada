"""How a document begins and ends: cover or title, the emblem, the disclaimer."""

from __future__ import annotations

from efc_format_docx.acknowledging import ON_COVER, ON_FIRST_PAGE, acknowledgement
from efc_format_docx.body import PAGE_BREAK, fields
from efc_format_docx.runs import paragraph, runs, text_paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import Document


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
            _disclaimer(style, document, story, properties),
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


def closing(document: Document, story: Story) -> str:
    """Return the end of a document without a cover."""
    return _disclaimer("Disclaimer", document, story)


def _titles(document: Document, story: Story) -> str:
    subtitle = text_paragraph("Subtitle", document.subtitle, story) if document.subtitle else ""
    return text_paragraph("Title", document.title, story) + subtitle


def _disclaimer(style: str, document: Document, story: Story, properties: str = "") -> str:
    if document.funding is None or not document.funding.disclaimer:
        return ""
    return paragraph(style, runs(document.funding.disclaimer, story), properties)


def _at_bottom(width: int) -> str:
    # Not in the style: LibreOffice knows such frames only where they stand at the paragraph.
    return (
        f'<w:framePr w:w="{width}" w:hSpace="0" w:wrap="around" w:vAnchor="margin"'
        ' w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )
