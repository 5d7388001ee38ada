"""Which format makes a file when only its ending is given, and which one steps in.

Several formats may share an ending, as `pdf` and `pdf-typst` do. The one that prefers the document
comes first, then those that prefer none, in the order in which they were registered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs

from efc_reporting.contracts import Audience, DocumentKind, ReportFormat
from efc_reporting.errors import MissingRequirementError, NotAcceptedError
from efc_reporting.plugin_host.registry import Registry

log = logging.getLogger("efc_reporting")


def accepts(kind: DocumentKind, report_format: ReportFormat[Any]) -> bool:
    """Say whether a format takes a document."""
    info = report_format.info
    is_named = info.documents is None or kind.info.name in info.documents
    return is_named and (kind.info.is_tabular or not info.is_tabular)


def refuse_unfit(kind: DocumentKind, report_format: ReportFormat[Any], audience: Audience) -> None:
    """Raise NotAcceptedError where a format does not take a document, or not for this audience."""
    info = report_format.info
    if not accepts(kind, report_format):
        raise NotAcceptedError(
            what=f"format {info.name}",
            problem=f"it does not take the document {kind.info.name}",
            remedy="choose another format",
        )
    if audience not in info.audiences:
        raise NotAcceptedError(
            what=f"format {info.name}",
            problem=f"it is not made for the audience {audience}",
            remedy=f"choose one of {', '.join(sorted(info.audiences))}",
        )


def formats_for(
    registry: Registry, extension: str, kind: DocumentKind, options: Iterable[str] = ()
) -> tuple[ReportFormat[Any], ...]:
    """Return the formats for an ending, the best first; raise UnknownNameError where none has it.

    A format that does not take the document, or does not know one of the options, is left out as
    long as there is another.
    """
    named = set(options)
    found = sorted(registry.formats_for(extension), key=lambda f: _rank(f, kind.info.name))
    for is_fit in (
        lambda f: accepts(kind, f),
        lambda f: named <= {option.name for option in attrs.fields(f.options_type)},
    ):
        found = list(filter(is_fit, found)) or found
    return tuple(found)


def format_named(registry: Registry, name: str, extension: str) -> ReportFormat[Any]:
    """Return a format that was asked for by its name, for a file with this ending.

    Raise UnknownNameError where nobody registered it, and NotAcceptedError where the ending is that
    of other formats: such a file opens nowhere.
    """
    chosen = registry.format(name)
    wanted, ending = chosen.info.extension, extension.casefold()
    if ending != wanted and ending in {f.info.extension for f in registry.formats.values()}:
        raise NotAcceptedError(
            what=f"format {name}",
            problem=f"its files end in {wanted}, not in {ending}",
            remedy=f"name a file that ends in {wanted}, or choose another format",
        )
    return chosen


def _rank(report_format: ReportFormat[Any], document: str) -> int:
    preferred = report_format.info.preferred_for
    return 0 if document in preferred else 2 if preferred else 1


def first_that_works(
    formats: Sequence[ReportFormat[Any]], render: Callable[[ReportFormat[Any]], bytes]
) -> tuple[ReportFormat[Any], bytes]:
    """Return what the first format makes of which nothing is missing on this computer.

    Raise the MissingRequirementError of the first one where all of them lack something.
    """
    first, *others = formats
    try:
        return first, render(first)
    except MissingRequirementError as missing:
        for other in others:
            try:
                data = render(other)
            except MissingRequirementError:
                continue
            log.warning("%s; the format %s stepped in", missing, other.info.name)
            return other, data
        raise
