"""Find the lists in a sheet: their header rows wherever they stand, and the titles above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from efc_reporting.loading.countries import normalise
from efc_reporting.loading.sheets.headers import (
    NAMES,
    OWN_MARK,
    field_of_header,
    meanings_by_language,
)
from efc_reporting.loading.tables import ColumnsTable
from efc_reporting.sheets import Sheet, SheetValue

_SEARCHED_ROWS = 60
"""Rows at the beginning of a sheet each of which may be a header; below, only likely ones are."""

_LONGEST_HEADER = 80
Row = Sequence[SheetValue]


@attrs.frozen(kw_only=True)
class HeaderRow:
    """The columns of one list: their texts, what they stand for, and where it begins and ends.

    `row` is the last row of the header, `top` the first; `first_column` and `end_column` part
    lists that stand side by side.
    """

    top: int
    row: int
    texts: tuple[str, ...]
    fields: tuple[str | None, ...]
    first_column: int = 0
    end_column: int


@attrs.frozen(kw_only=True)
class ListArea:
    """One list of a sheet: its header, the rows of titles above it, and its rows of people."""

    header: HeaderRow
    titles: tuple[int, ...]
    first: int
    end: int


def filled(row: Row) -> list[str]:
    """Return the texts of those cells of a row that hold anything."""
    return [text for cell in row if cell is not None and (text := str(cell).strip())]


def is_own_sheet(sheet: Sheet) -> bool:
    """Say whether this program wrote a sheet for the partner to read."""
    first = next((texts for row in sheet.rows if (texts := filled(row))), [""])
    return first[0].startswith(OWN_MARK)


def find_lists(sheet: Sheet) -> list[ListArea]:
    """Return the lists of a sheet, in its order; none where no row names columns."""
    headers = list(_two_line_headers(_header_rows(sheet.rows), sheet.rows))
    tops = [header.top for header in headers]
    areas = []
    for index, header in enumerate(headers):
        floor = headers[index - 1].row + 1 if index else 0
        titles = _titles(sheet.rows, header.top, floor)
        next_top = tops[index + 1] if index + 1 < len(tops) else len(sheet.rows)
        if index + 1 < len(tops):
            below = _titles(sheet.rows, next_top, header.row + 1)
            end = min(below, default=next_top)
        else:
            end = next_top
        for block in _side_by_side(header):
            areas.append(ListArea(header=block, titles=titles, first=header.row + 1, end=end))
    return areas


def has_header(sheet: Sheet) -> bool:
    """Say whether any row of a sheet names columns."""
    return any(True for _ in _header_rows(sheet.rows))


def header_at(sheet: Sheet, row: int) -> ListArea:
    """Return the one list whose header stands in a given row; -1 where it has none."""
    width = max((len(cells) for cells in sheet.rows), default=0)
    if row < 0:
        header = HeaderRow(
            top=0, row=-1, texts=("",) * width, fields=(None,) * width, end_column=width
        )
        return ListArea(header=header, titles=(), first=0, end=len(sheet.rows))
    header = _header(sheet.rows, min(row, len(sheet.rows) - 1))
    return ListArea(
        header=header,
        titles=_titles(sheet.rows, header.top, 0),
        first=header.row + 1,
        end=len(sheet.rows),
    )


def likeliest_header(sheet: Sheet) -> int | None:
    """Return the row that names most columns where none is a header; None in an empty sheet."""
    rows = [(len(_known(row)), -n) for n, row in enumerate(sheet.rows) if filled(row)]
    return -max(rows)[1] if rows else None


def _known(row: Row) -> set[str]:
    found = {
        field_of_header(cell.strip())
        for cell in row
        if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_HEADER
    }
    return {field for field in found if field not in (None, "line")}


def _is_header(row: Row) -> bool:
    known = _known(row)
    return len(known) >= (2 if known & NAMES else 3) and len(known) * 2 >= len(filled(row)) - 4


def _header_rows(rows: Sequence[Row]) -> Iterator[int]:
    """Yield every row that names columns.

    To look up every cell of thousands of rows would take longer than reading them. Behind the
    first rows a header is looked for where it repeats a text of the first one, or below a title
    or a gap.
    """
    texts: set[object] = set()
    was_thin = False
    for number, row in enumerate(rows):
        is_likely = number < _SEARCHED_ROWS or was_thin or not texts.isdisjoint(row)
        if is_likely and _is_header(row):
            texts |= {cell for cell in row if isinstance(cell, str) and cell.strip()}
            yield number
        # Most rows begin with two texts, which is seen sooner than how many they have.
        was_thin = not (len(row) > 1 and row[0] and row[1]) and _is_thin(row)


def _is_thin(row: Row) -> bool:
    return len(row) - row.count("") - row.count(None) <= 1


def _two_line_headers(numbers: Iterator[int], rows: Sequence[Row]) -> Iterator[HeaderRow]:
    """Yield headers, two adjacent rows of them as one: "Name" above "Family", "Given"."""
    previous: HeaderRow | None = None
    for number in numbers:
        if previous and number == previous.row + 1:
            previous = _joined(previous, _header(rows, number))
            continue
        if previous:
            yield previous
        previous = _header(rows, number)
    if previous:
        yield previous


def _header(rows: Sequence[Row], number: int) -> HeaderRow:
    texts = tuple(str(cell if cell is not None else "").strip() for cell in rows[number])
    width = max(len(row) for row in rows)
    return HeaderRow(
        top=number,
        row=number,
        texts=texts,
        fields=tuple(field_of_header(text) for text in texts),
        end_column=width,
    )


def _joined(upper: HeaderRow, lower: HeaderRow) -> HeaderRow:
    width = max(len(upper.texts), len(lower.texts))
    above = upper.texts + ("",) * (width - len(upper.texts))
    below = lower.texts + ("",) * (width - len(lower.texts))
    texts = tuple(low or high for high, low in zip(above, below, strict=True))
    fields = tuple(field_of_header(text) for text in texts)
    return attrs.evolve(lower, top=upper.top, texts=texts, fields=fields)


def _titles(rows: Sequence[Row], header: int, floor: int) -> tuple[int, ...]:
    """Return the rows above a header that are its titles.

    Above the first header that is everything; between two lists, rows with a single text, for
    others may be people.
    """
    if floor == 0:
        return tuple(range(header))
    first = header
    while first > floor and len(filled(rows[first - 1])) <= 1:
        first -= 1
    # A single text right below people, without a gap, is a person whose other cells are empty.
    while first > floor and first < header and filled(rows[first]):
        if first == floor or not filled(rows[first - 1]):
            break
        first += 1
    return tuple(range(first, header))


def _side_by_side(header: HeaderRow) -> Iterator[HeaderRow]:
    """Yield the lists of a header row; several where columns repeat behind an empty column."""
    # What may be a town or a country is decided block by block, and counts for neither here.
    sure = [
        None if meanings_by_language(text) else field
        for text, field in zip(header.texts, header.fields, strict=True)
    ]
    counts = Counter(field for field in sure if field and field != "line")
    if all(count == 1 for count in counts.values()):
        yield header
        return
    blocks = [
        (start, end) for start, end in _runs(header.texts) if set(header.fields[start:end]) & NAMES
    ]
    is_clear = len(blocks) > 1 and all(
        max(Counter(field for field in sure[start:end] if field).values()) == 1
        for start, end in blocks
    )
    if not is_clear:
        yield header
        return
    for start, end in blocks:
        fields = tuple(
            field if start <= index < end else None for index, field in enumerate(header.fields)
        )
        yield attrs.evolve(header, fields=fields, first_column=start, end_column=end)


def _runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = None
    for index, text in enumerate((*texts, "")):
        if text and start is None:
            start = index
        elif not text and start is not None:
            yield start, index
            start = None


def row_naming(sheet: Sheet, mapped: ColumnsTable) -> int | None:
    """Return the first row that holds all headers of a mapping."""
    named = {normalise(text) for text in attrs.asdict(mapped).values() if text}
    for number, row in enumerate(sheet.rows):
        if named <= {normalise(text) for text in filled(row)}:
            return number
    return None


def merged_below(sheet: Sheet, columns: Mapping[str, int]) -> Mapping[tuple[int, str], SheetValue]:
    """Return the values of merged cells for all their rows but the first, by row and field.

    Merged areas never overlap: where they do, as in a file made to take hours, the rest is left.
    """
    found: dict[tuple[int, str], SheetValue] = {}
    room = len(sheet.rows) * len(columns)
    for (top, left), (bottom, right) in sheet.merged:
        rows = range(top + 1, min(bottom + 1, len(sheet.rows)))
        fields = [field for field, column in columns.items() if left <= column <= right]
        room -= len(rows) * len(fields)
        if room < 0:
            break
        value = sheet.rows[top][left] if rows and left < len(sheet.rows[top]) else None
        found |= {(row, field): value for row in rows for field in fields}
    return found
