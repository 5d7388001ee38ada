"""Which format takes which document, for whom."""

from __future__ import annotations

from typing import Any

from efc_reporting.contracts import Audience, DocumentKind, ReportFormat
from efc_reporting.errors import NotAcceptedError


def accepts(kind: DocumentKind, report_format: ReportFormat[Any]) -> bool:
    """Say whether a format takes a document."""
    info = report_format.info
    is_named = info.documents is None or kind.info.name in info.documents
    return is_named and (kind.info.is_tabular or not info.is_tabular)


def refuse_unfit(kind: DocumentKind, report_format: ReportFormat[Any], audience: Audience) -> None:
    """Raise NotAcceptedError where a format does not take a document, or not for this audience."""
    info = report_format.info
    if not accepts(kind, report_format):
        raise NotAcceptedError(
            what=f"format {info.name}",
            problem=f"it does not take the document {kind.info.name}",
            remedy="choose another format",
        )
    if audience not in info.audiences:
        raise NotAcceptedError(
            what=f"format {info.name}",
            problem=f"it is not made for the audience {audience}",
            remedy=f"choose one of {', '.join(sorted(info.audiences))}",
        )
