"""The format `xlsx`: tabular documents as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from efc_format_xlsx.format import Xlsx
from efc_reporting.plugin import ReportFormat, hookimpl


@hookimpl
def efc_register_formats() -> Iterable[ReportFormat[Any]]:
    """Add the format."""
    return [Xlsx()]
