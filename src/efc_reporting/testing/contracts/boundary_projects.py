"""Projects that stand exactly at the boundary of a rule, or one step beyond it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from decimal import Decimal

import attrs

from efc_reporting.checks.rules.registry import RULES
from efc_reporting.facts import count
from efc_reporting.model import (
    ActivityType,
    Bracket,
    Delegation,
    Finding,
    GrantAgreement,
    LumpSumTable,
    Meeting,
    Partner,
    Project,
    Role,
    Sitting,
    Town,
)
from efc_reporting.programme import CheckName, Measure, Rule

_ANY_YEAR = 2018
_OUTSIDE = "US"
"""A country in which none of the programmes holds meetings."""


@attrs.frozen(kw_only=True)
class BoundaryCase:
    """A project to which a rule is applied; `is_kept` says whether it keeps the rule."""

    project: Project
    is_kept: bool
    number: int

    def findings(self, measure: Measure, rule: Rule) -> list[Finding]:
        """Return what the rule finds in the project."""
        facts = count(self.project, measure)
        return list(RULES[rule.check].check(self.project, facts, measure, rule))


def boundary_cases(measure: Measure, rule: Rule) -> Iterator[BoundaryCase]:
    """Yield projects at and beyond each bound of a rule; kept and broken where it has none."""
    build = _BUILDERS[rule.check]
    wanted: dict[int, bool] = {}
    if rule.minimum is not None:
        wanted |= {rule.minimum: True}
        wanted |= {rule.minimum - 1: False} if rule.minimum > 0 else {}
    if rule.maximum is not None:
        wanted |= {rule.maximum: True, rule.maximum + 1: False}
    for number, is_kept in (wanted or {1: True, 0: False}).items():
        base = _project(measure, call_year_of(rule))
        project = build(base, _countries(measure, base.start), number)
        yield BoundaryCase(project=project, is_kept=is_kept, number=number)


def call_year_of(rule: Rule) -> int:
    """Return a call year in which the rule holds."""
    if rule.first_call_year != MINYEAR:
        return rule.first_call_year
    return min(rule.last_call_year, _ANY_YEAR) if rule.last_call_year != MAXYEAR else _ANY_YEAR


def _project(measure: Measure, call_year: int) -> Project:
    return Project(
        title="At the boundary",
        measure=measure.name,
        call_year=call_year,
        start=date(call_year, 7, 1),
        end=date(call_year + 1, 6, 30),
        languages=("en",),
    )


def _countries(measure: Measure, day: date) -> list[str]:
    """Return the countries that take part on a day, Member States first."""
    taking_part = [m for m in measure.programme.memberships if m.holds_on(day)]
    return [m.country for m in sorted(taking_part, key=lambda m: not m.is_member_state)]


def _first(countries: Sequence[str], number: int) -> list[str]:
    assert len(countries) >= number, (
        f"the rule speaks of {number} countries, the programme has {len(countries)}"
    )
    return list(countries[:number])


def _partners(project: Project, countries: Sequence[str]) -> Project:
    partners = [
        Partner(
            id=f"partner-{number}",
            name=f"Town {number}",
            town=f"Town {number}",
            country=country,
            role=Role.BENEFICIARY if number == 1 else Role.PARTNER,
        )
        for number, country in enumerate(countries, start=1)
    ]
    return attrs.evolve(project, partners=partners)


def _meetings(
    project: Project,
    hosts: Sequence[str],
    *,
    days: int = 2,
    delegations: Sequence[Delegation] = (),
) -> Project:
    start = project.start
    end = start + timedelta(days=days - 1)
    meetings = [
        Meeting(
            id=f"meeting-{number}",
            title="Meeting",
            sittings=(Sitting(place="Town", country=host, start=start, end=end),),
            delegations=delegations,
        )
        for number, host in enumerate(hosts, start=1)
    ]
    return attrs.evolve(project, meetings=meetings)


def _people(project: Project, countries: Sequence[str], invited: int, local: int) -> Project:
    host, guest = _first(countries, 2)
    came = [(host, local), (guest, invited)]
    delegations = [Delegation(town=Town(name=f"Town {c}", country=c), count=n) for c, n in came]
    return _meetings(project, [host], delegations=delegations)


def _months(project: Project, countries: Sequence[str], number: int) -> Project:
    months = project.start.month - 1 + number
    after = date(project.start.year + months // 12, months % 12 + 1, 1)
    return attrs.evolve(project, end=after - timedelta(days=1))


def _awarded(project: Project, countries: Sequence[str], number: int) -> Project:
    return attrs.evolve(project, grant=GrantAgreement(awarded=Decimal(number)))


def _preparatory(project: Project, countries: Sequence[str], number: int) -> Project:
    bracket = Bracket(first=1, last=None, amount=Decimal(number))
    table = LumpSumTable(source="test", brackets=(bracket,), preparatory=(bracket,))
    return attrs.evolve(project, grant=GrantAgreement(lump_sums=table))


def _as_long_as_meeting(project: Project, countries: Sequence[str], number: int) -> Project:
    met = _meetings(project, countries[:1], days=3)
    return attrs.evolve(met, end=met.start + timedelta(days=3 - number))


def _venue(project: Project, countries: Sequence[str], number: int) -> Project:
    return _meetings(_partners(project, countries[:1]), [countries[0] if number else _OUTSIDE])


Builder = Callable[[Project, Sequence[str], int], Project]
_BUILDERS: Mapping[CheckName, Builder] = {
    CheckName.PARTNER_COUNTRIES: lambda p, c, n: _partners(p, _first(c, n)),
    CheckName.MEMBER_STATES: lambda p, c, n: _partners(p, _first(c, n)),
    CheckName.APPLICANTS: lambda p, c, n: _partners(p, [c[0]] * n),
    CheckName.INVITED_IN_PROJECT: lambda p, c, n: _people(p, c, n, 10),
    CheckName.INVITED_PER_MEETING: lambda p, c, n: _people(p, c, n, 10),
    CheckName.INVITED_SHARE: lambda p, c, n: _people(p, c, n, 100 - n),
    CheckName.PEOPLE_PER_MEETING: lambda p, c, n: _people(p, c, 0, n),
    CheckName.MEETINGS: lambda p, c, n: _meetings(p, [c[0]] * n),
    CheckName.MEETING_DAYS: lambda p, c, n: _meetings(p, c[:1], days=n),
    CheckName.ACTIVITY_COUNTRIES: lambda p, c, n: _meetings(p, _first(c, n)),
    CheckName.ACTIVITY_TYPES: lambda p, c, n: attrs.evolve(
        p, activity_types=list(ActivityType)[:n]
    ),
    CheckName.PROJECT_MONTHS: _months,
    CheckName.PROJECT_IS_MEETING: _as_long_as_meeting,
    CheckName.VENUE: _venue,
    CheckName.VENUE_TAKES_PART: _venue,
    CheckName.GRANT: _awarded,
    CheckName.FINAL_GRANT: _awarded,
    CheckName.PREPARATORY_GRANT: _preparatory,
}
