"""What is handed to plugins of others is a copy, and whether they changed it can be told."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import TypeVar

from efc_reporting.contracts import ReportContext

T = TypeVar("T")


def copied(value: T, shared: ReportContext | None = None) -> T:
    """Return a copy that may be ruined without harm; the value itself where it has no copy.

    Of a context the templates, the translator and the way to warn are shared.
    """
    parts: tuple[object, ...] = ()
    if shared:
        parts = (shared.templates, shared.translator, shared.warn)
    try:
        return copy.deepcopy(value, {id(part): part for part in parts})
    except Exception:  # a block or an option of a plugin may hold what has no copy
        return value


def print_of(context: ReportContext | None, *others: object) -> Callable[[], bytes]:
    """Return a function that tells the present state of values: the same bytes, nothing changed."""
    values: list[object] = [*others]
    if context:
        values += [
            context.project,
            context.facts,
            context.findings,
            context.measure,
            context.audience,
            context.language,
            context.as_of,
            context.document_options,
        ]

    def state() -> bytes:
        try:
            return pickle.dumps(values)
        except Exception:  # classes made within a function cannot be pickled, but can be shown
            return repr(values).encode("utf-8", "surrogatepass")

    return state
