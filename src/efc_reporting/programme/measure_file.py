"""Read a file of measures: those shipped, and those of a project lead in the same shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from efc_reporting.errors import Problem
from efc_reporting.programme.eligibility import Membership, Programme
from efc_reporting.programme.measure import CheckName, Measure, Rule
from efc_reporting.programme.tables import Table, did_you_mean, parse

MINIMUM, MAXIMUM = frozenset({"minimum"}), frozenset({"maximum"})
BOTH = MINIMUM | MAXIMUM
BOUNDS: Mapping[CheckName, frozenset[str]] = {
    CheckName.PARTNER_COUNTRIES: MINIMUM,
    CheckName.MEMBER_STATES: MINIMUM,
    CheckName.APPLICANTS: MINIMUM,
    CheckName.INVITED_IN_PROJECT: MINIMUM,
    CheckName.INVITED_SHARE: MINIMUM,
    CheckName.INVITED_PER_MEETING: MINIMUM,
    CheckName.PEOPLE_PER_MEETING: MINIMUM,
    CheckName.MEETINGS: BOTH,
    CheckName.MEETING_DAYS: MAXIMUM,
    CheckName.ACTIVITY_COUNTRIES: MINIMUM,
    CheckName.ACTIVITY_TYPES: MINIMUM,
    CheckName.PROJECT_MONTHS: BOTH,
    CheckName.PROJECT_IS_MEETING: frozenset(),
    CheckName.VENUE: frozenset(),
    CheckName.VENUE_TAKES_PART: frozenset(),
    CheckName.GRANT: BOTH,
    CheckName.FINAL_GRANT: MINIMUM,
    CheckName.PREPARATORY_GRANT: MAXIMUM,
}
"""Which bounds each kind of rule can have; where it can have any, it needs one."""

PROGRAMME_KEYS = (
    "name",
    "title",
    "countries_source",
    "countries_complete",
    "member_states",
    "joined_later",
    "other_countries",
    "not_eligible",
    "funding_statement",
    "co_funding_statement",
    "disclaimer",
    "texts_source",
    "checked_languages",
)
MEASURE_KEYS = ("name", "title", "notice_heading", "single_event", "co_funded", "rules")
RULE_KEYS = ("check", "minimum", "maximum", "calls", "confirmed", "source")


def read_measures(
    data: bytes, file: str, programmes: Iterable[Programme], problems: list[Problem]
) -> tuple[Measure, ...]:
    """Return the measures of a file, adding every mistake in it to `problems`.

    The file describes its programme, or names one of `programmes`.
    """
    root = parse(data, file, problems)
    if root is None:
        return ()
    root.allow("programme", "measures")
    programme = _programme_of(root, {known.name: known for known in programmes})
    measures = [_measure(table, programme) for table in root.tables("measures")]
    if not measures:
        root.note("measures", "the file holds no measure", "begin one with [[measures]]")
    for number, measure in enumerate(measures):
        if measure.name and measure.name in [other.name for other in measures[:number]]:
            root.note(f"measures[{number}].name", f"{measure.name!r} stands twice", "rename one")
    return tuple(measures)


def _programme_of(root: Table, known: Mapping[str, Programme]) -> Programme:
    match root.content.get("programme"):
        case str(name) if name in known:
            return known[name]
        case str(name):
            remedy = did_you_mean(name, known)
            root.note("programme", f"there is no programme {name!r}", remedy)
        case dict(content):
            return _programme(root.inner("programme", content))
        case None:
            root.note("programme", "is missing", did_you_mean("", known))
        case _:
            root.note("programme", "is neither a name nor a table", did_you_mean("", known))
    return Programme(
        name="",
        title="",
        memberships=(),
        countries_source="",
        funding_statement="",
        disclaimer="",
    )


def _programme(table: Table) -> Programme:
    table.allow(*PROGRAMME_KEYS)
    members = [
        Membership(country=code, is_member_state=True) for code in table.countries("member_states")
    ]
    memberships = [
        *members,
        *(_membership(row, is_member_state=True) for row in table.tables("joined_later")),
        *(_membership(row, is_member_state=False) for row in table.tables("other_countries")),
    ]
    codes = [membership.country for membership in memberships]
    excluded = table.countries("not_eligible")
    for code in dict.fromkeys([*codes, *excluded]):
        if code and [*codes, *excluded].count(code) > 1:
            table.note("", f"the country {code} stands twice", "leave one out")
    return Programme(
        name=table.name("name"),
        title=table.text("title"),
        memberships=memberships,
        countries_source=table.text("countries_source"),
        is_list_complete=table.yes_no("countries_complete", default=True),
        excluded=excluded,
        funding_statement=table.texts("funding_statement"),
        co_funding_statement=table.texts("co_funding_statement", is_needed=False),
        disclaimer=table.texts("disclaimer"),
        texts_source=table.text("texts_source", is_needed=False),
        checked_languages=table.texts_of("checked_languages"),
    )


def _membership(table: Table, *, is_member_state: bool) -> Membership:
    table.allow("country", "since", "until")
    since, until = table.day("since"), table.day("until")
    if since is not None and until is not None and until < since:
        table.note("until", f"{until} lies before since", "correct one of the two")
    return Membership(
        country=table.country("country"),
        is_member_state=is_member_state,
        since=since,
        until=until,
    )


def _measure(table: Table, programme: Programme) -> Measure:
    table.allow(*MEASURE_KEYS)
    rows = [(row, rule) for row in table.tables("rules") for rule in _rules(row)]
    for number, (row, rule) in enumerate(rows):
        if any(_meet(rule, earlier) for _, earlier in rows[:number]):
            problem = f"another rule {str(rule.check)!r} holds in the same calls"
            row.note("calls", problem, "let the years not overlap")
    return Measure(
        name=table.name("name"),
        title=table.text("title"),
        programme=programme,
        notice_heading=table.text("notice_heading"),
        is_single_event=table.yes_no("single_event", default=False),
        is_co_funded=table.yes_no("co_funded", default=False),
        rules=[rule for _, rule in rows],
    )


def _meet(one: Rule, other: Rule) -> bool:
    is_before = one.last_call_year < other.first_call_year
    is_after = one.first_call_year > other.last_call_year
    return one.check is other.check and not is_before and not is_after


def _rules(table: Table) -> Iterator[Rule]:
    """Yield the rule of a row; nothing where it is not known what it measures."""
    table.allow(*RULE_KEYS)
    name = table.text("check")
    first, last = table.years("calls")
    source, is_confirmed = table.text("source"), table.yes_no("confirmed")
    bounds = {key: table.number(key) for key in ("minimum", "maximum")}
    if name not in list(CheckName):
        if name:
            remedy = did_you_mean(name, [str(known) for known in CheckName])
            table.note("check", f"there is no rule {name!r}", remedy)
        return
    check = CheckName(name)
    _check_bounds(table, check, bounds)
    yield Rule(
        check=check,
        source=source,
        is_confirmed=is_confirmed,
        minimum=bounds["minimum"],
        maximum=bounds["maximum"],
        first_call_year=first,
        last_call_year=last,
    )


def _check_bounds(table: Table, check: CheckName, bounds: Mapping[str, int | None]) -> None:
    allowed = sorted(BOUNDS[check])
    for key in bounds:
        if key in table.content and key not in allowed:
            table.note(key, f"a rule {str(check)!r} has no {key}", "leave it out")
    if allowed and not any(key in table.content for key in allowed):
        table.note("", f"a rule {str(check)!r} needs {' or '.join(allowed)}", "give it")
    minimum, maximum = bounds["minimum"], bounds["maximum"]
    if minimum is not None and maximum is not None and minimum > maximum:
        table.note("minimum", "is more than maximum", "correct one of the two")
    if check is CheckName.INVITED_SHARE and minimum is not None and minimum > 100:
        table.note("minimum", "is more than 100 per cent", "write it in per cent, as 30")
