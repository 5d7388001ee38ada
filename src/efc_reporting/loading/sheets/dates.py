"""Read a column of dates as one: how its days and months are ordered is decided for all of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache

import attrs

from efc_reporting.loading.countries import EU_LANGUAGES, normalise
from efc_reporting.sheets import SheetValue

_ENDED = r"(?:\s?(?:r|g|d|г|god|год|року)\.?|\.)?"
"""How Poles, Bulgarians and others end a date: 12.05.1978 r."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/]|\.\s?|\s)(\d{1,2})(?:[-/]|\.\s?|\s)(\d{1,2})" + _ENDED)
_NUMBERS = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})" + _ENDED)
_SHORT_YEAR = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2}" + _ENDED)
_DAY = r"(?P<day>\d{1,2})(?:\.|er|º|st|nd|rd|th)?"
_MONTH = r"(?P<month>[^\W\d]+)\.?"
_YEAR = r"(?P<year>\d{4})"
_WITH_MONTH_NAME = tuple(
    re.compile(pattern + _ENDED, re.IGNORECASE)
    for pattern in (
        rf"(?:den |le |el |il |am )?{_DAY}[\s/-]+(?:de |d’|d')?{_MONTH},?[\s/-]+"
        rf"(?:de |del )?{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}\.?\s+(?:m\.\s*)?{_MONTH}\s+{_DAY}",
        rf"{_YEAR}\.\s+gada\s+{_DAY}\s+{_MONTH}",
    )
)
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 60_001)
"""1927 to 2064: numbers under which spreadsheets keep dates, far from any year."""

_DAY_FIRST, _MONTH_FIRST, _OPEN, _EITHER = range(4)
"""What three numbers tell of their order; the first two are also places in a pair of dates."""


@attrs.frozen(kw_only=True)
class Dates:
    """The dates of a column by their texts; None where a text is no date that can be told.

    `impossible` are texts of days that no calendar has, `of_other_order` those whose day and month
    stand otherwise than in most dates of the column; where both orders are as frequent, all dates
    that depend on the order are `undecided`. `is_day_first_assumed`: no date tells the order, and
    day first was taken.
    """

    by_text: Mapping[str, date | None]
    impossible: frozenset[str] = frozenset()
    of_other_order: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    is_day_first_assumed: bool = False


def read_dates(values: Iterable[SheetValue], texts: Sequence[str]) -> Dates:
    """Return the dates of one column, given as its values and the texts that are seen of them."""
    ways = {text: _ways(match) for text in set(texts) if (match := _NUMBERS.fullmatch(text))}
    # Per cell, not per text: what most people of the column wrote decides. A date that is none, or
    # that is the same in both orders, tells nothing.
    told = Counter(_order(ways[text]) for text in texts if text in ways)
    is_mixed = told[_DAY_FIRST] == told[_MONTH_FIRST] > 0
    order, other = (
        (_MONTH_FIRST, _DAY_FIRST)
        if told[_MONTH_FIRST] > told[_DAY_FIRST]
        else (_DAY_FIRST, _MONTH_FIRST)
    )
    found: dict[str, date | None] = {}
    for value, text in zip(values, texts, strict=True):
        found[text] = ways[text][order] if text in ways else _read(value, text)
    return Dates(
        by_text=found,
        impossible=frozenset(
            text
            for text, day in found.items()
            if day is None and (not any(ways[text]) if text in ways else _looks_like_date(text))
        ),
        of_other_order=frozenset(
            text for text, way in ways.items() if not is_mixed and _order(way) == other
        ),
        undecided=frozenset(
            text for text, way in ways.items() if is_mixed and _order(way) != _EITHER
        ),
        is_day_first_assumed=told[_OPEN] > 0 and not told[_DAY_FIRST] and not told[_MONTH_FIRST],
    )


def _ways(match: re.Match[str]) -> tuple[date | None, date | None]:
    """Return what three numbers mean with the day first, and with the month first."""
    first, second, year = map(int, match.groups())
    return _date(year, second, first), _date(year, first, second)


def _order(ways: tuple[date | None, date | None]) -> int:
    """Say which order a date tells."""
    day_first, month_first = ways
    if day_first == month_first:
        return _EITHER
    if day_first and month_first:
        return _OPEN
    return _DAY_FIRST if day_first else _MONTH_FIRST


def has_short_year(text: str) -> bool:
    """Say whether a text is a date whose year has two digits: of which century is not said."""
    return _SHORT_YEAR.fullmatch(text) is not None


def _looks_like_date(text: str) -> bool:
    is_numeric = _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    return is_numeric is not None or _in_words(text) is not None


def _in_words(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a date with the name of its month; None where it is none."""
    for pattern in _WITH_MONTH_NAME:
        match = pattern.fullmatch(text)
        if match and (month := _months().get(normalise(match["month"]))):
            return int(match["year"]), month, int(match["day"])
    return None


def _read(value: SheetValue, text: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(text))
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    said = _in_words(text)
    return _date(*said) if said else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    """Return the names of months in all languages of the Union; what names two is left out."""
    from babel import Locale

    found: dict[str, set[int]] = {}
    for language in EU_LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    found.setdefault(normalise(name), set()).add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
