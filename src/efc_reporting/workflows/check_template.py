"""Checks a template file of a user: what its format says of it, and a test of every document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from efc_reporting.contracts import ChecksTemplates, ReportContext, ReportFormat, TemplateCheck
from efc_reporting.errors import NotAcceptedError, RenderError, TemplateError
from efc_reporting.model import Finding, Project, Severity
from efc_reporting.plugin_host.choosing import accepts
from efc_reporting.plugin_host.guard import guarded

if TYPE_CHECKING:
    from efc_reporting.plugin_host.registry import Registry
    from efc_reporting.workflows.reporter import Reporter

SPEAKING = "narrative"
"""The document whose words fill the fields of the template while it is checked."""

REFUSED = "It cannot be used: {problem}; {remedy}."
NOT_WRITTEN = "A test with the document {document} failed: {problem}"


def check_template(
    reporter: Reporter, path: Path, project: Project, *, language: str, is_sample: bool = False
) -> TemplateCheck:
    """Return what is to be said of a template for reports on `project`.

    `is_sample` says that the project is made up: then the ids of meetings are not checked. A
    template that its format refuses has one finding of severity error. Raise NotAcceptedError
    where no format checks files with this ending.
    """
    checker, report_format = _checker(reporter.registry, path.suffix.casefold())
    templates, name = reporter.templates.with_given(str(path))
    context = attrs.evolve(
        reporter.context(project, language=language), templates=templates, warn=_leave
    )
    document = reporter.compose(project, SPEAKING, language=language)
    try:
        check: TemplateCheck = guarded(
            lambda: checker.check_template(
                path.read_bytes(), name, document, context, is_sample=is_sample
            ),
            plugin=reporter.registry.provider_of_format(report_format.info.name),
            name=report_format.info.name,
            document=SPEAKING,
        )
    except NotAcceptedError as error:
        values = {"problem": error.problem, "remedy": error.remedy}
        return TemplateCheck(findings=(_error("template-refused", REFUSED, **values),))
    failed = _failed(reporter, project, report_format, name, context)
    return attrs.evolve(check, findings=(*check.findings, *failed))


def _leave(sentence: str) -> None:
    """Hear what the check itself says already."""


def _checker(registry: Registry, ending: str) -> tuple[ChecksTemplates, ReportFormat[Any]]:
    known: set[str] = set()
    for report_format in registry.formats.values():
        if isinstance(report_format, ChecksTemplates):
            if ending in report_format.template_extensions:
                return report_format, report_format
            known |= report_format.template_extensions
    raise NotAcceptedError(
        what=f"a template ending in {ending or 'nothing'}",
        problem="no format checks such files",
        remedy=f"give one ending in {', '.join(sorted(known))}",
    )


def _failed(
    reporter: Reporter,
    project: Project,
    report_format: ReportFormat[Any],
    name: str,
    context: ReportContext,
) -> Iterator[Finding]:
    """Yield a finding for each document that cannot be written with the template."""
    for kind in reporter.registry.documents.values():
        if not accepts(kind, report_format):
            continue
        document = reporter.compose(project, kind.info.name, language=context.language)
        try:
            reporter.render_document(document, report_format, context, {"template": name})
        except (NotAcceptedError, RenderError, TemplateError) as error:
            values = {"document": kind.info.name, "problem": str(error)}
            yield _error("template-test", NOT_WRITTEN, **values)


def _error(code: str, message: str, **values: str) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, where="template", message=message, values=values
    )
