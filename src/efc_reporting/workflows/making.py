"""A document that is to be made: for whom it may be, and its files once it is composed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs

from efc_reporting.base.i18n import translator_for
from efc_reporting.base.writing import write_atomically
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import (
    Audience,
    DocumentKind,
    ReportContext,
    ReportFormat,
    WrittenReport,
)
from efc_reporting.errors import NotAcceptedError, ReportingError
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.plugin_host.calls import Calls
from efc_reporting.plugin_host.choosing import first_that_works
from efc_reporting.plugin_host.registry import PluginRecord, Registry


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

    def files(self) -> tuple[tuple[str, Document], ...]:
        """Return the document file by file, each with what sets its name apart."""
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


Render = Callable[[ReportFormat[Any], Task], bytes]


def first_heard(
    formats: Sequence[ReportFormat[Any]], document: Document, task: Task, render: Render
) -> tuple[ReportFormat[Any], bytes, Findings]:
    """Return what the first format makes of which nothing is missing, and what it warned of."""
    sentences: list[str] = []
    context = attrs.evolve(task.context, warn=sentences.append)
    listening = attrs.evolve(task, context=context)
    used, data = first_that_works(formats, lambda chosen: render(chosen, listening))
    return used, data, incomplete(document, sentences)


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


log = logging.getLogger("efc_reporting")


@attrs.frozen(kw_only=True)
class Saving:
    """Saves files, and knows which plugins took part in them and which want to hear of them."""

    registry: Registry
    calls: Calls

    def save(
        self,
        path: Path,
        data: bytes,
        document: Document,
        report_format: ReportFormat[Any],
        project: Project,
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
            plugins=self.registry.touching(document.kind, name, project.measure),
            findings=findings,
        )
        for call in self.registry.calls("efc_report_written"):
            try:
                self.calls.tell(call, report)
            except ReportingError as error:
                log.warning("%s is written, but %s", path.name, error)
        return report
