"""How text fits its column: where words wider than it may break, and how many lines it takes."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

BODY = 10.0
"""The size of plain text in points."""

CELLS = 9.0
"""The size of text in tables."""

LETTER = 0.75
"""The width of a letter as a share of the size, a good deal more than that of most texts."""

BREAK = "\N{ZERO WIDTH SPACE}"

_MM_OF_A_POINT = 25.4 / 72
_UNITS = 1000
_WORD = re.compile(r"\S+")
_WIDEST_LETTERS = frozenset("mwMWШЩЖЮфшщжюωΩ@%")


def breakable(text: str, size: float, room: float, *, is_strong: bool = True) -> str:
    """Return the text with a mark at each place where a word wider than `room` mm may break.

    Words that may be strong are wider than those that are certainly not.
    """
    widest = room / (size * _MM_OF_A_POINT)
    if len(text) <= widest:  # no letter is wider than the size
        return text
    return _WORD.sub(lambda match: _broken(match[0], widest, is_strong), text)


def is_one_line(text: str, size: float, room: float) -> bool:
    """Return whether a text certainly takes one line in a column of `room` mm."""
    widest = room / (size * _MM_OF_A_POINT)
    return "\n" not in text and (len(text) <= widest or sum(map(_width, text)) <= widest)


def lines_at_most(text: str, size: float, room: float) -> float:
    """Return about how many lines a text takes in a column of `room` mm, rather too many."""
    return 1 + text.count("\n") + len(text) * size * LETTER * _MM_OF_A_POINT / room


def _broken(word: str, widest: float, is_strong: bool) -> str:
    if sum(map(_width, word)) <= widest or _exact_width(word, is_strong) <= widest:
        return word
    # The letters of Arabic are joined to one another: apart they would be other shapes.
    if any(unicodedata.bidirectional(letter) == "AL" for letter in word):
        return word
    return BREAK.join(_letters(word))


@lru_cache(maxsize=10_000)
def _exact_width(word: str, is_strong: bool) -> float:
    """Return the width of a word as a share of the size: one that fits must not be parted."""
    return _font("Bold" if is_strong else "Regular").getlength(word) / _UNITS


@cache
def _font(style: str) -> FreeTypeFont:
    from PIL import ImageFont

    data = (files("efc_templates") / "fonts" / f"NotoSans-{style}.ttf").read_bytes()
    return ImageFont.truetype(BytesIO(data), _UNITS, layout_engine=ImageFont.Layout.BASIC)


def _width(letter: str) -> float:
    """Return the width of a letter of Noto Sans Bold as a share of the size, or a little more."""
    if letter in _WIDEST_LETTERS:
        return 1.0
    return 0.65 if letter.islower() or not letter.isalpha() else 0.8


def _letters(word: str) -> list[str]:
    """Return the letters of a word, each with the marks that belong to it."""
    letters: list[str] = []
    for char in word:
        if letters and unicodedata.combining(char):
            letters[-1] += char
        else:
            letters.append(char)
    return letters
