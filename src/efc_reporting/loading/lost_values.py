"""Find the cells of a workbook that hold an error, or a formula without its value.

Readers of workbooks take both for empty. An error is put back as the text that is seen of it, a
formula without a value as `NO_VALUE`; what such a text means is told where cells are read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from xml.parsers import expat

import attrs

from efc_reporting.loading.spread import MAX_CELLS, local_name, place_of_cell
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
