"""People who may stand in one list twice."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Meeting, Project, Severity
from efc_reporting.persons import possible_duplicates


def check_duplicates(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield pairs of rows with nearly the same name; no finding says the name."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        for pair in possible_duplicates(meeting):
            yield Finding(
                code="possible-duplicate",
                severity=Severity.WARNING,
                where=f"meetings.{meeting.id}.participants",
                message="Meeting {number} “{meeting}”: the names at {first} and {second} are "
                "{score} of 100 alike; if it is one person, leave out one row.",
                values={
                    "number": figures.number,
                    "meeting": meeting.title,
                    "first": _place(meeting, pair.first),
                    "second": _place(meeting, pair.second),
                    "score": pair.score,
                },
            )


def _place(meeting: Meeting, row: int) -> str:
    source = meeting.participants[row].source
    return str(source) if source else f"participants[{row}]"
