"""The figures of meetings and of a project as values; `facts` counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import reduce
from typing import Any, Literal

import attrs

from efc_reporting.base.values import rows_html
from efc_reporting.model import Town

Per = Literal["meeting", "delegation", "country"]
Record = dict[str, str | int | float | bool | date | None]
"""Values by the names of their columns; a share is a number from 0 to 1."""


class Standing(StrEnum):
    """How a participant counts for the grant."""

    INVITED = "invited"
    LOCAL = "local"
    NOT_ELIGIBLE = "not-eligible"


def _as_pairs(
    counts: Mapping[str, int] | tuple[tuple[str, int], ...],
) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(dict(counts).items()))


@attrs.frozen(kw_only=True)
class DelegationFacts:
    """The people of one town at one meeting.

    `count` is what the reports show: the list where there is one, else the declared number.
    `listed` and `declared` are None where there is no list, no declaration. `signed` is None where
    the list says nothing of signatures. Genders and age groups count those who are known.
    `kilometres` is the way there and back, where declared.
    """

    town: Town
    standing: Standing
    listed: int | None
    declared: int | None
    signed: int | None
    kilometres: int | None = None
    genders: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_as_pairs)
    age_groups: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_as_pairs)

    @property
    def count(self) -> int:
        """The number of people shown and counted."""
        return self.listed if self.listed is not None else self.declared or 0

    @property
    def proven(self) -> int:
        """The people who count for the grant, if eligible: those who signed, where any list says.

        Programme, participant lists: only people who signed count.
        """
        return self.count if self.signed is None else self.signed


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
    `days` counts the different days of all sittings, None where one has no exact dates or ends
    before it starts.
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
        """People who signed; None where no list says anything of signatures."""
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
    people_by_meetings: tuple[tuple[tuple[str, ...], int], ...] = ()
    """How many listed people came to which meetings, without a name."""

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
        return attrs.evolve(self, meetings=meetings, countries=add_countries(meetings))

    @property
    def total(self) -> int | None:
        """All participations known so far."""
        return _sum_known(m.total for m in self.meetings)

    @property
    def different_people(self) -> int | None:
        """People, each counted once however many meetings; None unless lists name them all."""
        counted = [d for meeting in self.meetings for d in meeting.delegations]
        if not counted or any(d.listed is None for d in counted):
            return None
        if any(not meeting.is_counted and meeting.total for meeting in self.meetings):
            return None
        chosen = {meeting.id for meeting in self.meetings}
        return sum(count for came, count in self.people_by_meetings if chosen & set(came))

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

    def to_records(self, per: Per = "meeting") -> list[Record]:
        """Return flat records per "meeting", "delegation" or "country", as for a DataFrame."""
        return records_of(self, per)

    def _repr_html_(self) -> str:
        columns = ("Meeting", "People", "Invited", "Local", "Not eligible", "Countries")
        rows = [(m.number, *_counts_of(m)) for m in self.meetings]
        return rows_html("Figures", columns, [*rows, ("All", *_counts_of(self))])


def _counts_of(figures: MeetingFacts | ProjectFacts) -> tuple[int | None, ...]:
    counts = (figures.total, figures.invited, figures.local, figures.not_eligible)
    return (*counts, len(figures.countries))


def add_countries(meetings: Iterable[MeetingFacts]) -> tuple[CountryFacts, ...]:
    """Add up the people of each country; it is eligible that was so at one meeting at least."""
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


@attrs.frozen
class Figure:
    """A figure: its name in fields, records and JSON, what reports call it, and whose it is."""

    name: str
    label: str
    is_of_meetings: bool = True
    is_of_project: bool = True
    counts_people: bool = False

    def of(self, facts: MeetingFacts | ProjectFacts) -> int | date | Fraction | None:
        """Return the figure; of several countries or meetings their number, None for none."""
        value: Any = getattr(facts, self.name)
        return len(value) or None if isinstance(value, tuple) else value


FIGURES = (
    Figure("first_day", "First day", is_of_project=False),
    Figure("last_day", "Last day", is_of_project=False),
    Figure("days", "Days"),
    Figure("declared_total", "Declared total", is_of_project=False),
    Figure("total", "Participants", counts_people=True),
    Figure("invited", "Invited", counts_people=True),
    Figure("invited_share", "Share of invited people", is_of_project=False),
    Figure("local", "Local", counts_people=True),
    Figure("not_eligible", "From countries that are not eligible", counts_people=True),
    Figure("signed", "Signed", counts_people=True),
    Figure("countries", "Countries"),
    Figure("eligible_countries", "Eligible countries"),
    Figure("meetings", "Meetings", is_of_meetings=False),
    Figure("months", "Months", is_of_meetings=False),
)
"""All figures, in the order in which a change is told."""

PEOPLE = tuple(figure for figure in FIGURES if figure.counts_people)


def people_of(facts: MeetingFacts | ProjectFacts) -> dict[str, int | None]:
    """Return how many people came, by their standing, and how many signed, each by its name."""
    return {figure.name: getattr(facts, figure.name) for figure in PEOPLE}


def of_delegation(delegation: DelegationFacts) -> dict[str, str | int | None]:
    """Return the figures of a delegation, each by its name in records and JSON."""
    return {
        "town": delegation.town.name,
        "country": delegation.town.country,
        "standing": str(delegation.standing),
        "count": delegation.count,
        "listed": delegation.listed,
        "declared": delegation.declared,
        "signed": delegation.signed,
        "kilometres": delegation.kilometres,
    }


def records_of(facts: ProjectFacts, per: Per) -> list[Record]:
    """Return a record for each meeting, delegation of a meeting, or country of a meeting.

    Raise ValueError for another word.
    """
    makers = {"meeting": _of_meeting, "delegation": _of_delegations, "country": _of_countries}
    if per not in makers:
        raise ValueError(f"records are per {', '.join(makers)}, not per {per!r}")
    return [record for meeting in facts.meetings for record in makers[per](meeting)]


def _of_meeting(meeting: MeetingFacts) -> Iterator[Record]:
    share = meeting.invited_share
    yield {
        "meeting": meeting.id,
        "number": meeting.number,
        "first_day": meeting.first_day,
        "last_day": meeting.last_day,
        "days": meeting.days,
        "host_countries": ", ".join(meeting.host_countries),
        "declared_total": meeting.declared_total,
        **people_of(meeting),
        "invited_share": None if share is None else float(share),
        "eligible_countries": len(meeting.eligible_countries),
    }


def _of_delegations(meeting: MeetingFacts) -> Iterator[Record]:
    for delegation in meeting.delegations:
        yield {"meeting": meeting.id, **of_delegation(delegation)}


def _of_countries(meeting: MeetingFacts) -> Iterator[Record]:
    for country in meeting.countries:
        yield {"meeting": meeting.id, **attrs.asdict(country)}
