"""The errors with their attributes."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from docs_reference.describing import text_of
from docs_reference.markdown import code, table
from efc_reporting import errors, sheets
from efc_reporting.errors import ReportingError


def error_kinds() -> Iterator[type[ReportingError]]:
    """Yield every public error, the root first."""
    for kind in (*vars(errors).values(), sheets.UnreadableSheetError):
        if isinstance(kind, type) and issubclass(kind, ReportingError):
            yield kind


def attributes_of(kind: type[ReportingError]) -> tuple[str, ...]:
    """Return the names of what an error tells beside its sentence."""
    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()


def error_classes() -> Iterator[str]:
    """Yield every error with its attributes and its meaning."""
    rows = [
        (
            code(kind.__name__),
            ", ".join(map(code, attributes_of(kind))),
            text_of(kind).replace("\n\n", " "),
        )
        for kind in error_kinds()
    ]
    yield from table(("Error", "Attributes", "Meaning"), rows)
