"""How one value is written: numbers for programs, text so that no spreadsheet runs it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from efc_reporting.plugin import Cell

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_GROUPING = re.compile(r"[\s.,'’]")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def written(cell: Cell) -> str:
    """Return the plain value of a cell where it says the same as the text, else the text.

    A value of 3 with the text "<5" stays hidden.
    """
    match cell.value:
        case int() if _means(cell.text, cell.value):
            return str(cell.value)
        case Fraction() if _is_share(cell.text, cell.value):
            return f"{float(cell.value):.4f}"
        case Decimal() if _is_amount(cell.text, cell.value):
            return f"{cell.value:.2f}"
        case date() if cell.text:
            return cell.value.isoformat()
        case _:
            return cell.text


def guarded(text: str) -> str:
    """Return text that a spreadsheet shows and never runs, with nothing that turns a line round."""
    clean = _UNPRINTABLE.sub("", text)
    if clean.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(clean):
        return "'" + clean
    return clean


def _means(text: str, number: int) -> bool:
    digits = _GROUPING.sub("", text).replace("−", "-")
    return re.fullmatch(r"-?[0-9]+", digits) is not None and int(digits) == number


def _is_amount(text: str, amount: Decimal) -> bool:
    cents = amount * 100
    return text.endswith("€") and cents == int(cents) and _means(text[:-1], int(cents))


def _is_share(text: str, share: Fraction) -> bool:
    percent = text.removesuffix("%").rstrip()
    behind_the_point = re.search(r"[.,](\d+)$", percent)
    decimals = len(behind_the_point[1]) if behind_the_point else 0
    # A half is rounded up, where Python's round() takes the even number.
    rounded = floor(share * 10 ** (2 + decimals) + Fraction(1, 2))
    return text.endswith("%") and _means(percent, rounded)
