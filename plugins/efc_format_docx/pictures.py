"""Pictures with their alternative texts: images, charts, maps, the emblem of the funder."""

from __future__ import annotations

from efc_format_docx.fields import figure_caption
from efc_format_docx.markup import attribute
from efc_format_docx.page import EMU_PER_TWENTIETH
from efc_format_docx.runs import paragraph, plain_runs, text_paragraph
from efc_format_docx.story import Story
from efc_format_docx.tables import table
from efc_reporting.plugin import Chart, Funding, Image, Map, as_text, chart_png, map_png

TALLEST = 4_680_000
"""Thirteen centimetres in EMU: a figure leaves room for its caption on the page."""

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


def image(block: Image, story: Story) -> str:
    """Return a picture no wider than the text, and its caption below."""
    drawing = picture(
        block.data,
        block.alternative,
        story,
        width=story.width * EMU_PER_TWENTIETH,
        height=TALLEST,
        name=block.id,
    )
    style = "Figure" if block.caption else "FigureAlone"
    return paragraph(style, drawing) + figure_caption(block.caption, story)


def picture(
    data: bytes, alternative: str, story: Story, *, width: int, height: int, name: str = ""
) -> str:
    """Return a picture within a line, made smaller until it fits; EMU.

    By its name, `Picture 7 market`, a picture of the project is known when the file comes back.
    """
    placed = story.add_picture(data)
    scale = min(1.0, width / placed.width, height / placed.height)
    size = f'cx="{round(placed.width * scale)}" cy="{round(placed.height * scale)}"'
    number = next(story.ids)
    called = attribute(f"Picture {number} {name}")
    named = f'id="{number}" name="{called}" descr="{attribute(alternative)}"'
    return f"""<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent {size}/><wp:docPr {named}/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:embed="{placed.relationship}"/><a:stretch><a:fillRect/></a:stretch>
</pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"""


def chart(block: Chart, story: Story) -> str:
    """Return a chart, with its table where no other table says the same."""
    data = chart_png(block, story.context.templates.asset)
    shown = _picture(data, block.alternative, block.caption, story)
    return shown + (table(block.table, story) if block.has_table else "")


def map_of_places(block: Map, story: Story) -> str:
    """Return a map and what lies beyond it."""
    data = map_png(block, story.context.templates.asset)
    shown = _picture(data, block.alternative, block.caption, story)
    return shown + (text_paragraph("Note", as_text(block.note), story) if block.note else "")


def _picture(data: bytes, alternative: str, caption: str, story: Story) -> str:
    drawn = Image(data=data, media_type="image/png", alternative=alternative, caption=caption)
    return image(drawn, story)


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
