"""What the loaded plugins brought: formats, documents, measures and hooks, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.contracts import DocumentKind, PluginPart, ReportFormat
from efc_reporting.errors import UnknownNameError
from efc_reporting.programme import Measure
from efc_reporting.sheets import SheetReader

T = TypeVar("T")

OWN_DISTRIBUTION = "efc-reporting"
"""The distribution of the core and of the shipped formats."""


class PluginState(StrEnum):
    """What became of a plugin."""

    OK = "ok"
    DISABLED = "disabled"
    INCOMPATIBLE = "incompatible"
    BROKEN = "broken"


@attrs.frozen(kw_only=True)
class PluginRecord:
    """A plugin, where it comes from and what became of it; `reason` names the remedy too.

    `hooks` are those that bring nothing with a name of its own, such as checks.
    """

    name: str
    distribution: str = ""
    version: str = ""
    state: PluginState = PluginState.OK
    reason: str = ""
    formats: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    hooks: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The distribution with its version, or the name of a plugin that was handed over."""
        return f"{self.distribution} {self.version}" if self.distribution else self.name

    @property
    def is_shipped(self) -> bool:
        """Whether it comes with this library, and is tested with it."""
        return self.distribution == OWN_DISTRIBUTION


@attrs.frozen(kw_only=True)
class HookCall:
    """One hook of one plugin, ready to be called; it can be handed to another process."""

    owner: PluginRecord
    hook: str
    function: Callable[..., Any]
    arguments: tuple[str, ...] = attrs.field(converter=as_tuple)

    @property
    def plugin(self) -> str:
        """The name of the plugin."""
        return self.owner.name

    def __call__(self, **arguments: object) -> Any:
        """Call the hook with those of the arguments that it asks for."""
        return self.function(**{name: arguments[name] for name in self.arguments})


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

    def with_measures(self, measures: Mapping[str, Measure]) -> Registry:
        """Return the registry with other measures; those replaced are no plugin's any more."""
        kept = {name for name, measure in self.measures.items() if measures.get(name) is measure}
        records = (
            attrs.evolve(record, measures=tuple(name for name in record.measures if name in kept))
            for record in self.records
        )
        return attrs.evolve(self, records=records, measures=measures)

    def touching(self, document: str, report_format: str, measure: str) -> tuple[PluginPart, ...]:
        """Return every plugin that takes part in a file, and with what."""
        parts = [
            *((record, "document") for record in self.records if document in record.documents),
            *((record, "format") for record in self.records if report_format in record.formats),
            *((record, "measure") for record in self.records if measure in record.measures),
            *((call.owner, "checks") for call in self.calls("efc_check_project")),
            *((call.owner, "templates") for call in self.calls("efc_prepare_templates")),
        ]
        return tuple(
            PluginPart(plugin=r.name, distribution=r.distribution, version=r.version, part=part)
            for r, part in dict.fromkeys(parts)
        )


def _named(kind: str, name: str, registered: Mapping[str, T]) -> T:
    if name not in registered:
        raise UnknownNameError(kind=kind, name=name, known=tuple(sorted(registered)))
    return registered[name]
