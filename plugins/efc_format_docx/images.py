"""Pictures with their alternative texts."""

from __future__ import annotations

from efc_format_docx.captions import figure_caption
from efc_format_docx.markup import attribute
from efc_format_docx.runs import paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import Image

EMU_PER_TWENTIETH = 635
TALLEST = 4_680_000
"""Thirteen centimetres in EMU: a figure leaves room for its caption on the page."""


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
