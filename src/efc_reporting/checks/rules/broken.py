"""The finding for a broken rule: how bad it is follows from how sure the rule and the facts are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from efc_reporting.facts import MeetingFacts, Standing
from efc_reporting.model import Finding, Severity, Value
from efc_reporting.programme import Programme, Rule


def broken(
    rule: Rule,
    code: str,
    where: str,
    message: str,
    *,
    worst: Severity = Severity.ERROR,
    **values: Value,
) -> Finding:
    """Return the finding for a broken rule: `worst` where the rule is confirmed, else a note."""
    return Finding(
        code=code,
        severity=worst if rule.is_confirmed else Severity.NOTE,
        where=where,
        message=message,
        values=values,
        source=rule.source,
        is_confirmed=rule.is_confirmed,
    )


def if_settled(is_settled: bool) -> Severity:
    """Return an error where nothing unknown can mend a broken rule, else a warning."""
    return Severity.ERROR if is_settled else Severity.WARNING


def perhaps_invited(figures: MeetingFacts, programme: Programme) -> int:
    """Return how many people may be invited ones for all we know: of countries not known."""
    return sum(
        delegation.count
        for delegation in figures.delegations
        if delegation.standing is Standing.NOT_ELIGIBLE
        and delegation.town.country not in figures.host_countries
        and programme.is_unknown(delegation.town.country, figures.first_day)
    )


def unknown_countries(
    countries: Iterable[str], programme: Programme, day: date | None
) -> tuple[str, ...]:
    """Return those countries of which it is not known whether they take part."""
    return tuple(dict.fromkeys(c for c in countries if programme.is_unknown(c, day)))
