"""Languages as Word names them, and scripts that run from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator

_COUNTRIES = {
    "bs": "BA",
    "cs": "CZ",
    "da": "DK",
    "el": "GR",
    "en": "GB",
    "et": "EE",
    "ga": "IE",
    "mk": "MK",
    "sl": "SI",
    "sq": "AL",
    "sr": "RS",
    "sv": "SE",
    "uk": "UA",
}
"""The country whose spelling Word knows a language by, where it has another code."""

HEBREW = "he-IL"
ARABIC = "ar-SA"
RIGHT_TO_LEFT_LANGUAGES = ("ar", "fa", "he", "ur", "yi")

# Letters of Hebrew, Arabic and the other scripts of their kind.
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_STRETCH = re.compile(rf"[{_RIGHT_TO_LEFT}]+(?:[\W\d_]*[{_RIGHT_TO_LEFT}]+)*")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_HEBREW_LETTER = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")


def word_language(language: str) -> str:
    """Return a language as Word names it: "de-DE" for "de"."""
    if not language or "-" in language:
        return language
    return f"{language}-{_COUNTRIES.get(language, language.upper())}"


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in stretches of one direction, each with its language if right to left.

    Spaces, signs and digits between two words of such a script belong to it.
    """
    done = 0
    for match in _STRETCH.finditer(text):
        if match.start() > done:
            yield text[done : match.start()], ""
        yield match[0], HEBREW if _HEBREW_LETTER.match(match[0]) else ARABIC
        done = match.end()
    if done < len(text) or not text:
        yield text[done:], ""


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter of a text belongs to a script from right to left."""
    if text.isascii():
        return False
    letter = _FIRST_LETTER.search(text)
    return letter is not None and _STRETCH.match(letter[0]) is not None
