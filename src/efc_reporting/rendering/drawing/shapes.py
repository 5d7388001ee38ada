"""A drawing as values: shapes in points from the top left corner, colours by their names.

One drawing becomes SVG (`svg`), and that becomes PNG (`png`): both show the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import attrs

from efc_reporting.base.values import as_tuple

Point = tuple[float, float]
Palette = Mapping[str, str]
Assets = Callable[[str], bytes]

TOKENS = "shared/tokens.css"
"""The style sheet whose colours drawings use by their names: "blue", "ink", "line"."""

TEXT_SIZE = 9.5
"""The smallest text of a drawing as wide as a page, so that it stays above nine points."""

WIDTH = 480.0
"""The width of a drawing: the text on an A4 page between margins of two centimetres."""

_COLOUR = re.compile(r"--([a-z]+):\s*(#[0-9a-fA-F]{6})\s*;")


@attrs.frozen(kw_only=True)
class Rectangle:
    """A rectangle; an empty colour paints nothing."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""


@attrs.frozen(kw_only=True)
class Area:
    """What lies inside rings of points; a ring within a ring is a hole."""

    rings: tuple[tuple[Point, ...], ...] = attrs.field(converter=as_tuple)
    fill: str


@attrs.frozen(kw_only=True)
class Line:
    """A line through points; `dashes` are the lengths of a dash and of the gap after it."""

    points: tuple[Point, ...] = attrs.field(converter=as_tuple)
    colour: str
    width: float = 1.0
    dashes: tuple[float, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen(kw_only=True)
class Dot:
    """A circle with a rim."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str


@attrs.frozen(kw_only=True)
class Label:
    """Words on one line; `x` is their start, their middle or their end, `y` their base line."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    is_bold: bool = False
    size: float = TEXT_SIZE
    colour: str = "ink"


Shape = Rectangle | Area | Line | Dot | Label


@attrs.frozen(kw_only=True)
class Drawing:
    """Shapes one upon the other, with the words for those who cannot see them."""

    width: float
    height: float
    alternative: str
    shapes: tuple[Shape, ...] = attrs.field(converter=as_tuple)


def palette_of(assets: Assets, style_sheets: Sequence[str] = (TOKENS,)) -> Palette:
    """Return the colours by their names; a later style sheet goes before an earlier one."""
    texts = (assets(name).decode("utf-8") for name in style_sheets)
    return {name: colour for text in texts for name, colour in _COLOUR.findall(text)}
