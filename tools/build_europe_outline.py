"""Builds the outline of Europe for maps: ``python tools/build_europe_outline.py``.

The source is Natural Earth (public domain) at 1:50 000 000, in the npm package world-atlas. Needs
npm. The same version gives the same bytes, so that ``git status`` stays clean.

Natural Earth draws who holds a place. The map follows the position of the Union instead: Crimea
is part of Ukraine, Cyprus is one island, and the border of Kosovo is dotted.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import math
import subprocess
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from efc_reporting.rendering.drawing.outline import REACH
from efc_reporting.rendering.drawing.projection import clipped_line, clipped_ring, projected

TARGET = Path(__file__).parent.parent / "templates/efc_templates/shared/europe.json"
PACKAGE = "world-atlas@2.0.2"
INTEGRITY = (
    "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
)
MEMBER = "package/countries-50m.json"

TOLERANCE = 4.0
"""How far a simplified line may leave the true one, in kilometres."""

SMALLEST = 300.0
"""The smallest island that is kept, in square kilometres; of a country its largest part stays."""

IN_CRIMEA = (34.1, 45.2)
KOSOVO = "XK"
CODES = {
    "008": "AL", "020": "AD", "031": "AZ", "040": "AT", "051": "AM", "056": "BE", "070": "BA",
    "100": "BG", "112": "BY", "191": "HR", "196": "CY", "203": "CZ", "208": "DK", "233": "EE",
    "234": "FO", "246": "FI", "248": "FI", "250": "FR", "268": "GE", "276": "DE", "300": "EL",
    "348": "HU", "352": "IS", "372": "IE", "380": "IT", "428": "LV", "438": "LI", "440": "LT",
    "442": "LU", "470": "MT", "492": "MC", "498": "MD", "499": "ME", "528": "NL", "578": "NO",
    "616": "PL", "620": "PT", "642": "RO", "643": "RU", "674": "SM", "688": "RS", "703": "SK",
    "705": "SI", "724": "ES", "752": "SE", "756": "CH", "792": "TR", "804": "UA", "807": "MK",
    "826": "UK", "831": "GG", "832": "JE", "833": "IM",
    "Kosovo": "XK", "N. Cyprus": "N. Cyprus",
}  # fmt: skip
"""What maps may shade, by the number or the name that the source gives it."""

Point = tuple[float, float]
Ring = list[int]
"""Numbers of arcs one after the other; ~n is arc n backwards."""


def download(folder: Path) -> dict[str, Any]:
    """Return the countries of the package."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder)]
    done = subprocess.run([*command, PACKAGE], check=True, capture_output=True, text=True)
    packed = (folder / done.stdout.split()[-1]).read_bytes()
    if base64.b64encode(hashlib.sha512(packed).digest()).decode() != INTEGRITY:
        raise SystemExit(f"{PACKAGE} is not the package that we know.")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        content = archive.extractfile(MEMBER)
        assert content is not None
        topology: dict[str, Any] = json.loads(content.read())
    return topology


