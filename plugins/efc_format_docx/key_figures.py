"""Key figures: a light table, the labels as its header row, the figures large below."""

from __future__ import annotations

from efc_format_docx.keeping import KEPT
from efc_format_docx.story import Story
from efc_format_docx.tables import (
    KEPT_END,
    TABLE_END,
    cell_opening,
    row,
    table_look,
    table_start,
)
from efc_format_docx.widths import column_widths
from efc_reporting.plugin import KeyFigure, KeyFigures

LEAST_WIDTH = 1900
"""What a figure with its label takes at least, in twentieths of a point."""


def key_figures(block: KeyFigures, story: Story) -> str:
    """Return the figures beside each other, in as few tables as they fit into."""
    figures = block.figures
    if not figures:
        return ""
    most = max(1, story.width // LEAST_WIDTH)
    tables = -(-len(figures) // most)
    beside = -(-len(figures) // tables)
    widths = column_widths([1] * beside, story.width)
    *above, last = [figures[start : start + beside] for start in range(0, len(figures), beside)]
    strips = [_strip(strip, widths, story, KEPT, KEPT_END) for strip in above]
    return "".join((*strips, _strip(last, widths, story, "", TABLE_END)))


def _strip(
    figures: tuple[KeyFigure, ...], every_width: list[int], story: Story, kept: str, end: str
) -> str:
    # A last table with fewer figures keeps the widths of those above.
    widths = every_width[: len(figures)]
    labels = [figure.label for figure in figures]
    return "".join(
        (
            table_start(
                "KeyFigures",
                widths,
                look=table_look(first_column=False, last_row=False),
                title=story.text("Key figures"),
                description="; ".join(f"{figure.label}: {figure.text}" for figure in figures),
            ),
            row(
                "<w:cantSplit/><w:tblHeader/>",
                [cell_opening(width, "KeyFigureLabel") for width in widths],
                labels,
            ),
            row(
                "<w:cantSplit/>",
                [cell_opening(width, "KeyFigure") + kept for width in widths],
                [figure.text for figure in figures],
            ),
            "</w:tbl>",
            end,
        )
    )
