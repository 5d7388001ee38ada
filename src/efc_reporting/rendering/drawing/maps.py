"""Draws maps: towns as points with their names on the outline of Europe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from efc_reporting.blocks.drawn import Map
from efc_reporting.rendering.drawing.lettering import Lettering
from efc_reporting.rendering.drawing.outline import REACH, Outline, is_on_map, outline_of
from efc_reporting.rendering.drawing.png import png_of
from efc_reporting.rendering.drawing.projection import Box, clipped_line, clipped_ring, projected
from efc_reporting.rendering.drawing.shapes import (
    TEXT_SIZE,
    TOKENS,
    WIDTH,
    Area,
    Assets,
    Dot,
    Drawing,
    Label,
    Line,
    Point,
    Rectangle,
    Shape,
    palette_of,
)
from efc_reporting.rendering.drawing.svg import svg_of

HIGHEST, LOWEST = 380.0, 250.0
"""The height of a map: a third to a half of a page."""

LEAST_KILOMETRES = 1100.0
"""What a map shows at least from side to side: neighbours are told apart by their countries."""

MARGIN = 1.3
"""How much wider a map is than the towns on it: names need room."""

RADIUS = 3.2
SPACE = 3.0
"""The space between a point and its name."""

SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Where a name may stand: to the right of its point first, then to its left, above, below."""


def map_svg(block: Map, assets: Assets, style_sheets: Sequence[str] = (TOKENS,)) -> str:
    """Return a map as an `svg` element; `assets` is `context.templates.asset`.

    The colours are those of the style sheets, the later before the earlier.
    """
    lettering = Lettering(assets)
    drawing = map_drawing(block, outline_of(assets), lettering)
    return svg_of(drawing, palette_of(assets, style_sheets), lettering)


def map_png(block: Map, assets: Assets, style_sheets: Sequence[str] = (TOKENS,)) -> bytes:
    """Return a map as a PNG file, for formats that know no SVG."""
    lettering = Lettering(assets, is_outlined=True)
    drawing = map_drawing(block, outline_of(assets), lettering)
    return png_of(drawing, palette_of(assets, style_sheets), lettering)


def map_drawing(block: Map, outline: Outline, lettering: Lettering) -> Drawing:
    """Return the shapes of a map that is just large enough for its places."""
    shown = [place for place in block.places if is_on_map(place.latitude, place.longitude)]
    places = [projected(place.latitude, place.longitude) for place in shown]
    view = _view(places)
    scale = WIDTH / (view.right - view.left)
    frame = Box(0.0, 0.0, WIDTH, (view.bottom - view.top) * scale)

    def on_page(point: Point) -> Point:
        return (point[0] - view.left) * scale, (point[1] - view.top) * scale

    points = [on_page(place) for place in places]
    countries = frozenset(place.country for place in shown)
    names = [place.label for place in shown]
    return Drawing(
        width=WIDTH,
        height=frame.bottom,
        alternative=block.alternative,
        shapes=(
            *_ground(outline, view, countries, on_page),
            Rectangle(x=0.5, y=0.5, width=WIDTH - 1, height=frame.bottom - 1, stroke="line"),
            *(Dot(x=x, y=y, radius=RADIUS, fill="blue", stroke="paper") for x, y in points),
            *named(points, names, frame, lettering),
        ),
    )


def _view(places: Sequence[Point]) -> Box:
    """Return what of the plane is shown."""
    columns = [x for x, _ in places] or [0.0]
    rows = [y for _, y in places] or [0.0]
    width = max((max(columns) - min(columns)) * MARGIN, LEAST_KILOMETRES)
    height = (max(rows) - min(rows)) * MARGIN
    width = max(width, height * WIDTH / HIGHEST)
    height = max(height, width * LOWEST / WIDTH)
    x = _within((max(columns) + min(columns)) / 2, width, REACH.left, REACH.right)
    y = _within((max(rows) + min(rows)) / 2, height, REACH.top, REACH.bottom)
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _within(middle: float, size: float, first: float, last: float) -> float:
    return min(max(middle, first + size / 2), last - size / 2)


def _ground(
    outline: Outline, view: Box, countries: frozenset[str], on_page: Callable[[Point], Point]
) -> Iterator[Shape]:
    for land in sorted(outline.land, key=lambda land: land.country in countries):
        fill = "shade" if land.country in countries else "land"
        for area in land.areas:
            rings = [ring for ring in (clipped_ring(ring, view) for ring in area) if ring]
            if rings:
                yield Area(rings=[tuple(map(on_page, ring)) for ring in rings], fill=fill)
    for lines, dashes in ((outline.borders, ()), (outline.dotted, (1.6, 1.6))):
        for line in lines:
            for piece in clipped_line(line, view):
                points = tuple(map(on_page, piece))
                yield Line(points=points, colour="paper", width=0.8, dashes=dashes)


def named(
    points: Sequence[Point], names: Sequence[str], frame: Box, lettering: Lettering
) -> Iterator[Label]:
    """Yield a name beside each point, where it covers no other name and no point."""
    taken = [Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for x, y in points]
    for point, name in zip(points, names, strict=True):
        width = lettering.width(name, is_bold=True)
        places = [_beside(point, width, *side) for side in SIDES]
        best = min(places, key=lambda box: _cost(box, taken, frame))
        taken.append(best)
        yield Label(x=best.left, y=best.bottom - 2.5, text=name, is_bold=True)


def _beside(point: Point, width: float, across: int, down: int) -> Box:
    reach = RADIUS + SPACE if not down else SPACE
    height = TEXT_SIZE + 2
    middle = point[0] + across * (reach + width / 2)
    centre = point[1] + down * (RADIUS + height / 2 + (0.5 if across == 0 else 0))
    return Box(middle - width / 2, centre - height / 2, middle + width / 2, centre + height / 2)


def _cost(box: Box, taken: Sequence[Box], frame: Box) -> float:
    """Return what a name would cover, or lose beyond the frame."""
    area = (box.right - box.left) * (box.bottom - box.top)
    return sum(box.overlap(other) for other in taken) + 4 * (area - box.overlap(frame))
