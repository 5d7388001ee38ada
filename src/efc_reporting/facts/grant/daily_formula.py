"""The grant of the calls 2007–2013: days and kilometres of the invited people."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from efc_reporting.facts.figures import DelegationFacts, MeetingFacts, Standing
from efc_reporting.facts.grant.amounts import LumpSum, LumpSumScope, Stay, Way, in_cents
from efc_reporting.facts.grant.counting import CountedMeeting
from efc_reporting.model import DailyFormula, Finding, Meeting, Severity, Sitting, Value

SOURCE = (
    "Town twinning 2007–2013: participants of invited towns × days × daily rate of the "
    "host country + participants × kilometres (round trip) × rate per kilometre"
)


def by_formula(
    formula: DailyFormula, meeting: Meeting, figures: MeetingFacts, counted: CountedMeeting
) -> tuple[LumpSum, tuple[Finding, ...]]:
    """Return what a meeting brings, and what is missing to tell it."""
    gaps = tuple(_gaps(formula, meeting, figures))
    stays, ways = tuple(_stays(formula, meeting, figures)), tuple(_ways(formula, figures))
    terms: tuple[Stay | Way, ...] = (*stays, *ways)
    known = [term.amount for term in terms if term.amount is not None]
    is_known = figures.is_counted and not gaps
    lump_sum = LumpSum(
        scope=LumpSumScope.MEETING,
        meeting=meeting.id,
        people=counted.people,
        countries=counted.countries,
        amount=in_cents(sum(known, Decimal(0))) if is_known else None,
        stays=stays,
        ways=ways,
    )
    return lump_sum, gaps


def _invited(figures: MeetingFacts) -> Iterator[DelegationFacts]:
    """Yield the delegations that are paid for."""
    return (d for d in figures.delegations if d.standing is Standing.INVITED and d.proven)


def _stays(formula: DailyFormula, meeting: Meeting, figures: MeetingFacts) -> Iterator[Stay]:
    for delegation in _invited(figures):
        for sitting in meeting.sittings:
            yield Stay(
                town=delegation.town,
                people=delegation.proven,
                country=sitting.country,
                days=_days(sitting),
                rate=formula.daily_rate(sitting.country),
            )


def _days(sitting: Sitting) -> int | None:
    """Return the days of a sitting, both ends counted."""
    if sitting.start is None or sitting.end is None:
        return None
    return (sitting.end - sitting.start).days + 1


def _ways(formula: DailyFormula, figures: MeetingFacts) -> Iterator[Way]:
    for delegation in _invited(figures):
        yield Way(
            town=delegation.town,
            people=delegation.proven,
            kilometres=delegation.kilometres,
            rate=formula.rate_per_kilometre,
        )


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
    for delegation in _invited(figures):
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
