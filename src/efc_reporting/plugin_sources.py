"""Finds plugins without loading any: what is installed, ours first, then what is handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import (
    Distribution,
    EntryPoint,
    PackageNotFoundError,
    distributions,
    entry_points,
    version,
)
from types import ModuleType

import attrs

from efc_reporting.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.plugin_settings import NONE, ONLY, PluginSettings
from efc_reporting.registry import OWN_DISTRIBUTION, PluginRecord

CORE = "core"


@attrs.frozen(kw_only=True)
class Source:
    """A plugin before it is loaded: its record, how to get hold of it, and how it is installed."""

    record: PluginRecord
    load: Callable[[], object]
    entry: EntryPoint | None = None

    @property
    def is_of_others(self) -> bool:
        """Whether it is installed and does not come with this library."""
        return self.entry is not None and not self.record.is_shipped


def find_sources(core: object, plugins: Sequence[object], *, is_discovering: bool) -> list[Source]:
    """Return the core, then what is installed, ours before that of others, then what is given.

    So nobody takes the name of a shipped format away by being found earlier.
    """
    own = _version_of_core()
    record = PluginRecord(name=CORE, distribution=OWN_DISTRIBUTION, version=own)
    found = [Source(record=record, load=partial(_itself, core))]
    if is_discovering:
        found += sorted(_installed(), key=lambda s: (s.is_of_others, s.record.name))
    return found + [_handed_over(plugin) for plugin in plugins]


def _handed_over(plugin: object) -> Source:
    if isinstance(plugin, Source):
        return plugin
    return Source(record=PluginRecord(name=_name_of(plugin)), load=partial(_itself, plugin))


def switched_off(source: Source, settings: PluginSettings) -> str:
    """Return why a plugin is not to be used, "" where it is."""
    name = source.record.name
    if name in settings.disabled:
        return "it was switched off; take its name out of the disabled plugins"
    if source.is_of_others and not settings.are_others_used:
        return f"the environment variable {NONE} switches it off; take that away"
    if source.is_of_others and settings.only is not None and name not in settings.only:
        return f"it is not one of the chosen plugins; add its name to them or to {ONLY}"
    return ""


def unknown_names(settings: PluginSettings, sources: Iterable[Source]) -> Iterator[tuple[str, str]]:
    """Yield names that are switched off or chosen though nobody has them, and what was asked."""
    names = {source.record.name for source in sources}
    yield from ((name, "disabled") for name in sorted(settings.disabled - names))
    if settings.only is not None and settings.is_discovering:
        yield from ((name, "used") for name in sorted(settings.only - names))


def _installed() -> Iterator[Source]:
    try:
        entries = tuple(entry_points(group=PLUGIN_NAMESPACE))
    except Exception:  # one distribution with a damaged list hides those of all others
        yield from _one_by_one()
        return
    for entry in entries:
        yield _from_entry(entry)


def _one_by_one() -> Iterator[Source]:
    """Yield what is installed; a distribution whose list cannot be read is found as broken."""
    seen: set[str] = set()
    for distribution in distributions():
        name = distribution.metadata["Name"] or "?"
        if name in seen:
            continue
        seen.add(name)
        try:
            yield from map(_from_entry, distribution.entry_points.select(group=PLUGIN_NAMESPACE))
        except Exception as error:
            record = PluginRecord(name=name, distribution=name, version=_version_of(distribution))
            yield Source(record=record, load=partial(_unreadable, error))


def _from_entry(entry: EntryPoint) -> Source:
    found = entry.dist
    record = PluginRecord(
        name=entry.name,
        distribution=(found.metadata["Name"] or "") if found else "",
        version=_version_of(found) if found else "",
    )
    return Source(record=record, load=entry.load, entry=entry)


def _version_of(distribution: Distribution) -> str:
    return distribution.metadata["Version"] or ""


def _unreadable(error: Exception) -> object:
    raise ValueError(f"its entry_points.txt cannot be read ({error})") from error


def _version_of_core() -> str:
    try:
        return version(OWN_DISTRIBUTION)
    except PackageNotFoundError:  # the sources lie there without being installed
        return ""


def _itself(plugin: object) -> object:
    return plugin


def _name_of(plugin: object) -> str:
    if isinstance(plugin, ModuleType):
        return plugin.__name__
    return plugin.__name__ if isinstance(plugin, type) else type(plugin).__name__
