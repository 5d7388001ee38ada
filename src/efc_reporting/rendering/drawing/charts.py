"""Draws charts: bars side by side, each with its label and its figure, and a line for a minimum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

import attrs

from efc_reporting.blocks.drawn import Chart, ChartBar
from efc_reporting.rendering.drawing.lettering import Lettering
from efc_reporting.rendering.drawing.png import png_of
from efc_reporting.rendering.drawing.shapes import (
    TEXT_SIZE,
    TOKENS,
    WIDTH,
    Assets,
    Drawing,
    Label,
    Line,
    Point,
    Rectangle,
    Shape,
    palette_of,
)
from efc_reporting.rendering.drawing.svg import svg_of

LINE_HEIGHT = 12.0
GAP = 8.0
BAR_HEIGHT = 13.0
WIDEST_LABEL = 0.42
"""The share of the width that labels take at most."""

HATCH = 4.0
"""The distance between the strokes of a bar below the minimum, seen without any colour."""


def chart_svg(chart: Chart, assets: Assets, style_sheets: Sequence[str] = (TOKENS,)) -> str:
    """Return a chart as an `svg` element; `assets` is `context.templates.asset`.

    The colours are those of the style sheets, the later before the earlier.
    """
    lettering = Lettering(assets)
    drawing = chart_drawing(chart, lettering)
    return svg_of(drawing, palette_of(assets, style_sheets), lettering)


def chart_png(chart: Chart, assets: Assets, style_sheets: Sequence[str] = (TOKENS,)) -> bytes:
    """Return a chart as a PNG file, for formats that know no SVG."""
    lettering = Lettering(assets, is_outlined=True)
    drawing = chart_drawing(chart, lettering)
    return png_of(drawing, palette_of(assets, style_sheets), lettering)


@attrs.frozen(kw_only=True)
class _Row:
    """One bar with what stands before it."""

    bar: ChartBar
    lines: tuple[str, ...]
    top: float
    height: float


def chart_drawing(chart: Chart, lettering: Lettering) -> Drawing:
    """Return the shapes of a chart: labels, then figures, then bars from one line to the right."""
    widest = max((lettering.width(bar.label) for bar in chart.bars), default=0.0)
    labels = min(widest + 1, WIDTH * WIDEST_LABEL)
    figures = labels + GAP + max((lettering.width(bar.text) for bar in chart.bars), default=0.0)
    base = figures + GAP
    head = LINE_HEIGHT + 6 if chart.minimum is not None else 0.0
    wrapped = [lettering.wrapped(bar.label, labels) for bar in chart.bars]
    heights = [max(BAR_HEIGHT, len(lines) * LINE_HEIGHT) + GAP for lines in wrapped]
    tops = accumulate(heights, initial=head)
    rows = [
        _Row(bar=bar, lines=lines, top=top, height=height)
        for bar, lines, top, height in zip(chart.bars, wrapped, tops, heights, strict=False)
    ]
    height = head + sum(heights)
    longest = max((*(Fraction(bar.value) for bar in chart.bars), Fraction(chart.minimum or 0)))

    def length(value: int | Fraction) -> float:
        return float(max(Fraction(value), Fraction(0)) / longest) * room if longest > 0 else 0.0

    room = WIDTH - base - 2
    shapes = [shape for row in rows for shape in _row(row, figures, base, length(row.bar.value))]
    for row in rows:
        if chart.minimum is not None and row.bar.value < chart.minimum:
            shapes += _hatched(base, _bar_top(row), length(row.bar.value))
    shapes.append(Line(points=((base, head), (base, height)), colour="ink"))
    if chart.minimum is not None:
        at = base + length(chart.minimum)
        shapes += _minimum(chart.minimum_text, at, head, height, lettering)
    return Drawing(width=WIDTH, height=height, alternative=chart.alternative, shapes=shapes)


def _bar_top(row: _Row) -> float:
    return row.top + (row.height - BAR_HEIGHT) / 2


def _row(row: _Row, figures: float, base: float, length: float) -> Iterator[Shape]:
    middle = row.top + row.height / 2
    first = middle - LINE_HEIGHT * len(row.lines) / 2 + LINE_HEIGHT * 0.77
    for number, line in enumerate(row.lines):
        yield Label(x=0, y=first + number * LINE_HEIGHT, text=line)
    yield Label(
        x=figures,
        y=middle + LINE_HEIGHT * 0.27,
        text=row.bar.text,
        anchor="end",
        is_bold=True,
    )
    if length:
        yield Rectangle(x=base, y=_bar_top(row), width=length, height=BAR_HEIGHT, fill="blue")


def _hatched(x: float, y: float, length: float) -> Iterator[Shape]:
    """Yield a bar that is open but for slanting strokes."""
    if not length:
        return
    yield Rectangle(x=x, y=y, width=length, height=BAR_HEIGHT, fill="paper", stroke="blue")
    for number in range(1, int((length + BAR_HEIGHT) / HATCH) + 1):
        reach = number * HATCH  # where the stroke meets the foot of the bar, from its left
        low: Point = (x + min(reach, length), y + BAR_HEIGHT - max(0.0, reach - length))
        high: Point = (
            x + max(0.0, reach - BAR_HEIGHT),
            y + BAR_HEIGHT - min(reach, BAR_HEIGHT),
        )
        yield Line(points=(low, high), colour="blue", width=1.0)


def _minimum(
    text: str, x: float, top: float, bottom: float, lettering: Lettering
) -> Iterator[Shape]:
    """Yield the line, light at both sides so that it is seen on a bar, and its words above."""
    points = ((x, top - 3), (x, bottom))
    yield Line(points=points, colour="paper", width=3.6)
    yield Line(points=points, colour="alert", width=1.6, dashes=(5, 2.5))
    half = lettering.width(text, is_bold=True) / 2
    middle = min(max(x, half), WIDTH - half)
    yield Label(
        x=middle,
        y=TEXT_SIZE,
        text=text,
        anchor="middle",
        is_bold=True,
        colour="alert",
    )
