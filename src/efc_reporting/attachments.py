"""What a PDF for the agency carries beside its pages: the data from which they were made."""

from __future__ import annotations

from collections.abc import Mapping

from efc_reporting.contracts import Audience, ReportContext
from efc_reporting.pdf_parts import Attachment, Relationship
from efc_reporting.project_json import (
    Json,
    facts_as_json,
    findings_as_json,
    project_as_json,
    to_bytes,
)

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
