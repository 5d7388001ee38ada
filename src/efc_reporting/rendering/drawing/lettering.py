"""Measures words, and outlines their letters, in the fonts that we ship."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from efc_reporting.rendering.drawing.shapes import TEXT_SIZE, Assets, Label
from efc_reporting.rendering.fonts import (
    as_seen,
    characters_of_font,
    outline,
    with_known_characters,
)

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

FACES = {
    False: ("NotoSans-Regular", "NotoSansHebrew-Regular", "NotoSansArabic-Regular"),
    True: ("NotoSans-Bold", "NotoSansHebrew-Bold", "NotoSansArabic-Bold"),
}
"""The fonts for words that are bold or not, in the order in which a character is looked for."""

SYMBOLS = "EfcSansSymbols-Regular"
SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a label stands before its place, by its anchor."""

FINE_SIZE = 100
"""The size at which words are measured: in small sizes widths are rounded."""


@attrs.frozen
class _Face:
    """One file of a font, and the code points that it has."""

    data: bytes = attrs.field(repr=False)
    characters: frozenset[int] = attrs.field(repr=False)


@attrs.frozen
class _Style:
    """The faces for words that are bold, or that are not, and all code points that they have."""

    faces: tuple[_Face, ...]
    characters: frozenset[int] = attrs.field(repr=False)


def _styles_of(lettering: Lettering) -> Mapping[bool, _Style]:
    """Return the styles; each file is read once, for it is too long to be read for each word."""
    names = (*FACES[False], *FACES[True], SYMBOLS)
    files = {name: lettering.assets(f"fonts/{name}.ttf") for name in names}
    known = {name: _Face(data, characters_of_font(data)) for name, data in files.items()}
    styles = {}
    for is_bold, first in FACES.items():
        faces = tuple(known[name] for name in (*first, SYMBOLS))
        styles[is_bold] = _Style(faces, frozenset().union(*(face.characters for face in faces)))
    return styles


@attrs.frozen
class Lettering:
    """The fonts of a chain of templates.

    Where `is_outlined`, the letters of all labels are outlines, for renderers without our fonts.
    """

    assets: Assets
    is_outlined: bool = attrs.field(default=False, kw_only=True)
    _styles: Mapping[bool, _Style] = attrs.field(
        init=False, repr=False, eq=False, default=attrs.Factory(_styles_of, takes_self=True)
    )

    def width(self, text: str, size: float = TEXT_SIZE, *, is_bold: bool = False) -> float:
        """Return how long words are on one line, in points."""
        parts = self._parts(text, is_bold=is_bold)
        return sum(_font(face.data).getlength(part) for part, face in parts) * size / FINE_SIZE

    def wrapped(self, text: str, room: float, most: int = 3) -> tuple[str, ...]:
        """Return words on at most `most` lines of `room` points; an ellipsis says what is cut."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) > most:
            lines[most - 1 :] = [f"{lines[most - 1]} …"]
        return tuple(self._fitted(line, room) for line in lines)

    def outline(self, label: Label) -> str:
        """Return a label as outlines from its start, "" where it stays text.

        Not every renderer finds the fonts of a text that needs several.
        """
        first = self._styles[label.is_bold].faces[0]
        if not self.is_outlined and all(
            ord(character) in first.characters for character in label.text
        ):
            return ""
        parts = self._parts(label.text, is_bold=label.is_bold)
        return outline(((part, face.data) for part, face in parts), label.size)

    def _fitted(self, line: str, room: float) -> str:
        if self.width(line) <= room:
            return line
        kept = line.removesuffix("…")
        while len(kept) > 1 and self.width(f"{kept}…") > room:
            kept = kept[:-1]
        return f"{kept.rstrip()}…"

    def _parts(self, text: str, *, is_bold: bool) -> Iterator[tuple[str, _Face]]:
        """Yield the words in pieces as they are seen, each with a face that has its characters."""
        style = self._styles[is_bold]

        def place_of(character: str) -> int:
            code = ord(character)
            return next((n for n, face in enumerate(style.faces) if code in face.characters), 0)

        shown = with_known_characters(as_seen(text), style.characters)
        for place, characters in groupby(shown, place_of):
            yield "".join(characters), style.faces[place]


@lru_cache(maxsize=32)
def _font(data: bytes) -> FreeTypeFont:
    from PIL import ImageFont

    # Which shaping library a computer has must not move the letters.
    return ImageFont.truetype(io.BytesIO(data), FINE_SIZE, layout_engine=ImageFont.Layout.BASIC)
