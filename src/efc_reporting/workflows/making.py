"""Makes documents and files: who may get them, what they are made from, what made them."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from efc_reporting.base.i18n import translator_for
from efc_reporting.base.writing import beside, write_atomically
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import (
    Audience,
    DocumentKind,
    NoOptions,
    ReportContext,
    ReportFormat,
    WrittenReport,
)
from efc_reporting.errors import NotAcceptedError, ReportingError
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.plugin_host.calls import Calls
from efc_reporting.plugin_host.choosing import (
    first_that_works,
    format_named,
    formats_for,
    refuse_unfit,
)
from efc_reporting.plugin_host.options import make_options, with_template
from efc_reporting.plugin_host.registry import PluginRecord, Registry
from efc_reporting.privacy import audience_named, redact
from efc_reporting.rendering.templates import Templates
from efc_reporting.workflows.assessing import AssessedProject, assess

log = logging.getLogger("efc_reporting")

Options = Mapping[str, object] | object | None


@attrs.frozen(kw_only=True)
class Task:
    """A document to be made, what it is made from, the plugin that brought it, and how to call."""

    kind: DocumentKind
    context: ReportContext
    plugin: PluginRecord
    calls: Calls

    def __attrs_post_init__(self) -> None:
        info = self.kind.info
        if self.context.audience not in info.audiences:
            raise NotAcceptedError(
                what=f"document {info.name}",
                problem=f"it is not made for the audience {self.context.audience}",
                remedy=f"choose one of {', '.join(sorted(info.audiences))}",
            )

    def compose(self) -> Document:
        """Return the whole document; while errors are open it is a draft."""
        return self._marked(self.calls.compose(self.kind, self.context, self.plugin))

    @cached_property
    def files(self) -> tuple[tuple[str, Document], ...]:
        """The document file by file, each with what sets its name apart; composed once."""
        found = self.calls.compose_files(self.kind, self.context, self.plugin)
        if not found:
            raise NotAcceptedError(
                what=f"document {self.kind.info.name}",
                problem="there is nothing to be written for this audience",
                remedy="choose another audience, or add participant lists",
            )
        return tuple((part, self._marked(document)) for part, document in found)

    def context_of(self, document: Document) -> ReportContext:
        """Return the context in the language of one of the files."""
        if document.language == self.context.language:
            return self.context
        translator = translator_for(document.language)
        return attrs.evolve(self.context, language=document.language, translator=translator)

    def _marked(self, document: Document) -> Document:
        is_draft = self.context.findings.has_errors
        project = document.project or self.context.project.name
        audience = self.context.audience
        return attrs.evolve(document, is_draft=is_draft, audience=audience, project=project)


def incomplete(document: Document, sentences: Iterable[str]) -> Findings:
    """Return a finding for each sentence, the same ones once."""
    return Findings(
        [
            Finding(
                code="file-incomplete",
                severity=Severity.WARNING,
                where=document.kind,
                message="The file is not as it should be: {problem}",
                values={"problem": sentence},
            )
            for sentence in dict.fromkeys(sentences)
        ]
    )


@attrs.frozen(kw_only=True)
class Maker:
    """Makes documents and files from assessed projects, with the plugins that were loaded."""

    registry: Registry
    calls: Calls
    templates: Templates
    as_of: date

    def assess(self, project: Project) -> AssessedProject:
        """Count and check a project, once for all that is made of it."""
        return assess(project, self.registry, self.calls)

    def context(
        self,
        assessed: AssessedProject,
        *,
        language: str | None = None,
        audience: Audience | str = Audience.AGENCY,
        recipient: str = "",
        document_options: object = NoOptions(),
    ) -> ReportContext:
        """Return all that documents and formats may know, redacted for the audience."""
        reader = audience_named(audience)
        chosen = language or assessed.project.languages[0]
        return ReportContext(
            project=redact(assessed.project, reader, recipient),
            facts=assessed.facts,
            findings=assessed.findings_for(reader),
            measure=assessed.measure,
            audience=reader,
            language=chosen,
            translator=translator_for(chosen),
            templates=self.templates,
            as_of=self.as_of,
            document_options=document_options,
            recipient=recipient,
        )

    def task(
        self,
        assessed: AssessedProject,
        document: str,
        *,
        language: str | None = None,
        audience: Audience | str | None = None,
        recipient: str = "",
        options: Options = None,
    ) -> Task:
        """Return a document that is to be made."""
        kind = self.registry.document(document)
        usual = Audience.PARTNERS if recipient else kind.info.default_audience
        context = self.context(
            assessed,
            language=language,
            audience=usual if audience is None else audience,  # "" is nobody known: the public
            recipient=recipient,
            document_options=make_options(kind.info.options_type, options),
        )
        plugin = self.registry.provider_of_document(document)
        return Task(kind=kind, context=context, plugin=plugin, calls=self.calls)

    def render(
        self, task: Task, document: Document, report_format: ReportFormat[Any], options: Options
    ) -> bytes:
        """Return the bytes of one file of a task."""
        refuse_unfit(task.kind, report_format, task.context.audience)
        return self.render_document(document, report_format, task.context_of(document), options)

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

    def write(
        self,
        task: Task,
        path: Path,
        *,
        format: str | None = None,
        template: str | os.PathLike[str] | None = None,
        options: Mapping[str, object] | None = None,
    ) -> WrittenReport:
        """Write a task to `path`; see `Reporter.write`. All is made before anything is saved."""
        chosen, templates = with_template(options, template, self.templates)
        if templates is not task.context.templates:
            task = attrs.evolve(task, context=attrs.evolve(task.context, templates=templates))
        if format:
            named = format_named(self.registry, format, path.suffix)
            formats: tuple[ReportFormat[Any], ...] = (named,)
        else:
            formats = formats_for(self.registry, path.suffix, task.kind, chosen)
        made = [
            (name, document, *self._first_rendered(task, document, formats, chosen))
            for name, document in task.files
        ]
        first, *others = [
            self.save(beside(path, name), data, document, used, task.context, incomplete_by)
            for name, document, used, data, incomplete_by in made
        ]
        return attrs.evolve(first, more=tuple(others))

    def _first_rendered(
        self,
        task: Task,
        document: Document,
        formats: Sequence[ReportFormat[Any]],
        options: Options,
    ) -> tuple[ReportFormat[Any], bytes, Findings]:
        """Return what the first format makes of which nothing is missing, and what it warned of."""
        sentences: list[str] = []
        context = attrs.evolve(task.context, warn=sentences.append)
        listening = attrs.evolve(task, context=context)
        used, data = first_that_works(
            formats, lambda chosen: self.render(listening, document, chosen, options)
        )
        return used, data, incomplete(document, sentences)

    def save(
        self,
        path: Path,
        data: bytes,
        document: Document,
        report_format: ReportFormat[Any],
        context: ReportContext,
        findings: Findings,
    ) -> WrittenReport:
        """Write the file; a plugin that fails when it hears of it is named, and the file stands."""
        write_atomically(path, data)
        name = report_format.info.name
        report = WrittenReport(
            path=path,
            document=document.kind,
            format=name,
            language=document.language,
            audience=Audience(document.audience),
            sha256=sha256(data).hexdigest(),
            is_draft=document.is_draft,
            plugins=self.registry.touching(document.kind, name, context.measure.name),
            findings=findings,
        )
        for call in self.registry.calls("efc_report_written"):
            try:
                self.calls.tell(call, report)
            except ReportingError as error:
                log.warning("%s is written, but %s", path.name, error)
        return report
