"""What our fonts show: their characters, the outlines of letters, and how words are seen.

WeasyPrint draws an unknown character as an empty box, or takes a font that happens to be on the
computer: another computer then makes another file.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_FONT_FILE = re.compile(r'efc-asset:(fonts/[^"\')]+)')


def missing_characters(texts: Iterable[str], known: frozenset[int]) -> list[str]:
    """Return a sentence for each character that no font of ours has."""
    missing = sorted(set().union(*(unknown_characters(unescape(text), known) for text in texts)))
    return [
        f"the fonts of the report have no character {char} "
        f"(U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"
        for char in missing
    ]


def with_known_characters(text: str, known: frozenset[int]) -> str:
    """Return the text with � in place of each character that no font of ours has.

    PDF/UA-1 and PDF/A allow no character without a glyph.
    """
    return text.translate({ord(char): REPLACEMENT for char in unknown_characters(text, known)})


def unknown_characters(text: str, known: frozenset[int]) -> frozenset[str]:
    """Return the characters that would leave a mark on paper and are not known."""
    return frozenset(
        char
        for char in set(text)
        if ord(char) not in known and not _is_unseen(unicodedata.category(char))
    )


def _is_unseen(category: str) -> bool:
    """Say whether characters leave no mark; those of no known, or of private, meaning do."""
    return category.startswith("Z") or category in ("Cc", "Cf", "Cs")


def characters_of_fonts(serve: Callable[[str], bytes], style_sheet: str) -> frozenset[int]:
    """Return the code points of all fonts that a style sheet names."""
    names = dict.fromkeys(_FONT_FILE.findall(style_sheet))
    return frozenset().union(*(characters_of_font(serve(name)) for name in names))


@lru_cache(maxsize=32)
def characters_of_font(font: bytes) -> frozenset[int]:
    """Return the code points of a font."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

    read = TTFont(io.BytesIO(font), lazy=True)
    # Where fontTools is given no names of glyphs, it reads thousands of them for nothing.
    read.setGlyphOrder([""] * read["maxp"].numGlyphs)
    return frozenset(read.getBestCmap())


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
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(data), lazy=True)


_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def as_seen(text: str) -> str:
    """Return a line of text as its letters stand on paper, from the left to the right."""
    if not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return text
    from arabic_reshaper import reshape  # type: ignore[import-untyped]  # it ships no types
    from bidi.algorithm import get_display  # type: ignore[import-untyped]  # likewise

    return str(get_display(reshape(text)))
