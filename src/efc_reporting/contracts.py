"""What a document and a format have to be, and what they are given."""

from __future__ import annotations

import abc
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import attrs

from efc_reporting.document import Document
from efc_reporting.facts import ProjectFacts
from efc_reporting.i18n import Translator
from efc_reporting.model import Findings, Project
from efc_reporting.programme import Measure
from efc_reporting.templating import Templates

if TYPE_CHECKING:
    from pathlib import Path

API_VERSION = "1"
"""The version of the plugin interface; a plugin made for another one is refused in one sentence."""


class Audience(StrEnum):
    """Who will read an output; decides what of a person it may hold."""

    INTERNAL = "internal"
    AGENCY = "agency"
    PARTNERS = "partners"
    PUBLIC = "public"


EVERY_AUDIENCE = frozenset(Audience)


@attrs.frozen
class NoOptions:
    """The options of a format or a document that has none."""


OptionsT = TypeVar("OptionsT")


@attrs.frozen(kw_only=True)
class DocumentInfo:
    """What a document is; `is_tabular` says that a spreadsheet is a sensible form of it.

    `audiences` are those that may get it; `default_audience` is taken when none is named.
    `options_type` is a frozen attrs class: what may be chosen for this document.
    """

    name: str
    title: str
    default_audience: Audience = Audience.AGENCY
    audiences: frozenset[Audience] = EVERY_AUDIENCE
    is_tabular: bool = False
    options_type: type[Any] = NoOptions
    api: str = API_VERSION


@attrs.frozen(kw_only=True)
class FormatInfo:
    """What a format is.

    `documents` are the names of those that it takes, None for any; `is_tabular` says that it takes
    only tabular ones. `magic` are the first bytes of each file of this type, b"" for none.
    `preferred_for` are the names of documents for which it is taken before others with the same
    extension. `requires` are the import names of packages that it cannot do without.
    """

    name: str
    title: str
    extension: str
    media_type: str
    audiences: frozenset[Audience] = EVERY_AUDIENCE
    documents: frozenset[str] | None = None
    is_tabular: bool = False
    preferred_for: frozenset[str] = frozenset()
    requires: tuple[str, ...] = ()
    magic: bytes = b""
    api: str = API_VERSION


@attrs.frozen(kw_only=True)
class ReportContext:
    """All that a document or a format may know.

    For the audience `public` the project holds no person any more. `as_of` is the day of the
    report: nobody reads the clock. `document_options` is what was chosen for the document.
    """

    project: Project
    facts: ProjectFacts
    findings: Findings
    measure: Measure
    audience: Audience
    language: str
    translator: Translator
    templates: Templates
    as_of: date
    document_options: object = NoOptions()

    def options_as(self, options_type: type[OptionsT]) -> OptionsT:
        """Return the options of a document; its defaults where the context has none of its own."""
        given = self.document_options
        return given if isinstance(given, options_type) else options_type()


class DocumentKind(abc.ABC):
    """Says what a report tells, without any layout."""

    info: ClassVar[DocumentInfo]

    @abc.abstractmethod
    def compose(self, context: ReportContext) -> Document:
        """Return the document in the language and for the audience of the context."""

    def compose_files(self, context: ReportContext) -> tuple[tuple[str, Document], ...]:
        """Return the document as one file, or as several with what sets each file's name apart."""
        return (("", self.compose(context)),)


class ReportFormat(abc.ABC, Generic[OptionsT]):
    """Says how a document looks as a file."""

    info: ClassVar[FormatInfo]
    options_type: type[OptionsT]

    @abc.abstractmethod
    def render(self, document: Document, context: ReportContext, options: OptionsT) -> bytes:
        """Return the bytes of the file; nothing is written here."""


@attrs.frozen(kw_only=True)
class WrittenReport:
    """One file that was written, and what it is; `more` are the others of a split document."""

    path: Path
    document: str
    format: str
    language: str
    audience: Audience
    sha256: str
    is_draft: bool
    more: tuple[WrittenReport, ...] = ()
