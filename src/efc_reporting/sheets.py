"""What a reader of participant sheets has to be, and what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Protocol, runtime_checkable

import attrs

from efc_reporting.errors import ReportingError
from efc_reporting.model import Finding

SheetValue = str | int | float | bool | date | datetime | time | timedelta | None
"""What a cell may hold as read; None or "" where it is empty."""


def _as_rows(rows: Iterable[Iterable[SheetValue]]) -> tuple[tuple[SheetValue, ...], ...]:
    return tuple(map(tuple, rows))


@attrs.frozen(kw_only=True)
class Sheet:
    """One sheet as it stands in the file, before anything is made of it.

    `rows` start with the first row of the sheet, so that `rows[6][2]` is the cell C7.
    `name` is "" where the file type knows no sheets. `remarks` say what the reader assumed.
    `merged` are the first and the last cell of each merged area, as (row, column) from 0; the
    value stands in the first one. Not every file type tells them.
    """

    name: str
    rows: tuple[tuple[SheetValue, ...], ...] = attrs.field(converter=_as_rows, repr=False)
    is_hidden: bool = False
    remarks: tuple[Finding, ...] = ()
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@attrs.define(kw_only=True, auto_exc=True)
class UnreadableSheetError(ReportingError):
    """A sheet file that its reader cannot, or will not, open."""

    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.problem}; {self.remedy}"


@runtime_checkable
class SheetReader(Protocol):
    """Reads the sheets of one or several file types."""

    @property
    def extensions(self) -> frozenset[str]:
        """The endings that it reads, in small letters with their dot: `frozenset({".xlsx"})`."""

    def read(self, data: bytes, name: str) -> Sequence[Sheet]:
        """Return the sheets in the bytes of the file `name`; raise UnreadableSheetError."""
