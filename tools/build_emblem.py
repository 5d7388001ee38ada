"""Draws the European emblem as SVG and PNG: ``python tools/build_emblem.py``.

The geometry is the one that the Council of Europe and the European Union publish: a field of 3:2
and, with H its height, twelve upright five-pointed stars inside circles of radius H/18, their
centres at the clock's hours on a circle of radius H/3; blue #003399, yellow #FFCC00.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent.parent / "templates/efc_templates/shared"
BLUE = "#003399"
YELLOW = "#FFCC00"
SVG_HEIGHT = 540
PNG_HEIGHT = 720
SUPERSAMPLING = 8

# The arms of a regular pentagram cross at this share of its radius.
INNER_SHARE = (3 - math.sqrt(5)) / 2

Point = tuple[float, float]


def star_points(centre: Point, radius: float) -> Iterator[Point]:
    """Yield the ten corners of an upright star, clockwise from its top, y pointing down."""
    for corner in range(10):
        distance = radius if corner % 2 == 0 else radius * INNER_SHARE
        yield _on_circle(centre, distance, corner * 36)


def stars(height: float) -> Iterator[tuple[Point, ...]]:
    """Yield the twelve stars of a field of this height, clockwise from twelve o'clock."""
    middle = (height * 3 / 4, height / 2)
    for hour in range(12):
        yield tuple(star_points(_on_circle(middle, height / 3, hour * 30), height / 18))


def build_svg() -> bytes:
    """Return the emblem as an SVG that refers to nothing outside itself."""
    width = SVG_HEIGHT * 3 // 2
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{SVG_HEIGHT}"'
        f' viewBox="0 0 {width} {SVG_HEIGHT}" role="img">',
        "<title>Emblem of the European Union</title>",
        f'<rect width="{width}" height="{SVG_HEIGHT}" fill="{BLUE}"/>',
        f'<g fill="{YELLOW}">',
        *(f'<polygon points="{_written(star)}"/>' for star in stars(SVG_HEIGHT)),
        "</g>",
        "</svg>",
    ]
    return "\n".join([*lines, ""]).encode()


def build_picture() -> Image.Image:
    """Return the emblem as a picture with smooth edges."""
    height = PNG_HEIGHT * SUPERSAMPLING
    coverage = Image.new("L", (height * 3 // 2, height))
    draw = ImageDraw.Draw(coverage)
    for star in stars(height):
        # Pillow counts from the middle of the first pixel, we count from its corner.
        draw.polygon([(x - 0.5, y - 0.5) for x, y in star], fill=255)
    coverage = coverage.reduce(SUPERSAMPLING)
    yellow = Image.new("RGB", coverage.size, YELLOW)
    return Image.composite(yellow, Image.new("RGB", coverage.size, BLUE), coverage)


def build_png() -> bytes:
    """Return the emblem as a PNG without metadata."""
    written = io.BytesIO()
    build_picture().save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Write both files."""
    for name, content in (("emblem.svg", build_svg()), ("emblem.png", build_png())):
        (FOLDER / name).write_bytes(content)
        print(f"{len(content):>9}", name)


def _on_circle(centre: Point, radius: float, degrees_from_top: float) -> Point:
    angle = math.radians(degrees_from_top)
    return centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)


def _written(points: tuple[Point, ...]) -> str:
    # Three digits: no processor's last bit of a sine reaches the file.
    return " ".join(f"{x:.3f},{y:.3f}" for x, y in points)


if __name__ == "__main__":
    main()
