"""Loads plugins one at a time, guarded: a broken one is named, never fatal, never silent."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from difflib import get_close_matches
from functools import partial
from importlib.metadata import EntryPoint
from typing import Any

import attrs
import pluggy

from efc_reporting.base.process import EndedError, Limits, call_isolated, described
from efc_reporting.contracts import DocumentKind, ReportFormat
from efc_reporting.errors import PluginError, PluginWarning
from efc_reporting.plugin_host import hookspecs
from efc_reporting.plugin_host.calls import GuardedReader
from efc_reporting.plugin_host.guard import is_of_the_plugin, place_of, restored
from efc_reporting.plugin_host.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.plugin_host.refusing import (
    HOOK_NAMES,
    RefusedError,
    refuse_duplicates,
    refuse_no_list,
    refuse_other_items,
    refuse_useless_hooks,
)
from efc_reporting.plugin_host.registry import HookCall, PluginRecord, PluginState, Registry
from efc_reporting.plugin_host.sources import (
    USUAL,
    PluginSettings,
    Source,
    find_sources,
    switched_off,
    unknown_names,
)
from efc_reporting.programme import Measure
from efc_reporting.sheets import SheetReader

NAMING = frozenset({"efc_register_formats", "efc_register_documents", "efc_register_measures"})
"""The hooks whose items have names by which they are listed."""


@attrs.define
class _Collected:
    """What was accepted so far."""

    records: list[PluginRecord] = attrs.Factory(list)
    formats: dict[str, ReportFormat[Any]] = attrs.Factory(dict)
    documents: dict[str, DocumentKind] = attrs.Factory(dict)
    measures: dict[str, Measure] = attrs.Factory(dict)
    sheet_readers: list[SheetReader] = attrs.Factory(list)
    hooks: list[HookCall] = attrs.Factory(list)
    origins: dict[tuple[str, str], str] = attrs.Factory(dict)


def load_plugins(
    core: object,
    plugins: Sequence[object] = (),
    settings: PluginSettings = USUAL,
    *,
    limits: Limits | None = None,
) -> Registry:
    """Load the core, then what is installed, then what is handed over.

    A plugin that cannot be used is recorded and warned of once, and everything else goes on; where
    the settings are strict it raises PluginError. With `limits` the installed plugins of others are
    tried in a process of their own first.
    """
    manager = _manager()
    collected = _Collected()
    sources = find_sources(core, plugins, is_discovering=settings.is_discovering)
    for name, what in unknown_names(settings, sources):
        known = [source.record.name for source in sources]
        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(sorted(known))}"
        _complain(settings, name, f"is not there to be {what}", hint)
    for source in sources:
        reason = switched_off(source, settings)
        if reason:
            off = attrs.evolve(source.record, state=PluginState.DISABLED, reason=reason)
            collected.records.append(off)
            continue
        try:
            if limits is not None and source.entry and source.is_of_others:
                _try_apart(source.entry, limits)
            _take_over(manager, source, collected, limits)
        except RefusedError as refusal:
            bad = attrs.evolve(source.record, state=refusal.state, reason=refusal.reason)
            collected.records.append(bad)
            _complain(settings, bad.name, "cannot be used", refusal.reason, refusal)
    return Registry(
        records=collected.records,
        formats=collected.formats,
        documents=collected.documents,
        measures=collected.measures,
        sheet_readers=collected.sheet_readers,
        hooks=collected.hooks,
    )


def _manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager(PLUGIN_NAMESPACE)
    manager.add_hookspecs(hookspecs)
    return manager


def _complain(
    settings: PluginSettings,
    name: str,
    problem: str,
    remedy: str,
    refusal: RefusedError | None = None,
) -> None:
    """Warn of a plugin, or raise where the settings are strict; the cause is the plugin's own."""
    if settings.is_strict:
        cause = (refusal.__cause__ or refusal) if refusal else None
        raise PluginError(plugin=name, problem=problem, remedy=remedy) from cause
    message = f"plugin {name!r} {problem}: {remedy}"
    warnings.warn(message, PluginWarning, stacklevel=4)


def _try_apart(entry: EntryPoint, limits: Limits) -> None:
    """Refuse a plugin that ends or blocks the process that loads it; other faults show later."""
    try:
        call_isolated(_try, entry.name, entry.value, limits=limits)
    except EndedError as error:
        raise RefusedError(f"when it is loaded, {error.problem}; {error.remedy}") from error


def _try(name: str, value: str) -> None:
    """Load one plugin alone; whether it can be used is found out, and said, by who asked."""
    entry = EntryPoint(name=name, value=value, group=PLUGIN_NAMESPACE)
    with suppress(RefusedError):
        source = Source(record=PluginRecord(name=name), load=entry.load)
        _take_over(_manager(), source, _Collected(), None)


