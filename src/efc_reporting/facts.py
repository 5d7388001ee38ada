"""The figures of a project, counted once: every number in every output comes from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from efc_reporting.figures import (
    CountryFacts,
    DelegationFacts,
    MeetingFacts,
    ProjectFacts,
    Standing,
    add_countries,
)
from efc_reporting.model import Meeting, Participant, Project, Town
from efc_reporting.programme import Measure

__all__ = [
    "AGE_GROUPS",
    "OLDEST",
    "CountryFacts",
    "DelegationFacts",
    "MeetingFacts",
    "ProjectFacts",
    "Standing",
    "age_group",
    "count",
]

AGE_GROUPS = (("0-17", 17), ("18-30", 30), ("31-64", 64))
"""Names and last years, inclusive, of the age groups that reports show."""

OLDEST = "65+"
"""The age group of everybody older."""


def count(project: Project, measure: Measure) -> ProjectFacts:
    """Count everything that a report on `project` says in figures."""
    meetings = tuple(
        _count_meeting(meeting, number, measure.eligible_on)
        for number, meeting in enumerate(project.meetings, start=1)
    )
    return ProjectFacts(
        meetings=meetings,
        partner_countries=tuple(dict.fromkeys(p.country for p in project.partners)),
        countries=add_countries(meetings),
        months=_months(project.start, project.end),
    )


def _count_meeting(
    meeting: Meeting, number: int, eligible_on: Callable[[str, date | None], bool]
) -> MeetingFacts:
    def standing(country: str) -> Standing:
        if not eligible_on(country, meeting.first_day):
            return Standing.NOT_ELIGIBLE
        return Standing.LOCAL if country in meeting.host_countries else Standing.INVITED

    delegations = tuple(
        _count_delegation(town, people, declared, kilometres, standing(town.country))
        for town, people, declared, kilometres in _group(meeting)
    )
    counts: Counter[str] = Counter()
    for delegation in delegations:
        counts[delegation.town.country] += delegation.count
    return MeetingFacts(
        id=meeting.id,
        number=number,
        first_day=meeting.first_day,
        last_day=meeting.last_day,
        days=_days(meeting),
        host_countries=tuple(dict.fromkeys(s.country for s in meeting.sittings)),
        declared_total=meeting.declared_total,
        delegations=delegations,
        countries=tuple(
            CountryFacts(country=c, count=n, is_eligible=eligible_on(c, meeting.first_day))
            for c, n in counts.items()
            if n
        ),
    )


def _group(
    meeting: Meeting,
) -> Iterable[tuple[Town, list[Participant] | None, int | None, int | None]]:
    """Yield each town once, in the order of the declarations, then of the list."""
    lists: dict[tuple[str, str], list[Participant]] = {}
    towns: dict[tuple[str, str], Town] = {}
    declared: Counter[tuple[str, str]] = Counter()
    for delegation in meeting.delegations:
        towns.setdefault(delegation.town.key, delegation.town)
        declared[delegation.town.key] += delegation.count
    for person in meeting.participants:
        towns.setdefault(person.home.key, person.home)
        lists.setdefault(person.home.key, []).append(person)
    ways = {sent.town.key: sent.kilometres for sent in meeting.delegations}
    for key, town in towns.items():
        yield town, lists.get(key), declared.get(key), ways.get(key)


def _count_delegation(
    town: Town,
    people: list[Participant] | None,
    declared: int | None,
    kilometres: int | None,
    standing: Standing,
) -> DelegationFacts:
    listed = people or []
    has_signatures = any(person.is_signed is not None for person in listed)
    return DelegationFacts(
        town=town,
        standing=standing,
        listed=len(people) if people is not None else None,
        declared=declared,
        kilometres=kilometres,
        signed=sum(person.is_signed is True for person in listed) if has_signatures else None,
        genders=Counter(str(person.gender) for person in listed if person.gender),
        age_groups=Counter(age_group(person.age) for person in listed if person.age is not None),
    )


def age_group(age: int) -> str:
    """Return the name of the age group that an age in full years falls into."""
    return next((name for name, last in AGE_GROUPS if age <= last), OLDEST)


def _days(meeting: Meeting) -> int | None:
    days = [
        (sitting.end - sitting.start).days + 1
        for sitting in meeting.sittings
        if sitting.start is not None and sitting.end is not None and sitting.start <= sitting.end
    ]
    return sum(days) if len(days) == len(meeting.sittings) > 0 else None


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (1 if end.day >= start.day else 0)
