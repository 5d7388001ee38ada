"""The document as records of one shape: where a row stands, then what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from efc_format_csv.values import written
from efc_reporting.plugin import (
    Block,
    Document,
    Field,
    FieldList,
    KeyFigures,
    Paragraph,
    ReportContext,
    Section,
    Table,
    plain,
)

PATH_SEPARATOR = " › "


@attrs.frozen(kw_only=True)
class Headings:
    """The words of the table's own columns, in the language of the document."""

    section: str
    table: str
    figure: str
    value: str
    status: str
    draft: str
    funding: str
    disclaimer: str

    @classmethod
    def of(cls, context: ReportContext) -> Headings:
        """Return the words in the language of the context."""
        text = context.translator.text
        return cls(
            section=text("Section"),
            table=text("Table"),
            figure=text("Figure"),
            value=text("Value"),
            status=text("Status"),
            draft=text("DRAFT"),
            funding=text("Funding"),
            disclaimer=text("Disclaimer"),
        )


@attrs.frozen(kw_only=True)
class _Entry:
    """One row: a figure with its value, or a row of a table by column."""

    section: str
    table: str = ""
    figure: str = ""
    value: str = ""
    cells: tuple[tuple[str, str], ...] = ()


def records(document: Document, headings: Headings) -> Iterator[tuple[str, ...]]:
    """Yield the header, then every row, all of the same length.

    The columns of the tables follow the four of our own, each name once, in the order in which
    they are first seen; a column that occurs twice in one table gets its number.
    """
    entries = [*_around(document, headings), *_entries(document.blocks, document.title)]
    columns = tuple(dict.fromkeys(name for entry in entries for name, _ in entry.cells))
    yield (headings.section, headings.table, headings.figure, headings.value, *columns)
    for entry in entries:
        cells = dict(entry.cells)
        own = (entry.section, entry.table, entry.figure, entry.value)
        yield (*own, *(cells.get(column, "") for column in columns))


def _around(document: Document, headings: Headings) -> Iterator[_Entry]:
    if document.is_draft:
        yield _Entry(section=document.title, figure=headings.status, value=headings.draft)
    yield from _labelled(document.fields, document.title)
    if document.funding:
        for label, text in (
            (headings.funding, document.funding.statement),
            (headings.disclaimer, document.funding.disclaimer),
        ):
            yield _Entry(section=document.title, figure=label, value=text)


def _entries(blocks: Iterable[Block], section: str, path: tuple[str, ...] = ()) -> Iterator[_Entry]:
    for block in blocks:
        match block:
            case Section():
                below = (*path, block.title)
                yield from _entries(block.blocks, PATH_SEPARATOR.join(below), below)
            case Table():
                yield from _rows(block, section)
            case KeyFigures():
                for figure in block.figures:
                    yield _Entry(section=section, figure=figure.label, value=figure.text)
            case FieldList():
                yield from _labelled(block.fields, section)
            case Paragraph():
                pass
            case _:
                yield from _entries(block.fallback(), section, path)


def _labelled(fields: Iterable[Field], section: str) -> Iterator[_Entry]:
    for field in fields:
        yield _Entry(section=section, figure=field.label, value=plain(field.text))


def _rows(table: Table, section: str) -> Iterator[_Entry]:
    names = _column_names(table)
    for row in (*table.rows, table.total) if table.total else table.rows:
        cells = tuple(zip(names, map(written, row), strict=True))
        yield _Entry(section=section, table=table.caption, cells=cells)


def _column_names(table: Table) -> tuple[str, ...]:
    names: list[str] = []
    for number, column in enumerate(table.columns, start=1):
        is_plain = column.title and column.title not in names
        names.append(column.title if is_plain else f"{column.title} ({number})".strip())
    return tuple(names)
