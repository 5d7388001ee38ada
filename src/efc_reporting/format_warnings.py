"""What formats say of files that are not as they should be becomes findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from efc_reporting.choosing import first_that_works
from efc_reporting.composing import Task
from efc_reporting.contracts import ReportFormat
from efc_reporting.document import Document
from efc_reporting.model import Finding, Findings, Severity

Render = Callable[[ReportFormat[Any], Task], bytes]


def first_heard(
    formats: Sequence[ReportFormat[Any]], document: Document, task: Task, render: Render
) -> tuple[ReportFormat[Any], bytes, Findings]:
    """Return what the first format makes of which nothing is missing, and what it warned of."""
    sentences: list[str] = []
    context = attrs.evolve(task.context, warn=sentences.append)
    listening = attrs.evolve(task, context=context)
    used, data = first_that_works(formats, lambda chosen: render(chosen, listening))
    return used, data, incomplete(document, sentences)


def incomplete(document: Document, sentences: Iterable[str]) -> Findings:
    """Return a finding for each sentence, the same ones once."""
    return Findings(
        [
            Finding(
                code="file-incomplete",
                severity=Severity.WARNING,
                where=document.kind,
                message="The file is not as it should be: {problem}",
                values={"problem": sentence},
            )
            for sentence in dict.fromkeys(sentences)
        ]
    )
