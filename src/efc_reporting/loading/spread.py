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
_CELL = re.compile(r"\A([A-Z]{1,3})([0-9]{1,7})\Z")
_PLAIN_SHEET = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*?(?:\sencoding=[\"']UTF-8[\"'])?[^>]*\?>)?\s*<(?:worksheet|sst)[\s>]",
    re.IGNORECASE,
)
_ENCODING = re.compile(rb"\sencoding\s*=\s*[\"'](?!UTF-8[\"'])", re.IGNORECASE)
_ANY_CELL = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
# Begins with the letter, not with the space before it: a fixed beginning is found twice as fast.
_DISTANT_CELL = re.compile(rb"r\s*=\s*[\"'](?:[A-Z]{2,3}[0-9]|[A-Z][0-9]{6})")
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
    if _is_plain_sheet(content):
        _check_plain_sheet(content)
        return
    parser = expat.ParserCreate()
    extent = _Extent()

    def refuse_doctype(*_: object) -> None:
        raise UnreadableSheetError(
            problem="a part of the workbook declares a document type", remedy="save it anew"
        )

    def first_element(name: str, _: dict[str, str]) -> None:
        handlers = {"worksheet": excel_element, "document-content": open_document_element}
        parser.StartElementHandler = handlers.get(_local(name))

    def excel_element(name: str, attributes: dict[str, str]) -> None:
        # Half a million calls for a long list: the first comparison spares most of the second.
        if (
            name[-1] == "c"
            and _local(name) == "c"
            and (cell := _CELL.match(attributes.get("r", "")))
        ):
            extent.fill(int(cell[2]), _column_number(cell[1]))

    def open_document_element(name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local in ("table", "table-row", "table-cell", "covered-table-cell", "s"):
            _open_document(extent, local, {_local(key): text for key, text in attributes.items()})

    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = first_element
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableSheetError(
            problem="a part of the workbook is damaged", remedy="save it anew"
        ) from error


def _is_plain_sheet(content: bytes) -> bool:
    """Say whether a part is a sheet, or its texts, as Excel writes them: a pattern finds its cells.

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


def _check_plain_sheet(content: bytes) -> None:
    """Refuse cells far apart: ten times faster than the parser, for a list of thousands."""
    if _DISTANT_CELL.search(content) is None:
        return  # A to Z in fewer than 100 000 rows: never too many
    columns, rows = zip(*_ANY_CELL.findall(content), (b"A", b"1"), strict=True)
    extent = _Extent()
    widest = max(_column_number(column.decode()) for column in set(columns))
    extent.fill(max(map(int, set(rows))), widest)


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


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
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
