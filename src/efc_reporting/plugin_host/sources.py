"""Which plugins are to be used: what was asked for, and else what the environment says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

from efc_reporting.errors import NotAcceptedError
from efc_reporting.plugin_host.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.plugin_host.registry import OWN_DISTRIBUTION, PluginRecord

ONLY = "EFC_REPORTING_PLUGINS"
NONE = "EFC_REPORTING_NO_PLUGINS"
STRICT = "EFC_REPORTING_STRICT"

MEANINGS = {
    ONLY: "of the installed plugins of others only these are used",
    NONE: "no installed plugin of others is used",
    STRICT: "a plugin that cannot be used is an error",
}
"""The variables of the environment and what each says, where it is set and not switched off."""

_YES = frozenset({"1", "true", "yes", "on"})
_NO = frozenset({"", "0", "false", "no", "off"})


@attrs.frozen(kw_only=True)
class PluginSettings:
    """Which plugins are used, and whether one that cannot be is an error.

    `disabled` are names of any plugins. `only` are the names of those installed plugins of others
    that are used, None for all. Without `is_discovering` nothing installed is used, not even the
    shipped formats; without `are_others_used` the installed plugins of others are not.
    """

    disabled: frozenset[str] = frozenset()
    only: frozenset[str] | None = None
    is_discovering: bool = True
    are_others_used: bool = True
    is_strict: bool = False


USUAL = PluginSettings()
"""Everything that is installed is used."""


def plugin_settings(
    environment: Mapping[str, str],
    *,
    disabled: Iterable[str] = (),
    only: Iterable[str] | None = None,
    discover: bool | None = None,
    strict: bool | None = None,
) -> PluginSettings:
    """Return the settings; an argument that is not None goes before the environment.

    `only` goes before both variables that choose plugins. Raise NotAcceptedError for a value of the
    environment that says neither yes nor no.
    """
    is_none = _is_set(environment, NONE) if discover is None and only is None else False
    return PluginSettings(
        disabled=frozenset(disabled),
        only=frozenset(only) if only is not None else names_in(environment),
        is_discovering=discover is not False,
        are_others_used=not is_none,
        is_strict=_is_set(environment, STRICT) if strict is None else strict,
    )


def names_in(environment: Mapping[str, str]) -> frozenset[str] | None:
    """Return the names that EFC_REPORTING_PLUGINS lists, None where it lists none."""
    names = frozenset(name.strip() for name in environment.get(ONLY, "").split(","))
    return names - {""} or None


def settings_said(environment: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Return each variable that says something: its name, its value and what that means."""
    names = names_in(environment)
    return (
        *(((ONLY, ", ".join(sorted(names)), MEANINGS[ONLY]),) if names else ()),
        *(
            (name, environment[name], MEANINGS[name])
            for name in (NONE, STRICT)
            if _is_set(environment, name)
        ),
    )


def _is_set(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "").strip()
    if value.casefold() not in _YES | _NO:
        raise NotAcceptedError(
            what=f"the environment variable {name}",
            problem=f"{value!r} says neither yes nor no",
            remedy="set it to 1 or 0, or take it away",
        )
    return value.casefold() in _YES


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
