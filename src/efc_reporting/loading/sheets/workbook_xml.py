"""Find the rows of a workbook that are hidden, by hand or by a filter: their people are read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from xml.parsers import expat

import attrs

from efc_reporting.loading.notebook import row_ranges
from efc_reporting.loading.sheets.workbook_limits import MAX_CELLS, local_name, place_of_cell
from efc_reporting.model import Finding, Severity
from efc_reporting.sheets import SheetValue, UnreadableSheetError

NO_VALUE = "#FORMULA?"
"""What stands for a formula that was saved without its value."""

_NUMBERED = frozenset(f"Err:{number}" for number in range(500, 600))
LOST = _NUMBERED | frozenset({
    NO_VALUE, "#ERROR!", "#N/A", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
    "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!",
    "#UNKNOWN!", "#PYTHON!",
})  # fmt: skip
"""All texts that stand where a value should: the errors of Excel and LibreOffice, and ours."""

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
OPEN_DOCUMENT = "content.xml"
_DIGITS = 9
"""No number of a row has more."""

Lost = Mapping[tuple[int, int], str]
Rows = Sequence[Sequence[SheetValue]]


@attrs.define
class LostValues:
    """Keeps those parts of a workbook that may hold such cells, and reads them when it is asked.

    Only .xlsx and .ods tell it.
    """

    parts: dict[str, bytes] = attrs.field(factory=dict)

    def see(self, name: str, content: bytes) -> None:
        """Keep a part, already checked, if it may be needed."""
        if name == OPEN_DOCUMENT:
            is_kept = b":formula=" in content
        else:
            is_kept = name in (WORKBOOK, RELATIONS) or _may_lose(content)
        if is_kept:
            self.parts[name] = content

    def by_sheet(self) -> Mapping[str, Lost]:
        """Return the texts for lost cells, by sheet, row and column from 0."""
        if OPEN_DOCUMENT in self.parts:
            found = _OpenDocument()
            parse(self.parts[OPEN_DOCUMENT], found.start, found.end, found.text)
            return found.lost
        if len(self.parts) < 3 or not {WORKBOOK, RELATIONS} <= self.parts.keys():
            return {}
        named = sheet_parts(self.parts[WORKBOOK], self.parts[RELATIONS])
        return {sheet: _lost_in(self.parts[p]) for sheet, p in named.items() if p in self.parts}


def _may_lose(sheet: bytes) -> bool:
    """Say whether cells of an .xlsx may be lost, by searches that take no time beside a parser.

    Errors are written with a #, formulas end with f>. One byte is looked for thirty times faster
    than two, and most sheets hold neither # nor f between the first row and the last.
    """
    first = sheet.find(b"sheetData")
    last = sheet.rfind(b"sheetData")
    if sheet.find(b"#", first, last) >= 0 and (b't="e"' in sheet or b"t='e'" in sheet):
        return True
    return sheet.find(b"f", first, last) >= 0 and sheet.find(b"f>", first, last) >= 0


def holds_lost(texts: Sequence[str]) -> bool:
    """Say whether any text is one of those; most columns hold no # at all, which is soon seen."""
    joined = "".join(texts)
    return ("#" in joined or "Err:" in joined) and not LOST.isdisjoint(texts)


def with_lost_values(rows: Rows, lost: Lost) -> Rows:
    """Return the rows of a sheet with the texts that were lost in their places."""
    if not lost:
        return rows
    found = [list(row) for row in rows]
    found += [[] for _ in range(max(row for row, _ in lost) + 1 - len(found))]
    for (row, column), text in lost.items():
        cells = found[row]
        cells += [""] * (column + 1 - len(cells))
        cells[column] = text
    return found


def parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Go through a part of a workbook; raise UnreadableSheetError where it is damaged."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnreadableSheetError(
            problem="a part of the workbook is damaged", remedy="save it anew"
        ) from error


