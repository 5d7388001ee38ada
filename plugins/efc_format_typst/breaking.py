"""Where words that are wider than their column may break: Typst itself breaks none of them."""

from __future__ import annotations

import re
import unicodedata

BODY = 10.0
"""The size of plain text in points."""

CELLS = 9.0
"""The size of text in tables."""

BREAK = "\N{ZERO WIDTH SPACE}"

_MM_OF_A_POINT = 25.4 / 72
_WORD = re.compile(r"\S+")
_WIDEST_LETTERS = frozenset("mwMWШЩЖЮфшщжюωΩ@%")


def breakable(text: str, size: float, room: float) -> str:
    """Return the text with a mark at each place where a word wider than `room` mm may break."""
    widest = room / (size * _MM_OF_A_POINT)
    if len(text) <= widest:  # no letter is wider than the size
        return text
    return _WORD.sub(lambda match: _broken(match[0], widest), text)


def _broken(word: str, widest: float) -> str:
    # The letters of Arabic are joined to one another: apart they would be other shapes.
    is_joined = any(unicodedata.bidirectional(letter) == "AL" for letter in word)
    if is_joined or sum(map(_width, word)) <= widest:
        return word
    return BREAK.join(_letters(word))


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
