"""Readers of sheets that plugins bring: what goes wrong in one is a problem of its file."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from efc_reporting.apart import Limits
from efc_reporting.guarding import described
from efc_reporting.isolating import EndedError, call_isolated
from efc_reporting.registry import PluginRecord
from efc_reporting.restoring import restored
from efc_reporting.sheets import Sheet, SheetReader, UnreadableSheetError


@attrs.frozen(kw_only=True)
class GuardedReader:
    """A reader of a plugin; with `limits` it reads in a process of its own."""

    reader: SheetReader
    owner: PluginRecord
    limits: Limits | None = None

    @property
    def extensions(self) -> frozenset[str]:
        """The endings that it reads."""
        return self.reader.extensions

    def read(self, data: bytes, name: str) -> Sequence[Sheet]:
        """Return the sheets of a file; raise UnreadableSheetError, whatever the reader does."""
        if self.limits is None:
            return sheets_of(self.reader, self.owner, data, name)
        try:
            return call_isolated(sheets_of, self.reader, self.owner, data, name, limits=self.limits)
        except EndedError as error:
            raise _failed(self.owner, error.problem) from error


def sheets_of(
    reader: SheetReader, owner: PluginRecord, data: bytes, name: str
) -> tuple[Sheet, ...]:
    """Return the sheets of a file, checked."""
    try:
        with restored(owner.name):
            sheets = tuple(reader.read(data, name))
        for sheet in sheets:
            if not isinstance(sheet, Sheet):
                raise TypeError(f"it returned {type(sheet).__name__} instead of Sheet")
    except (UnreadableSheetError, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise _failed(owner, described(error)) from error
    return sheets


def _failed(owner: PluginRecord, problem: str) -> UnreadableSheetError:
    return UnreadableSheetError(
        problem=f"the reader of the plugin {owner.name} ({owner.origin}) failed: {problem}",
        remedy="tell the author of the plugin, or disable it and save the sheet as .xlsx",
    )
