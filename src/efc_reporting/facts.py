"""The figures of a project, counted once: every number in every output comes from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import reduce

import attrs

from efc_reporting.model import Meeting, Participant, Project, Town
from efc_reporting.programme import Measure


class Standing(StrEnum):
    """How a participant counts for the grant."""

    INVITED = "invited"
    LOCAL = "local"
    NOT_ELIGIBLE = "not-eligible"


AGE_GROUPS = (("0-17", 0, 17), ("18-30", 18, 30), ("31-64", 31, 64), ("65+", 65, 200))
"""Names and bounds, both inclusive, of the age groups that reports show."""


def _as_pairs(
    counts: Mapping[str, int] | tuple[tuple[str, int], ...],
) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(dict(counts).items()))


@attrs.frozen(kw_only=True)
class DelegationFacts:
    """The people of one town at one meeting.

    `count` is what the reports show: the list where there is one, else the declared number.
    `listed` and `declared` are None where there is no list, no declaration. `signed` is None where
    the list has no column for signatures. Genders and age groups count those who are known.
    """

    town: Town
    standing: Standing
    listed: int | None
    declared: int | None
    signed: int | None
    genders: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_as_pairs)
    age_groups: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_as_pairs)

    @property
    def count(self) -> int:
        """The number of people shown and counted."""
        return self.listed if self.listed is not None else self.declared or 0


@attrs.frozen(kw_only=True)
class CountryFacts:
    """The people of one country: at one meeting, or over all meetings."""

    country: str
    count: int
    is_eligible: bool


@attrs.frozen(kw_only=True)
class MeetingFacts:
    """The figures of one meeting.

    `number` is its place in the project, from 1. Where neither list nor delegations are known,
    `total` is the declared total, or None, and nothing is known of standings and countries.
    `days` counts first to last day inclusive of each sitting, None without exact dates.
    """

    id: str
    number: int
    first_day: date | None
    last_day: date | None
    days: int | None
    host_countries: tuple[str, ...]
    declared_total: int | None
    delegations: tuple[DelegationFacts, ...]
    countries: tuple[CountryFacts, ...]

    @property
    def is_counted(self) -> bool:
        """Say whether it is known who came, at least by town."""
        return bool(self.delegations)

    @property
    def total(self) -> int | None:
        """All people, eligible or not; None where nobody counted."""
        return sum(d.count for d in self.delegations) if self.is_counted else self.declared_total

    @property
    def invited(self) -> int | None:
        """People from an eligible country other than the host's."""
        return self._with_standing(Standing.INVITED)

    @property
    def local(self) -> int | None:
        """People from a country that hosted."""
        return self._with_standing(Standing.LOCAL)

    @property
    def not_eligible(self) -> int | None:
        """People from countries outside the programme: shown, but not counted for the grant."""
        return self._with_standing(Standing.NOT_ELIGIBLE)

    @property
    def invited_share(self) -> Fraction | None:
        """Invited people as a share of all; None where nobody is known."""
        invited, total = self.invited, self.total
        return Fraction(invited, total) if invited is not None and total else None

    @property
    def signed(self) -> int | None:
        """People who signed; None where no list has a column for signatures."""
        return _sum_known(d.signed for d in self.delegations)

    @property
    def eligible_countries(self) -> tuple[str, ...]:
        """The countries of eligible participants, the host's included."""
        return tuple(c.country for c in self.countries if c.is_eligible)

    @property
    def genders(self) -> tuple[tuple[str, int], ...]:
        """People per gender, where known."""
        return _merged(d.genders for d in self.delegations)

    @property
    def age_groups(self) -> tuple[tuple[str, int], ...]:
        """People per age group, where known."""
        return _merged(d.age_groups for d in self.delegations)

    def _with_standing(self, standing: Standing) -> int | None:
        if not self.is_counted:
            return None
        return sum(d.count for d in self.delegations if d.standing is standing)


