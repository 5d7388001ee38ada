"""Put names in the order of a language's alphabet: å after z in Swedish, with a in French."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

_FIRST_PLACE = 0xF0000
"""From here on Unicode has no letters: "l" with such a sign sorts after "lz" and before "m"."""


@attrs.frozen
class _Alphabet:
    """What stands for letters that a language does not sort by their base letter."""

    keys: Mapping[str, str]
    pattern: re.Pattern[str]

    def key(self, text: str) -> str:
        parts = self.pattern.split(text)  # every second one is a letter of this alphabet
        return "".join(
            self.keys[part] if number % 2 else _base(part) for number, part in enumerate(parts)
        )


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "sorting.toml").read_text(encoding="utf-8"))


@cache
def _alphabet(language: str) -> _Alphabet:
    keys: dict[str, str] = {}
    same: dict[str, str] = {}
    for rules in (_rules()["every"], _rules().get(language, {})):
        for base, followers in rules.get("after", {}).items():
            for place, letters in enumerate(followers):
                keys |= dict.fromkeys(letters.split(), f"{base}{chr(_FIRST_PLACE + place)}")
        same |= {
            letter: other for other, letters in rules.get("as", {}).items()
            for letter in letters.split()
        }  # fmt: skip
    own = _Alphabet(keys, _pattern(keys))
    for letter, other in same.items():
        # What a language places itself does not sort as another letter does elsewhere.
        keys.setdefault(letter, own.key(other))
    return _Alphabet(keys, _pattern(keys))


def _pattern(keys: Mapping[str, str]) -> re.Pattern[str]:
    longest_first = sorted(keys, key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})")


def _base(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def sort_key(text: str, language: str = "") -> tuple[str, str]:
    """Return a key by which texts sort in a language; accents that are no letters matter last.

    Without a language, or in one whose alphabet has no letters of its own, É sorts with E and Ł
    with L.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    return _alphabet(language).key(folded), text
