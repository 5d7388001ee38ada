"""Contexts and reporters for tests, on a fixed day and without what happens to be installed."""

from __future__ import annotations

from datetime import date
from typing import Any

from efc_reporting.contracts import Audience, ReportContext, ReportFormat
from efc_reporting.hookspecs import hookimpl
from efc_reporting.model import Project
from efc_reporting.reporter import Reporter

SAMPLE_DAY = date(2020, 2, 28)
"""The day of all reports on the sample project: two months after its end."""


class _OneFormat:
    """A plugin that adds one format."""

    def __init__(self, report_format: ReportFormat[Any]) -> None:
        self._format = report_format

    @hookimpl
    def efc_register_formats(self) -> list[ReportFormat[Any]]:
        """Add the format."""
        return [self._format]


def reporter_for(report_format: ReportFormat[Any], *, as_of: date = SAMPLE_DAY) -> Reporter:
    """Return a reporter that knows the shipped documents and this format alone."""
    return Reporter(plugins=[_OneFormat(report_format)], discover_plugins=False, as_of=as_of)


def context_for(
    project: Project,
    *,
    language: str = "en",
    audience: Audience = Audience.AGENCY,
    as_of: date = SAMPLE_DAY,
) -> ReportContext:
    """Return the context in which a document or a format would be called for `project`."""
    reporter = Reporter(discover_plugins=False, as_of=as_of)
    return reporter.context(project, language=language, audience=audience)
