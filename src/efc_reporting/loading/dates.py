"""Read a column of dates as one: how its days and months are ordered is decided for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache

import attrs

from efc_reporting.loading.countries import EU_LANGUAGES, normalise
from efc_reporting.sheets import SheetValue

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_NUMBERS = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4})\.?")
_WITH_MONTH_NAME = re.compile(r"(\d{1,2})\.?\s+(?:de |d’|d')?([^\W\d]+)\.?,?\s+(?:de )?(\d{4})")
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 60_001)
"""1927 to 2064: numbers under which spreadsheets keep dates, far from any year."""


@attrs.frozen(kw_only=True)
class Dates:
    """The dates of a column by their texts; None where a text is no date.

    `is_day_first_assumed`: no date tells its order, and day first was taken. `is_mixed`: some
    dates can only be day first and others only month first; then those with / tell nothing.
    """

    by_text: Mapping[str, date | None]
    is_day_first_assumed: bool = False
    is_mixed: bool = False


def read_dates(values: Iterable[SheetValue], texts: Sequence[str]) -> Dates:
    """Return the dates of one column, given as its values and the texts that are seen of them."""
    numbers = {text: match for text in texts if (match := _NUMBERS.fullmatch(text))}
    day_first = any(int(match[1]) > 12 for match in numbers.values())
    month_first = any(int(match[2]) > 12 for match in numbers.values())
    is_mixed = day_first and month_first
    found: dict[str, date | None] = {}
    for value, text in zip(values, texts, strict=True):
        if text in numbers:
            first, second, year = map(int, numbers[text].groups())
            day, month = (second, first) if month_first else (first, second)
            found[text] = None if is_mixed else _date(year, month, day)
        else:
            found[text] = _read(value, text)
    ambiguous = any(match[1] != match[2] for match in numbers.values())
    return Dates(
        by_text=found,
        is_mixed=is_mixed,
        is_day_first_assumed=ambiguous and not day_first and not month_first,
    )


def _read(value: SheetValue, text: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if text.isascii() and text.isdigit() and int(text) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(text))
    if match := _ISO.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _WITH_MONTH_NAME.fullmatch(text):
        month = _months().get(normalise(match[2]))
        return _date(int(match[3]), month, int(match[1])) if month else None
    return None


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
