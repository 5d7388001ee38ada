"""Words as outlines of their letters, for renderers that cannot set them from several fonts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any


def outline(runs: Iterable[tuple[str, bytes]], size: float) -> str:
    """Return `path` elements for pieces of text, each with the bytes of its font.

    They begin at the origin on the base line, in points, with y downwards as in SVG.
    """
    return "".join(_paths(runs, size))


def _paths(runs: Iterable[tuple[str, bytes]], size: float) -> Iterator[str]:
    from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]

    x = 0.0
    for text, data in runs:
        font = _font(data)
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        scale = size / font["head"].unitsPerEm
        for letter in text:
            glyph = glyphs[names.get(ord(letter), ".notdef")]
            pen = SVGPathPen(glyphs)
            glyph.draw(pen)
            if shape := pen.getCommands():
                yield f'<path transform="translate({x:.2f} 0) scale({scale:.5f} -{scale:.5f})"'
                yield f' d="{shape}"/>'
            x += glyph.width * scale


@lru_cache(maxsize=8)
def _font(data: bytes) -> Any:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

    return TTFont(io.BytesIO(data), lazy=True)
