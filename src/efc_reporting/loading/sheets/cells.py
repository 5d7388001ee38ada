"""Read the cells of a participant list: text first, then what its column stands for.

No message repeats what a cell holds: it may be a name in the wrong column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import cast

import attrs

from efc_reporting.base.text import are_clean, clean, has_unwanted
from efc_reporting.loading.countries import country_code, normalise
from efc_reporting.loading.notebook import BadCellError
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.dates import Dates, has_short_year
from efc_reporting.loading.sheets.headers import letter_meanings, words
from efc_reporting.loading.sheets.workbook_xml import LOST, NO_VALUE, holds_lost
from efc_reporting.model import Gender
from efc_reporting.sheets import SheetValue

MAX_LENGTH = 1000
MAX_AGE = 120
BIRTH_YEARS = range(1890, 2100)
_POSTCODE = re.compile(r"\A(?:[A-Z]{1,3}[ -])?\d[\d -]{2,8}(?<=\d)\s+(?=\D)")
_AS_PICTURE = "\ufe0f"
"""What telephones write behind ✔ to show it in colours."""

_AGE = re.compile(r"([0-9]{1,4})(?:[.,]0+)?(?:\s*([^\W\d_]+)\.?)?")
_YEAR = re.compile(r"([0-9]{4})(?:[.,]0+)?(?:\s?(?:r|г|g)?\.)?")
CellReader = Callable[[str], object]
KINDS: tuple[tuple[type, str], ...] = (
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
    kind: str = ""
    value: object = None
    problem: BadCellError | None = None
    is_cleaned: bool = False


@attrs.frozen(kw_only=True)
class Born:
    """When a person was born; month and day are 0 where only the year is known."""

    year: int
    month: int = 0
    day: int = 0

    def age_on(self, day: date) -> int:
        """Return the age in full years; the birthday has passed where it is not known."""
        has_birthday_ahead = (day.month, day.day) < (self.month, self.day)
        return day.year - self.year - has_birthday_ahead


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
            raise BadCellError(
                problem="more than {count} characters stand in one cell",
                remedy="shorten it",
                words={"count": str(MAX_LENGTH)},
            )
        if text in LOST:
            raise _lost(text)
        return CellContent(text=text, value=reader(text), is_cleaned=is_cleaned)
    except BadCellError as error:
        return CellContent(text=text, kind=_kind(value), problem=error, is_cleaned=is_cleaned)


def _lost(text: str) -> BadCellError:
    if text == NO_VALUE:
        return BadCellError(
            problem="a formula stands here without its value",
            remedy="open the file in Excel or LibreOffice and save it, or write the value itself",
        )
    return BadCellError(
        problem="an error stands here instead of a value",
        remedy="mend the formula, or write the value itself",
    )


def _kind(value: SheetValue) -> str:
    return next((name for kind, name in KINDS if isinstance(value, kind)), "a text")


def cell_readers(known_project: KnownProject) -> Mapping[str, CellReader]:
    """Return the reader of every field that is more than text and the same in all lists."""

    def read_country(text: str) -> str:
        code = country_code(text, known_project.languages) if text else ""
        if text and not code:
            raise BadCellError(
                problem="this is no country that is known",
                remedy="write its code, such as DE or EL",
            )
        return code

    def read_meeting(text: str) -> str:
        found = known_project.meetings_by_name.get(normalise(text), ()) if text else {""}
        if len(found) != 1:
            raise BadCellError(
                problem="several meetings bear this title" if found else "there is no such meeting",
                remedy="write one of these: {choices}",
                words={"choices": ", ".join(meeting.id for meeting in known_project.meetings)},
            )
        return next(iter(found))

    return {
        "country": read_country,
        "meeting": read_meeting,
        "is_signed": read_signed,
        "age": read_age,
    }


def read_text(text: str) -> str:
    """Return the text itself."""
    return text


def read_town_behind_code(text: str) -> str:
    """Return the town of "14467 Potsdam" or "D-14467 Potsdam"."""
    return _POSTCODE.sub("", text)


def read_signed(text: str) -> bool | None:
    """Say whether a person signed; None where the list leaves it open with "?"."""
    word = text.casefold().replace(_AS_PICTURE, "")
    if word in words("unknown"):
        return None
    if word in words("yes") or word in words("no"):
        return word in words("yes")
    raise BadCellError(
        problem="this does not say whether the person signed", remedy="write x, or leave it empty"
    )


def gender_reader(languages: Iterable[str], texts: Iterable[str]) -> CellReader:
    """Return the reader of a gender column: its header's languages and all its letters decide."""
    letters = {word for text in texts if len(word := text.casefold()) == 1}
    known = words("female") | words("male") | words("non-binary") | words("unknown")
    meanings = letter_meanings(languages, letters - known)

    def read_gender(text: str) -> Gender | None:
        word = text.casefold()
        if not word or word in words("unknown"):
            return None
        for gender in Gender:
            if word in words(gender.value):
                return gender
        found = meanings.get(word, frozenset())
        if len(found) > 1:
            raise BadCellError(
                problem="this letter may mean a woman or a man in the language of the header",
                remedy="write the word instead of the letter",
            )
        if not found:
            raise BadCellError(
                problem="this is no gender that is known",
                remedy="write f, m or x, or leave it empty",
            )
        return Gender(next(iter(found)))

    return read_gender


