"""Tell from the headers and the column of countries of a list who may have written it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import attrs

from efc_reporting.i18n import SOURCE_LANGUAGE
from efc_reporting.loading.columns import field_of_header, languages_of_header
from efc_reporting.loading.countries import EU_LANGUAGES, country_code

_BETWEEN_CELLS = re.compile(r"[;,\t|]")
_HEADER_LINES = 20
_LINES = 200
_FEWEST_HEADERS = 2


@attrs.frozen(kw_only=True)
class Cues:
    """What the beginning of a list tells of its writer.

    `countries` are those of its people, the most frequent one first. `languages` are those of its
    headers; () where they are English, for everybody writes English headers. `accented_headers`
    counts the known headers with letters beyond a to z: they are read right.
    """

    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accented_headers: int = 0


def cues_in(text: str) -> Cues:
    """Return what a list tells, read with any code page: a to z are the same in all."""
    rows = [_cells(line) for line in text.splitlines()[:_LINES]]
    for number, cells in enumerate(rows[:_HEADER_LINES]):
        fields = [field_of_header(cell) for cell in cells]
        headers = [cell for cell, field in zip(cells, fields, strict=True) if field]
        if len(headers) >= _FEWEST_HEADERS:
            index = fields.index("country") if "country" in fields else None
            return Cues(
                countries=() if index is None else _countries(rows[number + 1 :], index),
                languages=_languages(headers),
                accented_headers=sum(not header.isascii() for header in headers),
            )
    return Cues()


def _cells(line: str) -> list[str]:
    return [cell.strip(' "') for cell in _BETWEEN_CELLS.split(line)]


def _countries(rows: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    named = (row[index] for row in rows if index < len(row) and row[index])
    codes = Counter(country_code(cell, EU_LANGUAGES) for cell in named)
    return tuple(code for code, _ in codes.most_common() if code)


def _languages(headers: Sequence[str]) -> tuple[str, ...]:
    counts = Counter(code for header in headers for code in languages_of_header(header))
    most = max(counts.values())
    best = tuple(sorted(code for code, count in counts.items() if count == most))
    return () if SOURCE_LANGUAGE in best else best
