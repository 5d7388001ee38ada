"""Maps show towns where they are, names apart from each other, and borders as the Union does."""

from __future__ import annotations

import io
import json
from importlib.resources import files

import attrs
import pytest
from PIL import Image

from efc_reporting.blocks import Map, MapPlace
from efc_reporting.rendering.drawing.lettering import Lettering
from efc_reporting.rendering.drawing.maps import map_drawing, map_png, map_svg, named
from efc_reporting.rendering.drawing.outline import Outline, is_on_map, outline_of
from efc_reporting.rendering.drawing.projection import Box, clipped_line, clipped_ring, projected
from efc_reporting.rendering.drawing.shapes import WIDTH, Area, Dot, Label, Line, Point
from efc_reporting.rendering.templates import Templates

ASSETS = Templates().asset
OUTLINE: Outline = outline_of(ASSETS)
TOWNS = {
    "Potsdam": ("DE", 52.40, 13.06),
    "Perugia": ("IT", 43.11, 12.39),
    "Jyväskylä": ("FI", 62.24, 25.75),
    "Sioux Falls": ("US", 43.55, -96.73),
}
MAP = Map(
    caption="Towns",
    alternative="Map of Europe with Potsdam, Perugia & Jyväskylä",
    places=[
        MapPlace(label=name, country=country, latitude=north, longitude=east)
        for name, (country, north, east) in TOWNS.items()
    ],
)


def holds(ring: tuple[Point, ...], point: Point) -> bool:
    """Say whether a point lies within a ring."""
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def country_at(latitude: float, longitude: float) -> list[str]:
    """Return the countries in whose areas a place lies."""
    point = projected(latitude, longitude)
    return [
        land.country
        for land in OUTLINE.land
        for area in land.areas
        if holds(area[0], point) and not any(holds(hole, point) for hole in area[1:])
    ]


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("DE", 52.40, 13.06),
        ("UA", 45.0, 34.1),  # Simferopol
        ("UA", 45.35, 36.2),  # west of Kerch
        ("CY", 35.30, 33.40),  # north of Nicosia
        ("CY", 34.85, 32.80),
        ("XK", 42.6, 20.9),
        ("MT", 35.90, 14.42),
        ("EL", 39.60, 22.0),
        ("UK", 52.0, -1.0),
    ],
)
def test_places_lie_in_their_countries(country: str, latitude: float, longitude: float) -> None:
    """Crimea is in Ukraine, the north of Cyprus in Cyprus, and small countries are there."""
    assert country_at(latitude, longitude) == [country]


def test_no_line_divides_ukraine_or_cyprus() -> None:
    """Neither the isthmus of Crimea nor the north of Cyprus has a border."""
    near = [projected(46.1, 33.7), projected(35.15, 33.35)]
    lines = (*OUTLINE.borders, *OUTLINE.dotted)
    distances = [
        ((x - a) ** 2 + (y - b) ** 2) ** 0.5 for line in lines for x, y in line for a, b in near
    ]

    assert min(distances) > 100


def test_the_border_of_kosovo_is_dotted() -> None:
    """All of it, and no other."""
    centre = projected(42.6, 20.9)
    points = [point for line in OUTLINE.dotted for point in line]

    assert len(points) > 10
    assert all(((x - centre[0]) ** 2 + (y - centre[1]) ** 2) ** 0.5 < 130 for x, y in points)
    assert [s for s in drawn_around_kosovo() if isinstance(s, Line) and s.dashes]


def drawn_around_kosovo() -> tuple[object, ...]:
    places = [
        MapPlace(label="Niš", country="RS", latitude=43.32, longitude=21.90),
        MapPlace(label="Skopje", country="MK", latitude=42.0, longitude=21.43),
    ]
    near = attrs.evolve(MAP, places=places)
    return map_drawing(near, OUTLINE, Lettering(ASSETS)).shapes


def test_the_outline_says_where_it_is_from() -> None:
    """Source and licence stand in the file."""
    content = json.loads(files("efc_templates").joinpath("shared", "europe.json").read_bytes())

    assert "Natural Earth" in content["source"]
    assert "public domain" in content["licence"]


