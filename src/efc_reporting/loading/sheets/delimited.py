"""Read participant lists kept as delimited text, whatever their encoding and separator."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from efc_reporting.loading.sheets.encodings import PAGE_NAMES, likeliest
from efc_reporting.loading.sheets.headers import field_of_header
from efc_reporting.model import Finding, Severity
from efc_reporting.sheets import Sheet, UnreadableSheetError

DELIMITERS = ";,\t|"
_SEPARATOR_LINE = re.compile(r"\Asep=(.)\r?\n", re.IGNORECASE)
_SAMPLE = 8192
_HEADER_LINES = 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_LETTERS = 12
_FEWEST_COLUMNS = {",": 4}
"""How many columns a list must have, or three: the commas of an address would look like a row."""

_GUARDED = re.compile(r"\A'+[=+\-@\t\r]")
_RISKY = re.compile(r"\A'*[=+\-@\t\r]")


@attrs.frozen
class CsvReader:
    """Reads .csv, .tsv and .txt.

    `encoding` goes before what the file looks like; `countries` are those whose languages its
    letters are compared with first.
    """

    extensions: frozenset[str] = frozenset({".csv", ".tsv", ".txt"})
    encoding: str = ""
    countries: tuple[str, ...] = ()

    def read(self, data: bytes, name: str) -> Sequence[Sheet]:
        """Return the one sheet of the file; everything in it is text."""
        text, assumed = decode(data, encoding=self.encoding, countries=self.countries)
        remarks = (_assumption(name, assumed, text),) if assumed else ()
        return [Sheet(name="", rows=_rows(text), remarks=remarks)]


def guarded(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula; `CsvReader` takes that back."""
    return f"'{text}" if _RISKY.match(text) else text


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def decode(data: bytes, *, encoding: str = "", countries: Iterable[str] = ()) -> tuple[str, str]:
    """Return the text, and the encoding where it had to be assumed ("" where it is certain)."""
    if encoding:
        return _decoded(data, encoding).removeprefix("\ufeff"), ""
    for bom, named in _BOMS:
        if data.startswith(bom):
            return _decoded(data, named), ""
    if b"\0" in data[:_SAMPLE]:  # no text in UTF-8 holds one, every Latin one in UTF-16 does
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return _decoded(data, encoding), encoding.upper()
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        page = likeliest(data, countries) or "cp1252"
        return _decoded(data, page), PAGE_NAMES[page]


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableSheetError(
            problem="the letters of the file are not in the encoding that was looked for",
            remedy="save it as UTF-8, or name its encoding under [[sheets]]",
        ) from error


def _assumption(name: str, encoding: str, text: str) -> Finding:
    letters = _telling_letters(text)
    message = (
        "{file} does not say how its letters are encoded; it was read as {encoding}. "
        "Letters beyond a–z read: {letters}. Look whether all names are right."
        if letters
        else "{file} does not say how its letters are encoded; it was read as {encoding}. "
        "Look whether all names are right."
    )
    return Finding(
        code="encoding-assumed",
        severity=Severity.NOTE,
        where=name,
        message=message,
        values={"file": name, "encoding": encoding, "letters": letters},
    )


def _telling_letters(text: str) -> str:
    """Return the first letters beyond ASCII, each once and sorted: are they of that language?

    They are no name: sorted letters say none, and of scripts without capitals, in which a single
    letter may be one, none is shown.
    """
    found = sorted(c for c in set(text) if not c.isascii() and c.upper() != c.lower())
    return " ".join(found[:_MOST_LETTERS])


def _rows(text: str) -> list[list[str]]:
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        text = text[separator.end() :]
    delimiter = separator[1] if separator else _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableSheetError(
            problem=f"the file is no delimited text: {error}", remedy="save it anew as CSV"
        ) from error
    if '"' in text:
        _refuse_swallowed(rows, delimiter)
    return [[_unguarded(cell) for cell in row] for row in rows]


def _refuse_swallowed(rows: Sequence[Sequence[str]], delimiter: str) -> None:
    """Refuse a list of which a cell holds whole rows: its quotation mark was never closed."""
    fewest = _FEWEST_COLUMNS.get(delimiter, 3)
    widths = Counter(len(row) for row in rows if len(row) >= fewest)
    if not widths:
        return
    width = widths.most_common(1)[0][0]
    for row in rows:
        inner = (line for cell in row if "\n" in cell for line in cell.splitlines()[1:])
        if any(line.count(delimiter) >= width - 1 for line in inner):
            number = 1 + sum(1 + _newlines(before) for before in rows[: rows.index(row)])
            raise UnreadableSheetError(
                problem=f"a quotation mark that is opened in line {number} is never closed, "
                "so that the rows below would be one cell",
                remedy="take it out or close it, or save the list as .xlsx",
            )


def _newlines(row: Sequence[str]) -> int:
    return sum(cell.count("\n") for cell in row)


def _delimiter(text: str) -> str:
    """Return the delimiter under which most known headers appear, else the one that fits best."""
    lines = text[:_SAMPLE].splitlines()[:_HEADER_LINES]
    known = {
        delimiter: max((_known_headers(line, delimiter) for line in lines), default=0)
        for delimiter in DELIMITERS
    }
    best = max(known, key=known.__getitem__)
    if known[best] > 1:
        return best
    try:
        return csv.Sniffer().sniff(text[:_SAMPLE], delimiters=DELIMITERS).delimiter
    except csv.Error:
        return ","


def _known_headers(line: str, delimiter: str) -> int:
    return sum(field_of_header(cell.strip('" ')) is not None for cell in line.split(delimiter))
