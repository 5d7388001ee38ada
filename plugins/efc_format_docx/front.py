"""How a document begins and ends: cover or title, the emblem, the disclaimer."""

from __future__ import annotations

from efc_format_docx.body import PAGE_BREAK, fields
from efc_format_docx.images import EMU_PER_TWENTIETH, picture
from efc_format_docx.runs import paragraph, plain_runs, text_paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import Document, Funding

EMBLEM = "shared/emblem.png"
CENTIMETRE = 360_000
ON_COVER = 2 * CENTIMETRE
ON_FIRST_PAGE = 3 * CENTIMETRE // 2
IN_HEADER = CENTIMETRE
"""Heights of the emblem; one centimetre is the least that the funder allows."""

GAP = 170
"""Between the emblem and the statement, in twentieths of a point."""


def cover(document: Document, story: Story) -> str:
    """Return a page of its own."""
    return "".join(
        (
            acknowledgement("FundingCover", document.funding, ON_COVER, story),
            _titles(document, story),
            fields(document.fields, story),
            _disclaimer("DisclaimerCover", document, story),
            PAGE_BREAK,
        )
    )


def title_block(document: Document, story: Story) -> str:
    """Return the top of a document without a cover."""
    return "".join(
        (
            acknowledgement("Funding", document.funding, ON_FIRST_PAGE, story),
            _titles(document, story),
            fields(document.fields, story),
        )
    )


def closing(document: Document, story: Story) -> str:
    """Return the end of a document without a cover."""
    return _disclaimer("Disclaimer", document, story)


def acknowledgement(style: str, funding: Funding | None, height: int, story: Story) -> str:
    """Return the emblem with the statement beside it, "" where nothing was funded."""
    if funding is None:
        return ""
    data = story.context.templates.asset(EMBLEM)
    emblem = picture(
        data,
        funding.emblem_alternative,
        story,
        width=story.width * EMU_PER_TWENTIETH,
        height=height,
    )
    # The emblem is three to two; what runs over to a second line stays beside it.
    indent = height * 3 // 2 // EMU_PER_TWENTIETH + GAP
    return paragraph(
        style,
        f"{emblem}<w:r><w:tab/></w:r>{plain_runs(funding.statement)}",
        f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>'
        f'<w:ind w:left="{indent}" w:hanging="{indent}"/>',
    )


def _titles(document: Document, story: Story) -> str:
    subtitle = text_paragraph("Subtitle", document.subtitle, story) if document.subtitle else ""
    return text_paragraph("Title", document.title, story) + subtitle


def _disclaimer(style: str, document: Document, story: Story) -> str:
    if document.funding is None or not document.funding.disclaimer:
        return ""
    return text_paragraph(style, document.funding.disclaimer, story)
