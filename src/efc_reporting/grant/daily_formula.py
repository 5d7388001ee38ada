"""The grant of the calls 2007–2013: days and kilometres of the invited people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from efc_reporting.facts import MeetingFacts, Standing
from efc_reporting.grant.amounts import LumpSum, LumpSumScope, in_cents
from efc_reporting.grant.counting import CountedMeeting
from efc_reporting.model import DailyFormula, Finding, Meeting, Severity, Value

SOURCE = (
    "Town twinning 2007–2013: participants of invited towns × days × daily rate of the "
    "host country + participants × kilometres (round trip) × rate per kilometre"
)


def by_formula(
    formula: DailyFormula, meeting: Meeting, figures: MeetingFacts, counted: CountedMeeting
) -> tuple[LumpSum, tuple[Finding, ...]]:
    """Return what a meeting brings, and what is missing to tell it."""
    gaps = tuple(_gaps(formula, meeting, figures))
    is_known = figures.is_counted and not gaps
    lump_sum = LumpSum(
        scope=LumpSumScope.MEETING,
        meeting=meeting.id,
        people=counted.people,
        countries=counted.countries,
        amount=_amount(formula, meeting, figures) if is_known else None,
    )
    return lump_sum, gaps


def _amount(formula: DailyFormula, meeting: Meeting, figures: MeetingFacts) -> Decimal:
    stay = sum(
        (formula.daily_rate(country) or Decimal(0)) * days for country, days in _days(meeting)
    )
    travel = formula.rate_per_kilometre
    invited = [d for d in figures.delegations if d.standing is Standing.INVITED]
    return in_cents(
        sum(
            (d.proven * (stay + travel * (d.kilometres or 0)) for d in invited if d.proven),
            Decimal(0),
        )
    )


def _days(meeting: Meeting) -> Iterator[tuple[str, int]]:
    """Yield the host country of each sitting with its days, both ends counted."""
    for sitting in meeting.sittings:
        if sitting.start is not None and sitting.end is not None:
            yield sitting.country, (sitting.end - sitting.start).days + 1


def _gaps(formula: DailyFormula, meeting: Meeting, figures: MeetingFacts) -> Iterator[Finding]:
    where = f"meetings.{meeting.id}"
    named: dict[str, Value] = {"number": figures.number, "meeting": meeting.title}
    if not meeting.sittings or any(sitting.start is None for sitting in meeting.sittings):
        yield Finding(
            code="grant-needs-dates",
            severity=Severity.NOTE,
            where=f"{where}.sittings",
            message="Meeting {number} “{meeting}”: the grant counts days, "
            "but the exact dates are not given.",
            values=named,
            source=SOURCE,
        )
    for country in sorted(meeting.host_countries):
        if formula.daily_rate(country) is None:
            yield Finding(
                code="daily-rate-missing",
                severity=Severity.NOTE,
                where="lump-sums.toml: formula.daily_rates",
                message="Meeting {number} “{meeting}”: the lump-sum table gives no daily rate "
                "for the host country {country}.",
                values={**named, "country": country},
                source=SOURCE,
            )
    for delegation in figures.delegations:
        if delegation.standing is not Standing.INVITED or not delegation.proven:
            continue
        if delegation.kilometres is None:
            yield Finding(
                code="kilometres-missing",
                severity=Severity.NOTE,
                where=f"{where}.delegations",
                message="Meeting {number} “{meeting}”: the kilometres there and back "
                "of the delegation from {town} are not given.",
                values={**named, "town": str(delegation.town)},
                source=SOURCE,
            )
