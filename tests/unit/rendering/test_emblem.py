"""The European emblem has the published geometry, as SVG and as PNG."""

from __future__ import annotations

import importlib.util
import io
import math
import struct
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops

SHARED = files("efc_templates") / "shared"
SVG = "{http://www.w3.org/2000/svg}"
BLUE = (0x00, 0x33, 0x99)
YELLOW = (0xFF, 0xCC, 0x00)
HOURS = range(12)

Point = tuple[float, float]


@pytest.fixture(scope="module")
def builder() -> ModuleType:
    """Return the script that builds the emblem."""
    path = Path(__file__).parents[3] / "tools/build_emblem.py"
    spec = importlib.util.spec_from_file_location("build_emblem", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawing() -> ElementTree.Element:
    """Return the root of the SVG."""
    return ElementTree.fromstring((SHARED / "emblem.svg").read_bytes())


def picture() -> Image.Image:
    """Return the PNG."""
    return Image.open(io.BytesIO((SHARED / "emblem.png").read_bytes()))


def field(root: ElementTree.Element) -> Point:
    """Return width and height of the SVG's field."""
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top) == (0, 0)
    return width, height


def stars(root: ElementTree.Element) -> list[list[Point]]:
    """Return the corners of each star, in the order of the file."""
    return [
        [(float(x), float(y)) for x, y in (pair.split(",") for pair in star.split())]
        for star in (polygon.attrib["points"] for polygon in root.iter(f"{SVG}polygon"))
    ]


def centre(corners: list[Point]) -> Point:
    """Return the middle of a star."""
    return (
        math.fsum(x for x, _ in corners) / len(corners),
        math.fsum(y for _, y in corners) / len(corners),
    )


def at_hour(hour: float, height: float, radius: float) -> Point:
    """Return the place of an hour on a dial in the middle of the field."""
    angle = math.radians(hour * 30)
    return height * 3 / 4 + radius * math.sin(angle), height / 2 - radius * math.cos(angle)


def colour(image: Image.Image, point: Point) -> object:
    """Return the colour of the pixel that holds the point."""
    return image.getpixel((int(point[0]), int(point[1])))


def chunks(content: bytes) -> Iterator[bytes]:
    """Yield the kinds of the chunks of a PNG."""
    position = 8
    while position < len(content):
        length, kind = struct.unpack_from(">I4s", content, position)
        yield kind
        position += 12 + length


def test_the_svg_is_three_to_two() -> None:
    """The field is half as wide again as it is high, and the picture is the field."""
    root = drawing()
    width, height = field(root)
    ground = root.find(f"{SVG}rect")

    assert width * 2 == height * 3
    assert ground is not None
    assert (float(ground.attrib["width"]), float(ground.attrib["height"])) == (width, height)
    assert (float(root.attrib["width"]), float(root.attrib["height"])) == (width, height)


def test_the_svg_has_twelve_stars() -> None:
    """Twelve stars of ten corners each, and no other figure."""
    assert [len(corners) for corners in stars(drawing())] == [10] * 12


def test_the_stars_stand_at_the_hours() -> None:
    """Each star stands at its hour of the clock, a third of the height from the middle."""
    root = drawing()
    _, height = field(root)
    distances = [
        math.dist(centre(corners), at_hour(hour, height, height / 3))
        for hour, corners in zip(HOURS, stars(root), strict=True)
    ]

    assert max(distances) <= 0.01


def test_the_tips_reach_the_circle() -> None:
    """The five tips of each star are an eighteenth of the height from its centre."""
    root = drawing()
    _, height = field(root)
    radii = [math.dist(centre(corners), tip) for corners in stars(root) for tip in corners[::2]]

    assert radii == pytest.approx([height / 18] * 60, abs=0.01)


def test_the_tips_are_evenly_spread() -> None:
    """The five tips of each star are a fifth of a turn apart."""
    _, height = field(drawing())
    side = 2 * height / 18 * math.sin(math.pi / 5)
    sides = [
        math.dist(corners[index], corners[(index + 2) % 10])
        for corners in stars(drawing())
        for index in range(0, 10, 2)
    ]

    assert sides == pytest.approx([side] * 60, abs=0.01)


