"""The emblem with the statement of funding beside it."""

from __future__ import annotations

from efc_format_docx.images import EMU_PER_TWENTIETH, picture
from efc_format_docx.runs import paragraph, plain_runs
from efc_format_docx.story import Story
from efc_reporting.plugin import Funding

EMBLEM = "shared/emblem.png"
CENTIMETRE = 360_000
ON_COVER = 2 * CENTIMETRE
ON_FIRST_PAGE = 3 * CENTIMETRE // 2
IN_HEADER = CENTIMETRE
"""Heights of the emblem; one centimetre is the least that the funder allows."""

GAP = 170
"""Between the emblem and the statement, in twentieths of a point."""

LETTERS = {"FundingCover": 114, "Funding": 109, "FundingHeader": 94}
"""What a letter takes at most on average, by style, in twentieths of a point."""


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
    # The emblem is three to two. A line that is as high as it leaves no room for a second one
    # beside it: a long statement stands below.
    indent = height * 3 // 2 // EMU_PER_TWENTIETH + GAP
    statement = plain_runs(funding.statement)
    if len(funding.statement) * LETTERS[style] > story.width - indent:
        above = paragraph(style, emblem, '<w:keepNext/><w:spacing w:after="120"/>')
        return above + paragraph(style, statement)
    return paragraph(
        style,
        f"{emblem}<w:r><w:tab/></w:r>{statement}",
        f'<w:tabs><w:tab w:val="left" w:pos="{indent}"/></w:tabs>'
        # In a wider font than we reckon with, a second line begins below the first.
        f'<w:ind w:left="{indent}" w:hanging="{indent}"/>',
    )
