"""The format `docx`: any document as a Word file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from efc_reporting.plugin import ReportFormat, hookimpl


@hookimpl
def efc_register_formats() -> Iterable[ReportFormat[Any]]:
    """Add the format."""
    from efc_format_docx.format import DocxFormat

    return [DocxFormat()]
