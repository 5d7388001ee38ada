"""The way from a project to findings, documents and files."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from efc_reporting.base.process import DEFAULT_LIMITS, Limits
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import (
    Audience,
    NoOptions,
    ReportContext,
    ReportFormat,
    WrittenReport,
)
from efc_reporting.facts import ProjectFacts, count
from efc_reporting.facts.grant import Forecast, forecast
from efc_reporting.model import Findings, Project
from efc_reporting.plugin_host.calls import Calls, Preparation
from efc_reporting.plugin_host.loading import load_plugins
from efc_reporting.plugin_host.sources import plugin_settings
from efc_reporting.programme import with_measure_files
from efc_reporting.programme.deadlines import Deadline, deadlines
from efc_reporting.rendering.templates import Templates
from efc_reporting.workflows import builtin
from efc_reporting.workflows.making import Maker, Options, Task

if TYPE_CHECKING:
    from efc_reporting.workflows.dossier import Dossier
    from efc_reporting.workflows.pull.results import PullResult


log = logging.getLogger("efc_reporting")
log.addHandler(logging.NullHandler())


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
        self.as_of = as_of or date.today()
        self.templates = Templates(
            folders=tuple(map(Path, template_folders)),
            prepare=Preparation(self.registry.calls("efc_prepare_templates")),
        )
        self.maker = Maker(
            registry=self.registry,
            calls=Calls(limits=limits),
            templates=self.templates,
            as_of=self.as_of,
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
        return self.maker.assess(project).findings

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
        return self.maker.context(
            self.maker.assess(project),
            language=language,
            audience=audience,
            recipient=recipient,
            document_options=document_options,
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
        return self.maker.render(task, task.compose(), self.registry.format(format), options)

    def render_document(
        self,
        document: Document,
        report_format: ReportFormat[Any],
        context: ReportContext,
        options: Options = None,
    ) -> bytes:
        """Return the bytes of a composed document; whatever the format does, it is named."""
        return self.maker.render_document(document, report_format, context, options)

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
        task = self._task(project, document, language, audience, recipient, document_options)
        return self.maker.write(task, Path(path), format=format, template=template, options=options)

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

        return write_dossier(
            self.maker, project, Path(folder), languages or project.languages, on_file
        )

    def pull(
        self, folder: str | Path, path: str | Path, changes: str = "stop", is_dry_run: bool = False
    ) -> PullResult:
        """Take the text of an edited Word file back into the project folder, and tell all else.

        Sections that changed in the file alone are written as Markdown. `changes` says what is done
        with tracked ones: `accept`, `reject`, or `stop` before anything is compared.
        """
        from efc_reporting.workflows.pull.pull import pull_report

        return pull_report(self.maker, Path(folder), Path(path), changes, is_dry_run=is_dry_run)

    def _task(
        self,
        project: Project,
        document: str,
        language: str | None,
        audience: Audience | str | None,
        recipient: str,
        options: Options,
    ) -> Task:
        return self.maker.task(
            self.maker.assess(project),
            document,
            language=language,
            audience=audience,
            recipient=recipient,
            options=options,
        )
