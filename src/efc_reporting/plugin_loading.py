"""Loads plugins one at a time, guarded: a broken one is named, never fatal, never silent."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

import attrs
import pluggy

from efc_reporting import hookspecs
from efc_reporting.contracts import (
    API_VERSION,
    DocumentInfo,
    DocumentKind,
    FormatInfo,
    ReportFormat,
)
from efc_reporting.errors import PluginError
from efc_reporting.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.programme import Measure
from efc_reporting.registry import HookCall, PluginRecord, PluginState, Registry
from efc_reporting.sheets import SheetReader

HOOK_NAMES = tuple(sorted(name for name in vars(hookspecs) if name.startswith("efc_")))


class PluginWarning(UserWarning):
    """Something about a plugin that its user should know."""


class _RefusedError(Exception):
    """A plugin cannot be used: in which state it is, and why in one sentence with the remedy."""

    def __init__(self, reason: str, state: PluginState = PluginState.BROKEN) -> None:
        super().__init__(reason)
        self.reason = reason
        self.state = state


@attrs.frozen(kw_only=True)
class _Source:
    """A plugin before it is loaded: its record, and how to get hold of it."""

    record: PluginRecord
    load: Callable[[], object]


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
    *,
    disabled: Iterable[str] = (),
    discover: bool = True,
    strict: bool = False,
) -> Registry:
    """Load the core, then what is installed, then what is handed over.

    With `strict` the first plugin that cannot be used raises PluginError; otherwise it is recorded
    and warned of once, and everything else goes on.
    """
    manager = pluggy.PluginManager(PLUGIN_NAMESPACE)
    manager.add_hookspecs(hookspecs)
    collected = _Collected()
    names_off = frozenset(disabled)
    for source in _sources(core, plugins, discover):
        if source.record.name in names_off:
            reason = "it was switched off; take its name out of the disabled plugins"
            collected.records.append(
                attrs.evolve(source.record, state=PluginState.DISABLED, reason=reason)
            )
            continue
        try:
            _load(manager, source, collected)
        except _RefusedError as refusal:
            if strict:
                raise PluginError(
                    plugin=source.record.name, problem="cannot be used", remedy=refusal.reason
                ) from refusal
            collected.records.append(
                attrs.evolve(source.record, state=refusal.state, reason=refusal.reason)
            )
            message = f"plugin {source.record.name!r} is not used: {refusal.reason}"
            warnings.warn(message, PluginWarning, stacklevel=3)
    return Registry(
        records=collected.records,
        formats=collected.formats,
        documents=collected.documents,
        measures=collected.measures,
        sheet_readers=collected.sheet_readers,
        hooks=collected.hooks,
    )


def _sources(core: object, plugins: Sequence[object], discover: bool) -> Iterator[_Source]:
    yield _Source(record=PluginRecord(name="core"), load=lambda: core)
    if discover:
        for entry in sorted(entry_points(group=PLUGIN_NAMESPACE), key=lambda entry: entry.name):
            yield _from_entry_point(entry)
    for plugin in plugins:
        yield _Source(record=PluginRecord(name=_name_of(plugin)), load=partial(_itself, plugin))


def _from_entry_point(entry: EntryPoint) -> _Source:
    distribution = entry.dist
    record = PluginRecord(
        name=entry.name,
        distribution=distribution.name if distribution else "",
        version=distribution.version if distribution else "",
    )
    return _Source(record=record, load=entry.load)


def _itself(plugin: object) -> object:
    return plugin


def _name_of(plugin: object) -> str:
    if isinstance(plugin, ModuleType):
        return plugin.__name__
    return plugin.__name__ if isinstance(plugin, type) else type(plugin).__name__


def _load(manager: pluggy.PluginManager, source: _Source, collected: _Collected) -> None:
    """Load one plugin and take over what it brings, or nothing at all."""
    plugin = _guarded("is loaded", source.load)
    _refuse_misspelt_hooks(manager, plugin)
    # Two authors may call their plugin alike; what has to be unique is what they register.
    name = f"{source.record.name} #{len(collected.records)}"
    try:
        manager.register(plugin, name=name)
    except (ValueError, pluggy.PluginValidationError) as error:
        raise _RefusedError(f"{error}; correct the plugin") from error
    calls = _hook_calls(manager, plugin, source.record.name)
    formats = _registered("efc_register_formats", calls, ReportFormat)
    documents = _registered("efc_register_documents", calls, DocumentKind)
    measures = _registered("efc_register_measures", calls, Measure)
    sheet_readers = _registered("efc_register_sheet_readers", calls, SheetReader)
    for item in (*formats, *documents):
        if item.info.api != API_VERSION:
            raise _RefusedError(
                f"{item.info.name!r} is made for version {item.info.api} of the plugin interface, "
                f"this is version {API_VERSION}; install a matching version of the plugin",
                PluginState.INCOMPATIBLE,
            )
    names = {
        "format": [item.info.name for item in formats],
        "document": [item.info.name for item in documents],
        "measure": [item.name for item in measures],
    }
    _refuse_duplicates(names, collected, source.record.origin)
    collected.formats.update(zip(names["format"], formats, strict=True))
    collected.documents.update(zip(names["document"], documents, strict=True))
    collected.measures.update(zip(names["measure"], measures, strict=True))
    collected.sheet_readers += sheet_readers
    collected.hooks += [call for call in calls if not call.hook.startswith("efc_register")]
    collected.records.append(
        attrs.evolve(
            source.record,
            formats=tuple(names["format"]),
            documents=tuple(names["document"]),
            measures=tuple(names["measure"]),
        )
    )


def _guarded(deed: str, call: Callable[[], Any]) -> Any:
    try:
        return call()
    except (Exception, SystemExit) as error:
        raise _RefusedError(
            f"it fails when it {deed}: {type(error).__name__}: {error}; "
            "install what it needs or correct it"
        ) from error


def _refuse_misspelt_hooks(manager: pluggy.PluginManager, plugin: object) -> None:
    """Refuse hooks that nobody would ever call: misspelt, unmarked, or with a default."""
    for name in (name for name in dir(plugin) if name.startswith("efc_")):
        function = inspect.getattr_static(plugin, name)
        if isinstance(function, ModuleType):
            continue
        if name not in HOOK_NAMES:
            near = get_close_matches(name, HOOK_NAMES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"hooks are {', '.join(HOOK_NAMES)}"
            raise _RefusedError(f"there is no hook {name}; {hint}")
        if manager.parse_hookimpl_opts(plugin, name) is None:
            raise _RefusedError(f"{name} is not marked as a hook; put @hookimpl above it")
        for parameter in inspect.signature(getattr(plugin, name)).parameters.values():
            if parameter.default is not inspect.Parameter.empty:
                raise _RefusedError(
                    f"the argument {parameter.name} of {name} has a default, so it would never be "
                    "filled; take the default away"
                )


def _hook_calls(manager: pluggy.PluginManager, plugin: object, name: str) -> list[HookCall]:
    return [
        HookCall(plugin=name, hook=hook, implementation=implementation)
        for hook in HOOK_NAMES
        for implementation in getattr(manager.hook, hook).get_hookimpls()
        if implementation.plugin is plugin
    ]


def _registered(hook: str, calls: Sequence[HookCall], kind: type[Any]) -> list[Any]:
    items: list[Any] = []
    for call in calls:
        if call.hook == hook:
            items += _guarded(f"is asked for {hook}", partial(_listed, call))
    for item in items:
        if not isinstance(item, kind):
            raise _RefusedError(
                f"{hook} returned {type(item).__name__} instead of {kind.__name__}; correct it"
            )
        _refuse_without_info(item)
    return items


def _refuse_without_info(item: object) -> None:
    """Refuse formats and documents that do not say what they are, before anybody asks them."""
    name = type(item).__name__
    wanted = {"info": FormatInfo, "options_type": type} if isinstance(item, ReportFormat) else {}
    if isinstance(item, DocumentKind):
        wanted = {"info": DocumentInfo}
    for attribute, kind in wanted.items():
        if not isinstance(getattr(item, attribute, None), kind):
            raise _RefusedError(f"{name} has no {attribute}; give it one, a {kind.__name__}")


def _listed(call: HookCall) -> list[Any]:
    return list(call())


def _refuse_duplicates(names: dict[str, list[str]], collected: _Collected, origin: str) -> None:
    claims = [(kind, name) for kind, of_kind in names.items() for name in of_kind]
    for kind, name in claims:
        is_twice = claims.count((kind, name)) > 1
        owner = collected.origins.get((kind, name), origin if is_twice else None)
        if owner is not None:
            raise _RefusedError(
                f"the {kind} {name!r} of {origin} already comes from {owner}; "
                "rename it or disable one of the two"
            )
    collected.origins.update(dict.fromkeys(claims, origin))
