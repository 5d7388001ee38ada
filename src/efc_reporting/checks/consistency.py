"""Figures and dates of the project that do not fit each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from efc_reporting.checks.completeness import days_in_words
from efc_reporting.facts import MeetingFacts, ProjectFacts
from efc_reporting.model import Finding, Meeting, Project, Severity, Sitting, Value
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


def check_consistency(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield totals that do not add up and dates that cannot be."""
    if project.end < project.start:
        yield Finding(
            code="project-ends-before-start",
            severity=Severity.ERROR,
            where="end",
            message="The project ends on {end}, before it starts on {start}.",
            values={"start": project.start, "end": project.end},
        )
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        yield from _check_totals(meeting, figures)
        yield from _check_dates(project, meeting, figures)
    yield from _check_order(project, facts)


def _check_totals(meeting: Meeting, figures: MeetingFacts) -> Iterator[Finding]:
    where = f"meetings.{meeting.id}"
    declared = meeting.declared_total
    if figures.is_counted and declared is not None and declared != figures.total:
        message = (
            "Meeting {number} “{meeting}”: the declared total is {declared}, "
            "but the delegations add up to {total}."
        )
        if any(delegation.listed is not None for delegation in figures.delegations):
            message = (
                "Meeting {number} “{meeting}”: the declared total is {declared}, but {total} "
                "people are counted: those on the lists, and the declared ones of towns without "
                "a list."
            )
        yield Finding(
            code="total-differs",
            severity=Severity.ERROR,
            where=f"{where}.declared_total",
            message=message,
            values={
                "number": figures.number,
                "meeting": meeting.title,
                "declared": declared,
                "total": figures.total,
            },
        )
    for delegation in figures.delegations:
        if None in (delegation.declared, delegation.listed):
            continue
        if delegation.declared != delegation.listed:
            yield Finding(
                code="list-differs",
                severity=Severity.ERROR,
                where=f"{where}.delegations",
                message="Meeting {number} “{meeting}”: people from {town}: {declared} declared, "
                "but {listed} on the list.",
                values={
                    "number": figures.number,
                    "meeting": meeting.title,
                    "town": str(delegation.town),
                    "declared": delegation.declared,
                    "listed": delegation.listed,
                },
            )


def _check_dates(project: Project, meeting: Meeting, figures: MeetingFacts) -> Iterator[Finding]:
    where = f"meetings.{meeting.id}.sittings"
    named: dict[str, Value] = {"number": figures.number, "meeting": meeting.title}
    for sitting in meeting.sittings:
        if sitting.start is not None and sitting.end is not None and sitting.end < sitting.start:
            yield Finding(
                code="meeting-ends-before-start",
                severity=Severity.ERROR,
                where=where,
                message="Meeting {number} “{meeting}” ends on {end}, before it starts on {start}.",
                values={**named, "start": sitting.start, "end": sitting.end},
            )
    if project.start <= project.end and any(_is_outside(project, s) for s in meeting.sittings):
        yield Finding(
            code="meeting-outside-project",
            severity=Severity.WARNING,
            where=where,
            message="Meeting {number} “{meeting}” lies outside the project, at least in part: "
            "the project runs from {start} to {end}.",
            values={**named, "start": project.start, "end": project.end},
        )


def _is_outside(project: Project, sitting: Sitting) -> bool:
    """Say whether a day lies outside; of a sitting whose month is known, whether all of it does."""
    first, last = sitting.first_day, sitting.last_day
    if first is None or last is None:
        return False
    if sitting.start is None:
        return last < project.start or first > project.end
    return not all(project.start <= day <= project.end for day in (first, last))


def _check_order(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield meetings that began before the one above them, where the exact days are known."""
    titles = {meeting.id: meeting.title for meeting in project.meetings}
    dated = [(m, m.first_day) for m in facts.meetings if m.days is not None and m.first_day]
    for (before, began_before), (meeting, began) in pairwise(dated):
        if began < began_before:
            yield Finding(
                code="meetings-out-of-order",
                severity=Severity.WARNING,
                where=f"meetings.{meeting.id}.sittings",
                message="Meeting {number} “{meeting}” began on {start}, but stands after meeting "
                "{earlier}, which began on {earlier_start}: the reports number the meetings in "
                "this order.",
                values={
                    "number": meeting.number,
                    "meeting": titles[meeting.id],
                    "start": began,
                    "earlier": before.number,
                    "earlier_start": began_before,
                },
            )
