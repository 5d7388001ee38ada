"""What goes into a cell: the typed value where it shows the same as the text, else the text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import attrs

from efc_reporting.plugin import CellValue

MAX_CHARACTERS = 32_767
"""Excel's limit for the text of one cell."""

_FIRST_YEAR = 1900
"""Excel knows no date before."""

EUROS = '#,##0.00\\ "€"'

_EXACT_DIGITS = 15
"""Excel keeps numbers as binary fractions; longer ones would change."""

_GROUPING = re.compile(r"[\s.,'’]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_DECIMALS = re.compile(r"[.,](\d+)$")
_WORDED_DAY = re.compile(r"(\d{1,2})(\.?) \D+ \d{4}")


@attrs.frozen(kw_only=True)
class Shown:
    """A value and the number format that shows it; text has none."""

    value: str | int | float | date
    number_format: str = ""


def shown(value: CellValue, text: str) -> Shown:
    """Return what a cell holds.

    The reader must see `text`: a value of 3 with the text "<5" stays hidden.
    Dates are the exception: each reader's Excel writes them in its own language.
    """
    match value:
        case int() if _means(text, value) and abs(value) < 10**_EXACT_DIGITS:
            return Shown(
                value=value, number_format="0" if text.lstrip("-−").isdecimal() else "#,##0"
            )
        case Fraction() if text.endswith("%"):
            return _share(value, text)
        case Decimal() if _means_money(text, value):
            return Shown(value=float(value), number_format=EUROS)
        case date() if value.year >= _FIRST_YEAR and text:
            return Shown(value=value, number_format=_date_format(value, text))
        case _:
            return Shown(value=safe_text(text))


def safe_text(text: str) -> str:
    """Return text that Excel can hold: nothing that breaks the file or turns the line round."""
    return _UNPRINTABLE.sub("", text)[:MAX_CHARACTERS]


def text_width(text: str) -> int:
    """Return how many columns of characters the longest line of a text takes."""
    return max((sum(map(_columns, line)) for line in text.splitlines()), default=0)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _share(share: Fraction, text: str) -> Shown:
    written = text.removesuffix("%").rstrip()
    behind_the_point = _DECIMALS.search(written)
    decimals = len(behind_the_point[1]) if behind_the_point else 0
    # Excel rounds a half up, where Python's round() takes the even number.
    if not _means(written, floor(share * 10 ** (2 + decimals) + Fraction(1, 2))):
        return Shown(value=safe_text(text))
    places = "." + "0" * decimals if decimals else ""
    return Shown(value=float(share), number_format=f"0{places} %")


def _means(text: str, number: int) -> bool:
    digits = _GROUPING.sub("", text).replace("−", "-")
    return re.fullmatch(r"-?[0-9]+", digits) is not None and int(digits) == number


def _means_money(text: str, amount: Decimal) -> bool:
    cents = amount * 100
    is_exact = cents == int(cents) and abs(cents) < 10**_EXACT_DIGITS
    return is_exact and text.endswith("€") and _means(text.removesuffix("€"), int(cents))


def _date_format(day: date, text: str) -> str:
    if text == f"{day:%d/%m/%Y}":
        return r"dd\/mm\/yyyy"  # a bare slash would become the separator of the reader's country
    worded = _WORDED_DAY.fullmatch(text)
    if worded:
        return r"d\. mmmm yyyy" if worded[2] else "d mmmm yyyy"
    return "yyyy-mm-dd"
