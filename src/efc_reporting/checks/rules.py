"""The rules of a measure, applied: one function for each thing that a rule can measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import ceil

from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Project, Role, Severity, Value
from efc_reporting.programme import CheckName, Measure, Rule

Check = Callable[[Project, ProjectFacts, Measure, Rule], Iterable[Finding]]


def check_rules(project: Project, facts: ProjectFacts, measure: Measure) -> Iterator[Finding]:
    """Yield what breaks the rules that hold for the project's call year."""
    for rule in measure.rules:
        if rule.holds_in(project.call_year):
            yield from CHECKS[rule.check](project, facts, measure, rule)


def _broken(rule: Rule, code: str, where: str, message: str, **values: Value) -> Finding:
    """Return the finding for a broken rule: an error only where the rule is confirmed."""
    return Finding(
        code=code,
        severity=Severity.ERROR if rule.is_confirmed else Severity.NOTE,
        where=where,
        message=message,
        values=values,
        source=rule.source,
    )


def _partner_countries(project: Project) -> tuple[str, ...]:
    """Return the countries of those who carry the project; associated partners do not count."""
    carrying = (p.country for p in project.partners if p.role is not Role.ASSOCIATED)
    return tuple(dict.fromkeys(carrying))


def _check_partner_countries(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    countries = tuple(
        c for c in _partner_countries(project) if measure.eligible_on(c, project.start)
    )
    if len(countries) < (rule.minimum or 0):
        yield _broken(
            rule,
            "too-few-partner-countries",
            "partners",
            "The partners come from {number} eligible countries ({countries}); "
            "at least {minimum} are demanded.",
            number=len(countries),
            countries=countries,
            minimum=rule.minimum,
        )


def _check_member_states(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    states = tuple(c for c in _partner_countries(project) if measure.programme.is_member_state(c))
    if len(states) < (rule.minimum or 0):
        yield _broken(
            rule,
            "too-few-member-states",
            "partners",
            "{number} of the partners' countries are Member States of the Union ({countries}); "
            "at least {minimum} are demanded.",
            number=len(states),
            countries=states,
            minimum=rule.minimum,
        )


def _check_invited_in_project(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    if facts.invited is not None and facts.invited < (rule.minimum or 0):
        yield _broken(
            rule,
            "too-few-invited",
            "meetings",
            "{invited} invited people took part; at least {minimum} are demanded: "
            "{missing} are missing.",
            invited=facts.invited,
            minimum=rule.minimum,
            missing=(rule.minimum or 0) - facts.invited,
        )


def _check_invited_share(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    wanted = Fraction(rule.minimum or 0, 100)
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        share, invited, total = figures.invited_share, figures.invited, figures.total
        if share is None or invited is None or total is None or share >= wanted:
            continue
        yield _broken(
            rule,
            "invited-share-too-low",
            f"meetings.{meeting.id}",
            "Meeting {number} “{meeting}”: {invited} of {total} people were invited, "
            "which is {share}; at least {minimum} is demanded. {more} more invited people, "
            "or {fewer} fewer others, reach it.",
            number=figures.number,
            meeting=meeting.title,
            invited=invited,
            total=total,
            share=share,
            minimum=wanted,
            more=more_invited_for(invited, total, wanted),
            fewer=fewer_others_for(invited, total, wanted),
        )


def more_invited_for(invited: int, total: int, wanted: Fraction) -> int:
    """Return how many more invited people lift the share to `wanted` (below 1)."""
    return max(0, ceil((wanted * total - invited) / (1 - wanted)))


def fewer_others_for(invited: int, total: int, wanted: Fraction) -> int:
    """Return how many fewer other people lift the share to `wanted` (above 0).

    With nobody invited it is everybody, and then nobody is left.
    """
    return max(0, ceil(total - invited / wanted))


def _check_meetings(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    number = len(facts.meetings)
    if number < (rule.minimum or 0):
        yield _broken(
            rule,
            "too-few-meetings",
            "meetings",
            "The project has {number} meetings; at least {minimum} are demanded.",
            number=number,
            minimum=rule.minimum,
        )
    if rule.maximum is not None and number > rule.maximum:
        yield _broken(
            rule,
            "too-many-meetings",
            "meetings",
            "The project has {number} meetings; at most {maximum} are allowed.",
            number=number,
            maximum=rule.maximum,
        )


def _check_meeting_days(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        if rule.maximum is not None and figures.days is not None and figures.days > rule.maximum:
            yield _broken(
                rule,
                "meeting-too-long",
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}” lasts {days} days; at most {maximum} are allowed.",
                number=figures.number,
                meeting=meeting.title,
                days=figures.days,
                maximum=rule.maximum,
            )


def _check_project_months(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    if rule.maximum is not None and facts.months > rule.maximum:
        yield _broken(
            rule,
            "project-too-long",
            "end",
            "The project lasts {months} months; at most {maximum} are allowed.",
            months=facts.months,
            maximum=rule.maximum,
        )


def _check_venue(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    taking_part = {partner.country for partner in project.partners}
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        for country in figures.host_countries:
            is_eligible = measure.eligible_on(country, figures.first_day)
            if is_eligible and (country in taking_part or not measure.is_single_event):
                continue
            yield _broken(
                rule,
                "venue-not-eligible",
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}” took place in a country ({country}) in which "
                "it may not: the venue has to be in an eligible country that takes part.",
                number=figures.number,
                meeting=meeting.title,
                country=country,
            )


CHECKS: dict[CheckName, Check] = {
    CheckName.PARTNER_COUNTRIES: _check_partner_countries,
    CheckName.MEMBER_STATES: _check_member_states,
    CheckName.INVITED_IN_PROJECT: _check_invited_in_project,
    CheckName.INVITED_SHARE: _check_invited_share,
    CheckName.MEETINGS: _check_meetings,
    CheckName.MEETING_DAYS: _check_meeting_days,
    CheckName.PROJECT_MONTHS: _check_project_months,
    CheckName.VENUE: _check_venue,
}
