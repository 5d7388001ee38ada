"""What a document and a format have to be, and what they are given."""

from __future__ import annotations

import abc
import logging
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

import attrs

from efc_reporting.base.i18n import Translator
from efc_reporting.base.values import as_tuple
from efc_reporting.blocks.document import Document
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Findings, Project
from efc_reporting.model.audience import Audience as Audience
from efc_reporting.programme import Measure
from efc_reporting.rendering.templates import Templates

if TYPE_CHECKING:
    from pathlib import Path


log = logging.getLogger("efc_reporting")

API_VERSION = "1"
"""The version of the plugin interface; a plugin made for another one is refused in one sentence."""


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
    `is_taken_back` says that its files mark the project's own words, and so can be edited and
    pulled: it is given the blocks `OwnWords`, which all others get as what they fall back to.
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
    is_taken_back: bool = False
    api: str = API_VERSION


@attrs.frozen(kw_only=True)
class ReportContext:
    """All that a document or a format may know.

    For the audience `public` the project holds no person any more. `as_of` is the day of the
    report: nobody reads the clock. `document_options` is what was chosen for the document.
    `recipient` is the id of the partner who reads it, where it is made for one. A format calls
    `warn` with an English sentence where its file is not as it should be.
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
    recipient: str = ""
    warn: Callable[[str], None] = attrs.field(default=log.warning, eq=False, repr=False)

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
class PluginPart:
    """A plugin that took part in a file, and how.

    `part` is `document`, `format`, `measure`, `checks` or `templates`: a plugin with checks had its
    say on every file, one that prepares templates on those of formats that have some.
    """

    plugin: str
    distribution: str
    version: str
    part: str


@attrs.frozen(kw_only=True)
class WrittenReport:
    """One file that was written, and what it is; `more` are the others of a split document.

    `plugins` are those that took part in it. `findings` say what the file lacks.
    """

    path: Path
    document: str
    format: str
    language: str
    audience: Audience
    sha256: str
    is_draft: bool
    more: tuple[WrittenReport, ...] = ()
    plugins: tuple[PluginPart, ...] = ()
    findings: Findings = Findings()


def _as_findings(given: Iterable[Finding]) -> Findings:
    return Findings(tuple(given))


def _as_rows(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(rows)


@attrs.frozen(kw_only=True)
class TemplateCheck:
    """What was seen in a template.

    `features` are labels with texts in the language of the context, such as ("Fonts", "Arial").
    `fields` are the names of the fields in its text. `annotated` is a copy of the template with a
    comment at each finding that has a place in it.
    """

    findings: Findings = attrs.field(converter=_as_findings)
    features: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_as_rows)
    fields: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    annotated: bytes = attrs.field(default=b"", repr=False)


class ChecksTemplates(abc.ABC):
    """A format whose templates are files that users make, such as letterheads.

    A `ReportFormat` inherits from it too; its options have a `template`.
    """

    template_extensions: ClassVar[frozenset[str]]
    """The endings of such files, in small letters with their dot."""

    @abc.abstractmethod
    def check_template(
        self,
        data: bytes,
        name: str,
        document: Document,
        context: ReportContext,
        *,
        is_sample: bool = False,
    ) -> TemplateCheck:
        """Return what is to be said of a template, given by its bytes and the name of its file.

        `document` and `context` are those of a report that would be written with it; `is_sample`
        says that their project is made up, so that the ids of its meetings prove nothing. Raise
        NotAcceptedError where the file cannot be used at all.
        """
