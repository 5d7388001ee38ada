"""Rules on the meetings: how many, how long and where."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.checks.rules.broken import broken, if_settled
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Project, Severity
from efc_reporting.programme import Measure, Rule


def check_meetings(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield too few meetings, which others may still join, or too many."""
    number = len(facts.meetings)
    if rule.lacking(number):
        yield broken(
            rule,
            "too-few-meetings",
            "meetings",
            "Meetings of the project: {number}; demanded: at least {minimum}.",
            worst=Severity.WARNING,
            number=number,
            minimum=rule.minimum,
        )
    if rule.maximum is not None and number > rule.maximum:
        yield broken(
            rule,
            "too-many-meetings",
            "meetings",
            "Meetings of the project: {number}; allowed: at most {maximum}.",
            number=number,
            maximum=rule.maximum,
        )


def check_meeting_days(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield each meeting that lasts too long."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        if rule.maximum is not None and figures.days is not None and figures.days > rule.maximum:
            yield broken(
                rule,
                "meeting-too-long",
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}”: length in days: {days}; allowed: at most {maximum}.",
                number=figures.number,
                meeting=meeting.title,
                days=figures.days,
                maximum=rule.maximum,
            )


def check_activity_countries(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that the meetings took place in too few countries; others may still join."""
    hosts = [country for figures in facts.meetings for country in figures.host_countries]
    countries = tuple(dict.fromkeys(hosts))
    if rule.lacking(len(countries)):
        message = "Countries where meetings took place: none; demanded: at least {minimum}."
        if countries:
            message = (
                "Countries where meetings took place: {number} ({countries}); "
                "demanded: at least {minimum}."
            )
        yield broken(
            rule,
            "too-few-activity-countries",
            "meetings",
            message,
            worst=Severity.WARNING,
            number=len(countries),
            countries=countries,
            minimum=rule.minimum,
        )


def check_venue(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield each country outside the programme in which a meeting took place."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        for country in figures.host_countries:
            if measure.eligible_on(country, figures.first_day):
                continue
            is_unknown = measure.programme.is_unknown(country, figures.first_day)
            yield broken(
                rule,
                "venue-not-eligible",
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}” took place in a country ({country}) in which "
                "it may not: the venue has to be in an eligible country.",
                worst=if_settled(not is_unknown),
                number=figures.number,
                meeting=meeting.title,
                country=country,
            )


def check_venue_takes_part(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield each country outside the programme, or without a partner, where a meeting was."""
    yield from check_venue(project, facts, measure, rule)
    taking_part = {partner.country for partner in project.partners}
    if not taking_part:
        return
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        for country in figures.host_countries:
            if country in taking_part or not measure.eligible_on(country, figures.first_day):
                continue
            yield broken(
                rule,
                "venue-without-partner",
                f"meetings.{meeting.id}",
                "Meeting {number} “{meeting}” took place in a country ({country}) in which "
                "it may not: no partner comes from there.",
                number=figures.number,
                meeting=meeting.title,
                country=country,
            )