def _take_over(
    manager: pluggy.PluginManager, source: Source, collected: _Collected, limits: Limits | None
) -> None:
    """Load one plugin; whatever comes up while it is looked at is a refusal."""
    try:
        _load(manager, source, collected, limits)
    except (RefusedError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise RefusedError(f"it cannot be looked at: {described(error)}; correct it") from error


def _load(
    manager: pluggy.PluginManager, source: Source, collected: _Collected, limits: Limits | None
) -> None:
    """Load one plugin and take over what it brings, or nothing at all."""
    record = source.record
    plugin = _guarded(record, "is loaded", source.load)
    if manager.is_registered(plugin):
        known_as = (manager.get_name(plugin) or "").partition(" #")[0]
        raise RefusedError(f"it is used already as {known_as!r}; leave one of the two out")
    refuse_useless_hooks(manager, plugin)
    # Two authors may call their plugin alike; what has to be unique is what they register.
    name = f"{record.name} #{len(collected.records)}"
    try:
        manager.register(plugin, name=name)
    except (ValueError, pluggy.PluginValidationError) as error:
        raise RefusedError(f"{' '.join(str(error).split())}; correct the plugin") from error
    calls = _hook_calls(manager, plugin, record)
    formats = _registered("efc_register_formats", calls, ReportFormat)
    documents = _registered("efc_register_documents", calls, DocumentKind)
    measures = _registered("efc_register_measures", calls, Measure)
    sheet_readers = _registered("efc_register_sheet_readers", calls, SheetReader)
    names = {
        "format": [item.info.name for item in formats],
        "document": [item.info.name for item in documents],
        "measure": [item.name for item in measures],
    }
    refuse_duplicates(names, collected.origins, record.origin)
    collected.origins.update(
        ((kind, item), record.origin) for kind, items in names.items() for item in items
    )
    collected.formats.update(zip(names["format"], formats, strict=True))
    collected.documents.update(zip(names["document"], documents, strict=True))
    collected.measures.update(zip(names["measure"], measures, strict=True))
    collected.sheet_readers += [
        reader if record.is_shipped else GuardedReader(reader=reader, owner=record, limits=limits)
        for reader in sheet_readers
    ]
    collected.hooks += [call for call in calls if not call.hook.startswith("efc_register")]
    collected.records.append(
        attrs.evolve(
            record,
            formats=tuple(names["format"]),
            documents=tuple(names["document"]),
            measures=tuple(names["measure"]),
            hooks=tuple(dict.fromkeys(call.hook for call in calls if call.hook not in NAMING)),
        )
    )


def _guarded(record: PluginRecord, deed: str, call: Callable[[], Any]) -> Any:
    try:
        with restored(record.name):
            return call()
    except (RefusedError, KeyboardInterrupt):
        raise
    except ModuleNotFoundError as error:
        raise RefusedError(_missing(error, record)) from error
    except BaseException as error:
        place = place_of(error)
        where = f" ({place})" if place else ""
        raise RefusedError(
            f"it fails when it {deed}{where}: {described(error)}; install what it needs or "
            "correct it"
        ) from error


def _missing(error: ModuleNotFoundError, record: PluginRecord) -> str:
    source = record.distribution or "the plugin"
    name = str(error.name or error)
    if is_of_the_plugin(name, error):
        return (
            f"its own module {name} is not there ({place_of(error)}); correct the import, or build "
            f"{source} anew with all its modules"
        )
    return (
        f"it needs the package {name}, which is missing; "
        f"install that, or {source} anew with all that it needs"
    )


def _hook_calls(
    manager: pluggy.PluginManager, plugin: object, record: PluginRecord
) -> list[HookCall]:
    return [
        HookCall(
            owner=record,
            hook=hook,
            function=implementation.function,
            arguments=implementation.argnames,
        )
        for hook in HOOK_NAMES
        for implementation in getattr(manager.hook, hook).get_hookimpls()
        if implementation.plugin is plugin
    ]


def _registered(hook: str, calls: Sequence[HookCall], kind: type[Any]) -> list[Any]:
    items: list[Any] = []
    for call in calls:
        if call.hook == hook:
            items += _guarded(call.owner, f"is asked for {hook}", partial(_listed, call, kind))
    refuse_other_items(items, kind, hook)
    return items


def _listed(call: HookCall, kind: type[Any]) -> list[Any]:
    result = call()
    refuse_no_list(result, kind, call.hook)
    return list(result)
