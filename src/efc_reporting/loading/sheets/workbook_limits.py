"""Find sheets with cells so far apart that a reader would fill all memory between them.

Two cells, A1 and XFD1048576, fit into 5 kB; python-calamine makes room for the 17 thousand
million cells between them, and an allocation that fails there ends the whole process.
"""

from __future__ import annotations

import re
from xml.parsers import expat

import attrs

from efc_reporting.sheets import UnreadableSheetError

MAX_CELLS = 5_000_000
MAX_SPACES = 10_000
_LONGEST_NAME = 20
_CELL = re.compile(r"\A([A-Za-z]+)([0-9]+)\Z")
_PLAIN_SHEET = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*?(?:\sencoding=[\"']UTF-8[\"'])?[^>]*\?>)?\s*<(?:worksheet|sst)[\s>]",
    re.IGNORECASE,
)
_ENCODING = re.compile(rb"\sencoding\s*=\s*[\"'](?!UTF-8[\"'])", re.IGNORECASE)
_FAR_CELL = re.compile(rb'<c(?! r="[A-Z][0-9]{1,5}")')
"""A cell beyond Z or row 99 999, or one that is not named as Excel and LibreOffice name them."""

_EMPTY_CELL = frozenset(
    {"number-columns-repeated", "number-rows-spanned", "number-columns-spanned", "style-name"}
)
_CELL_RECORDS = range(1, 12)
_ROW_RECORD = 0


@attrs.define
class _Extent:
    """How far the cells of the sheets read so far reach."""

    row: int = 0
    column: int = 0
    filled_rows: int = 0
    filled_columns: int = 0
    row_repeats: int = 1
    row_number: int = 0

    def new_sheet(self) -> None:
        self.row = self.column = self.filled_rows = self.filled_columns = 0

    def cell(self, name: str) -> None:
        """Take note of a cell of Excel; one that has no name follows the one before it."""
        if len(name) > _LONGEST_NAME:
            raise _too_far()
        found = _CELL.match(name)
        self.column = _column_number(found[1]) if found else self.column + 1
        self.fill(int(found[2]) if found else self.row, self.column)

    def fill(self, row: int, column: int) -> None:
        self.filled_rows = max(self.filled_rows, row)
        self.filled_columns = max(self.filled_columns, column)
        if self.filled_rows * self.filled_columns > MAX_CELLS:
            raise _too_far()


def _too_far() -> UnreadableSheetError:
    return UnreadableSheetError(
        problem="the cells of a sheet lie too far apart",
        remedy="delete what stands far from the list, or copy it into a new file",
    )


def check_xml(content: bytes) -> None:
    """Refuse a part with a document type (entities!) or with cells far apart."""
    if _is_plain_sheet(content) and _is_near(content):
        return
    parser = expat.ParserCreate()
    extent = _Extent()

    def refuse_doctype(*_: object) -> None:
        raise UnreadableSheetError(
            problem="a part of the workbook declares a document type", remedy="save it anew"
        )

    def first_element(name: str, _: dict[str, str]) -> None:
        handlers = {"worksheet": excel_element, "document-content": open_document_element}
        parser.StartElementHandler = handlers.get(local_name(name))

    def excel_element(name: str, attributes: dict[str, str]) -> None:
        # Half a million calls for a long list: the first comparison spares most of the second.
        if name[-1] == "c" and local_name(name) == "c":
            extent.cell(attributes.get("r", ""))
        elif name[-1] == "w" and local_name(name) == "row":
            number = attributes.get("r", "")
            extent.row = int(number) if number.isdecimal() else extent.row + 1
            extent.column = 0

    def open_document_element(name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local in ("table", "table-row", "table-cell", "covered-table-cell", "s"):
            _open_document(
                extent, local, {local_name(key): text for key, text in attributes.items()}
            )

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = first_element
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableSheetError(
            problem="a part of the workbook is damaged", remedy="save it anew"
        ) from error


def _is_plain_sheet(content: bytes) -> bool:
    """Say whether a part is a sheet, or its texts, as Excel writes them.

    No declarations, comments, references to characters, or encodings that hide letters: then every
    name of a cell stands in the bytes as it is. All else goes through the parser.
    """
    return (
        _PLAIN_SHEET.match(content[:1000]) is not None
        and _ENCODING.search(content[:1000]) is None
        # One byte is looked for thirty times faster than two.
        and (b"!" not in content or b"<!" not in content)
        and (b"&" not in content or b"&#" not in content)
    )


def _is_near(sheet: bytes) -> bool:
    """Say whether all cells of a plain sheet lie in A to Z and fewer than 100 000 rows.

    False too where one search cannot tell, which is ten times faster than the parser: every cell
    has to bear a name in capitals, as its first attribute, and no prefix.
    """
    first, last = sheet.find(b"sheetData"), sheet.rfind(b"sheetData")
    if first < 0:
        return True  # the texts of a workbook, which hold no cells
    has_prefix = sheet.find(b":", first, last) >= 0 and sheet.find(b":c", first, last) >= 0
    is_plain = sheet[first - 1 : first] == b"<" and not has_prefix
    return is_plain and _FAR_CELL.search(sheet, first, last) is None


def _open_document(extent: _Extent, local: str, attributes: dict[str, str]) -> None:
    match local:
        case "table":
            extent.new_sheet()
            extent.row_repeats = 0
        case "table-row":
            extent.row += extent.row_repeats
            extent.row_repeats = int(attributes.get("number-rows-repeated", "1"))
            extent.column = 0
        case "s":
            if int(attributes.get("c", "1")) > MAX_SPACES:
                raise _too_far()
        case _:
            extent.column += int(attributes.get("number-columns-repeated", "1"))
            if not attributes.keys() <= _EMPTY_CELL:
                extent.fill(extent.row + extent.row_repeats, extent.column)


def local_name(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def place_of_cell(name: str) -> tuple[int, int] | None:
    """Return row and column, from 0, of a cell called as C7; None where it is called otherwise."""
    cell = _CELL.match(name) if len(name) <= _LONGEST_NAME else None
    return (int(cell[2]) - 1, _column_number(cell[1]) - 1) if cell else None


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


def check_binary_sheet(content: bytes) -> None:
    """Refuse a binary part (.xlsb) with cells far apart; any other binary part passes."""
    extent = _Extent()
    row = position = 0
    while position < len(content):
        kind, position = _packed_number(content, position, 2)
        size, position = _packed_number(content, position, 4)
        if kind == _ROW_RECORD and size >= 4:
            row = int.from_bytes(content[position : position + 4], "little") + 1
        elif kind in _CELL_RECORDS and size >= 4:
            column = int.from_bytes(content[position : position + 4], "little") + 1
            extent.fill(row, column)
        position += size


def _packed_number(content: bytes, position: int, longest: int) -> tuple[int, int]:
    """Return a number kept in seven bits a byte, and the position behind it."""
    number = 0
    for index, byte in enumerate(content[position : position + longest]):
        number |= (byte & 0x7F) << 7 * index
        if not byte & 0x80:
            return number, position + index + 1
    return number, position + longest
