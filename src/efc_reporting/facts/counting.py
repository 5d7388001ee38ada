"""How the figures are counted: by meeting, by delegation, and for the project."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from efc_reporting.facts.duplicates import people_by_meetings
from efc_reporting.facts.figures import (
    CountryFacts,
    DelegationFacts,
    MeetingFacts,
    ProjectFacts,
    Standing,
    add_countries,
)
from efc_reporting.model import Delegation, Meeting, Participant, Project, Town
from efc_reporting.programme import Measure

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
        people_by_meetings=_people_by_meetings(project),
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
        _count_delegation(town, people, declared, standing(town.country))
        for town, people, declared in _group(meeting)
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


def _people_by_meetings(project: Project) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return how many people came to which meetings, those of deleted lists among them."""
    total = Counter(dict(people_by_meetings(project.meetings)))
    for known in project.deleted_people:
        total[known.meetings] += known.count
    return tuple(sorted(total.items()))


def _group(
    meeting: Meeting,
) -> Iterable[tuple[Town, list[Participant] | None, list[Delegation]]]:
    """Yield each town once, in the order of the declarations, then of the list."""
    lists: dict[tuple[str, str], list[Participant]] = {}
    towns: dict[tuple[str, str], Town] = {}
    declared: dict[tuple[str, str], list[Delegation]] = {}
    for delegation in meeting.delegations:
        towns.setdefault(delegation.town.key, delegation.town)
        declared.setdefault(delegation.town.key, []).append(delegation)
    # Hundreds come from one town: what is the same for all of them is made once.
    homes: dict[tuple[str, str], list[Participant]] = defaultdict(list)
    for person in meeting.participants:
        homes[person.town, person.country].append(person)
    for people in homes.values():
        home = people[0].home
        towns.setdefault(home.key, home)
        lists.setdefault(home.key, []).extend(people)
    for key, town in towns.items():
        yield town, lists.get(key), declared.get(key, [])


def _count_delegation(
    town: Town,
    people: list[Participant] | None,
    declarations: list[Delegation],
    standing: Standing,
) -> DelegationFacts:
    deleted = [sent for sent in declarations if sent.is_from_list]
    declared = [sent for sent in declarations if not sent.is_from_list]
    if people is None and deleted:
        listed: int | None = sum(sent.count for sent in deleted)
        statistics = _of_deleted(deleted)
    else:
        listed = None if people is None else len(people)
        statistics = _of_people(people or [])
    return DelegationFacts(
        town=town,
        standing=standing,
        listed=listed,
        declared=sum(sent.count for sent in declared) if declared else None,
        kilometres=declared[-1].kilometres if declared else None,
        **statistics,
    )


def _of_people(people: list[Participant]) -> dict[str, Any]:
    marks = [person.is_signed for person in people]
    has_signatures = any(mark is not None for mark in marks)
    return {
        "signed": marks.count(True) if has_signatures else None,
        "genders": Counter(str(person.gender) for person in people if person.gender),
        "age_groups": _by_age_group(Counter(p.age for p in people if p.age is not None)),
    }


def _by_age_group(ages: Mapping[int, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for age, number in ages.items():
        found[age_group(age)] += number
    return found


def _of_deleted(deleted: list[Delegation]) -> dict[str, Any]:
    """Return what is still known of lists whose people were deleted."""
    signed = [sent.signed for sent in deleted if sent.signed is not None]
    return {
        "signed": sum(signed) if signed else None,
        "genders": _added(sent.genders for sent in deleted),
        "age_groups": _added(sent.age_groups for sent in deleted),
    }


def _added(counts: Iterable[tuple[tuple[str, int], ...]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for pairs in counts:
        total.update(dict(pairs))
    return total


def age_group(age: int) -> str:
    """Return the name of the age group that an age in full years falls into."""
    return next((name for name, last in AGE_GROUPS if age <= last), OLDEST)


def _days(meeting: Meeting) -> int | None:
    spans = [
        (sitting.start.toordinal(), sitting.end.toordinal())
        for sitting in meeting.sittings
        if sitting.start is not None and sitting.end is not None and sitting.start <= sitting.end
    ]
    if not spans or len(spans) < len(meeting.sittings):
        return None
    days, counted = 0, 0  # `counted`: the last day that is counted already
    for first, last in sorted(spans):
        days += max(0, last - max(first - 1, counted))
        counted = max(counted, last)
    return days


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (1 if end.day >= start.day else 0)