def build(topology: Mapping[str, Any]) -> bytes:
    """Return the bytes of the file that we ship."""
    degrees = [list(_decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    countries = _as_the_union_sees_them(_countries(topology), degrees)
    arcs = [_simplified([projected(y, x) for x, y in arc]) for arc in degrees]
    users: dict[int, set[str]] = defaultdict(set)
    for name, polygons in countries.items():
        for number, polygon in enumerate(polygons):
            for arc in (arc for ring in polygon for arc in ring):
                # All that has no code goes under one name: its parts are told apart by number.
                users[max(arc, ~arc)].add(f"{name}{number}" if name == "?" else name)
    land = []
    for name, polygons in sorted(countries.items()):
        areas = _kept([[_joined(ring, arcs) for ring in polygon] for polygon in polygons])
        if areas:
            land.append({"country": name.strip("?"), "areas": areas})
    between = [n for n, names in sorted(users.items()) if len(names) == 2]
    dotted = [n for n in between if KOSOVO in users[n]]
    return _written(
        {
            "source": "Natural Earth 4.1, 1:50m (naturalearthdata.com), from the npm package "
            f"{PACKAGE}; simplified, in kilometres east and south of 52° N 10° E (LAEA)",
            "licence": "public domain; the package: ISC, Copyright 2013-2019 Michael Bostock",
            "land": land,
            "borders": _pieces(arcs[n] for n in between if n not in dotted),
            "dotted": _pieces(arcs[n] for n in dotted),
        }
    )


def main() -> None:
    """Download, build and write."""
    with tempfile.TemporaryDirectory() as folder:
        content = build(download(Path(folder)))
    TARGET.write_bytes(content)
    print(hashlib.sha256(content).hexdigest(), f"{len(content):>9}", TARGET.name)


def _decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> Iterator[Point]:
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _countries(topology: Mapping[str, Any]) -> dict[str, list[list[Ring]]]:
    """Return the polygons of each country by its code, else by its name."""
    found: dict[str, list[list[Ring]]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        name = CODES.get(shape.get("id", shape["properties"]["name"]), "?")
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found[name] += polygons
    return found


def _as_the_union_sees_them(
    countries: dict[str, list[list[Ring]]], arcs: list[list[Point]]
) -> dict[str, list[list[Ring]]]:
    crimea = [p for p in countries["RU"] if _holds(_joined(p[0], arcs), IN_CRIMEA)]
    assert len(crimea) == 1
    countries["RU"] = [p for p in countries["RU"] if p not in crimea]
    countries["UA"] = _dissolved([*countries["UA"], *crimea], arcs)
    countries["CY"] = _dissolved([*countries["CY"], *countries.pop("N. Cyprus")], arcs)
    return countries


def _dissolved(polygons: list[list[Ring]], arcs: list[list[Point]]) -> list[list[Ring]]:
    """Return polygons without the arcs between them; none of them has a hole."""
    every = {arc for polygon in polygons for ring in polygon for arc in ring}
    inner = {arc for arc in every if ~arc in every}
    assert inner
    apart = [p for p in polygons if not any(arc in inner for ring in p for arc in ring)]
    touching = [p for p in polygons if p not in apart]
    left = [arc for polygon in touching for ring in polygon for arc in ring if arc not in inner]
    return [*apart, *([ring] for ring in _stitched(left, arcs))]


def _stitched(left: list[int], arcs: list[list[Point]]) -> Iterator[Ring]:
    """Yield rings of arcs, each of which begins where the one before it ends."""
    by_start = {_directed(arc, arcs)[0]: arc for arc in left}
    while by_start:
        ring = [by_start.pop(next(iter(by_start)))]
        while (end := _directed(ring[-1], arcs)[-1]) in by_start:
            ring.append(by_start.pop(end))
        assert _directed(ring[0], arcs)[0] == _directed(ring[-1], arcs)[-1]
        yield ring


def _directed(arc: int, arcs: list[list[Point]]) -> list[Point]:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _joined(ring: Ring, arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        points += _directed(arc, arcs)[:-1]
    return points


def _simplified(arc: list[Point]) -> list[Point]:
    """Leave out points as Douglas and Peucker do; both ends stay, so that countries still meet."""
    kept, open_pieces = {0, len(arc) - 1}, [(0, len(arc) - 1)]
    if arc[0] == arc[-1] and len(arc) > 3:  # an island: its far point stays too
        far = max(range(len(arc)), key=lambda n: math.dist(arc[0], arc[n]))
        kept.add(far)
        open_pieces = [(0, far), (far, len(arc) - 1)]
    while open_pieces:
        first, last = open_pieces.pop()
        distances = [(_distance(arc[n], arc[first], arc[last]), n) for n in range(first + 1, last)]
        if distances and max(distances)[0] > TOLERANCE:
            middle = max(distances)[1]
            kept.add(middle)
            open_pieces += [(first, middle), (middle, last)]
    return [arc[n] for n in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from the line through two others."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = math.hypot(bx - ax, by - ay)
    if not length:
        return math.hypot(px - ax, py - ay)
    return abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length


def _kept(polygons: list[list[list[Point]]]) -> list[list[tuple[Point, ...]]]:
    """Return the polygons within reach, without what is too small to be seen."""
    cut = [[clipped_ring(tuple(ring), REACH) for ring in polygon] for polygon in polygons]
    within = sorted((p for p in cut if len(p[0]) > 2), key=lambda p: -_area(p[0]))
    return [
        [polygon[0], *(hole for hole in polygon[1:] if len(hole) > 2 and _area(hole) > SMALLEST)]
        for place, polygon in enumerate(within)
        if place == 0 or _area(polygon[0]) > SMALLEST
    ]


def _pieces(lines: Iterable[list[Point]]) -> list[tuple[Point, ...]]:
    return [piece for line in lines for piece in clipped_line(tuple(line), REACH)]


def _area(ring: Sequence[Point]) -> float:
    after = [*ring[1:], ring[0]]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, after, strict=True))) / 2


def _holds(ring: list[Point], point: Point) -> bool:
    x, y = point
    crossings = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def _written(content: Mapping[str, Any]) -> bytes:
    """Write whole kilometres."""

    def rounded(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: rounded(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [rounded(item) for item in value]
        return round(value) if isinstance(value, float) else value

    text = json.dumps(rounded(content), ensure_ascii=False, separators=(",", ":"))
    return (text.replace('{"country"', '\n{"country"') + "\n").encode()


if __name__ == "__main__":
    main()
