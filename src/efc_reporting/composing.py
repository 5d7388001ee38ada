"""A document that is to be made: for whom it may be, and its files once it is composed."""

from __future__ import annotations

import attrs

from efc_reporting.calling import Calls
from efc_reporting.contracts import DocumentKind, ReportContext
from efc_reporting.document import Document
from efc_reporting.errors import NotAcceptedError
from efc_reporting.i18n import translator_for
from efc_reporting.registry import PluginRecord


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
