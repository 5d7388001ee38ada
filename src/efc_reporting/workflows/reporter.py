"""The way from a project to findings, documents and files."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from efc_reporting.base.i18n import translator_for
from efc_reporting.base.process import DEFAULT_LIMITS, Limits, described
from efc_reporting.base.writing import beside
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import (
    Audience,
    NoOptions,
    ReportContext,
    ReportFormat,
    WrittenReport,
)
from efc_reporting.errors import RenderError, ReportingError
from efc_reporting.facts import ProjectFacts, count
from efc_reporting.facts.grant import Forecast, forecast
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.plugin_host.calls import Calls, Preparation
from efc_reporting.plugin_host.choosing import format_named, formats_for, refuse_unfit
from efc_reporting.plugin_host.loading import load_plugins
from efc_reporting.plugin_host.options import make_options, with_template
from efc_reporting.plugin_host.registry import HookCall, Registry
from efc_reporting.plugin_host.sources import plugin_settings
from efc_reporting.privacy import READS_EVERY_FINDING, audience_named, redact
from efc_reporting.programme import Measure, with_measure_files
from efc_reporting.programme.deadlines import Deadline, deadlines
from efc_reporting.rendering.templates import Templates
from efc_reporting.workflows import builtin
from efc_reporting.workflows.making import Saving, Task, first_heard

if TYPE_CHECKING:
    from efc_reporting.workflows.dossier import Dossier
    from efc_reporting.workflows.pull.results import PullResult


MAY_TELL_A_NAME = frozenset({"character-not-shown", "picture-not-of-project"})
"""Findings of the core that hold a piece of what a person wrote: some names are one character."""


@attrs.frozen(kw_only=True)
class CheckedProject:
    """Everything that was found, and apart from it what the core found.

    The core's findings name towns and numbers. What loading remarked or a plugin found may name
    people: a plugin's check is given the whole project. So may a character of a name.
    """

    everything: Findings
    of_core: Findings

    def findings_for(self, audience: Audience) -> Findings:
        """Return what an audience may read; of what it may not, that it is there and how bad."""
        if audience in READS_EVERY_FINDING:
            return self.everything
        withheld = [f for f in self.everything if f not in self.of_core.items]
        if not withheld:
            return self.of_core
        return Findings((*self.of_core, _withheld(withheld)))


def check_project(
    registry: Registry,
    project: Project,
    facts: ProjectFacts,
    measure: Measure,
    calls: Calls,
) -> CheckedProject:
    """Run every check; one that fails is a finding itself, and the others go on."""
    found = {
        call: _found(calls, call, project, facts, measure)
        for call in registry.calls("efc_check_project")
    }
    of_core = [f for call, some in found.items() if _is_core(call) for f in some]
    of_plugins = [f for call, some in found.items() if not _is_core(call) for f in some]
    return CheckedProject(
        everything=Findings((*project.remarks, *of_core, *of_plugins)),
        of_core=Findings([f for f in of_core if f.code not in MAY_TELL_A_NAME]),
    )


def _is_core(call: HookCall) -> bool:
    return call.function is builtin.efc_check_project


def _found(
    calls: Calls, call: HookCall, project: Project, facts: ProjectFacts, measure: Measure
) -> tuple[Finding, ...]:
    try:
        return calls.check(call, project, facts, measure)
    except ReportingError as error:
        problem = error.problem if isinstance(error, RenderError) else described(error)
        return (
            Finding(
                code="check-failed",
                # Without the core's checks nobody can say that a report is more than a draft.
                severity=Severity.ERROR if _is_core(call) else Severity.WARNING,
                where="plugins",
                message="The checks of the plugin {plugin} failed and are missing here: {problem}",
                values={"plugin": call.plugin, "problem": problem},
            ),
        )


def _withheld(findings: list[Finding]) -> Finding:
    return Finding(
        code="findings-withheld",
        severity=Findings(findings).items[0].severity,
        where="project",
        message="Further findings ({number}) may name people and are shown to the agency only.",
        values={"number": len(findings)},
    )


log = logging.getLogger("efc_reporting")
log.addHandler(logging.NullHandler())

Options = Mapping[str, object] | object | None


class Reporter:
    """Checks projects and writes their reports with the plugins that it loaded.

    `as_of` is the day of the reports, today where none is given: it decides every date shown, and
    which meetings lie behind. `template_folders` are searched before the shipped templates.
    `measure_files` are TOML files whose measures are added, or taken in the place of registered
    ones of the same name; mistakes in them raise LoadError.

    `only_plugins`, `discover_plugins` and `strict_plugins` follow the environment where they are
    None. With `isolate` each file is rendered, and plugins of others are called, in a process of
    their own, under these limits or the usual ones.
    """

    def __init__(
        self,
        *,
        plugins: Sequence[object] = (),
        disabled_plugins: Iterable[str] = (),
        only_plugins: Iterable[str] | None = None,
        discover_plugins: bool | None = None,
        strict_plugins: bool | None = None,
        isolate: bool | Limits = False,
        as_of: date | None = None,
        template_folders: Iterable[str | os.PathLike[str]] = (),
        measure_files: Iterable[str | os.PathLike[str]] = (),
    ) -> None:
        settings = plugin_settings(
            os.environ,
            disabled=disabled_plugins,
            only=only_plugins,
            discover=discover_plugins,
            strict=strict_plugins,
        )
        limits = DEFAULT_LIMITS if isolate is True else isolate or None
        loaded = load_plugins(builtin, plugins, settings, limits=limits)
        self.registry = loaded.with_measures(with_measure_files(loaded.measures, measure_files))
        self.calls = Calls(limits=limits)
        self.saving = Saving(registry=self.registry, calls=self.calls)
        self.as_of = as_of or date.today()
        self.templates = Templates(
            folders=tuple(map(Path, template_folders)),
            prepare=Preparation(self.registry.calls("efc_prepare_templates")),
        )

    def facts(self, project: Project) -> ProjectFacts:
        """Count the project under the rules of its measure."""
        return count(project, self.registry.measure(project.measure))

    def forecast(self, project: Project) -> Forecast:
        """Return what the grant comes to by what took place, and what is missing to tell it."""
        return forecast(project, self.facts(project), self.registry.measure(project.measure))

    def deadlines(self, project: Project) -> tuple[Deadline, ...]:
        """Return the dates that must not be missed, the earliest first."""
        return deadlines(project, self.registry.measure(project.measure))

    def check(self, project: Project) -> Findings:
        """Return everything that loading, the core and the plugins found, the worst first."""
        return self._checked(project, self.facts(project)).everything

    def context(
        self,
        project: Project,
        *,
        language: str | None = None,
        audience: Audience | str = Audience.AGENCY,
        recipient: str = "",
        document_options: object = NoOptions(),
    ) -> ReportContext:
        """Return all that documents and formats may know, redacted for the audience.

        `recipient` is the id of the partner that reads what is made for the audience `partners`.
        """
        reader = audience_named(audience)
        chosen = language or project.languages[0]
        facts = self.facts(project)
        return ReportContext(
            project=redact(project, reader, recipient),
            facts=facts,
            findings=self._checked(project, facts).findings_for(reader),
            measure=self.registry.measure(project.measure),
            audience=reader,
            language=chosen,
            translator=translator_for(chosen),
            templates=self.templates,
            as_of=self.as_of,
            document_options=document_options,
            recipient=recipient,
        )

    def compose(
        self,
        project: Project,
        document: str,
        *,
        language: str | None = None,
        audience: Audience | str | None = None,
        recipient: str = "",
        document_options: Options = None,
    ) -> Document:
        """Return a document, ready for any format; while errors are open it is a draft."""
        task = self._task(project, document, language, audience, recipient, document_options)
        return task.compose()

    def render(
        self,
        project: Project,
        document: str,
        format: str,
        *,
        language: str | None = None,
        audience: Audience | str | None = None,
        recipient: str = "",
        options: Options = None,
        document_options: Options = None,
    ) -> bytes:
        """Return the bytes of a document in a format."""
        task = self._task(project, document, language, audience, recipient, document_options)
        return self._render(task.compose(), self.registry.format(format), task, options)

    def write(
        self,
        project: Project,
        document: str,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        language: str | None = None,
        audience: Audience | str | None = None,
        recipient: str = "",
        template: str | os.PathLike[str] | None = None,
        options: Mapping[str, object] | None = None,
        document_options: Options = None,
    ) -> WrittenReport:
        """Write a document to `path`; the format follows from the ending unless it is named.

        Where several formats have that ending, the best for the document is taken; where something
        is missing that it needs, the next steps in, and a warning is logged. `template` is the name
        of a template in the chain, or the path of a file such as a letterhead.
        On any failure what stood at `path` before stands there still. A document that is split
        becomes several files beside `path`, whose names begin with its stem.
        """
        target = Path(path)
        chosen, templates = with_template(options, template, self.templates)
        if format:
            named = format_named(self.registry, format, target.suffix)
            formats: tuple[ReportFormat[Any], ...] = (named,)
        else:
            kind = self.registry.document(document)
            formats = formats_for(self.registry, target.suffix, kind, chosen)
        task = self._task(project, document, language, audience, recipient, document_options)
        task = attrs.evolve(task, context=attrs.evolve(task.context, templates=templates))
        made = [
            (name, composed, *self._first_rendered(formats, composed, task, chosen))
            for name, composed in task.files()
        ]
        first, *others = [
            self.saving.save(beside(target, name), data, composed, used, project, findings)
            for name, composed, used, data, findings in made
        ]
        return attrs.evolve(first, more=tuple(others))

    def write_dossier(
        self,
        project: Project,
        folder: str | os.PathLike[str],
        *,
        languages: Sequence[str] | None = None,
        on_file: Callable[[str], None] | None = None,
    ) -> Dossier:
        """Write every document in the funder's order, with an index and a manifest.

        `on_file` is called with the name of each file before it is made.
        """
        from efc_reporting.workflows.dossier import write_dossier

        return write_dossier(self, project, Path(folder), languages or project.languages, on_file)

    def pull(
        self, folder: str | Path, path: str | Path, changes: str = "stop", is_dry_run: bool = False
    ) -> PullResult:
        """Take the text of an edited Word file back into the project folder, and tell all else.

        Sections that changed in the file alone are written as Markdown. `changes` says what is done
        with tracked ones: `accept`, `reject`, or `stop` before anything is compared.
        """
        from efc_reporting.workflows.pull.pull import pull_report

        return pull_report(self, Path(folder), Path(path), changes, is_dry_run=is_dry_run)

    def _checked(self, project: Project, facts: ProjectFacts) -> CheckedProject:
        measure = self.registry.measure(project.measure)
        return check_project(self.registry, project, facts, measure, self.calls)

    def _task(
        self,
        project: Project,
        document: str,
        language: str | None,
        audience: Audience | str | None,
        recipient: str = "",
        options: Options = None,
    ) -> Task:
        kind = self.registry.document(document)
        usual = Audience.PARTNERS if recipient else kind.info.default_audience
        context = self.context(
            project,
            language=language,
            audience=usual if audience is None else audience,  # "" is nobody known: the public
            recipient=recipient,
            document_options=make_options(kind.info.options_type, options),
        )
        plugin = self.registry.provider_of_document(document)
        return Task(kind=kind, context=context, plugin=plugin, calls=self.calls)

    def render_document(
        self,
        document: Document,
        report_format: ReportFormat[Any],
        context: ReportContext,
        options: Options = None,
    ) -> bytes:
        """Return the bytes of a composed document; whatever the format does, it is named."""
        info = report_format.info
        document = document if info.is_taken_back else document.without_marks()
        checked = make_options(report_format.options_type, options)
        plugin = self.registry.provider_of_format(info.name)
        return self.calls.render(report_format, document, context, checked, plugin)

    def _first_rendered(
        self,
        formats: Sequence[ReportFormat[Any]],
        document: Document,
        task: Task,
        options: Options,
    ) -> tuple[ReportFormat[Any], bytes, Findings]:
        return first_heard(
            formats, document, task, lambda f, t: self._render(document, f, t, options)
        )

    def _render(
        self, document: Document, report_format: ReportFormat[Any], task: Task, options: Options
    ) -> bytes:
        refuse_unfit(task.kind, report_format, task.context.audience)
        return self.render_document(document, report_format, task.context_of(document), options)
