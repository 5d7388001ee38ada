"""Find what a reader of workbooks leaves out: lost values, hidden rows and merged cells."""

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
"""No number of rows or columns has more."""

_MOST_ROWS = 1_000_000
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^<>]*?\bhidden=[\"'](?:1|true)[\"'][^<>]*>")
_NUMBER = re.compile(rb"\sr=[\"']([0-9]{1,7})[\"']")

_SHEET = re.compile(
    rb"<(?:\w+:)?sheet\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?:/>|>\s*</(?:\w+:)?sheet>)"
)
_RELATION_ID = re.compile(rb"\s\w+:id=([\"'])(.*?)\1")
_SHEETS = ("/worksheet", "/chartsheet", "/dialogsheet")

Lost = Mapping[tuple[int, int], str]
Area = tuple[tuple[int, int], tuple[int, int]]
Rows = Sequence[Sequence[SheetValue]]


@attrs.define
class LeftOut:
    """What python-calamine does not tell of a sheet; rows and columns are counted from 0.

    The texts of lost cells, the rows that are hidden, and the first and last cells of merged areas;
    of .xlsx it tells these last itself.
    """

    lost: dict[tuple[int, int], str] = attrs.field(factory=dict)
    hidden: list[int] = attrs.field(factory=list)
    merged: list[Area] = attrs.field(factory=list)


@attrs.define
class WorkbookXml:
    """Reads each part of an .xlsx or .ods once, where it may hold what is left out otherwise."""

    index: dict[str, bytes] = attrs.field(factory=dict)
    parts: dict[str, LeftOut] = attrs.field(factory=dict)
    sheets: dict[str, LeftOut] = attrs.field(factory=dict)

    def see(self, name: str, content: bytes) -> None:
        """Read a part, already checked, if it may be needed."""
        if name == OPEN_DOCUMENT:
            document = _OpenDocument(sheets=self.sheets)
            if b":formula=" in content:
                parse(content, document.start, document.end, document.text)
            elif b":visibility=" in content or b"-spanned=" in content:
                parse(content, document.start)
        elif name in (WORKBOOK, RELATIONS):
            self.index[name] = content
        elif (first := content.find(b"sheetData")) >= 0:
            rows = first, content.rfind(b"sheetData")
            sheet = _ExcelSheet()
            if _may_lose(content, *rows):
                parse(content, sheet.start, sheet.end, sheet.text)
            found = LeftOut(lost=sheet.lost, hidden=_hidden_in(content, *rows))
            if found != LeftOut():
                self.parts[name] = found

    def by_sheet(self) -> Mapping[str, LeftOut]:
        """Return what is left out by the name of the sheet."""
        if not self.parts or len(self.index) < 2:
            return self.sheets
        named = sheet_parts(self.index[WORKBOOK], self.index[RELATIONS])
        return {sheet: self.parts[part] for sheet, part in named.items() if part in self.parts}


def _hidden_in(sheet: bytes, first: int, last: int) -> list[int]:
    """Return the hidden rows of an .xlsx: a search for them takes no time beside a parser.

    One byte is looked for thirty times faster than a word.
    """
    first += len(b"sheetData")
    if sheet.find(b"h", first, last) < 0 or sheet.find(b"hidden", first, last) < 0:
        return []
    numbers = (_NUMBER.search(tag[0]) for tag in _HIDDEN_ROW.finditer(sheet, first))
    return [int(number[1]) - 1 for number in numbers if number]


def _may_lose(sheet: bytes, first: int, last: int) -> bool:
    """Say whether cells of an .xlsx may be lost; most sheets hold neither # nor f.

    Errors are written with a #, formulas end with f>.
    """
    if sheet.find(b"#", first, last) >= 0 and (b't="e"' in sheet or b"t='e'" in sheet):
        return True
    return sheet.find(b"f", first, last) >= 0 and sheet.find(b"f>", first, last) >= 0


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

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "sheet":
            own = by_local_name(attributes)
            ids[own.get("name", "")] = own.get("id", "")

    parse(workbook, sheet)
    found = relations_in(relations)
    return {name: found[own][1] for name, own in ids.items() if own in found}


def relations_in(content: bytes) -> Mapping[str, tuple[str, str]]:
    """Return the type and the part of each relation of an Excel workbook, by its id."""
    found: dict[str, tuple[str, str]] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if local_name(name) == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            kind = attributes.get("Type", "")
            found[attributes.get("Id", "")] = kind, target.lstrip("/")

    parse(content, relation)
    return found


def with_worksheets_alone(workbook: bytes, relations: bytes) -> bytes:
    """Return a workbook.xml without the sheets that hold macros or have no part of their own.

    python-calamine refuses the whole workbook for them. Where no sheet would be left, nothing is
    changed.
    """
    found = relations_in(relations)

    def kept(match: re.Match[bytes]) -> bytes:
        own = _RELATION_ID.search(match[0])
        kind, _ = found.get(own[2].decode("utf-8", "replace") if own else "", ("", ""))
        return match[0] if kind.endswith(_SHEETS) else b""

    changed = _SHEET.sub(kept, workbook)
    return changed if _SHEET.search(changed) else workbook


def by_local_name(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Return the attributes of an element under their names without prefixes."""
    return {local_name(key): value for key, value in attributes.items()}


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

    sheets: dict[str, LeftOut]
    found: LeftOut = attrs.field(factory=LeftOut)
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0
    has_formula: bool = False
    has_value: bool = False
    is_beside: bool = False
    shown: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local_name(name):
            case "table":
                self.found = self.sheets.setdefault(
                    by_local_name(attributes).get("name", ""), LeftOut()
                )
                self.row, self.rows = 0, 0
            case "table-row":
                own = by_local_name(attributes)
                self.row += self.rows
                self.rows = _count(own, "number-rows-repeated")
                self.column, self.columns = 0, 0
                if own.get("visibility", "visible") != "visible":
                    end = min(self.row + self.rows, _MOST_ROWS)
                    self.found.hidden.extend(range(self.row, end))
            case "table-cell" | "covered-table-cell":
                self.cell(by_local_name(attributes))
            case "annotation":
                self.is_beside = True
            case "p" if not self.is_beside:
                self.has_value = True

    def cell(self, own: Mapping[str, str]) -> None:
        self.column += self.columns
        self.columns = _count(own, "number-columns-repeated")
        self.has_formula = "formula" in own
        self.has_value = "value-type" in own
        self.shown = ""
        down, right = _count(own, "number-rows-spanned"), _count(own, "number-columns-spanned")
        if (down > 1 or right > 1) and down * right <= MAX_CELLS:
            last = (self.row + down - 1, self.column + right - 1)
            self.found.merged.append(((self.row, self.column), last))

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
            for row in range(self.row, self.row + self.rows):
                for column in range(self.column, self.column + self.columns):
                    self.found.lost[row, column] = lost


def _count(attributes: Mapping[str, str], name: str) -> int:
    number = attributes.get(name, "")
    return int(number[:_DIGITS]) if number.isdecimal() else 1


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
