"""The way from a project to findings, documents and files."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from efc_reporting import builtin
from efc_reporting.contracts import (
    Audience,
    DocumentKind,
    ReportContext,
    ReportFormat,
    WrittenReport,
)
from efc_reporting.document import Document
from efc_reporting.errors import NotAcceptedError
from efc_reporting.facts import ProjectFacts, count
from efc_reporting.guarding import check_result, guarded
from efc_reporting.i18n import translator_for
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.options import make_options
from efc_reporting.plugin_loading import load_plugins
from efc_reporting.privacy import audience_named, redact
from efc_reporting.templating import Templates
from efc_reporting.writing import write_atomically

if TYPE_CHECKING:
    import jinja2

    from efc_reporting.dossier import Dossier

log = logging.getLogger("efc_reporting")

Options = Mapping[str, object] | object | None


class Reporter:
    """Checks projects and writes their reports with the plugins that it loaded.

    `as_of` is the day of the reports, today where none is given: it decides every date shown, and
    which meetings lie behind. `template_folders` are searched before the shipped templates.
    """

    def __init__(
        self,
        *,
        plugins: Sequence[object] = (),
        disabled_plugins: Iterable[str] = (),
        discover_plugins: bool = True,
        strict_plugins: bool = False,
        as_of: date | None = None,
        template_folders: Iterable[str | os.PathLike[str]] = (),
    ) -> None:
        self.registry = load_plugins(
            builtin,
            plugins,
            disabled=disabled_plugins,
            discover=discover_plugins,
            strict=strict_plugins,
        )
        self.as_of = as_of or date.today()
        self.templates = Templates(
            folders=tuple(map(Path, template_folders)), prepare=self._prepare
        )

    def facts(self, project: Project) -> ProjectFacts:
        """Count the project under the rules of its measure."""
        return count(project, self.registry.measure(project.measure))

    def check(self, project: Project) -> Findings:
        """Return everything that loading, the core and the plugins found, the worst first."""
        measure = self.registry.measure(project.measure)
        facts = self.facts(project)
        found = list(project.remarks)
        for call in self.registry.calls("efc_check_project"):
            try:
                found += call(project=project, facts=facts, measure=measure)
            except (Exception, SystemExit) as error:
                found.append(_failed_check(call.plugin, error))
        return Findings(found)

    def context(
        self,
        project: Project,
        *,
        language: str | None = None,
        audience: Audience | str = Audience.AGENCY,
    ) -> ReportContext:
        """Return all that documents and formats may know, redacted for the audience."""
        reader = audience_named(audience)
        chosen = language or project.languages[0]
        return ReportContext(
            project=redact(project, reader),
            facts=self.facts(project),
            findings=self.check(project),
            measure=self.registry.measure(project.measure),
            audience=reader,
            language=chosen,
            translator=translator_for(chosen),
            templates=self.templates,
            as_of=self.as_of,
        )

    def compose(
        self,
        project: Project,
        document: str,
        *,
        language: str | None = None,
        audience: Audience | str | None = None,
    ) -> Document:
        """Return a document, ready for any format; while errors are open it is a draft."""
        return self._compose(self._task(project, document, language, audience))

    def render(
        self,
        project: Project,
        document: str,
        format: str,
        *,
        language: str | None = None,
        audience: Audience | str | None = None,
        options: Options = None,
    ) -> bytes:
        """Return the bytes of a document in a format."""
        task = self._task(project, document, language, audience)
        return self._render(self._compose(task), self.registry.format(format), task, options)

    def write(
        self,
        project: Project,
        document: str,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        language: str | None = None,
        audience: Audience | str | None = None,
        template: str | None = None,
        options: Mapping[str, object] | None = None,
    ) -> WrittenReport:
        """Write a document to `path`; the format follows from the ending unless it is named.

        On any failure what stood at `path` before stands there still.
        """
        target = Path(path)
        named = self.registry.format(format) if format else self.registry.format_for(target.suffix)
        task = self._task(project, document, language, audience)
        chosen = {**(options or {}), **({"template": template} if template else {})}
        composed = self._compose(task)
        return self.save(target, self._render(composed, named, task, chosen), composed, named)

    def save(
        self, path: Path, data: bytes, document: Document, report_format: ReportFormat[Any]
    ) -> WrittenReport:
        """Write the bytes of a rendered document and tell the plugins."""
        write_atomically(path, data)
        report = WrittenReport(
            path=path,
            document=document.kind,
            format=report_format.info.name,
            language=document.language,
            audience=Audience(document.audience),
            sha256=sha256(data).hexdigest(),
            is_draft=document.is_draft,
        )
        for call in self.registry.calls("efc_report_written"):
            try:
                call(report=report)
            except (Exception, SystemExit) as error:
                log.warning("plugin %s failed on a written report: %s", call.plugin, error)
        return report

    def write_dossier(
        self,
        project: Project,
        folder: str | os.PathLike[str],
        *,
        languages: Sequence[str] | None = None,
    ) -> Dossier:
        """Write every document in the funder's order, with an index and a manifest."""
        from efc_reporting.dossier import write_dossier

        return write_dossier(self, project, Path(folder), languages or project.languages)

    def _task(
        self, project: Project, document: str, language: str | None, audience: Audience | str | None
    ) -> _Task:
        kind = self.registry.document(document)
        reader = audience or kind.info.default_audience
        context = self.context(project, language=language, audience=reader)
        if context.audience not in kind.info.audiences:
            raise NotAcceptedError(
                what=f"document {document}",
                problem=f"it is not made for the audience {context.audience}",
                remedy=f"choose one of {', '.join(sorted(kind.info.audiences))}",
            )
        return _Task(kind=kind, context=context)

    def _compose(self, task: _Task) -> Document:
        name = task.kind.info.name
        document = guarded(
            lambda: task.kind.compose(task.context),
            plugin=self.registry.provider_of_document(name),
            name=name,
            document=name,
        )
        return attrs.evolve(document, is_draft=task.context.findings.has_errors)

    def render_document(
        self,
        document: Document,
        report_format: ReportFormat[Any],
        context: ReportContext,
        options: Options = None,
    ) -> bytes:
        """Return the bytes of a composed document; whatever the format does, it is named."""
        info = report_format.info
        checked = make_options(report_format.options_type, options)
        plugin = self.registry.provider_of_format(info.name)
        result = guarded(
            lambda: report_format.render(document, context, checked),
            plugin=plugin,
            name=info.name,
            document=document.kind,
        )
        return check_result(
            result, info.magic, plugin=plugin, name=info.name, document=document.kind
        )

    def _render(
        self, document: Document, report_format: ReportFormat[Any], task: _Task, options: Options
    ) -> bytes:
        _refuse_unfit(task.kind, report_format, task.context.audience)
        return self.render_document(document, report_format, task.context, options)

    def _prepare(self, environment: jinja2.Environment, format_name: str) -> None:
        for call in self.registry.calls("efc_prepare_templates"):
            call(environment=environment, format_name=format_name)


@attrs.frozen(kw_only=True)
class _Task:
    """A document to be made, and what it is made from."""

    kind: DocumentKind
    context: ReportContext


def accepts(kind: DocumentKind, report_format: ReportFormat[Any]) -> bool:
    """Say whether a format takes a document."""
    info = report_format.info
    is_named = info.documents is None or kind.info.name in info.documents
    return is_named and (kind.info.is_tabular or not info.is_tabular)


def _refuse_unfit(kind: DocumentKind, report_format: ReportFormat[Any], audience: Audience) -> None:
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


def _failed_check(plugin: str, error: BaseException) -> Finding:
    return Finding(
        code="check-failed",
        severity=Severity.WARNING,
        where="plugins",
        message="The checks of the plugin {plugin} failed and are missing here: {problem}",
        values={"plugin": plugin, "problem": f"{type(error).__name__}: {error}"},
    )
