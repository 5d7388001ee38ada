"""Loads a plugin from its folder or wheel in a process of its own, and says its state."""

from __future__ import annotations

import sys
import warnings
from importlib.metadata import EntryPoint

import attrs

from efc_reporting import builtin
from efc_reporting.apart import Limits
from efc_reporting.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.isolating import EndedError, call_isolated
from efc_reporting.plugin_loading import load_plugins
from efc_reporting.plugin_settings import PluginSettings
from efc_reporting.plugin_sources import Source
from efc_reporting.registry import PluginRecord, PluginState
from efc_reporting.validating.reading import PluginSource

LIMITS = Limits(seconds=30.0, megabytes=1024)


def load_apart(source: PluginSource, limits: Limits = LIMITS) -> tuple[PluginRecord, ...]:
    """Return what becomes of each entry point beside the core and the shipped formats."""
    records = []
    for name, target in source.targets.items():
        record = PluginRecord(name=name, distribution=source.name, version=source.version)
        try:
            records.append(call_isolated(_load, source.roots, record, target, limits=limits))
        except EndedError as error:
            reason = f"when it is loaded, {error.problem}; {error.remedy}"
            records.append(attrs.evolve(record, state=PluginState.BROKEN, reason=reason))
    return tuple(records)


def _load(roots: tuple[str, ...], record: PluginRecord, target: str) -> PluginRecord:
    sys.path[:0] = roots
    entry = EntryPoint(name=record.name, value=target, group=PLUGIN_NAMESPACE)
    source = Source(record=record, load=entry.load)
    only_shipped = PluginSettings(only=frozenset())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reason stands in the record
        return load_plugins(builtin, [source], only_shipped).records[-1]
