"""Read a file of measures: those shipped, and those of a project lead in the same shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import partial
from typing import Any, NewType

import attrs

from efc_reporting.base.i18n import FROM_ISO
from efc_reporting.base.toml_tables import (
    BadValueError,
    Mistake,
    TableReader,
    ValueType,
    expect,
    read_day,
    read_text,
    read_yes_no,
)
from efc_reporting.errors import Problem, did_you_mean
from efc_reporting.model import LocalText, local_text
from efc_reporting.programme.eligibility import Membership, Programme
from efc_reporting.programme.measure import CheckName, Measure, Rule

Name = NewType("Name", str)
CountryCode = NewType("CountryCode", str)
Minimum = NewType("Minimum", int)
Maximum = NewType("Maximum", int)
Years = NewType("Years", tuple[int, int])


@attrs.frozen(kw_only=True)
class MembershipTable:
    """A country that joined later or is no Member State."""

    country: CountryCode
    since: date | None = None
    until: date | None = None

    def mistakes(self) -> Iterator[Mistake]:
        """Yield an end that lies before the beginning."""
        if self.since and self.until and self.until < self.since:
            yield "until", f"{self.until} lies before since", "correct one of the two"

    def membership(self, *, is_member_state: bool) -> Membership:
        """Return the country as the programme knows it."""
        return Membership(is_member_state=is_member_state, **attrs.asdict(self))


@attrs.frozen(kw_only=True)
class ProgrammeTable:
    """A programme with those who take part in it and its official texts."""

    name: Name
    title: str
    countries_source: str
    countries_complete: bool = True
    member_states: tuple[CountryCode, ...] = ()
    joined_later: tuple[MembershipTable, ...] = ()
    other_countries: tuple[MembershipTable, ...] = ()
    not_eligible: tuple[CountryCode, ...] = ()
    funding_statement: LocalText
    co_funding_statement: LocalText = LocalText()
    disclaimer: LocalText
    texts_source: str = ""
    checked_languages: tuple[str, ...] = ()

    def mistakes(self) -> Iterator[Mistake]:
        """Yield each country that stands twice."""
        later = [table.country for table in (*self.joined_later, *self.other_countries)]
        codes = [code for code in (*self.member_states, *later, *self.not_eligible) if code]
        for code in dict.fromkeys(codes):
            if codes.count(code) > 1:
                yield "", f"the country {code} stands twice", "leave one out"

    def programme(self) -> Programme:
        """Return the programme."""
        return Programme(
            name=self.name,
            title=self.title,
            memberships=[
                *(Membership(country=code, is_member_state=True) for code in self.member_states),
                *(table.membership(is_member_state=True) for table in self.joined_later),
                *(table.membership(is_member_state=False) for table in self.other_countries),
            ],
            countries_source=self.countries_source,
            is_list_complete=self.countries_complete,
            excluded=self.not_eligible,
            funding_statement=self.funding_statement,
            co_funding_statement=self.co_funding_statement,
            disclaimer=self.disclaimer,
            texts_source=self.texts_source,
            checked_languages=self.checked_languages,
        )


@attrs.frozen(kw_only=True)
class RuleTable:
    """One demand of a measure."""

    check: CheckName | None
    minimum: Minimum | None = None
    maximum: Maximum | None = None
    calls: Years
    confirmed: bool
    source: str

    def mistakes(self) -> Iterator[Mistake]:
        """Yield bounds that the rule cannot have, lacks, or that say nothing."""
        if self.check is None:
            return
        name, allowed = str(self.check), sorted(self.check.bounds)
        given = [key for key in ("minimum", "maximum") if getattr(self, key) is not None]
        for key in given:
            if key not in allowed:
                yield key, f"a rule {name!r} has no {key}", "leave it out"
        if allowed and not set(given) & set(allowed):
            yield "", f"a rule {name!r} needs {' or '.join(allowed)}", "give it"
        if self.minimum is None:
            return
        if self.maximum is not None and self.minimum > self.maximum:
            yield "minimum", "is more than maximum", "correct one of the two"
        if self.check is CheckName.INVITED_SHARE and self.minimum > 100:
            yield "minimum", "is more than 100 per cent", "write it in per cent, as 30"

    def holds_with(self, other: RuleTable) -> bool:
        """Say whether both measure the same in the same calls."""
        starts, ends = zip(self.calls, other.calls, strict=True)
        return self.check is other.check and max(starts) <= min(ends)

    def rules(self) -> Iterator[Rule]:
        """Yield the rule; nothing where it is not known what it measures."""
        if self.check:
            yield Rule(
                check=self.check,
                source=self.source,
                is_confirmed=self.confirmed,
                minimum=self.minimum,
                maximum=self.maximum,
                first_call_year=self.calls[0],
                last_call_year=self.calls[1],
            )


@attrs.frozen(kw_only=True)
class MeasureTable:
    """A measure with its rules."""

    name: Name
    title: str
    notice_heading: str
    single_event: bool = False
    co_funded: bool = False
    rules: tuple[RuleTable, ...] = ()

    def mistakes(self) -> Iterator[Mistake]:
        """Yield each rule that holds in the calls of one before it."""
        for number, rule in enumerate(self.rules):
            if rule.check and any(map(rule.holds_with, self.rules[:number])):
                problem = f"another rule {str(rule.check)!r} holds in the same calls"
                yield f"rules[{number}].calls", problem, "let the years not overlap"

    def measure(self, programme: Programme) -> Measure:
        """Return the measure as one of a programme."""
        return Measure(
            name=self.name,
            title=self.title,
            programme=programme,
            notice_heading=self.notice_heading,
            is_single_event=self.single_event,
            is_co_funded=self.co_funded,
            rules=[rule for table in self.rules for rule in table.rules()],
        )


@attrs.frozen(kw_only=True)
class MeasuresFile:
    """The whole file: a programme, or the name of one, and its measures."""

    programme: ProgrammeTable | Programme | None = None
    measures: tuple[MeasureTable, ...] = ()

    def mistakes(self) -> Iterator[Mistake]:
        """Yield that there is no measure, or one twice."""
        if not self.measures:
            yield "measures", "the file holds no measure", "begin one with [[measures]]"
        names = [measure.name for measure in self.measures]
        for number, name in enumerate(names):
            if name and name in names[:number]:
                yield f"measures[{number}].name", f"{name!r} stands twice", "rename one"


def read_measures(
    data: bytes, file: str, programmes: Iterable[Programme], problems: list[Problem]
) -> tuple[Measure, ...]:
    """Return the measures of a file, adding every mistake in it to `problems`.

    The file describes its programme, or names one of `programmes`.
    """

    def note(place: str, problem: str, remedy: str) -> None:
        problems.append(Problem(file=file, place=place, problem=problem, remedy=remedy))

    known = {programme.name: programme for programme in programmes}
    by_name = ValueType(read=partial(_read_programme, known), stand_in=NOT_KNOWN)
    values = {**VALUE_TYPES, Programme: by_name}
    reader = TableReader(values=values, note=note, note_cleaned=lambda place: None)
    table = reader.read(data, MeasuresFile)
    if table is None:
        return ()
    match table.programme:
        case None:
            note("programme", "is missing", did_you_mean("", known))
            return ()
        case ProgrammeTable() as own:
            programme = own.programme()
        case named:
            programme = named
    return tuple(measure.measure(programme) for measure in table.measures)


def _read_programme(known: Mapping[str, Programme], name: object) -> Programme:
    if not isinstance(name, str):
        problem = "is neither a name nor a table"
        raise BadValueError(problem=problem, remedy=did_you_mean("", known))
    if name not in known:
        problem = f"there is no programme {name!r}"
        raise BadValueError(problem=problem, remedy=did_you_mean(name, known))
    return known[name]


def _read_check(value: object) -> CheckName:
    name = read_text(value)
    if name not in list(CheckName):
        problem, remedy = f"there is no rule {name!r}", did_you_mean(name, map(str, CheckName))
        raise BadValueError(problem=problem, remedy=remedy)
    return CheckName(name)


def _read_name(value: object) -> str:
    name = read_text(value)
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name):
        remedy = "take small letters, digits and hyphens"
        raise BadValueError(problem=f"{name!r} is no name", remedy=remedy)
    return name


def _read_country(value: object) -> str:
    code = read_text(value)
    if code in FROM_ISO or not re.fullmatch("[A-Z]{2}", code):
        two = "write two capital letters"
        remedy = f"the EU writes {FROM_ISO[code]}" if code in FROM_ISO else two
        raise BadValueError(problem=f"{code!r} is no country code", remedy=remedy)
    return code


def _read_texts(value: object) -> LocalText:
    if not isinstance(value, dict):
        return local_text(expect(str, value, 'write "…", or {en = "…", de = "…"}'))
    for language, text in value.items():
        if not re.fullmatch("[a-z]{2,3}", language):
            problem = f"{language!r} is no language code"
            raise BadValueError(problem=problem, remedy='write it as "de"')
        if not isinstance(text, str):
            raise BadValueError(problem=f"{language!r} has no text", remedy="write it in quotes")
    return local_text(value)


def _read_bound(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MOST:
        raise BadValueError(problem="is no whole number of 0 or more", remedy="write it as 30")
    return value


def _read_years(value: object) -> tuple[int, int]:
    years = value if isinstance(value, list) else []
    if [type(year) for year in years] != [int, int] or not set(years) <= set(CALL_YEARS):
        problem = "is no first and last year"
        raise BadValueError(problem=problem, remedy="write it as [2014, 2020]")
    first, last = years
    if first > last:
        problem = f"begins with {first}, after its end"
        raise BadValueError(problem=problem, remedy="swap the two years")
    return first, last


MOST = 10**9
CALL_YEARS = range(1990, 2101)
"""No call of the Union lies outside these years."""

NOT_KNOWN = Programme(
    name="", title="", memberships=(), countries_source="", funding_statement="", disclaimer=""
)
VALUE_TYPES: Mapping[Any, ValueType] = {
    str: ValueType(read=read_text, stand_in=""),
    bool: ValueType(read=read_yes_no, stand_in=False),
    date: ValueType(read=read_day, stand_in=None),
    LocalText: ValueType(read=_read_texts, stand_in=LocalText()),
    Name: ValueType(read=_read_name, stand_in=""),
    CountryCode: ValueType(read=_read_country, stand_in=""),
    CheckName: ValueType(read=_read_check, stand_in=None),
    Minimum: ValueType(read=_read_bound, stand_in=0),
    Maximum: ValueType(read=_read_bound, stand_in=MOST),
    Years: ValueType(read=_read_years, stand_in=(MAXYEAR, MINYEAR)),
}
"""How each sort of value is read; no stand-in makes a second mistake of one."""
