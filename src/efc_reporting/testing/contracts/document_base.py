"""What the tests of documents have in common: the document, and how it is composed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

from efc_reporting.contracts import Audience, DocumentKind
from efc_reporting.document import Document
from efc_reporting.i18n import available_languages
from efc_reporting.model import Project
from efc_reporting.testing.awkward import awkward_projects
from efc_reporting.testing.contexts import context_for
from efc_reporting.testing.contracts.contract import Contract
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
    return kind.compose(context_for(_projects()[title], language=language, audience=audience))
