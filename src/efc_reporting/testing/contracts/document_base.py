"""What the tests of documents have in common: the document, and how it is composed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from efc_reporting.contracts import Audience, DocumentKind, ReportContext
from efc_reporting.document import Document
from efc_reporting.i18n import available_languages
from efc_reporting.model import Project
from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import context_for
from efc_reporting.testing.contracts.contract import Contract
from efc_reporting.testing.contracts.watching import watch
from efc_reporting.testing.sample import sample_project


class OfDocument(Contract):
    """A contract about one document."""

    document: ClassVar[DocumentKind]

    def audiences(self) -> list[Audience]:
        """Return for whom the document may be."""
        return sorted(self.document.info.audiences)

    def documents(self) -> Iterator[tuple[str, Document]]:
        """Yield the document of many projects, languages and audiences, each with what it is."""
        for title in ("sample", *awkward_projects()):
            languages = available_languages() if title == "sample" else ("en",)
            for language in languages:
                for audience in self.audiences():
                    name = f"{title}, {language}, {audience}"
                    yield name, _composed(self.document, title, language, audience)


@cache
def _projects() -> dict[str, Project]:
    return {"sample": sample_project(), **awkward_projects()}


@cache
def _composed(kind: DocumentKind, title: str, language: str, audience: Audience) -> Document:
    """Compose once what many tests look at."""
    return composed_by(kind, context_for(_projects()[title], language=language, audience=audience))


def composed_by(kind: DocumentKind, context: ReportContext) -> Document:
    """Return what the document makes of a context."""
    first_changes(kind)
    return kind.compose(context)


@cache
def first_changes(kind: DocumentKind) -> tuple[str, ...]:
    """Return what composing changes the first time; what is done twice shows once."""
    context = context_for(sample_project(), audience=kind.info.default_audience)
    before = copy.deepcopy(context.project)
    changed = watch(lambda: kind.compose(context)).changed
    if context.project != before:
        return (*changed, "the project in the context was changed: take attrs.evolve() for a copy")
    return changed
