"""Who came unasked, never came, was in two places at once, or stands on a list twice."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from efc_reporting.checks.consistency import days_of
from efc_reporting.facts import ProjectFacts, Standing
from efc_reporting.facts.duplicates import possible_duplicates
from efc_reporting.model import Finding, Meeting, Project, Severity

SOURCE_NO_PARTNER = (
    "Frequently asked questions: people from eligible countries without a partner count too"
)

MOST_ROWS = 5
"""A sentence names so many rows at most; the values of the finding hold them all."""


def check_attendance(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield what is odd about the delegations of the meetings, taken together."""
    yield from _towns_without_partner(project, facts)
    yield from _partners_that_never_came(project, facts)
    yield from _people_in_two_places(project)


def _towns_without_partner(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    if not project.partners:
        return
    partner_towns = {partner.home.key for partner in project.partners}
    for meeting in facts.meetings:
        foreign = [d for d in meeting.delegations if d.town.key not in partner_towns]
        count = any(d.standing is not Standing.NOT_ELIGIBLE for d in foreign)
        if foreign:
            yield Finding(
                code="delegation-without-partner",
                severity=Severity.NOTE,
                where=f"meetings.{meeting.id}.delegations",
                message="Meeting {number}: people came from towns that are no partners: {towns}. "
                "That is allowed.",
                values={"number": meeting.number, "towns": tuple(str(d.town) for d in foreign)},
                source=SOURCE_NO_PARTNER if count else "",
            )


def _partners_that_never_came(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Say it only where every meeting is counted: else the partner may have been at the others."""
    if not facts.meetings or not all(meeting.is_counted for meeting in facts.meetings):
        return
    came = {d.town.key for m in facts.meetings for d in m.delegations if d.count}
    for partner in project.partners:
        if partner.home.key not in came:
            yield Finding(
                code="partner-never-came",
                severity=Severity.WARNING,
                where=f"partners.{partner.id}",
                message="Partner {partner} was at none of the meetings.",
                values={"partner": partner.name},
            )


def _people_in_two_places(project: Project) -> Iterator[Finding]:
    for one, other in combinations(project.meetings, 2):
        if not set(days_of(one)) & set(days_of(other)):
            continue
        rows = _rows_of_same_people(one, other)
        if rows:
            message = (
                "The meetings “{one}” and “{other}” overlap, but the same people stand on "
                "the lists of both: {rows}."
            )
            if len(rows) > MOST_ROWS:
                message = (
                    "The meetings “{one}” and “{other}” overlap, but the same people stand on "
                    "the lists of both: {number}, the first at {first}."
                )
            yield Finding(
                code="person-in-two-places",
                severity=Severity.ERROR,
                where=f"meetings.{other.id}.participants",
                message=message,
                values={
                    "one": one.title,
                    "other": other.title,
                    "rows": rows,
                    "number": len(rows),
                    "first": rows[0],
                },
            )


def _rows_of_same_people(one: Meeting, other: Meeting) -> tuple[str, ...]:
    """Return the rows of people who are on both lists; rows, for messages hold no names."""
    at_one = {(p.family_name, p.given_name, p.home.key) for p in one.participants}
    return tuple(
        str(person.source) if person.source else str(number)
        for number, person in enumerate(other.participants, start=1)
        if (person.family_name, person.given_name, person.home.key) in at_one
    )


def check_duplicates(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield pairs of rows with nearly the same name; no finding says the name."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        for pair in possible_duplicates(meeting):
            yield Finding(
                code="possible-duplicate",
                severity=Severity.WARNING,
                where=f"meetings.{meeting.id}.participants",
                message="Meeting {number} “{meeting}”: the names at {first} and {second} are "
                "{score} of 100 alike; if it is one person, leave out one row.",
                values={
                    "number": figures.number,
                    "meeting": meeting.title,
                    "first": _place(meeting, pair.first),
                    "second": _place(meeting, pair.second),
                    "score": pair.score,
                },
            )


def _place(meeting: Meeting, row: int) -> str:
    source = meeting.participants[row].source
    return str(source) if source else f"participants[{row}]"
