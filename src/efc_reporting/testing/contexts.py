"""Contexts and reporters for tests, on a fixed day and without what happens to be installed."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import attrs

from efc_reporting.contracts import Audience, ReportContext, ReportFormat
from efc_reporting.model import Project
from efc_reporting.plugin_host.hookspecs import hookimpl
from efc_reporting.programme import Measure
from efc_reporting.workflows.reporter import Reporter

SAMPLE_DAY = date(2020, 2, 28)
"""The day of all reports on the sample project: two months after its end."""


@attrs.frozen
class _OneFormat:
    """A plugin that adds one format."""

    added: ReportFormat[Any]

    @hookimpl
    def efc_register_formats(self) -> list[ReportFormat[Any]]:
        """Add the format."""
        return [self.added]


@attrs.frozen
class _OneMeasure:
    """A plugin that adds one measure."""

    added: Measure

    @hookimpl
    def efc_register_measures(self) -> list[Measure]:
        """Add the measure."""
        return [self.added]


def reporter_with(*plugins: object, as_of: date = SAMPLE_DAY) -> Reporter:
    """Return a reporter that knows the core and these plugins, modules or objects, alone.

    A plugin that cannot be used raises PluginError, which says why.
    """
    return Reporter(plugins=plugins, discover_plugins=False, strict_plugins=True, as_of=as_of)


def reporter_for(report_format: ReportFormat[Any], *, as_of: date = SAMPLE_DAY) -> Reporter:
    """Return a reporter that knows the core's documents and this format alone."""
    return reporter_with(_OneFormat(report_format), as_of=as_of)


def reporter_with_measure(measure: Measure) -> Reporter:
    """Return a reporter that knows this measure, be it the core's own."""
    core = core_reporter()
    return (
        core if measure in core.registry.measures.values() else reporter_with(_OneMeasure(measure))
    )


@cache
def core_reporter() -> Reporter:
    """Return a reporter that knows nothing but what the library's core brings."""
    return reporter_with()


def context_for(
    project: Project,
    *,
    language: str = "en",
    audience: Audience = Audience.AGENCY,
    as_of: date = SAMPLE_DAY,
) -> ReportContext:
    """Return the context in which a document or a format would be called for `project`."""
    reporter = core_reporter() if as_of == SAMPLE_DAY else reporter_with(as_of=as_of)
    return reporter.context(project, language=language, audience=audience)
