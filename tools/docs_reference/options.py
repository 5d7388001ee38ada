"""The documents and formats that come with the library, and what may be chosen for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from docs_reference.describing import fields_of, text_of
from docs_reference.markdown import code, table
from efc_reporting import Reporter
from efc_reporting.plugin import EVERY_AUDIENCE, Audience, DocumentInfo, FormatInfo

OURS = "efc-reporting"


def _reporter() -> Reporter:
    """Return a reporter with the shipped plugins and no other that happens to be installed."""
    found = Reporter()
    strangers = {r.name for r in found.registry.records if r.distribution not in ("", OURS)}
    return Reporter(disabled_plugins=strangers)


def documents() -> Iterator[str]:
    """Yield every document with its options."""
    kinds = _reporter().registry.documents
    rows = [_document_row(kind.info) for kind in kinds.values()]
    titles = ("Document", "Title", "Made for, unless named", "Also for", "Tabular")
    yield from (*table(titles, rows), "")
    for name, kind in kinds.items():
        yield from (f"### Document {name}", "", text_of(type(kind)), "")
        yield from (*_options(kind.info.options_type), "")


def _document_row(info: DocumentInfo) -> tuple[str, ...]:
    others = info.audiences - {info.default_audience}
    return (
        code(info.name),
        info.title,
        code(info.default_audience),
        _audiences(others),
        "yes" if info.is_tabular else "no",
    )


def _audiences(audiences: frozenset[Audience]) -> str:
    return ", ".join(code(audience) for audience in Audience if audience in audiences)


def formats() -> Iterator[str]:
    """Yield every format with its options."""
    kinds = _reporter().registry.formats
    rows = [_format_row(kind.info) for kind in kinds.values()]
    titles = ("Format", "Title", "Ending", "Media type", "Takes", "Needs")
    yield from (*table(titles, rows), "")
    for name, kind in kinds.items():
        yield from (f"### Format {name}", "", text_of(type(kind)), "")
        yield from (*_options(kind.options_type), "")


def _format_row(info: FormatInfo) -> tuple[str, ...]:
    taken = "tabular documents" if info.is_tabular else "any document"
    if info.documents is not None:
        taken = ", ".join(map(code, sorted(info.documents)))
    if info.audiences != EVERY_AUDIENCE:
        taken += f", for {_audiences(info.audiences)}"
    return (
        code(info.name),
        info.title,
        code(info.extension),
        code(info.media_type),
        taken,
        ", ".join(map(code, info.requires)),
    )


def _options(options_type: type[Any]) -> Iterator[str]:
    if attrs.fields(options_type):
        yield from fields_of(options_type)
    else:
        yield "It has no options."
