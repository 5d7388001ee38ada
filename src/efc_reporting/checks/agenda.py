"""Days of a programme that do not fit the meeting, and days that have none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from efc_reporting.checks.in_words import days_in_words
from efc_reporting.figures import ProjectFacts
from efc_reporting.model import Finding, Meeting, Project, Severity, Value
from efc_reporting.programme import Measure

SOURCE = "Information template of the programme, town twinning: one line for each day of the event"


def check_agenda(project: Project, facts: ProjectFacts, measure: Measure) -> Iterator[Finding]:
    """Yield agenda days outside their meeting and, for a single event, days without programme."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        named: dict[str, Value] = {"number": figures.number, "meeting": meeting.title}
        days = frozenset(days_of(meeting))
        if not days:
            continue
        outside = sorted({item.date for item in meeting.agenda} - days)
        if outside:
            yield Finding(
                code="agenda-outside-meeting",
                severity=Severity.ERROR,
                where=f"meetings.{meeting.id}.agenda",
                message="Meeting {number} “{meeting}”: the programme names days that do not belong "
                "to the meeting: {in_words}.",
                values={
                    **named,
                    "days": tuple(day.isoformat() for day in outside),
                    "in_words": days_in_words(outside),
                },
            )
        empty = sorted(days - {item.date for item in meeting.agenda})
        if measure.is_single_event and empty:
            yield Finding(
                code="days-without-programme",
                severity=Severity.WARNING,
                where=f"meetings.{meeting.id}.agenda",
                message="Meeting {number} “{meeting}”: these days have no programme yet: "
                "{in_words}.",
                values={
                    **named,
                    "days": tuple(day.isoformat() for day in empty),
                    "in_words": days_in_words(empty),
                },
                source=SOURCE,
            )


def days_of(meeting: Meeting) -> Iterator[date]:
    """Yield each day of the sittings whose exact dates are known."""
    for sitting in meeting.sittings:
        if sitting.start is None or sitting.end is None:
            continue
        for number in range((sitting.end - sitting.start).days + 1):
            yield sitting.start + timedelta(days=number)
