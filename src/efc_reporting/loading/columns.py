"""Know the headers of participant lists, and the words in their cells, in many languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from efc_reporting.loading.countries import normalise

_BETWEEN_LANGUAGES = re.compile(r"[/|\n(]")


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "columns.toml").read_text(encoding="utf-8"))


@cache
def headers() -> Mapping[str, str]:
    """Return every known header, normalised, with the field that it stands for."""
    return {
        normalise(header): field
        for field, languages in _content()["columns"].items()
        for texts in languages.values()
        for header in texts
    }


@cache
def header_of(field: str) -> str:
    """Return the English header of a field."""
    return str(_content()["columns"][field]["en"][0])


@cache
def words(meaning: str) -> frozenset[str]:
    """Return the words that say `meaning` in a cell, in small letters."""
    return frozenset(word.casefold() for word in _content()["words"][meaning])


def field_of_header(text: str) -> str | None:
    """Return the field that a header names, also where two languages share one cell."""
    whole = headers().get(normalise(text))
    if whole is not None:
        return whole
    named = {headers().get(normalise(part)) for part in _BETWEEN_LANGUAGES.split(text)} - {None}
    return named.pop() if len(named) == 1 else None
