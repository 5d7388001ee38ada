"""Tell the rows of a list that are no people: totals, headings, remarks, lines to sign on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from efc_reporting.loading.columns import words
from efc_reporting.loading.countries import country_code, normalise
from efc_reporting.loading.surroundings import Surroundings

_PROSE_WORDS = 5
_MOST_TEXTS = 3
_SHORTEST_COUNTRY = 4
_SIGNS = re.compile(r"__|\.\.\.\.|[:*]\s*$|^\s*[*†¹]|https?://|\d{4}")
_NUMBER = re.compile(r"\d+[.)]?0?")


def is_note_row(
    texts: Sequence[str],
    names: Sequence[str],
    surroundings: Surroundings,
    *,
    is_below_gap: bool,
    is_wide: bool,
) -> bool:
    """Say whether an incomplete row, of these texts, is no person.

    `names` are those of its texts that stand in columns for names; `is_wide`: it is merged across
    several columns.
    """
    first = texts[0]
    if _begins_with_total(first) and not any(name.isalpha() for name in names if name != first):
        return True
    if len(texts) == 1:
        is_prose = len(first.split()) >= _PROSE_WORDS or _SIGNS.search(first)
        is_heading = (
            first.endswith(":") or first[:1] in ("*", "†") or _is_place(first, surroundings)
        )
        return is_wide or is_heading or bool(is_prose and is_below_gap)
    if not is_below_gap or len(texts) > _MOST_TEXTS:
        return False
    is_line_to_sign = not names and _SIGNS.search(first) is not None
    return is_line_to_sign or all(_SIGNS.search(text) for text in texts)


def is_note_beside(texts: Sequence[str]) -> bool:
    """Say whether a row has text, but in no column that is read; a line's number is none."""
    return any(len(text) > 1 and not _NUMBER.fullmatch(text) for text in texts)


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(normalise, words("total")))


def _begins_with_total(text: str) -> bool:
    said = normalise(text)
    return any(said == word or said.startswith(f"{word} ") for word in _totals())


def _is_place(text: str, surroundings: Surroundings) -> bool:
    """Say whether a text alone in its row names a country or a partner's town: a heading."""
    if normalise(text) in {normalise(partner.town) for partner in surroundings.partners}:
        return True
    is_long = len(text) >= _SHORTEST_COUNTRY
    return is_long and bool(country_code(text, surroundings.languages))
