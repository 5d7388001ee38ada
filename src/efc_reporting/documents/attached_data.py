"""The data that a PDF of ours carries: what is attached, and how it is read back."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import attrs

from efc_reporting.contracts import Audience, ReportContext
from efc_reporting.errors import NotAcceptedError
from efc_reporting.facts.as_json import (
    Json,
    facts_as_json,
    findings_as_json,
    findings_from_json,
    project_as_json,
    project_from_json,
    to_bytes,
)
from efc_reporting.model import Findings, Project
from efc_reporting.rendering.pdf_parts import Attachment, Relationship, damaged_pdf_errors

PROJECT = "project.json"
FACTS = "facts.json"
FINDINGS = "findings.json"


def attachments_of(context: ReportContext) -> tuple[Attachment, ...]:
    """Return the project as the agency may see it, its figures and its findings.

    Nobody else gets any data: for all other audiences there is none.
    """
    if context.audience is not Audience.AGENCY:
        return ()
    text = context.translator.text

    def attachment(
        name: str, content: Mapping[str, Json], description: str, relationship: Relationship
    ) -> Attachment:
        return Attachment(
            name=name,
            data=to_bytes(content),
            media_type="application/json",
            description=description,
            relationship=relationship,
            day=context.as_of,
        )

    return (
        attachment(
            PROJECT,
            project_as_json(context.project),
            text("The project from which this report was made"),
            Relationship.SOURCE,
        ),
        attachment(
            FACTS,
            facts_as_json(context.facts),
            text("The figures of this report"),
            Relationship.DATA,
        ),
        attachment(
            FINDINGS,
            findings_as_json(context.findings),
            text("What the checks found in the project"),
            Relationship.DATA,
        ),
    )


MOST_BYTES = 50_000_000
"""The largest attachment that is read: a project of 100,000 people has half of it."""


@attrs.frozen(kw_only=True)
class AttachedData:
    """The project of a report, its figures as they were counted then, and its findings.

    `contents` are all three files as parsed, by their names. `title` is that of the PDF.
    """

    project: Project
    facts: Mapping[str, Json]
    findings: Findings
    contents: Mapping[str, Mapping[str, Json]]
    title: str = ""


def read_attached(data: bytes, name: str) -> AttachedData:
    """Return what the PDF `data` carries; `name` is what messages call it.

    Raise NotAcceptedError where it is no PDF or lacks the three files, and InvalidValueError where
    one of them is not as this program writes it.
    """
    title, files = _title_and_attachments(data, name)
    missing = [wanted for wanted in (PROJECT, FACTS, FINDINGS) if wanted not in files]
    if missing:
        raise NotAcceptedError(
            what=name,
            problem=f"it carries no {', no '.join(missing)}",
            remedy="take a PDF that efc-report made for the agency; only those carry data",
        )
    contents = {
        wanted: _parsed(files[wanted], f"{name}: {wanted}") for wanted in (PROJECT, FACTS, FINDINGS)
    }
    return AttachedData(
        project=project_from_json(contents[PROJECT]),
        facts=contents[FACTS],
        findings=findings_from_json(contents[FINDINGS]),
        contents=contents,
        title=title,
    )


def _title_and_attachments(data: bytes, name: str) -> tuple[str, dict[str, bytes]]:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        files = {
            key: b"".join(versions)[:MOST_BYTES] for key, versions in reader.attachments.items()
        }
        title = reader.metadata.title if reader.metadata else None
        return title or "", files
    except damaged_pdf_errors() as error:
        raise NotAcceptedError(
            what=name,
            problem=f"it cannot be read as a PDF ({error})",
            remedy="take the file as it was written",
        ) from error


def _parsed(data: bytes, name: str) -> dict[str, Json]:
    try:
        content = json.loads(data)
    except ValueError as error:
        raise NotAcceptedError(
            what=name, problem="it is no JSON", remedy="take the file as it was written"
        ) from error
    return content if isinstance(content, dict) else {}
