"""What plugins are handed: ours the values themselves, others copies that are watched."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

import attrs

from efc_reporting.contracts import ReportContext
from efc_reporting.registry import PluginRecord

T = TypeVar("T")


@attrs.frozen
class Handed(Generic[T]):
    """What a plugin gets, and a function that says whether it changed that since."""

    values: T
    is_changed: Callable[[], bool]


def handed_to(plugin: PluginRecord, values: T) -> Handed[T]:
    """Return what a plugin is handed of some values, of which several come as a tuple.

    A shipped plugin gets the frozen values as they are: our tests prove that it changes nothing.
    Another one gets a copy that it may ruin without harm, and is caught at it; only what has no
    copy it gets itself.
    """
    if plugin.is_shipped:
        return Handed(values, lambda: False)
    given = _copied(values)
    before = _state(given)
    return Handed(given, lambda: _state(given) != before)


def _copied(values: T) -> T:
    """Return a copy; of a context the templates, the translator and the way to warn are shared."""
    shared = [
        part
        for value in _each(values)
        if isinstance(value, ReportContext)
        for part in (value.templates, value.translator, value.warn)
    ]
    try:
        return copy.deepcopy(values, {id(part): part for part in shared})
    except Exception:  # a block or an option of a plugin may hold what has no copy
        return values


def _state(values: object) -> bytes:
    """Return the present state of values: the same bytes, nothing changed."""
    watched = [part for value in _each(values) for part in _watched(value)]
    try:
        return pickle.dumps(watched)
    except Exception:  # classes made within a function cannot be pickled, but can be shown
        return repr(watched).encode("utf-8", "surrogatepass")


def _each(values: object) -> tuple[object, ...]:
    return values if isinstance(values, tuple) else (values,)


def _watched(value: object) -> Iterator[object]:
    """Yield what is watched of a value: a context without what it shares with others."""
    if not isinstance(value, ReportContext):
        yield value
        return
    yield from (value.project, value.facts, value.findings, value.measure)
    yield from (value.audience, value.language, value.as_of, value.document_options)
