"""The sorts of values in project.toml: how each is checked, and what a schema says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import PureWindowsPath
from typing import Any, NewType

from efc_reporting.base.i18n import FROM_ISO
from efc_reporting.base.toml_tables import (
    BadValueError,
    TableReader,
    TableT,
    ValueType,
    expect,
    kind_of,
    read_day,
    read_text,
    read_yes_no,
)
from efc_reporting.facts import AGE_GROUPS, OLDEST
from efc_reporting.loading.countries import (
    country_codes,
    country_index,
    is_language,
    normalise,
)
from efc_reporting.loading.notebook import Notebook
from efc_reporting.model import (
    Gender,
    LocalText,
    local_text,
)

MOST = 10**9
KNOWN_GENDERS = tuple(gender.value for gender in Gender)
KNOWN_AGES = (*(name for name, _ in AGE_GROUPS), OLDEST)
GenderCounts = NewType("GenderCounts", Mapping[str, int])
AgeCounts = NewType("AgeCounts", Mapping[str, int])


def _schema(known: tuple[str, ...]) -> Mapping[str, Any]:
    count = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "properties": dict.fromkeys(known, count),
        "additionalProperties": False,
    }


GENDERS_SCHEMA = _schema(KNOWN_GENDERS)
AGES_SCHEMA = _schema(KNOWN_AGES)


def read_genders(value: object) -> Mapping[str, int]:
    """Return people per gender."""
    return _counts(KNOWN_GENDERS, value)


def read_ages(value: object) -> Mapping[str, int]:
    """Return people per age group."""
    return _counts(KNOWN_AGES, value)


def _counts(known: tuple[str, ...], value: object) -> Mapping[str, int]:
    example = f'write it as {{"{known[0]}" = 3}}'
    if not isinstance(value, dict):
        raise BadValueError(problem="a table with counts belongs here", remedy=example)
    for name, count in value.items():
        if name not in known:
            problem = f"{name!r} is not known here"
            raise BadValueError(problem=problem, remedy=f"known are: {', '.join(known)}")
        if type(count) is not int or not 0 <= count <= MOST:
            raise BadValueError(problem=f"{name!r} is no count", remedy=example)
    return value


Id = NewType("Id", str)
CountryCode = NewType("CountryCode", str)
LanguageCode = NewType("LanguageCode", str)
Month = NewType("Month", str)
FileName = NewType("FileName", str)
WebAddress = NewType("WebAddress", str)
Count = NewType("Count", int)
Amount = NewType("Amount", Decimal)
Rate = NewType("Rate", Decimal)
Latitude = NewType("Latitude", Decimal)
Longitude = NewType("Longitude", Decimal)
Year = NewType("Year", int)
Day = date
"""A date under a name that does not clash with keys called `date`."""

ID_PATTERN = r"^[^\W_][\w.-]{0,79}$"
MONTH_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
_LANGUAGE_PATTERN = "^[a-z]{2,3}$"


def _read_id(value: object) -> str:
    text = read_text(value)
    if not re.match(ID_PATTERN, text):
        raise BadValueError(
            problem=f"{text!r} is no id",
            remedy="take letters, digits, full stops, underscores and hyphens, at most 80",
        )
    return text


def _read_country(value: object) -> str:
    text = read_text(value)
    if text in country_codes():
        return text
    code = FROM_ISO.get(text) or country_index(()).get(normalise(text))
    if text in FROM_ISO:
        remedy = f"the EU writes {code}"
    else:
        remedy = f"write {code}" if code else "write the country's two capital letters"
    raise BadValueError(problem=f"{text!r} is no country code", remedy=remedy)


def _read_language(value: object) -> str:
    text = read_text(value)
    if not is_language(text):
        raise BadValueError(
            problem=f"{text!r} is no language code", remedy='write it as "de", in small letters'
        )
    return text


def _read_month(value: object) -> str:
    text = str(expect(str, value, 'write the month in quotes, as "2021-09"'))
    if not re.match(MONTH_PATTERN, text):
        raise BadValueError(problem=f"{text!r} is no month", remedy='write it as "2021-09"')
    return text


def _read_file_name(value: object) -> str:
    text = read_text(value)
    if "\\" in text:
        raise BadValueError(problem=f"{text!r} holds a backslash", remedy="separate folders by /")
    if PureWindowsPath(text).anchor or ".." in text.split("/"):
        raise BadValueError(
            problem=f"{text!r} leaves the project folder", remedy="put the file into the folder"
        )
    return text


def _read_address(value: object) -> str:
    text = read_text(value)
    if text and not re.match(r"https?://[^\s<>\"]+$", text):
        raise BadValueError(
            problem=f"{text!r} is no web address",
            remedy="begin it with https:// and leave out spaces",
        )
    return text


def _read_count(value: object) -> int:
    number = int(
        expect(int, value, "write it without quotes, decimal point or thousands separator")
    )
    if not 0 <= number <= 10**9:
        raise BadValueError(problem=f"{number} cannot be a count", remedy="write 0 or more")
    return number


def _read_year(value: object) -> int:
    year = int(expect(int, value, "write it without quotes, as 2018"))
    if not 1990 <= year <= 2100:
        raise BadValueError(problem=f"{year} is no year of a call", remedy="write it as 2018")
    return year


def _read_money(value: object) -> Decimal:
    amount = value if type(value) is Decimal else Decimal(int(expect(int, value)))
    if not amount.is_finite() or amount < 0:
        raise BadValueError(problem=f"{amount} is no amount in EUR", remedy="write 0 or more")
    return amount


def _read_latitude(value: object) -> Decimal:
    return _read_degrees(value, 90, "52.40")


def _read_longitude(value: object) -> Decimal:
    return _read_degrees(value, 180, "13.06")


def _read_degrees(value: object, most: int, example: str) -> Decimal:
    remedy = f"write it without quotes and without a sign of degrees: {example}"
    degrees = Decimal(value) if type(value) is int else Decimal(expect(Decimal, value, remedy))
    if not degrees.is_finite() or abs(degrees) > most:
        raise BadValueError(
            problem=f"{degrees} is no number of degrees from -{most} to {most}",
            remedy="south and west are negative",
        )
    return degrees


def _read_amount(value: object) -> Decimal:
    return _read_quoted_number(value, 2, '"10000.00"')


def _read_rate(value: object) -> Decimal:
    return _read_quoted_number(value, 6, '"0.027"')


def _read_quoted_number(value: object, places: int, example: str) -> Decimal:
    if type(value) is Decimal:
        raise BadValueError(
            problem="a number with a decimal point stands here without quotes, "
            "which programs may round",
            remedy=f"write it in quotes: {example}",
        )
    text = str(value) if type(value) is int else read_text(value)
    if not re.fullmatch(rf"[0-9]{{1,12}}(\.[0-9]{{1,{places}}})?", text):
        raise BadValueError(
            problem=f"{text!r} is no amount in EUR of 0 or more",
            remedy=f"write it without separators, with at most {places} decimals: {example}",
        )
    return Decimal(text)


def _read_local_text(value: object) -> LocalText:
    if type(value) is str:
        return local_text(value)
    if type(value) is not dict:
        raise BadValueError(
            problem=f"a text belongs here, not {kind_of(value)}",
            remedy='write "…", or {de = "…", en = "…"}',
        )
    return LocalText({_read_language(code): read_text(text) for code, text in value.items()})


_TEXT = {"type": "string"}
VALUE_TYPES: Mapping[Any, ValueType] = {
    str: ValueType(read=read_text, stand_in="", schema=_TEXT),
    Id: ValueType(read=_read_id, stand_in="", schema={**_TEXT, "pattern": ID_PATTERN}),
    CountryCode: ValueType(
        read=_read_country,
        stand_in="",
        schema={**_TEXT, "pattern": "^[A-Z]{2}$", "not": {"enum": sorted(FROM_ISO)}},
    ),
    LanguageCode: ValueType(
        read=_read_language, stand_in="en", schema={**_TEXT, "pattern": _LANGUAGE_PATTERN}
    ),
    Month: ValueType(read=_read_month, stand_in="", schema={**_TEXT, "pattern": MONTH_PATTERN}),
    FileName: ValueType(
        read=_read_file_name, stand_in="", schema={**_TEXT, "pattern": r"^[^\\]*$"}
    ),
    WebAddress: ValueType(
        read=_read_address, stand_in="", schema={**_TEXT, "pattern": r"^(https?://\S+)?$"}
    ),
    Count: ValueType(read=_read_count, stand_in=0, schema={"type": "integer", "minimum": 0}),
    Year: ValueType(
        read=_read_year, stand_in=2018, schema={"type": "integer", "minimum": 1990, "maximum": 2100}
    ),
    GenderCounts: ValueType(read=read_genders, stand_in={}, schema=GENDERS_SCHEMA),
    AgeCounts: ValueType(read=read_ages, stand_in={}, schema=AGES_SCHEMA),
    date: ValueType(read=read_day, stand_in=date.min, schema={**_TEXT, "format": "date"}),
    Decimal: ValueType(read=_read_money, stand_in=None, schema={"type": "number", "minimum": 0}),
    Amount: ValueType(
        read=_read_amount, stand_in=Decimal(0), schema={"type": ["integer", "string"]}
    ),
    Latitude: ValueType(
        read=_read_latitude,
        stand_in=Decimal(0),
        schema={"type": "number", "minimum": -90, "maximum": 90},
    ),
    Longitude: ValueType(
        read=_read_longitude,
        stand_in=Decimal(0),
        schema={"type": "number", "minimum": -180, "maximum": 180},
    ),
    Rate: ValueType(read=_read_rate, stand_in=Decimal(0), schema={"type": ["integer", "string"]}),
    bool: ValueType(read=read_yes_no, stand_in=False, schema={"type": "boolean"}),
    LocalText: ValueType(
        read=_read_local_text,
        stand_in=LocalText(),
        schema={
            "oneOf": [
                _TEXT,
                {
                    "type": "object",
                    "propertyNames": {"pattern": _LANGUAGE_PATTERN},
                    "additionalProperties": _TEXT,
                },
            ]
        },
    ),
}


def read_tables(data: bytes, kind: type[TableT], file: str, notebook: Notebook) -> TableT | None:
    """Return a TOML file of the project as its outermost table; None where it is no TOML at all."""
    reader = TableReader(
        values=VALUE_TYPES,
        note=partial(notebook.problem, file),
        note_cleaned=partial(notebook.cleaned, file),
    )
    return reader.read(data, kind)
