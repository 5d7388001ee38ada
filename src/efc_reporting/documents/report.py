"""What stands around every report to the agency, whatever it tells."""

from __future__ import annotations

from collections.abc import Iterable

from efc_reporting.blocks import Block
from efc_reporting.contracts import DocumentInfo, ReportContext
from efc_reporting.document import Document
from efc_reporting.documents import parts


def report(
    context: ReportContext,
    info: DocumentInfo,
    title: str,
    blocks: Iterable[Block],
    *,
    has_cover: bool = False,
    is_landscape: bool = False,
) -> Document:
    """Return a report on the project, with its data and the acknowledgement of the funding.

    One with a cover has a table of contents too.
    """
    return Document(
        kind=info.name,
        title=title,
        subtitle=context.project.title,
        language=context.language,
        audience=context.audience,
        as_of=context.as_of,
        author=parts.author(context),
        reference=context.project.reference,
        fields=parts.project_fields(context),
        funding=parts.funding(context),
        has_cover=has_cover,
        has_contents=has_cover,
        is_landscape=is_landscape,
        blocks=blocks,
    )
