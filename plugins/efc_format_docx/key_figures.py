"""Key figures: a light table, the labels as its header row, the figures large below."""

from __future__ import annotations

from itertools import pairwise

from efc_format_docx.story import Story
from efc_format_docx.tables import (
    TABLE_END,
    cell_opening,
    column_widths,
    row,
    table_look,
    table_start,
)
from efc_reporting.plugin import KeyFigure, KeyFigures

LEAST_WIDTH = 2400
"""What a figure with its label takes at least, in twentieths of a point."""


def key_figures(block: KeyFigures, story: Story) -> str:
    """Return as many tables as the figures need beside each other, of even length."""
    figures = block.figures
    most = max(1, story.width // LEAST_WIDTH)
    tables = -(-len(figures) // most)
    bounds = [len(figures) * number // tables for number in range(tables + 1)] if tables else []
    return "".join(_strip(figures[start:end], story) for start, end in pairwise(bounds))


def _strip(figures: tuple[KeyFigure, ...], story: Story) -> str:
    widths = column_widths([1] * len(figures), story.width)
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
                [cell_opening(width, "KeyFigure") for width in widths],
                [figure.text for figure in figures],
            ),
            "</w:tbl>",
            TABLE_END,
        )
    )