def test_towns_are_where_they_are() -> None:
    """Perugia lies south of Potsdam, Jyväskylä north-east; a town beyond Europe is left out."""
    drawing = map_drawing(MAP, OUTLINE, Lettering(ASSETS))
    dots = [shape for shape in drawing.shapes if isinstance(shape, Dot)]
    names = [shape.text for shape in drawing.shapes if isinstance(shape, Label)]
    potsdam, perugia, jyvaskyla = dots

    assert names == ["Potsdam", "Perugia", "Jyväskylä"]
    assert perugia.y > potsdam.y > jyvaskyla.y
    assert jyvaskyla.x > potsdam.x
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.height for dot in dots)


def test_partner_countries_are_shaded() -> None:
    """Germany, Italy and Finland are, their neighbours are not."""
    drawing = map_drawing(MAP, OUTLINE, Lettering(ASSETS))
    fills = {shape.fill for shape in drawing.shapes if isinstance(shape, Area)}

    assert fills == {"land", "shade"}


def test_nothing_leaves_the_map() -> None:
    """Land and borders end at the frame."""
    drawing = map_drawing(MAP, OUTLINE, Lettering(ASSETS))
    points = [
        point
        for shape in drawing.shapes
        for line in (shape.rings if isinstance(shape, Area) else [getattr(shape, "points", ())])
        for point in line
    ]

    assert len(points) > 100
    assert all(
        -0.01 <= x <= WIDTH + 0.01 and -0.01 <= y <= drawing.height + 0.01 for x, y in points
    )


def test_names_of_neighbours_do_not_overlap() -> None:
    """Eight towns close together have eight names apart."""
    points = [(200.0 + 30 * (n % 3), 150.0 + 18 * (n // 3)) for n in range(8)]
    lettering = Lettering(ASSETS)
    labels = list(named(points, [f"Town {n}" for n in range(8)], Box(0, 0, 480, 400), lettering))
    boxes = [
        Box(s.x, s.y - 9, s.x + lettering.width(s.text, s.size, is_bold=True), s.y + 2)
        for s in labels
    ]

    assert len(boxes) == 8
    assert not any(a.overlap(b) > 1 for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_what_is_on_the_map() -> None:
    """Lisbon, Reykjavík and Nicosia are, Sioux Falls and Zanzibar are not."""
    assert all(is_on_map(*place) for place in [(38.72, -9.14), (64.15, -21.94), (35.17, 33.36)])
    assert not any(is_on_map(*place) for place in [(43.55, -96.73), (-6.16, 39.20)])


def test_svg_and_png_are_stable() -> None:
    """The same map twice gives the same bytes; the SVG refers to nothing."""
    svg, png = map_svg(MAP, ASSETS), map_png(MAP, ASSETS)

    assert svg == map_svg(MAP, ASSETS)
    assert png == map_png(MAP, ASSETS)
    assert "href" not in svg
    assert "Potsdam, Perugia &amp; Jyväskylä" in svg
    assert Image.open(io.BytesIO(png)).size[0] == 3 * 480


def test_countries_and_borders_are_few_elements() -> None:
    """An element for each of a hundred areas would take long to lay out on a page."""
    shapes = map_drawing(MAP, OUTLINE, Lettering(ASSETS)).shapes
    svg = map_svg(MAP, ASSETS)

    assert sum(isinstance(shape, Area | Line) for shape in shapes) > 100
    assert 3 <= svg.count("<path") <= 4  # land, countries of partners, borders, dotted ones
    assert svg.count("Z") == sum(len(s.rings) for s in shapes if isinstance(s, Area))


def test_clipping_cuts_at_the_box() -> None:
    """Of a square and a line that stick out, what lies inside stays."""
    box = Box(0, 0, 10, 10)
    square = ((5.0, 5.0), (15.0, 5.0), (15.0, 15.0), (5.0, 15.0))

    assert set(clipped_ring(square, box)) == {(5, 5), (10, 5), (10, 10), (5, 10)}
    assert clipped_ring(((20.0, 20.0), (30.0, 20.0), (30.0, 30.0)), box) == ()
    assert list(clipped_line(((-5.0, 5.0), (5.0, 5.0), (15.0, 5.0)), box)) == [
        ((0.0, 5.0), (5.0, 5.0), (10.0, 5.0))
    ]
    assert list(clipped_line(((20.0, 0.0), (20.0, 9.0)), box)) == []
