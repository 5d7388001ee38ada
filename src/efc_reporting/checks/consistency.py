"""Figures and dates of the project that do not fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.facts import MeetingFacts, ProjectFacts
from efc_reporting.model import Finding, Meeting, Project, Severity, Value


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


def _check_totals(meeting: Meeting, figures: MeetingFacts) -> Iterator[Finding]:
    where = f"meetings.{meeting.id}"
    declared = meeting.declared_total
    if figures.is_counted and declared is not None and declared != figures.total:
        yield Finding(
            code="total-differs",
            severity=Severity.ERROR,
            where=f"{where}.declared_total",
            message="Meeting {number} “{meeting}”: the declared total is {declared}, "
            "but the delegations add up to {total}.",
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
                message="Meeting {number} “{meeting}”: {declared} people from {town} are declared, "
                "but the list names {listed}.",
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
        first, last = sitting.first_day, sitting.last_day
        if first and last and (last < project.start or first > project.end):
            yield Finding(
                code="meeting-outside-project",
                severity=Severity.WARNING,
                where=where,
                message="Meeting {number} “{meeting}” lies outside the project, "
                "which runs from {start} to {end}.",
                values={**named, "start": project.start, "end": project.end},
            )
