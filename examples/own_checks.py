"""A plugin in one file: finds meetings that no text tells of in a language of the project."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from efc_reporting import Reporter, load_project
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Project
from efc_reporting.plugin import Finding, Severity, hookimpl


@hookimpl
def efc_check_project(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield a note for each meeting without a text; a hook takes only the arguments it needs."""
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        for language in project.languages:
            if project.section(f"meeting-{meeting.id}", language) is None:
                yield Finding(
                    code="own-meeting-untold",
                    severity=Severity.NOTE,
                    where=f"meetings.{meeting.id}",
                    message="Meeting {number} “{meeting}” is not told in the language {language}.",
                    values={
                        "number": figures.number,
                        "meeting": meeting.title,
                        "language": language,
                    },
                )


if __name__ == "__main__":
    reporter = Reporter(plugins=[sys.modules[__name__]])
    for finding in reporter.check(load_project(Path(__file__).with_name("tolint"))):
        print(finding)
