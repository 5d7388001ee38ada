"""Read the cells of a participant list: text first, then what its column stands for.

No message repeats what a cell holds: it may be a name in the wrong column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta

import attrs

from efc_reporting.cleaning import clean, has_unwanted
from efc_reporting.loading.columns import words
from efc_reporting.loading.countries import country_index, normalise
from efc_reporting.loading.notebook import BadValueError
from efc_reporting.loading.tables import MeetingTable
from efc_reporting.model import Gender
from efc_reporting.sheets import SheetValue

MAX_LENGTH = 1000
MAX_AGE = 120
CellReader = Callable[[str], object]
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a number"),
    (float, "a number"),
    (date, "a date"),
    (time, "a time"),
    (timedelta, "a time"),
)


@attrs.frozen(kw_only=True)
class CellContent:
    """What was made of one cell; `problem` is None where it could be read."""

    text: str
    value: object = None
    problem: BadValueError | None = None
    is_cleaned: bool = False


def as_text(value: SheetValue) -> str:
    """Write the value of a cell as its reader sees it: 1234.0 is 1234, a date 2018-06-01."""
    match value:
        case None:
            return ""
        case str():
            return clean(value).strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return str(value)


def read_cell(value: SheetValue, reader: CellReader) -> CellContent:
    """Return what `reader` makes of a cell."""
    text = as_text(value)
    is_cleaned = isinstance(value, str) and has_unwanted(value)
    try:
        if len(text) > MAX_LENGTH:
            raise BadValueError(
                problem=f"more than {MAX_LENGTH} characters stand in one cell", remedy="shorten it"
            )
        return CellContent(text=text, value=reader(text), is_cleaned=is_cleaned)
    except BadValueError as error:
        told = BadValueError(problem=f"{error.problem} ({_kind(value)})", remedy=error.remedy)
        return CellContent(text=text, problem=told, is_cleaned=is_cleaned)


def _kind(value: SheetValue) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "a text")


def cell_readers(
    languages: tuple[str, ...], meetings: Iterable[MeetingTable]
) -> Mapping[str, CellReader]:
    """Return the reader of every field that is more than text."""
    countries = country_index(languages)
    ids = _meeting_index(meetings)

    def read_country(text: str) -> str:
        code = countries.get(normalise(text), "") if text else ""
        if text and not code:
            raise BadValueError(
                problem="this is no country that is known",
                remedy="write its code, such as DE or EL",
            )
        return code

    def read_meeting(text: str) -> str:
        found = ids.get(text.casefold(), set()) if text else {""}
        if len(found) != 1:
            raise BadValueError(
                problem="several meetings bear this title" if found else "there is no such meeting",
                remedy="write the meeting's id from project.toml",
            )
        return next(iter(found))

    return {
        "country": read_country,
        "meeting": read_meeting,
        "is_signed": read_signed,
        "gender": read_gender,
        "age": read_age,
    }


def _meeting_index(meetings: Iterable[MeetingTable]) -> Mapping[str, set[str]]:
    index: dict[str, set[str]] = {}
    every = list(meetings)
    for meeting in every:
        for _, title in meeting.title.texts:
            index.setdefault(title.strip().casefold(), set()).add(meeting.id)
    # An id goes before any title.
    return {**index, **{meeting.id.casefold(): {meeting.id} for meeting in every}}


def read_text(text: str) -> str:
    """Return the text itself."""
    return text


def read_signed(text: str) -> bool | None:
    """Say whether a person signed; None where the list leaves it open with "?"."""
    word = text.casefold()
    if word in words("unknown"):
        return None
    if word in words("yes") or word in words("no"):
        return word in words("yes")
    raise BadValueError(
        problem="this does not say whether the person signed", remedy="write x, or leave it empty"
    )


def read_gender(text: str) -> Gender | None:
    """Return the gender as the list says it; None where it does not."""
    word = text.casefold()
    if not word or word in words("unknown"):
        return None
    for gender in Gender:
        if word in words(gender.value):
            return gender
    raise BadValueError(
        problem="this is no gender that is known", remedy="write f, m or x, or leave it empty"
    )


def read_age(text: str) -> int | None:
    """Return the age in full years; None where the list does not say it."""
    if not text or text in words("unknown"):
        return None
    if text.isascii() and text.isdigit() and int(text) <= MAX_AGE:
        return int(text)
    raise BadValueError(
        problem=f"this is no age in full years from 0 to {MAX_AGE}",
        remedy="write it in digits, or leave it empty",
    )
