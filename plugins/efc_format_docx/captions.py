"""Captions that count themselves, above tables and under figures."""

from __future__ import annotations

from efc_format_docx.fields import filled, simple_field
from efc_format_docx.runs import paragraph, runs
from efc_format_docx.story import Story


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
