"""Find the rows of a workbook that are hidden, by hand or by a filter: their people are read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from efc_reporting.loading.lost_values import (
    OPEN_DOCUMENT,
    RELATIONS,
    WORKBOOK,
    by_local_name,
    parse,
    sheet_parts,
)
from efc_reporting.loading.notebook import row_ranges
from efc_reporting.loading.spread import local_name
from efc_reporting.model import Finding, Severity
from efc_reporting.sheets import SheetValue

_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_NUMBER = re.compile(rb"\sr=[\"']([0-9]{1,7})[\"']")
_MOST_ROWS = 1_000_000
_DIGITS = 9


@attrs.define
class HiddenRows:
    """Keeps what tells of hidden rows while the parts of a workbook go by: of .xlsx and .ods."""

    parts: dict[str, bytes] = attrs.field(factory=dict)
    rows: dict[str, list[int]] = attrs.field(factory=dict)

    def see(self, name: str, content: bytes) -> None:
        """Keep the numbers of the hidden rows of a part, already checked."""
        if name in (WORKBOOK, RELATIONS):
            self.parts[name] = content
        elif name == OPEN_DOCUMENT:
            if b":visibility=" in content:
                self.parts[name] = content
        elif (start := content.find(b"sheetData")) >= 0:
            tags = _HIDDEN_ROW.finditer(content, start) if _may_hide(content, start) else ()
            numbers = [_NUMBER.search(tag[0]) for tag in tags]
            self.rows[name] = [int(number[1]) - 1 for number in numbers if number]

    def by_sheet(self) -> Mapping[str, Sequence[int]]:
        """Return the hidden rows of each sheet, counted from 0."""
        if OPEN_DOCUMENT in self.parts:
            return _in_open_document(self.parts[OPEN_DOCUMENT])
        if not any(self.rows.values()) or not {WORKBOOK, RELATIONS} <= self.parts.keys():
            return {}
        named = sheet_parts(self.parts[WORKBOOK], self.parts[RELATIONS])
        return {sheet: self.rows.get(part, []) for sheet, part in named.items()}


def _may_hide(sheet: bytes, start: int) -> bool:
    """Say whether rows may be hidden; one byte is looked for thirty times faster than a word."""
    start += len(b"sheetData")
    end = sheet.rfind(b"sheetData")
    return sheet.find(b"h", start, end) >= 0 and sheet.find(b"hidden", start, end) >= 0


def told_of(
    hidden: Sequence[int], rows: Sequence[Sequence[SheetValue]], file: str, sheet: str
) -> tuple[Finding, ...]:
    """Return the remark on those hidden rows of a sheet that hold anything."""
    numbers = [row + 1 for row in hidden if row < len(rows) and any(rows[row])]
    if not numbers:
        return ()
    where = f"{file}: {sheet}"
    finding = Finding(
        code="rows-hidden",
        severity=Severity.WARNING,
        where=where,
        message="In {place}, these rows are hidden, by hand or by a filter, and were read all the "
        "same: {rows}. Delete them if these people did not come.",
        values={"place": where, "rows": row_ranges(sorted(set(numbers)))},
    )
    return (finding,)


def _in_open_document(content: bytes) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    sheet, next_row = "", 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal sheet, next_row
        own = by_local_name(attributes)
        if local_name(name) == "table":
            sheet, next_row = own.get("name", ""), 0
        elif local_name(name) == "table-row":
            repeated = own.get("number-rows-repeated", "")
            count = int(repeated[:_DIGITS]) if repeated.isdecimal() else 1
            end = min(next_row + count, _MOST_ROWS)
            if own.get("visibility", "visible") != "visible":
                found.setdefault(sheet, []).extend(range(next_row, end))
            next_row = end

    parse(content, start)
    return found
