"""Renders for the contract of formats; what is dear is done once and shared by the tests."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from functools import cache
from time import process_time
from typing import Any

import attrs

from efc_reporting.blocks.document import Document
from efc_reporting.contracts import Audience, ReportFormat
from efc_reporting.plugin_host.choosing import accepts
from efc_reporting.testing.contexts import context_for, core_reporter
from efc_reporting.testing.contracts.tour import tour_of
from efc_reporting.testing.contracts.watching import Watched, watch
from efc_reporting.workflows.sample import sample_project

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
    return min(_documents(report_format, language), key=_length)


def richest(report_format: AnyFormat, language: str = "en") -> Document:
    """Return the document with the most kinds of blocks that a format takes."""
    return max(_documents(report_format, language), key=lambda d: len({type(b) for b in d.walk()}))


def _documents(report_format: AnyFormat, language: str) -> list[Document]:
    documents = [sample_document(name, language) for name in accepted(report_format)]
    assert documents, "the format takes none of the library's documents"
    return documents


def _length(document: Document) -> int:
    return len(list(document.plain_paragraphs()))


def render(report_format: AnyFormat, document: Document) -> bytes:
    """Return what the format makes, its own errors unchanged."""
    return made(report_format, document).data


@attrs.frozen(kw_only=True)
class Rendered:
    """A document and its file, and how many seconds of work it took.

    `changed` names what the format changed of what it was given.
    """

    document: Document
    data: bytes
    changed: tuple[str, ...]
    seconds: float


def made(report_format: AnyFormat, document: Document) -> Rendered:
    """Return what the format makes, with all that can be told of it."""
    first_changes(report_format)
    return _made(report_format, document)


def _made(report_format: AnyFormat, document: Document) -> Rendered:
    """Render a copy: what one format does to a document is no other one's affair."""
    audience = Audience(document.audience)
    context = context_for(sample_project(), language=document.language, audience=audience)
    before = {"document": document, "project": copy.deepcopy(context.project)}
    given = copy.deepcopy(document)
    begun = process_time()
    data = report_format.render(given, context, report_format.options_type())
    seconds = process_time() - begun
    after = {"document": given, "project": context.project}
    changed = tuple(name for name, value in after.items() if value != before[name])
    return Rendered(document=document, data=data, changed=changed, seconds=seconds)


@cache
def first_changes(report_format: AnyFormat) -> tuple[str, ...]:
    """Return what the format changes around it the first time; what is done twice shows once."""
    return watch(lambda: _made(report_format, shortest(report_format))).changed


@cache
def trial(report_format: AnyFormat) -> Watched[tuple[Rendered, ...]]:
    """Render every document that the format takes, watched.

    Files that its libraries write once when they are loaded are not the format's affair.
    """
    first_changes(report_format)
    documents = [sample_document(name) for name in accepted(report_format)]
    return watch(lambda: tuple(_made(report_format, document) for document in documents))


@cache
def tour(report_format: AnyFormat) -> Rendered:
    """Render the document that has every block."""
    return made(report_format, tour_of(shortest(report_format)))


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
