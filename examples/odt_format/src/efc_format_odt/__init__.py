"""The format `odt`: every document as OpenDocument text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from efc_format_odt.format import Odt
from efc_reporting.plugin import ReportFormat, hookimpl


@hookimpl
def efc_register_formats() -> Iterable[ReportFormat[Any]]:
    """Add the format."""
    return [Odt()]
