"""The format `csv`: tabular documents as one rectangular table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from efc_format_csv.format import Csv
from efc_reporting.plugin import ReportFormat, hookimpl


@hookimpl
def efc_register_formats() -> Iterable[ReportFormat[Any]]:
    """Add the format."""
    return [Csv()]
