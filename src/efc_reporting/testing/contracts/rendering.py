"""Renders for the contract of formats; what is dear is done once and shared by the tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from efc_reporting.contracts import Audience, ReportFormat
from efc_reporting.document import Document
from efc_reporting.fitting import accepts
from efc_reporting.testing.contexts import context_for, core_reporter
from efc_reporting.testing.contracts.tour import tour_of
from efc_reporting.testing.contracts.watching import Watched, watch
from efc_reporting.testing.sample import sample_project

AnyFormat = ReportFormat[Any]


@cache
def sample_document(name: str, language: str = "en") -> Document:
    """Return a document of the sample project for those who mostly read it."""
    return core_reporter().compose(sample_project(), name, language=language)


def accepted(report_format: AnyFormat) -> list[str]:
    """Return the names of the documents that a format takes for those who mostly read them."""
    return [
        kind.info.name
        for kind in core_reporter().registry.documents.values()
        if accepts(kind, report_format)
        and kind.info.default_audience in report_format.info.audiences
    ]


def shortest(report_format: AnyFormat, language: str = "en") -> Document:
    """Return the shortest document that a format takes: enough where any one will do."""
    documents = [sample_document(name, language) for name in accepted(report_format)]
    assert documents, "the format takes none of the library's documents"
    return min(documents, key=lambda document: len(list(document.plain_paragraphs())))


def render(report_format: AnyFormat, document: Document) -> bytes:
    """Return what the format makes, its own errors unchanged."""
    audience = Audience(document.audience)
    context = context_for(sample_project(), language=document.language, audience=audience)
    return report_format.render(document, context, report_format.options_type())


@attrs.frozen(kw_only=True)
class Rendered:
    """A document and its file."""

    document: Document
    data: bytes


@cache
def trial(report_format: AnyFormat) -> Watched[tuple[Rendered, ...]]:
    """Render every document that the format takes, watched.

    What its libraries do once when they are loaded is not the format's affair.
    """
    render(report_format, shortest(report_format))
    documents = [sample_document(name) for name in accepted(report_format)]
    return watch(
        lambda: tuple(Rendered(document=d, data=render(report_format, d)) for d in documents)
    )


@cache
def tour(report_format: AnyFormat) -> Rendered:
    """Render the document that has every block."""
    document = tour_of(shortest(report_format))
    return Rendered(document=document, data=render(report_format, document))


def squeezed(text: str) -> str:
    """Return the characters without any white space: where lines break is the format's affair."""
    return "".join(text.split())


def is_said(words: str, text: str) -> bool:
    """Say whether a squeezed text has the words, together or, in a narrow column, one by one.

    Words of a right-to-left script may be read back the other way round.
    """
    return squeezed(words) in text or all(
        word in text or word[::-1] in text for word in re.split(r"[\s-]+", words)
    )


def missing(wanted: Mapping[str, str], text: str) -> list[str]:
    """Return the names of what a reader does not find in a text."""
    whole = squeezed(text)
    return [name for name, words in wanted.items() if not is_said(words, whole)]