def test_the_stars_are_upright() -> None:
    """Each star has one tip straight above its centre."""
    assert len(stars(drawing())) == 12
    for corners in stars(drawing()):
        x, y = centre(corners)
        highest = min(corners, key=lambda corner: corner[1])

        assert highest[0] == pytest.approx(x, abs=0.01)
        assert highest[1] < y


def test_the_stars_are_pentagrams() -> None:
    """Each edge continues through the inner corners to a tip on the other side."""
    assert len(stars(drawing())) == 12
    for corners in stars(drawing()):
        for index in range(0, 10, 2):
            (x1, y1), (x2, y2) = corners[index], corners[(index + 4) % 10]
            x, y = corners[(index + 1) % 10]
            area = abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1))

            assert area / math.dist((x1, y1), (x2, y2)) <= 0.01


def test_the_svg_has_the_two_colours() -> None:
    """The ground is blue, the stars are yellow, and there is no third colour."""
    root = drawing()
    fills = {element.tag.removeprefix(SVG): element.attrib.get("fill") for element in root.iter()}

    assert fills == {
        "svg": None,
        "title": None,
        "rect": "#003399",
        "g": "#FFCC00",
        "polygon": None,
    }


def test_the_svg_has_a_title() -> None:
    """A screen reader says what the picture is."""
    assert drawing().findtext(f"{SVG}title") == "Emblem of the European Union"


def test_the_svg_refers_to_nothing() -> None:
    """No link, style, script or entity stands in the SVG."""
    content = (SHARED / "emblem.svg").read_text(encoding="utf-8")
    root = drawing()
    attributes = {name for element in root.iter() for name in element.attrib}

    assert attributes == {"width", "height", "viewBox", "role", "fill", "points"}
    assert "<!" not in content
    assert content.count("://") == 1


def test_the_png_is_three_to_two_and_large() -> None:
    """The picture is half as wide again as it is high and good for print."""
    width, height = picture().size

    assert width * 2 == height * 3
    assert width >= 900


def test_the_png_carries_no_metadata() -> None:
    """Only the picture itself stands in the file."""
    assert set(chunks((SHARED / "emblem.png").read_bytes())) == {b"IHDR", b"IDAT", b"IEND"}


def test_the_png_is_small() -> None:
    """The picture adds little to a report."""
    assert len((SHARED / "emblem.png").read_bytes()) < 40_000


@pytest.mark.parametrize("hour", HOURS)
def test_the_png_is_yellow_at_each_hour(hour: int) -> None:
    """The centre of each star is yellow."""
    image = picture()

    assert colour(image, at_hour(hour, image.height, image.height / 3)) == YELLOW


@pytest.mark.parametrize("hour", HOURS)
def test_the_png_is_blue_between_the_hours(hour: int) -> None:
    """Midway between two stars is blue."""
    image = picture()

    assert colour(image, at_hour(hour + 0.5, image.height, image.height / 3)) == BLUE


@pytest.mark.parametrize("hour", HOURS)
def test_the_stars_of_the_png_are_upright(hour: int) -> None:
    """Just below the top of a star's circle is yellow; above it and at its bottom is blue."""
    image = picture()
    x, y = at_hour(hour, image.height, image.height / 3)
    radius = image.height / 18

    assert colour(image, (x, y - radius * 0.8)) == YELLOW
    assert colour(image, (x, y - radius * 1.1)) == BLUE
    assert colour(image, (x, y + radius * 0.8)) == BLUE


def test_the_corners_of_the_png_are_blue() -> None:
    """The ground reaches the edges."""
    image = picture()
    right, bottom = image.width - 1, image.height - 1
    corners = [(0, 0), (right, 0), (0, bottom), (right, bottom)]

    assert [colour(image, corner) for corner in corners] == [BLUE] * 4


def test_the_script_makes_the_svg_again(builder: ModuleType) -> None:
    """The SVG in the package is, byte for byte, what the script builds."""
    assert builder.build_svg() == (SHARED / "emblem.svg").read_bytes()


def test_the_script_makes_the_png_again(builder: ModuleType) -> None:
    """The PNG in the package has, pixel for pixel, what the script draws."""
    difference = ImageChops.difference(builder.build_picture(), picture())

    assert difference.getbbox() is None


def test_the_script_makes_the_same_png_twice(builder: ModuleType) -> None:
    """The same run gives the same bytes."""
    assert builder.build_png() == builder.build_png()
