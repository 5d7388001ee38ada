"""What a format has to be that can check the templates of users before anything is written."""

from __future__ import annotations

import abc
from collections.abc import Iterable
from typing import ClassVar

import attrs

from efc_reporting.contracts import ReportContext
from efc_reporting.document import Document
from efc_reporting.model import Finding, Findings
from efc_reporting.tuples import as_tuple


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