@attrs.frozen(kw_only=True)
class ProjectFacts:
    """The figures of the project; people at several meetings count at each (participations)."""

    meetings: tuple[MeetingFacts, ...]
    partner_countries: tuple[str, ...]
    countries: tuple[CountryFacts, ...]
    months: int
    """Full months from start to end; a part of a month counts as one."""

    def meeting(self, meeting_id: str) -> MeetingFacts:
        """Return the figures of one meeting; raise KeyError where there is none."""
        for meeting in self.meetings:
            if meeting.id == meeting_id:
                return meeting
        raise KeyError(meeting_id)

    def over(self, meeting_ids: Iterable[str]) -> ProjectFacts:
        """Return the figures of some of the meetings, as for an interim report."""
        chosen = set(meeting_ids)
        meetings = tuple(m for m in self.meetings if m.id in chosen)
        return attrs.evolve(self, meetings=meetings, countries=_add_countries(meetings))

    @property
    def total(self) -> int | None:
        """All participations known so far."""
        return _sum_known(m.total for m in self.meetings)

    @property
    def invited(self) -> int | None:
        """Participations of invited people."""
        return _sum_known(m.invited for m in self.meetings)

    @property
    def local(self) -> int | None:
        """Participations of local people."""
        return _sum_known(m.local for m in self.meetings)

    @property
    def not_eligible(self) -> int | None:
        """Participations of people from countries outside the programme."""
        return _sum_known(m.not_eligible for m in self.meetings)

    @property
    def signed(self) -> int | None:
        """Participations with a signature."""
        return _sum_known(m.signed for m in self.meetings)

    @property
    def days(self) -> int | None:
        """Days of all meetings with exact dates."""
        return _sum_known(m.days for m in self.meetings)

    @property
    def eligible_countries(self) -> tuple[str, ...]:
        """The countries of eligible participants at any meeting."""
        return tuple(c.country for c in self.countries if c.is_eligible)

    @property
    def genders(self) -> tuple[tuple[str, int], ...]:
        """Participations per gender, where known."""
        return _merged(m.genders for m in self.meetings)

    @property
    def age_groups(self) -> tuple[tuple[str, int], ...]:
        """Participations per age group, where known."""
        return _merged(m.age_groups for m in self.meetings)


def count(project: Project, measure: Measure) -> ProjectFacts:
    """Count everything that a report on `project` says in figures."""
    meetings = tuple(
        _count_meeting(meeting, number, measure.eligible_on)
        for number, meeting in enumerate(project.meetings, start=1)
    )
    return ProjectFacts(
        meetings=meetings,
        partner_countries=tuple(dict.fromkeys(p.country for p in project.partners)),
        countries=_add_countries(meetings),
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
    exact = [s.end - s.start for s in meeting.sittings if s.start is not None and s.end is not None]
    is_exact = len(exact) == len(meeting.sittings) > 0
    return MeetingFacts(
        id=meeting.id,
        number=number,
        first_day=meeting.first_day,
        last_day=meeting.last_day,
        days=sum(span.days + 1 for span in exact) if is_exact else None,
        host_countries=tuple(dict.fromkeys(s.country for s in meeting.sittings)),
        declared_total=meeting.declared_total,
        delegations=delegations,
        countries=tuple(
            CountryFacts(country=c, count=n, is_eligible=eligible_on(c, meeting.first_day))
            for c, n in counts.items()
            if n
        ),
    )


def _group(meeting: Meeting) -> Iterable[tuple[Town, list[Participant] | None, int | None]]:
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
    for key, town in towns.items():
        yield town, lists.get(key), declared.get(key)


def _count_delegation(
    town: Town, people: list[Participant] | None, declared: int | None, standing: Standing
) -> DelegationFacts:
    listed = people or []
    has_signatures = any(person.is_signed is not None for person in listed)
    return DelegationFacts(
        town=town,
        standing=standing,
        listed=len(people) if people is not None else None,
        declared=declared,
        signed=sum(person.is_signed is True for person in listed) if has_signatures else None,
        genders=Counter(str(person.gender) for person in listed if person.gender),
        age_groups=Counter(age_group(person.age) for person in listed if person.age is not None),
    )


def age_group(age: int) -> str:
    """Return the name of the age group that an age in full years falls into."""
    return next(name for name, _, last in AGE_GROUPS if age <= last)


def _add_countries(meetings: Iterable[MeetingFacts]) -> tuple[CountryFacts, ...]:
    counts: Counter[str] = Counter()
    eligible: set[str] = set()
    for meeting in meetings:
        for country in meeting.countries:
            counts[country.country] += country.count
            if country.is_eligible:
                eligible.add(country.country)
    return tuple(
        CountryFacts(country=c, count=n, is_eligible=c in eligible) for c, n in counts.items()
    )


def _merged(counts: Iterable[tuple[tuple[str, int], ...]]) -> tuple[tuple[str, int], ...]:
    merged = reduce(lambda one, other: one + Counter(dict(other)), counts, Counter[str]())
    return tuple(sorted(merged.items()))


def _sum_known(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months + (1 if end.day >= start.day else 0)