def sheet_parts(workbook: bytes, relations: bytes) -> Mapping[str, str]:
    """Return the name of the part that holds each sheet."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "sheet":
            own = {local_name(key): value for key, value in attributes.items()}
            ids[own.get("name", "")] = own.get("id", "")

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship":
            target = posixpath.join("/xl", attributes.get("Target", ""))
            targets[attributes.get("Id", "")] = posixpath.normpath(target).lstrip("/")

    parse(workbook, sheet)
    parse(relations, relation)
    return {name: targets[own] for name, own in ids.items() if own in targets}


def _lost_in(sheet: bytes) -> Lost:
    found = _ExcelSheet()
    parse(sheet, found.start, found.end, found.text)
    return found.lost


@attrs.define
class _ExcelSheet:
    """Reads the cells of one sheet of an .xlsx: those without a name follow each other."""

    lost: dict[tuple[int, int], str] = attrs.field(factory=dict)
    row: int = -1
    column: int = -1
    kind: str = ""
    value: str = ""
    has_formula: bool = False
    is_in_value: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "row":
                number = attributes.get("r", "")
                self.row = int(number[:_DIGITS]) - 1 if number.isdecimal() else self.row + 1
                self.column = -1
            case "c":
                place = place_of_cell(attributes.get("r", ""))
                self.row, self.column = place or (self.row, self.column + 1)
                self.kind = attributes.get("t", "")
                self.value = ""
                self.has_formula = False
            case "f":
                self.has_formula = True
            case "v" | "t":
                self.is_in_value = True

    def text(self, text: str) -> None:
        if self.is_in_value:
            self.value += text

    def end(self, name: str) -> None:
        match local_name(name):
            case "v" | "t":
                self.is_in_value = False
            case "c" if self.kind == "e":
                self.lose(self.value if self.value in LOST else NO_VALUE)
            # A text may be the empty one: what =IF(A1="";"";"x") gives has its kind, and no letter.
            case "c" if self.has_formula and not self.value and self.kind != "str":
                self.lose(NO_VALUE)

    def lose(self, text: str) -> None:
        if self.row >= 0 and (self.row + 1) * (self.column + 1) <= MAX_CELLS:
            self.lost[self.row, self.column] = text


@attrs.define
class _OpenDocument:
    """Reads the cells of all sheets of an .ods."""

    lost: dict[str, dict[tuple[int, int], str]] = attrs.field(factory=dict)
    sheet: str = ""
    row: int = 0
    column: int = 0
    rows: int = 1
    columns: int = 1
    has_formula: bool = False
    has_value: bool = False
    is_beside: bool = False
    shown: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "table":
                own = by_local_name(attributes)
                self.sheet = own.get("name", "")
                self.row, self.rows = 0, 0
            case "table-row":
                self.row += self.rows
                self.rows = int(by_local_name(attributes).get("number-rows-repeated", "1"))
                self.column, self.columns = 0, 0
            case "table-cell" | "covered-table-cell":
                own = by_local_name(attributes)
                self.column += self.columns
                self.columns = int(own.get("number-columns-repeated", "1"))
                self.has_formula = "formula" in own
                self.has_value = "value-type" in own
                self.shown = ""
            case "annotation":
                self.is_beside = True
            case "p" if not self.is_beside:
                self.has_value = True

    def text(self, text: str) -> None:
        if self.has_formula and not self.is_beside:
            self.shown += text

    def end(self, name: str) -> None:
        if local_name(name) == "annotation":
            self.is_beside = False
        if not self.has_formula or local_name(name) not in ("table-cell", "covered-table-cell"):
            return
        self.has_formula = False
        shown = self.shown.strip()
        lost = shown if shown in LOST else "" if self.has_value else NO_VALUE
        if lost and (self.row + self.rows) * (self.column + self.columns) <= MAX_CELLS:
            found = self.lost.setdefault(self.sheet, {})
            for row in range(self.row, self.row + self.rows):
                for column in range(self.column, self.column + self.columns):
                    found[row, column] = lost


def by_local_name(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Return the attributes of an element under their names without prefixes."""
    return {local_name(key): value for key, value in attributes.items()}


_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_NUMBER = re.compile(rb"\sr=[\"']([0-9]{1,7})[\"']")
_MOST_ROWS = 1_000_000


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


"""No number of rows or columns has more."""

Area = tuple[tuple[int, int], tuple[int, int]]


@attrs.define
class MergedCells:
    """Keeps the one part of an .ods while the parts of a workbook go by, if cells are merged."""

    content: bytes = b""

    def see(self, name: str, content: bytes) -> None:
        """Keep the part, already checked, that holds merged cells."""
        if name == OPEN_DOCUMENT and b"-spanned=" in content:
            self.content = content

    def by_sheet(self) -> Mapping[str, Sequence[Area]]:
        """Return the first and the last cell of each merged area, by sheet, counted from 0."""
        found = _Areas()
        if self.content:
            parse(self.content, found.start)
        return found.areas


@attrs.define
class _Areas:
    areas: dict[str, list[Area]] = attrs.field(factory=dict)
    sheet: str = ""
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local not in ("table", "table-row", "table-cell", "covered-table-cell"):
            return
        own = by_local_name(attributes)
        match local:
            case "table":
                self.sheet, self.row, self.rows = own.get("name", ""), 0, 0
            case "table-row":
                self.row += self.rows
                self.rows = _count(own, "number-rows-repeated")
                self.column, self.columns = 0, 0
            case _:
                self.column += self.columns
                self.columns = _count(own, "number-columns-repeated")
                down = _count(own, "number-rows-spanned")
                right = _count(own, "number-columns-spanned")
                if (down > 1 or right > 1) and down * right <= MAX_CELLS:
                    last = (self.row + down - 1, self.column + right - 1)
                    self.areas.setdefault(self.sheet, []).append(((self.row, self.column), last))


def _count(attributes: Mapping[str, str], name: str) -> int:
    number = attributes.get(name, "")
    return int(number[:_DIGITS]) if number.isdecimal() else 1