def read_age(text: str) -> int | Born | None:
    """Return the age in full years, or the year of birth; None where neither is said."""
    if not text or text in words("unknown"):
        return None
    said = _AGE.fullmatch(text)
    if said and (not said[2] or said[2].casefold() in words("years")):
        number = int(said[1])
        if number <= MAX_AGE:
            return number
        if number in BIRTH_YEARS:
            return Born(year=number)
    raise BadCellError(
        problem="this is no age in full years from 0 to {count}",
        remedy="write it in digits, or leave it empty",
        words={"count": str(MAX_AGE)},
    )


def birth_reader(dates: Dates) -> CellReader:
    """Return the reader of a column of birth years or dates."""

    def read_birth(text: str) -> Born | None:
        if not text or text in words("unknown"):
            return None
        if (year := _YEAR.fullmatch(text)) and int(year[1]) in BIRTH_YEARS:
            return Born(year=int(year[1]))
        day = dates.by_text.get(text)
        if text in dates.impossible:
            raise BadCellError(
                problem="there is no such day in the calendar",
                remedy="look which day is meant, and write it as 1980-12-31",
            )
        if text in dates.of_other_order:
            raise BadCellError(
                problem="in this date, day and month stand in another order than in most dates "
                "of this column",
                remedy="write all as 1980-12-31",
            )
        if text in dates.undecided:
            raise BadCellError(
                problem="some dates of this column begin with the day and others with the month",
                remedy="write all as 1980-12-31",
            )
        if day is not None and day.year in BIRTH_YEARS:
            return Born(year=day.year, month=day.month, day=day.day)
        if has_short_year(text):
            raise BadCellError(
                problem="the year has only two digits, which do not tell the century",
                remedy="write the year in full, as 1980-12-31",
            )
        raise BadCellError(
            problem="this is no year and no date of birth",
            remedy="write the year, or a date as 1980-12-31",
        )

    return read_birth


def age_or_birth_reader(dates: Dates) -> CellReader:
    """Return the reader of a column of ages, or else of years or dates of birth."""
    read_birth = birth_reader(dates)

    def read(text: str) -> object:
        return read_age(text) if not text or _AGE.fullmatch(text) else read_birth(text)

    return read


@attrs.frozen(kw_only=True)
class ColumnContent:
    """The texts and the values of one column, row by row.

    `odd` are its cells that hold a mistake or were cleaned, by the index of their row.
    """

    texts: Sequence[str] = attrs.field(repr=False)
    values: Sequence[object] = attrs.field(repr=False)
    odd: Mapping[int, CellContent] = attrs.field(factory=dict, repr=False)


def cell_columns(rows: Sequence[Sequence[SheetValue]], width: int) -> list[Sequence[SheetValue]]:
    """Return the cells of the first `width` columns; None for those of rows that end before."""
    columns: list[Sequence[SheetValue]] = list(zip_longest(*rows))
    return [*columns[:width], *[(None,) * len(rows)] * (width - len(columns))]


def read_column(
    cells: Sequence[SheetValue], reader: CellReader, merged: Mapping[int, SheetValue]
) -> ColumnContent:
    """Return what a column holds; `merged` are the values that stand for some of its cells."""
    if merged:
        cells = [merged.get(row, cell) for row, cell in enumerate(cells)]
    kinds = set(map(type, cells))
    if reader is read_text and kinds <= {str}:
        texts = cast("list[str]", cells)
        if max(map(len, texts), default=0) <= MAX_LENGTH and are_clean(texts):
            stripped = [text.strip() for text in texts]
            if not holds_lost(stripped):
                return ColumnContent(texts=stripped, values=stripped)
    # True, 1 and 1.0 are equal: in a column with several of them the type belongs to what was seen.
    is_sure = len(kinds & {bool, int, float}) <= 1
    keys: Sequence[object] = cells if is_sure else list(zip(map(type, cells), cells, strict=True))
    contents = {
        key: read_cell(cell, reader) for key, cell in dict(zip(keys, cells, strict=True)).items()
    }
    strange = {key for key, found in contents.items() if found.problem or found.is_cleaned}
    texts_by_key = {key: found.text for key, found in contents.items()}
    values_by_key = {key: found.value for key, found in contents.items()}
    return ColumnContent(
        texts=list(map(texts_by_key.__getitem__, keys)),
        values=list(map(values_by_key.__getitem__, keys)),
        odd={row: contents[key] for row, key in enumerate(keys) if key in strange}
        if strange
        else {},
    )
