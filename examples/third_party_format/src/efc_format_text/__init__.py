"""The format `text`: every document as plain text, for e-mails and screen readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from efc_format_text.wrapped import PlainText
from efc_reporting.plugin import ReportFormat, hookimpl


@hookimpl
def efc_register_formats() -> Iterable[ReportFormat[Any]]:
    """Add the format."""
    return [PlainText()]
