"""Lays Europe on a plane, and cuts off what lies beyond the edges of a map."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import attrs

from efc_reporting.rendering.drawing.shapes import Point

EARTH = 6371.0
CENTRE = (52.0, 10.0)
"""Latitude and longitude that the Union's own maps are centred on (ETRS89-LAEA)."""


@attrs.frozen
class Box:
    """A rectangle; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Point) -> bool:
        """Say whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def overlap(self, other: Box) -> float:
        """Return the area that two rectangles have in common."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)

    @property
    def sides(self) -> tuple[tuple[int, float, int], ...]:
        """Each side: its axis, where it is, and the direction that leads inside."""
        return (
            (0, self.left, 1),
            (0, self.right, -1),
            (1, self.top, 1),
            (1, self.bottom, -1),
        )


def projected(latitude: float, longitude: float) -> Point:
    """Return a place in kilometres east and south of the centre; areas keep their size."""
    phi, lam = math.radians(latitude), math.radians(longitude - CENTRE[1])
    phi0 = math.radians(CENTRE[0])
    cosine = math.sin(phi0) * math.sin(phi) + math.cos(phi0) * math.cos(phi) * math.cos(lam)
    k = EARTH * math.sqrt(2 / (1 + cosine))
    north = math.cos(phi0) * math.sin(phi) - math.sin(phi0) * math.cos(phi) * math.cos(lam)
    return k * math.cos(phi) * math.sin(lam), -k * north


def clipped_ring(ring: tuple[Point, ...], box: Box) -> tuple[Point, ...]:
    """Return what of a ring lies inside a box, () for nothing (Sutherland and Hodgman)."""
    for axis, bound, sign in box.sides:
        cut: list[Point] = []
        for before, point in zip((ring[-1:] + ring)[: len(ring)], ring, strict=True):
            inside = sign * (point[axis] - bound) >= 0
            if inside != (sign * (before[axis] - bound) >= 0):
                cut.append(
                    _at(before, point, (bound - before[axis]) / (point[axis] - before[axis]))
                )
            if inside:
                cut.append(point)
        ring = tuple(cut)
    return ring


def clipped_line(line: tuple[Point, ...], box: Box) -> Iterator[tuple[Point, ...]]:
    """Yield the pieces of a line that lie inside a box (Liang and Barsky)."""
    piece: list[Point] = []
    for start, end in pairwise(line):
        first, last = 0.0, 1.0
        for axis, bound, sign in box.sides:
            begin, finish = sign * (start[axis] - bound), sign * (end[axis] - bound)
            if begin < 0 and finish < 0:
                first = 2.0
            elif begin < 0:
                first = max(first, begin / (begin - finish))
            elif finish < 0:
                last = min(last, begin / (begin - finish))
        if first > last:
            continue
        entry, leaving = _at(start, end, first), _at(start, end, last)
        if piece and piece[-1] == entry:
            piece.append(leaving)
            continue
        if piece:
            yield tuple(piece)
        piece = [entry, leaving]
    if piece:
        yield tuple(piece)


def _at(start: Point, end: Point, part: float) -> Point:
    if part in (0.0, 1.0):  # exactly, so that pieces of a line are found to meet
        return end if part else start
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
