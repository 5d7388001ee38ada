"""Rules on the project as a whole: how long, what it does, how much it is granted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from efc_reporting.checks.rules.broken import broken
from efc_reporting.facts import ProjectFacts
from efc_reporting.facts.grant import forecast
from efc_reporting.model import Finding, Project, Severity
from efc_reporting.programme import Measure, Rule

DAY = timedelta(days=1)


def check_project_months(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that the project is too short, in whole months, or too long, in begun ones."""
    months = _whole_months(project.start, project.end)
    if rule.lacking(months):
        yield broken(
            rule,
            "project-too-short",
            "end",
            "Length of the project in whole months: {months}; demanded: at least {minimum}.",
            months=months,
            minimum=rule.minimum,
        )
    if rule.maximum is not None and facts.months > rule.maximum:
        yield broken(
            rule,
            "project-too-long",
            "end",
            "Length of the project in months: {months}; allowed: at most {maximum}.",
            months=facts.months,
            maximum=rule.maximum,
        )


def _whole_months(start: date, end: date) -> int:
    """Return the months that are over by the end of the last day; 0 where it lies before start."""
    after = min(end, date.max - DAY) + DAY
    months = (after.year - start.year) * 12 + after.month - start.month
    return max(0, months if after.day >= start.day else months - 1)


def check_project_is_meeting(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that the project is longer or shorter than its one event."""
    for meeting, figures in zip(project.meetings[:1], facts.meetings[:1], strict=True):
        first, last = figures.first_day, figures.last_day
        if figures.days is not None and (first, last) != (project.start, project.end):
            yield broken(
                rule,
                "project-is-not-meeting",
                "start",
                "The project runs from {start} to {end}, but its meeting “{meeting}” from {first} "
                "to {last}; they should be the same.",
                start=project.start,
                end=project.end,
                meeting=meeting.title,
                first=first,
                last=last,
            )


def check_activity_types(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that the activities are of too few types, or that nobody said of which."""
    types = tuple(dict.fromkeys(map(str, project.activity_types)))
    if not types:
        yield broken(
            rule,
            "activity-types-missing",
            "activity_types",
            "It is not given of which types the activities were; demanded: at least {minimum}.",
            worst=Severity.WARNING,
            minimum=rule.minimum,
        )
    elif rule.lacking(len(types)):
        yield broken(
            rule,
            "too-few-activity-types",
            "activity_types",
            "Types of the activities: {number} ({types}); demanded: at least {minimum}.",
            number=len(types),
            types=types,
            minimum=rule.minimum,
        )


def check_grant_bounds(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield an award that the measure does not give: a slip, or another measure, it seems."""
    awarded = project.grant.awarded
    if awarded is None:
        return
    if rule.minimum is not None and awarded < rule.minimum:
        yield broken(
            rule,
            "award-too-low",
            "grant.awarded",
            "The award of {award} is less than the measure gives: at least {minimum}.",
            worst=Severity.WARNING,
            award=awarded,
            minimum=Decimal(rule.minimum),
        )
    if rule.maximum is not None and awarded > rule.maximum:
        yield broken(
            rule,
            "award-too-high",
            "grant.awarded",
            "The award of {award} is more than the measure gives: at most {maximum}.",
            worst=Severity.WARNING,
            award=awarded,
            maximum=Decimal(rule.maximum),
        )


def check_final_grant(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield an award below what is paid, or else that what took place brings less than that."""
    too_low = list(check_grant_bounds(project, facts, measure, rule))
    yield from too_low
    amount = forecast(project, facts, measure).amount
    if too_low or amount is None or rule.minimum is None or amount >= rule.minimum:
        return
    yield broken(
        rule,
        "final-grant-too-low",
        "grant",
        "By what took place the grant comes to {forecast}; "
        "a final grant of less than {minimum} is not paid.",
        worst=Severity.WARNING,
        forecast=amount,
        minimum=Decimal(rule.minimum),
    )


def check_preparatory_grant(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that the lump-sum table pays more for preparatory activities than the measure does."""
    table = project.grant.lump_sums
    amounts = [bracket.amount for bracket in table.preparatory] if table else []
    if amounts and rule.maximum is not None and max(amounts) > rule.maximum:
        yield broken(
            rule,
            "preparatory-grant-too-high",
            "grant.lump_sums",
            "The lump-sum table pays up to {amount} for preparatory activities; "
            "the measure gives at most {maximum}.",
            worst=Severity.WARNING,
            amount=max(amounts),
            maximum=Decimal(rule.maximum),
        )
