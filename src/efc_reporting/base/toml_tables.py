"""Read TOML files into attrs classes, one per table, noting every mistake with its place."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Protocol, TypeVar, Union, get_args, get_origin, runtime_checkable

import attrs

from efc_reporting.base.text import clean, has_unwanted
from efc_reporting.errors import did_you_mean

MISSING = object()
"""Stands where a required key is missing or empty: already noted, so all falls back in silence."""

_AS_UTF8 = "save the file as UTF-8"
_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KINDS = {
    bool: "true or false",
    date: "a date",
    datetime: "a date with a time",
    Decimal: "a number with a decimal point",
    dict: "a table",
    int: "a whole number",
    list: "a list",
    str: "a text in quotes",
}

TableT = TypeVar("TableT")
Mistake = tuple[str, str, str]
"""The place of a mistake, what it is, and what to do."""


@attrs.define(kw_only=True, auto_exc=True)
class BadValueError(ValueError):
    """A value that does not fit its place; the caller knows the place."""

    problem: str
    remedy: str = ""


@attrs.frozen(kw_only=True)
class ValueType:
    """One sort of value: `read` checks it, `stand_in` takes the place of a bad one meanwhile."""

    read: Callable[[Any], object]
    stand_in: object
    schema: Mapping[str, Any] = attrs.field(factory=dict)


@runtime_checkable
class ChecksItself(Protocol):
    """A table that says what its single values do not show: mistakes, with places within it."""

    def mistakes(self) -> Iterable[Mistake]:
        """Yield the mistakes; stand-ins take the place of bad values."""
        ...


def kind_of(value: object) -> str:
    """Say in words of TOML what a value is."""
    return _KINDS.get(type(value), "a time of day")


def expect(kind: type, value: object, remedy: str = "") -> Any:
    """Return `value` where it is exactly of `kind`: a date with a time is no date."""
    if type(value) is not kind:
        raise BadValueError(
            problem=f"{_KINDS[kind]} belongs here, not {kind_of(value)}", remedy=remedy
        )
    return value


def read_text(value: object) -> str:
    """Return a text."""
    return str(expect(str, value))


def read_day(value: object) -> date:
    """Return a date."""
    day: date = expect(date, value, "write it without quotes, as 2018-06-01")
    return day


def read_yes_no(value: object) -> bool:
    """Return true or false."""
    return bool(expect(bool, value, "write it without quotes, in small letters"))


@attrs.frozen(kw_only=True)
class TableReader:
    """Reads a file: `values` says how each sort of value is read.

    `note` is told the place of each mistake, what it is and what to do, and `note_cleaned` the
    place of each text from which characters were taken that nobody sees.
    """

    values: Mapping[Any, ValueType]
    note: Callable[[str, str, str], object]
    note_cleaned: Callable[[str], object]

    def read(self, data: bytes, kind: type[TableT]) -> TableT | None:
        """Return the file as the table of the outermost keys; None where it is no TOML at all.

        A stand-in takes the place of every value that is noted.
        """
        try:
            content = self._parsed(data)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.note(f"line {line}", "a letter is not encoded in UTF-8", _AS_UTF8)
        except tomllib.TOMLDecodeError as error:
            where = _WHERE.search(str(error))
            place = f"line {where[1]}, column {where[2]}" if where and where[1] else "last line"
            self.note(place, f"is no TOML: {_WHERE.sub('', str(error))}", "")
        except RecursionError:
            self.note("", "holds tables nested too deeply", "nest them less")
        except BadValueError as error:
            self.note("", error.problem, error.remedy)
        else:
            table: TableT = self._table(kind, content, "")
            return table
        return None

    def _parsed(self, data: bytes) -> dict[str, Any]:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise BadValueError(problem="is encoded in UTF-16", remedy=_AS_UTF8)
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)

    def _structured(self, kind: Any, value: Any, place: str) -> Any:
        if get_origin(kind) in (Union, UnionType):
            kinds = [member for member in get_args(kind) if member is not NoneType]
            kind = kinds[0 if isinstance(value, dict) else -1]  # a table, or the name of one
        if kind in self.values:
            return self._value(self.values[kind], value, place)
        if get_origin(kind) is tuple:
            return self._list(get_args(kind)[0], value, place)
        return (self._choice if issubclass(kind, Enum) else self._table)(kind, value, place)

    def _value(self, value_type: ValueType, value: Any, place: str) -> Any:
        if value is MISSING:
            return value_type.stand_in
        try:
            return value_type.read(self._cleaned(value, place))
        except BadValueError as error:
            self.note(place, error.problem, error.remedy)
            return value_type.stand_in

    def _cleaned(self, value: Any, place: str) -> Any:
        if isinstance(value, dict):
            return {key: self._cleaned(item, _join(place, key)) for key, item in value.items()}
        if not isinstance(value, str):
            return value
        if has_unwanted(value):
            self.note_cleaned(place)
        return clean(value)

    def _choice(self, kind: type[Enum], value: Any, place: str) -> Enum:
        known = [member.value for member in kind]
        if value in known:
            return kind(value)
        if isinstance(value, str):
            self.note(place, f"{value!r} is not known here", did_you_mean(value, known))
        elif value is not MISSING:
            problem = f"a text belongs here, not {kind_of(value)}"
            self.note(place, problem, did_you_mean("", known))
        return next(iter(kind))

    def _list(self, kind: Any, value: Any, place: str) -> tuple[Any, ...]:
        if isinstance(value, list):
            items = enumerate(value)
            return tuple(self._structured(kind, item, f"{place}[{i}]") for i, item in items)
        if value is not MISSING:
            self.note(place, f"a list belongs here, not {kind_of(value)}", "write it as […]")
        return ()

    def _table(self, kind: Any, content: Any, place: str) -> Any:
        fields = {_key_of(field): field for field in attrs.fields(attrs.resolve_types(kind))}
        required = [key for key, field in fields.items() if field.default is attrs.NOTHING]
        if isinstance(content, dict):
            self._note_keys(content, fields, required, place)
        else:
            problem = f"a table belongs here, not {kind_of(content)}"
            self.note(place, problem, "write it as {key = value}")
            content = {}
        given = {k: v for k, v in content.items() if k not in required or not _is_empty(v)}
        values = {**dict.fromkeys(required, MISSING), **given}
        table = kind(
            **{
                field.name: self._structured(field.type, values[key], _join(place, key))
                for key, field in fields.items()
                if key in values
            }
        )
        if isinstance(table, ChecksItself):
            for key, problem, remedy in table.mistakes():
                self.note(_join(place, key), problem, remedy)
        return table

    def _note_keys(
        self, content: dict[str, Any], known: Iterable[str], required: Iterable[str], place: str
    ) -> None:
        for key in content:
            if key not in known:
                problem = f"the key {key!r} is not known"
                self.note(_join(place, key), problem, did_you_mean(key, known))
        for key in required:
            if key not in content:
                self.note(_join(place, key), "is missing", "")
            elif _is_empty(content[key]):
                self.note(_join(place, key), "is empty", "fill it in")


def _key_of(field: attrs.Attribute[Any]) -> str:
    """Return how a key is written in the file; Python cannot have a field called "from"."""
    return field.name.rstrip("_")


def _join(place: str, key: str) -> str:
    return ".".join(part for part in (place, key) if part)


def _is_empty(value: object) -> bool:
    return value in ({}, []) or (isinstance(value, str) and not value.strip())
