"""What the loaded plugins brought: formats, documents, measures and hooks, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

import attrs
import pluggy

from efc_reporting.contracts import DocumentKind, ReportFormat
from efc_reporting.errors import UnknownNameError
from efc_reporting.programme import Measure
from efc_reporting.sheets import SheetReader
from efc_reporting.tuples import as_tuple

T = TypeVar("T")


class PluginState(StrEnum):
    """What became of a plugin."""

    OK = "ok"
    DISABLED = "disabled"
    INCOMPATIBLE = "incompatible"
    BROKEN = "broken"


@attrs.frozen(kw_only=True)
class PluginRecord:
    """A plugin, where it comes from and what became of it; `reason` names the remedy too."""

    name: str
    distribution: str = ""
    version: str = ""
    state: PluginState = PluginState.OK
    reason: str = ""
    formats: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The distribution with its version, or the name of a plugin that was handed over."""
        return f"{self.distribution} {self.version}" if self.distribution else self.name


@attrs.frozen(kw_only=True)
class HookCall:
    """One hook of one plugin, ready to be called."""

    plugin: str
    hook: str
    implementation: pluggy.HookImpl

    def __call__(self, **arguments: object) -> Any:
        """Call the hook with those of the arguments that it asks for."""
        wanted = {name: arguments[name] for name in self.implementation.argnames}
        return self.implementation.function(**wanted)


@attrs.frozen(kw_only=True)
class Registry:
    """Everything that can be written, and what else the plugins do."""

    records: tuple[PluginRecord, ...] = attrs.field(converter=as_tuple)
    formats: Mapping[str, ReportFormat[Any]]
    documents: Mapping[str, DocumentKind]
    measures: Mapping[str, Measure]
    sheet_readers: tuple[SheetReader, ...] = attrs.field(converter=as_tuple)
    hooks: tuple[HookCall, ...] = attrs.field(converter=as_tuple)

    def format(self, name: str) -> ReportFormat[Any]:
        """Return a format; raise UnknownNameError where nobody registered it."""
        return _named("format", name, self.formats)

    def document(self, name: str) -> DocumentKind:
        """Return a document; raise UnknownNameError where nobody registered it."""
        return _named("document", name, self.documents)

    def measure(self, name: str) -> Measure:
        """Return a measure; raise UnknownNameError where nobody registered it."""
        return _named("measure", name, self.measures)

    def calls(self, hook: str) -> Iterator[HookCall]:
        """Yield the implementations of a hook, in the order in which the plugins were loaded."""
        return (call for call in self.hooks if call.hook == hook)

    def formats_for(self, extension: str) -> tuple[ReportFormat[Any], ...]:
        """Return the formats of files with this ending, in the order in which they were registered.

        Raise UnknownNameError where none has it.
        """
        found = [f for f in self.formats.values() if f.info.extension == extension.casefold()]
        if not found:
            known = tuple(sorted({f.info.extension for f in self.formats.values()}))
            raise UnknownNameError(kind="format for files ending in", name=extension, known=known)
        return tuple(found)

    def provider_of_format(self, name: str) -> PluginRecord:
        """Return the plugin that brought a format."""
        return next(record for record in self.records if name in record.formats)

    def provider_of_document(self, name: str) -> PluginRecord:
        """Return the plugin that brought a document."""
        return next(record for record in self.records if name in record.documents)


def _named(kind: str, name: str, registered: Mapping[str, T]) -> T:
    if name not in registered:
        raise UnknownNameError(kind=kind, name=name, known=tuple(sorted(registered)))
    return registered[name]
