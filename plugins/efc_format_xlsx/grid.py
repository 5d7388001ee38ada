"""How wide columns and how high rows are: reckoned from the text, for Excel does not do it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, zip_longest
from math import ceil

from efc_format_xlsx.values import text_width
from efc_reporting.plugin import (
    Block,
    Column,
    ColumnKind,
    FieldList,
    KeyFigures,
    Paragraph,
    Section,
    SignatureBlock,
    Table,
)

LINE_HEIGHT = 15.0
INDENT = 2
"""Characters that the indent of a table's cells takes."""

SIGNATURE_HEIGHT = 40.0
"""14.1 mm: room of 12 mm to sign by hand, even where another font makes the print smaller."""

_NARROWEST, _WIDEST = 7, 60
_PER_WEIGHT = 14
_SIGNATURE_WIDTH = 32.0
_PAGE_WIDTH = 120
"""Characters that fill a landscape A4 page at full size."""

_MOST_WIDTH = 122
"""Wider sheets would be printed smaller than nine points where a wider font stands in for ours."""

_SPARE_WIDTH = 20
_STILL_FINE = 14.0
_PAPER_WIDTH, _PAPER_HEIGHT = 755.0, 472.0
"""A4 across in points, less the margins."""

_POINTS_PER_CHARACTER, _CELL_PADDING = 5.25, 3.75
_CAUTION = 0.95
"""Rows may be a little higher with another font."""

_LABEL_LIMITS = (12, 34)
_AIR = 3


def blocks_below(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block in reading order, unknown ones as what they fall back to."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from blocks_below(block.blocks)
        elif not isinstance(block, Table | KeyFigures | FieldList | SignatureBlock | Paragraph):
            yield from blocks_below(block.fallback())


def column_widths(tables: Iterable[Table]) -> tuple[float, ...]:
    """Return the widths that suit all tables of a sheet and fill its page."""
    by_column = zip_longest(*map(_widths, tables), fillvalue=0.0)
    widths = [max(column) for column in by_column]
    widths = _narrowed(widths)
    while sum(widths) < _PAGE_WIDTH:
        widths.append(min(_SPARE_WIDTH, max(_NARROWEST, _PAGE_WIDTH - sum(widths))))
    return tuple(widths)


def _narrowed(widths: list[float]) -> list[float]:
    """Take from the wide columns what would make the print too small to read."""
    wide = sum(width for width in widths if width > _STILL_FINE)
    excess = sum(widths) - _MOST_WIDTH
    if excess <= 0 or not wide:
        return widths
    kept = max(1 - excess / wide, 0)
    return [max(width * kept, _STILL_FINE) if width > _STILL_FINE else width for width in widths]


def _widths(table: Table) -> tuple[float, ...]:
    rows = (*table.rows, table.total) if table.total else table.rows
    return tuple(
        _column_width(column, [row[index].text for row in rows])
        for index, column in enumerate(table.columns)
    )


def _column_width(column: Column, texts: list[str]) -> float:
    if column.kind is ColumnKind.SIGNATURE and not all(texts):
        return _SIGNATURE_WIDTH
    longest_word = max(map(text_width, column.title.split()), default=0)
    longest_cell = max(map(text_width, texts), default=0)
    limit = min(_WIDEST, _PER_WEIGHT * (column.weight + 1))
    wanted = max(longest_word, min(longest_cell, limit)) + _AIR
    return float(max(_NARROWEST, min(wanted, _WIDEST)))


def printed_height(widths: tuple[float, ...]) -> float:
    """Return how many points of rows fit on a page that is shrunk to the width of the sheet."""
    return _PAPER_HEIGHT * shrinking(widths) * _CAUTION


def shrinking(widths: tuple[float, ...]) -> float:
    """Return how many times smaller a sheet is printed so that its width fits on the page."""
    sheet_width = sum(_POINTS_PER_CHARACTER * width + _CELL_PADDING for width in widths)
    return max(1.0, sheet_width / _PAPER_WIDTH)


def label_columns(blocks: Iterable[Block], widths: tuple[float, ...]) -> int:
    """Return how many columns the labels of key figures, fields and signatures take together."""
    narrowest, widest = _LABEL_LIMITS
    longest = max((text_width(label) for block in blocks for label in _labels(block)), default=0)
    wanted = min(max(longest + _AIR, narrowest), widest)
    reached = list(accumulate(widths))
    fitting = next(count for count, width in enumerate(reached, start=1) if width >= wanted)
    return min(fitting, len(widths) - 1)


def _labels(block: Block) -> Iterator[str]:
    match block:
        case KeyFigures():
            yield from (figure.label for figure in block.figures)
        case FieldList():
            yield from (field.label for field in block.fields)
        case SignatureBlock():
            yield from block.labels


def height_of(text: str, width: float, line_height: float = LINE_HEIGHT) -> float:
    """Return how high a row must be for `text` wrapped to `width`."""
    lines = sum(max(1, ceil(text_width(line) / (width - 1))) for line in text.splitlines())
    return max(lines, 1) * line_height
