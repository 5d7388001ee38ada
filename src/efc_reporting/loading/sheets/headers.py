"""Know the headers of participant lists, and the words in their cells, in many languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from efc_reporting.loading.countries import normalise

NAMES = frozenset({"name", "family_name", "given_name"})
OWN_MARK = "efc-report:"
"""With what a sheet or a column begins that this program wrote for the partner to read."""

_BETWEEN_LANGUAGES = re.compile(r"[/|\n(]|\s[-–—]\s")


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))


@cache
def headers() -> Mapping[str, str]:
    """Return every known header, normalised, with the field that it stands for."""
    found = {
        normalise(header): field
        for field, languages in _content()["columns"].items()
        for texts in languages.values()
        for header in texts
    }
    return {header: field for header, field in found.items() if header}


@cache
def header_of(field: str, language: str = "en") -> str:
    """Return the header of a field in a language, the English one where there is none."""
    languages = _content()["columns"][field]
    return str(languages.get(language, languages["en"])[0])


@cache
def words(meaning: str) -> frozenset[str]:
    """Return the words that say `meaning` in a cell, in small letters."""
    return frozenset(word.casefold() for word in _content()["words"][meaning])


@cache
def field_of_header(text: str) -> str | None:
    """Return the field that a header names, also where two languages share one cell."""
    if text.startswith(OWN_MARK):
        return "line"
    whole = headers().get(normalise(text))
    if whole is not None:
        return whole
    named = {headers().get(normalise(part)) for part in _BETWEEN_LANGUAGES.split(text)} - {None}
    if named <= NAMES and named:
        # "Family name / Nom" is one thing in two languages, "Nom / Prénom" two things in one cell.
        special = named - {"name"}
        return special.pop() if len(special) == 1 else "name"
    return named.pop() if len(named) == 1 else None


@cache
def meanings_by_language(text: str) -> Mapping[str, str]:
    """Return what a header means by language if it is a town in one list, a country in another."""
    named: Mapping[str, Mapping[str, str]] = _content()["towns_or_countries"]
    return next(
        (each for header, each in named.items() if normalise(header) == normalise(text)), {}
    )


@cache
def languages_of_header(text: str) -> frozenset[str]:
    """Return the languages in which a header is written."""
    parts = {normalise(part) for part in (text, *_BETWEEN_LANGUAGES.split(text))} - {""}
    return frozenset(
        language
        for languages in _content()["columns"].values()
        for language, texts in languages.items()
        if any(normalise(header) in parts for header in texts)
    )


def letter_meanings(
    languages: Iterable[str], letters: Collection[str]
) -> Mapping[str, frozenset[str]]:
    """Return what each letter of a gender column may mean, in all ways that explain all letters.

    M is a man, but in Spanish beside H a woman: only the whole column tells.
    """
    table = _content()["letters"]
    ways = [*table["any"], *(way for code in sorted(languages) for way in table.get(code, ()))]
    meanings = [
        {letter: gender for gender, texts in way.items() for letter in texts} for way in ways
    ]
    fitting = [meaning for meaning in meanings if set(letters) <= meaning.keys()]
    return {
        letter: frozenset(meaning[letter] for meaning in fitting or meanings if letter in meaning)
        for letter in letters
    }
