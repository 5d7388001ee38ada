"""What a document and a format are given."""

from __future__ import annotations

from collections.abc import Iterator

from docs_reference.describing import fields_of, members_of, text_of, words_of
from efc_reporting.base.i18n import Translator
from efc_reporting.contracts import Audience, ReportContext
from efc_reporting.rendering.templates import Templates


def context() -> Iterator[str]:
    """Yield the fields of the context and what its tools can do."""
    yield from ("## ReportContext", "", *fields_of(ReportContext), *members_of(ReportContext), "")
    yield from ("## Audience", "", *words_of(Audience), "")
    for kind in (Translator, Templates):
        yield from (f"## {kind.__name__}", "", text_of(kind), *members_of(kind), "")
