"""Charts and maps: a picture, and the figures of a chart as a table below it."""

from __future__ import annotations

from efc_format_docx.images import image
from efc_format_docx.runs import text_paragraph
from efc_format_docx.story import Story
from efc_format_docx.tables import table
from efc_reporting.plugin import Chart, Image, Map, as_text, chart_png, map_png


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
