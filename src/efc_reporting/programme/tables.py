"""Read the tables of a TOML file key by key, noting every mistake with file and place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import TypeGuard

import attrs

from efc_reporting.base.i18n import TO_ISO
from efc_reporting.base.text import clean
from efc_reporting.errors import Problem
from efc_reporting.model import LocalText

FROM_ISO = {iso: code for code, iso in TO_ISO.items()}
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""No call of the Union lies outside these years."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown word: the nearest known one, else all of them."""
    choices = list(known)
    for near in get_close_matches(word, choices):
        return f"did you mean {near!r}?"
    return f"known are: {', '.join(choices)}"


def parse(data: bytes, file: str, problems: list[Problem]) -> Table | None:
    """Return the outermost table of a TOML file; None, and a problem, where it is none."""
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        problem = Problem(file=file, place="", problem="is not UTF-8", remedy="save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        problem = Problem(file=file, place="", problem=f"is no TOML: {error}")
    except RecursionError:
        problem = Problem(file=file, place="", problem="holds tables nested too deeply")
    else:
        return Table(content=content, place="", file=file, problems=problems)
    problems.append(problem)
    return None


@attrs.frozen(kw_only=True)
class Table:
    """One table with where it stands; a stand-in takes the place of every value that is noted."""

    content: Mapping[str, object]
    place: str
    file: str
    problems: list[Problem]

    def note(self, key: str, problem: str, remedy: str = "") -> None:
        """Write down a mistake at a key of this table, or at the table itself."""
        place = ".".join(part for part in (self.place, key) if part)
        self.problems.append(Problem(file=self.file, place=place, problem=problem, remedy=remedy))

    def allow(self, *known: str) -> None:
        """Note every key that is not one of these."""
        for key in self.content:
            if key not in known:
                self.note(key, "this key is not known", did_you_mean(key, known))

    def text(self, key: str, *, is_needed: bool = True) -> str:
        """Return a text, "" where it is not given; one that is needed must not be empty."""
        value = self._given(key, is_needed)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.note(key, "is no text", "write it in quotes")
            return ""
        if is_needed and not value.strip():
            self.note(key, "is empty", "fill it in")
        return clean(value)

    def name(self, key: str) -> str:
        """Return a name as it is written in project.toml."""
        name = self.text(key)
        if name.strip() and not _NAME.fullmatch(name):
            self.note(key, f"{name!r} is no name", "take small letters, digits and hyphens")
        return name

    def yes_no(self, key: str, default: bool | None = None) -> bool:
        """Return true or false; without `default` it must be given."""
        value = self._given(key, default is None)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            self.note(key, "is neither true nor false", "write it without quotes")
        return value is True

    def number(self, key: str) -> int | None:
        """Return a whole number of 0 or more, or None where it is not given."""
        value = self._given(key, is_needed=False)
        if value is None:
            return None
        if not _is_whole(value) or value < 0:
            self.note(key, "is no whole number of 0 or more", "write it as 30")
            return None
        return value

    def day(self, key: str) -> date | None:
        """Return a date, or None where it is not given."""
        value = self._given(key, is_needed=False)
        if value is not None and type(value) is not date:
            self.note(key, "is no date", "write it without quotes, as 2018-06-26")
            return None
        return value

    def years(self, key: str) -> tuple[int, int]:
        """Return the first and the last of a span of call years."""
        value = self._given(key, is_needed=True)
        match value:
            case None:
                return FIRST_YEAR, FIRST_YEAR
            case [first, last] if _is_year(first) and _is_year(last):
                if first > last:
                    self.note(key, f"begins with {first}, after its end", "swap the two years")
                return first, last
        self.note(key, "is no first and last year", "write it as [2014, 2020]")
        return FIRST_YEAR, FIRST_YEAR

    def texts(self, key: str, *, is_needed: bool = True) -> LocalText:
        """Return a text per language, or one for all."""
        value = self._given(key, is_needed)
        if value is None or isinstance(value, str):
            return LocalText({"": clean(value)} if value else {})
        if not isinstance(value, dict):
            self.note(key, "is no text", 'write "…", or {en = "…", de = "…"}')
            return LocalText()
        for language, text in value.items():
            if not _LANGUAGE.fullmatch(language):
                self.note(f"{key}.{language}", "is no language code", 'write it as "de"')
            if not isinstance(text, str):
                self.note(f"{key}.{language}", "is no text", "write it in quotes")
        return LocalText(
            {code: clean(text) for code, text in value.items() if isinstance(text, str)}
        )

    def texts_of(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty where it is not given."""
        texts = tuple(self._items(key))
        for number, text in enumerate(texts):
            if not isinstance(text, str):
                self.note(f"{key}[{number}]", "is no text", "write it in quotes")
        return tuple(text for text in texts if isinstance(text, str))

    def country(self, key: str) -> str:
        """Return a country code as the EU writes it."""
        code = self.text(key)
        if code:
            self._refuse_bad_country(key, code)
        return code

    def countries(self, key: str) -> tuple[str, ...]:
        """Return a list of country codes; empty where it is not given."""
        codes = self.texts_of(key)
        for number, code in enumerate(codes):
            self._refuse_bad_country(f"{key}[{number}]", code)
        return codes

    def tables(self, key: str) -> Iterator[Table]:
        """Yield the tables of a list; nothing where it is not given."""
        for number, item in enumerate(self._items(key)):
            place = f"{key}[{number}]"
            if isinstance(item, dict):
                yield self.inner(place, item)
            else:
                self.note(place, "is no table", "write it as {key = value}")

    def inner(self, key: str, content: Mapping[str, object]) -> Table:
        """Return a table that stands within this one."""
        place = ".".join(part for part in (self.place, key) if part)
        return attrs.evolve(self, content=content, place=place)

    def _items(self, key: str) -> list[object]:
        value = self._given(key, is_needed=False)
        if value is None or isinstance(value, list):
            return value or []
        self.note(key, "is no list", "write it as […]")
        return []

    def _given(self, key: str, is_needed: bool) -> object:
        if key not in self.content and is_needed:
            self.note(key, "is missing")
        return self.content.get(key)

    def _refuse_bad_country(self, key: str, code: str) -> None:
        if code in FROM_ISO:
            self.note(key, f"{code!r} is no country code", f"the EU writes {FROM_ISO[code]}")
        elif not _COUNTRY.fullmatch(code):
            self.note(key, f"{code!r} is no country code", "write two capital letters")


def _is_whole(value: object) -> TypeGuard[int]:
    return type(value) is int


def _is_year(value: object) -> TypeGuard[int]:
    return type(value) is int and FIRST_YEAR <= value <= LAST_YEAR
