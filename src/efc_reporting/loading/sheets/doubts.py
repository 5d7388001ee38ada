"""Find what can hardly be: births after the meeting or long ago, and words that are no names."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import repeat

import attrs

from efc_reporting.loading.notebook import BadCellError
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.cells import MAX_AGE, Born, CellContent, ColumnContent
from efc_reporting.loading.sheets.headers import words

_BIRTH_FIELDS = ("birth", "age")
"""A column of ages may hold years of birth."""


def with_doubtful_births(
    columns: Mapping[str, ColumnContent], meeting: str, known_project: KnownProject
) -> Mapping[str, ColumnContent]:
    """Return the columns of a list with a problem at each birth that cannot be.

    `meeting` is that of rows that name none. Where its first day is not known, nothing is said.
    """
    found = dict(columns)
    for field in _BIRTH_FIELDS:
        if field in columns and Born in set(map(type, columns[field].values)):
            found[field] = _checked(columns, field, meeting, known_project)
    return found


def _checked(
    columns: Mapping[str, ColumnContent], field: str, meeting: str, known_project: KnownProject
) -> ColumnContent:
    column = columns[field]
    named = columns["meeting"].values if "meeting" in columns else repeat("", len(column.values))
    first_days: dict[object, date | None] = {}
    odd = dict(column.odd)
    for row, (born, name) in enumerate(zip(column.values, named, strict=True)):
        if not isinstance(born, Born):
            continue
        came_to = name or meeting
        if came_to not in first_days:
            first_days[came_to] = known_project.first_day(str(came_to))
        problem = _problem(born, first_days[came_to])
        if problem is not None:
            odd[row] = CellContent(text=column.texts[row], problem=problem)
    return attrs.evolve(column, odd=odd)


def _problem(born: Born, first_day: date | None) -> BadCellError | None:
    if first_day is None:
        return None
    age = born.age_on(first_day)
    if age < 0:
        return BadCellError(
            problem="this is after the first day of the meeting",
            remedy="write when the person was born, or leave it empty",
        )
    if age > MAX_AGE:
        return BadCellError(
            problem="the person would be more than {count} years old",
            remedy="write when the person was born, or leave it empty",
            words={"count": str(MAX_AGE)},
        )
    return None


_NAME_FIELDS = ("name", "family_name", "given_name")
_SIGNS_IN_NAMES = frozenset("\n '’‘`´ʼ-‐‑–.,()·\"")
_USUAL = (string.ascii_letters + string.digits + "".join(_SIGNS_IN_NAMES)).encode("ascii", "ignore")
"""What nearly all names are made of: the rest of a long column is soon looked through."""

_ALIKE = bytes.maketrans(
    (string.digits + string.punctuation).encode(), b"0" * 10 + b"." * len(string.punctuation)
)
"""Any digit becomes 0, any sign a full stop, so that each is looked for once."""

_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_LATIN = "A-Za-z\u00c0-\u024f"
_FIRST_OTHER = "\u0370"
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_ODD = re.compile(
    r"(?:^|\s)\d"  # a number of its own: Guest 1
    f"|[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]"  # two scripts in one word
    r"|^[^\w]+$"  # no letter at all
)


def odd_names(columns: Mapping[str, ColumnContent]) -> Sequence[int]:
    """Return the rows, counted from the first of the list, whose name is hardly one.

    They may be right all the same: nothing is refused or changed. Most lists hold none, which is
    seen by the letters of the whole column.
    """
    found: set[int] = set()
    for field in _NAME_FIELDS:
        if field in columns:
            found.update(_odd_in(columns[field].texts))
    return sorted(found)


def _odd_in(texts: Sequence[str]) -> Iterator[int]:
    whole = "\n".join(("", *texts)).encode(errors="surrogatepass")
    rare = set(whole.translate(None, _USUAL).decode(errors="surrogatepass"))
    signs = frozenset(filter(_is_odd, rare))
    nobody = _nobody().intersection(texts)
    may_be_odd = _may_be_odd(whole, rare)
    if not (signs or nobody or may_be_odd):
        return
    for row, text in enumerate(texts):
        is_odd = not signs.isdisjoint(text) or text in nobody
        if is_odd or (may_be_odd and _ODD.search(text)):
            yield row


def _may_be_odd(whole: bytes, rare: Collection[str]) -> bool:
    """Say whether any line may be odd, by searches that take no time beside the pattern."""
    alike = whole.translate(_ALIKE)
    if any(beginning in alike for beginning in (b"\n0", b" 0", b"\n.")):
        return True
    scripts = {char < _FIRST_OTHER for char in rare}
    is_mixed = len(scripts) == 2 or (False in scripts and _ASCII_LETTER.search(whole) is not None)
    return is_mixed or not all(map(str.isalpha, rare))


def _is_odd(char: str) -> bool:
    return unicodedata.category(char)[0] in "PSC" and char not in _SIGNS_IN_NAMES


@cache
def _nobody() -> frozenset[str]:
    """Return the words for somebody who is not known yet, in small and in capital letters."""
    small = words("nobody")
    return small | {word.upper() for word in small} | {word.capitalize() for word in small}
