"""Paints a drawing as PNG, for formats that know no SVG."""

from __future__ import annotations

import io
from itertools import pairwise
from typing import TYPE_CHECKING

from efc_reporting.drawing import (
    Area,
    Assets,
    Dot,
    Drawing,
    Label,
    Line,
    Palette,
    Point,
    Rectangle,
)
from efc_reporting.drawn_text import Lettering

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SCALE = 3
"""Pixels for each point: 216 to the inch, enough for print."""

SUPERSAMPLING = 3
"""Pillow draws no smooth edges: shapes are painted so many times larger, then made smaller."""


def png_of(drawing: Drawing, palette: Palette, assets: Assets) -> bytes:
    """Return the drawing as a PNG without metadata but for its size on paper."""
    from PIL import Image, ImageDraw

    factor = SCALE * SUPERSAMPLING
    large = (round(drawing.width * factor), round(drawing.height * factor))
    picture = Image.new("RGB", large, palette["paper"])
    painter = _Painter(ImageDraw.Draw(picture), palette, factor)
    for shape in drawing.shapes:
        painter.paint(shape)
    picture = picture.reduce(SUPERSAMPLING)
    page, lettering = ImageDraw.Draw(picture), Lettering(assets)
    for shape in drawing.shapes:
        if isinstance(shape, Label):
            lettering.draw(page, shape, palette[shape.colour], SCALE)
    written = io.BytesIO()
    picture.quantize(64, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True, dpi=(72 * SCALE, 72 * SCALE)
    )
    return written.getvalue()


class _Painter:
    """Paints shapes other than words."""

    def __init__(self, page: ImageDraw, palette: Palette, factor: int) -> None:
        self._page, self._palette, self._factor = page, palette, factor

    def paint(self, shape: object) -> None:
        match shape:
            case Rectangle():
                corners = (
                    self._at((shape.x, shape.y)),
                    self._at((shape.x + shape.width, shape.y + shape.height)),
                )
                self._page.rectangle(
                    corners,
                    fill=self._colour(shape.fill),
                    outline=self._colour(shape.stroke),
                    width=self._factor if shape.stroke else 0,
                )
            case Area():
                self._area(shape)
            case Line():
                self._line(shape)
            case Dot():
                centre = self._at((shape.x, shape.y))
                self._page.circle(
                    centre,
                    shape.radius * self._factor,
                    fill=self._colour(shape.fill),
                    outline=self._colour(shape.stroke),
                    width=self._factor,
                )

    def _area(self, area: Area) -> None:
        from PIL import Image, ImageChops, ImageDraw

        if len(area.rings) == 1:
            self._page.polygon(list(map(self._at, area.rings[0])), fill=self._colour(area.fill))
            return
        size = self._page.im.size
        inside = Image.new("1", size)
        for ring in area.rings:
            layer = Image.new("1", size)
            ImageDraw.Draw(layer).polygon(list(map(self._at, ring)), fill=1)
            inside = ImageChops.logical_xor(inside, layer)
        self._page.bitmap((0, 0), inside, fill=self._colour(area.fill))

    def _line(self, line: Line) -> None:
        width = max(1, round(line.width * self._factor))
        pieces = dashed(line.points, line.dashes) if line.dashes else [line.points]
        for piece in pieces:
            points = list(map(self._at, piece))
            self._page.line(points, fill=self._colour(line.colour), width=width, joint="curve")

    def _at(self, point: Point) -> Point:
        return point[0] * self._factor, point[1] * self._factor

    def _colour(self, name: str) -> str | None:
        return self._palette[name] if name else None


def dashed(points: tuple[Point, ...], dashes: tuple[float, ...]) -> list[tuple[Point, ...]]:
    """Return the dashes of a line one by one; Pillow draws whole lines only."""
    dash, gap = dashes
    pieces: list[tuple[Point, ...]] = []
    along = 0.0
    for start, end in pairwise(points):
        length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5
        first = -(along % (dash + gap))
        while length and first < length:
            parts = (max(first, 0.0) / length, min(first + dash, length) / length)
            if parts[0] < parts[1]:
                pieces.append(tuple(_between(start, end, part) for part in parts))
            first += dash + gap
        along += length
    return pieces


def _between(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
