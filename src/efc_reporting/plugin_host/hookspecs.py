"""The hooks by which documents, formats, measures and checks are added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pluggy

from efc_reporting.contracts import DocumentKind, ReportFormat, WrittenReport
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Project
from efc_reporting.programme import Measure
from efc_reporting.sheets import SheetReader

if TYPE_CHECKING:
    import jinja2

PLUGIN_NAMESPACE = "efc_reporting"

hookspec = pluggy.HookspecMarker(PLUGIN_NAMESPACE)
hookimpl = pluggy.HookimplMarker(PLUGIN_NAMESPACE)


@hookspec
def efc_register_formats() -> Iterable[ReportFormat[Any]]:
    """Return the formats that the plugin adds.

    Example: `return [PlainText()]`. Since 0.1.
    """
    return ()


@hookspec
def efc_register_documents() -> Iterable[DocumentKind]:
    """Return the documents that the plugin adds.

    Example: `return [PressRelease()]`. Since 0.1.
    """
    return ()


@hookspec
def efc_register_measures() -> Iterable[Measure]:
    """Return the measures, with their rules, that the plugin adds.

    Example: `return [YOUTH_EXCHANGE]`. Since 0.1.
    """
    return ()


@hookspec
def efc_register_sheet_readers() -> Iterable[SheetReader]:
    """Return readers for further kinds of participant sheets.

    Example: `return [NumbersReader()]`. Since 0.1.
    """
    return ()


@hookspec
def efc_check_project(project: Project, facts: ProjectFacts, measure: Measure) -> Iterable[Finding]:
    """Return what the plugin finds in a project.

    `project` is the whole project, `facts` its figures, `measure` the rules that it is under.
    Example: `return [Finding(code="acme-no-press", severity=Severity.NOTE, where="project",
    message="No press article is named.")]`. Since 0.1.
    """
    return ()


@hookspec
def efc_prepare_templates(environment: jinja2.Environment, format_name: str) -> None:
    """Add filters or globals to the template environment of one format.

    `environment` is new for each output, `format_name` is the format that it is for. Templates of
    a project folder are filled in another process: filters, tests and globals that they use have to
    be functions or values of a module, no lambdas.
    Example: `environment.filters["shout"] = str.upper`. Since 0.1.
    """


@hookspec
def efc_report_written(report: WrittenReport) -> None:
    """Hear of a file that was written.

    `report` says where it is and what it holds; it cannot be changed any more.
    Example: `log.info("%s", report.path)`. Since 0.1.
    """
