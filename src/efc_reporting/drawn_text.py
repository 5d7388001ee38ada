"""Measures words and puts them on a picture, in the fonts that we ship."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from efc_reporting.drawing import TEXT_SIZE, Assets, Label
from efc_reporting.glyphs import characters_of_fonts, with_known_characters
from efc_reporting.outlined_text import outline
from efc_reporting.seen_words import as_seen

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
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
class Lettering:
    """The fonts of a chain of templates, for measuring and for drawing."""

    assets: Assets

    def width(self, text: str, size: float = TEXT_SIZE, *, is_bold: bool = False) -> float:
        """Return how long words are on one line, in points."""
        runs = self._runs(text, FINE_SIZE, is_bold=is_bold)
        return sum(font.getlength(part) for part, font in runs) * size / FINE_SIZE

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
        """Return a label as outlines from its start, "" where one font has all its characters.

        Not every renderer finds the fonts of a text that needs several.
        """
        first = self._characters(FACES[label.is_bold][0])
        if all(ord(character) in first for character in label.text):
            return ""
        parts = self._named_runs(label.text, is_bold=label.is_bold)
        return outline(((part, self.assets(_file(name))) for part, name in parts), label.size)

    def draw(self, page: ImageDraw, label: Label, colour: str, scale: float) -> None:
        """Put a label on a picture that has `scale` pixels for each point."""
        runs = tuple(self._runs(label.text, label.size * scale, is_bold=label.is_bold))
        length = sum(font.getlength(part) for part, font in runs)
        before = SHARE_BEFORE[label.anchor] * length
        x = label.x * scale - before
        for part, font in runs:
            page.text((x, label.y * scale), part, font=font, fill=colour, anchor="ls")
            x += font.getlength(part)

    def _fitted(self, line: str, room: float) -> str:
        if self.width(line) <= room:
            return line
        kept = line.removesuffix("…")
        while len(kept) > 1 and self.width(f"{kept}…") > room:
            kept = kept[:-1]
        return f"{kept.rstrip()}…"

    def _runs(self, text: str, size: float, *, is_bold: bool) -> Iterator[tuple[str, FreeTypeFont]]:
        for part, name in self._named_runs(text, is_bold=is_bold):
            yield part, _font(self.assets(_file(name)), size)

    def _named_runs(self, text: str, *, is_bold: bool) -> Iterator[tuple[str, str]]:
        """Yield the words in pieces as they are seen, each with a font that has its characters."""
        names = (*FACES[is_bold], SYMBOLS)
        known = {name: self._characters(name) for name in names}

        def font_of(character: str) -> str:
            return next((name for name in names if ord(character) in known[name]), names[0])

        shown = with_known_characters(as_seen(text), frozenset().union(*known.values()))
        for name, characters in groupby(shown, font_of):
            yield "".join(characters), name

    def _characters(self, name: str) -> frozenset[int]:
        return characters_of_fonts(self.assets, f"efc-asset:{_file(name)}")


def _file(name: str) -> str:
    return f"fonts/{name}.ttf"


@lru_cache(maxsize=32)
def _font(data: bytes, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    # Which shaping library a computer has must not move the letters.
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
