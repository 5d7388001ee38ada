"""Reads the outline of Europe that maps are drawn on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

import attrs

from efc_reporting.rendering.drawing.projection import Box, projected
from efc_reporting.rendering.drawing.shapes import Assets, Point

OUTLINE = "shared/europe.json"

REACH = Box(-4700.0, -3900.0, 4700.0, 3900.0)
"""How far the outline reaches, so that no map ends where there is land."""

EUROPE = Box(-3300.0, -2950.0, 3300.0, 2950.0)
"""Where towns are shown; what lies beyond is on no map of ours."""


@attrs.frozen(kw_only=True)
class Land:
    """The areas of one country, each with its coast first and then its holes."""

    country: str
    areas: tuple[tuple[tuple[Point, ...], ...], ...]


@attrs.frozen(kw_only=True)
class Outline:
    """Europe on a plane; the Union does not decide on the status of dotted borders."""

    land: tuple[Land, ...]
    borders: tuple[tuple[Point, ...], ...]
    dotted: tuple[tuple[Point, ...], ...]


def is_on_map(latitude: float, longitude: float) -> bool:
    """Say whether a place lies in Europe as our maps show it."""
    return EUROPE.holds(projected(latitude, longitude))


def outline_of(assets: Assets) -> Outline:
    """Return the outline of a chain of templates."""
    return _read(assets(OUTLINE))


@lru_cache(maxsize=2)
def _read(data: bytes) -> Outline:
    content = json.loads(data)
    return Outline(
        land=tuple(
            Land(
                country=land["country"],
                areas=tuple(tuple(map(_line, area)) for area in land["areas"]),
            )
            for land in content["land"]
        ),
        borders=tuple(map(_line, content["borders"])),
        dotted=tuple(map(_line, content["dotted"])),
    )


def _line(points: Iterable[tuple[float, float]]) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in points)
