"""The format-neutral document: what a report says, without any layout.

Every block has a `fallback()` made of simpler blocks, down to a `Paragraph`: a format that does not
know a block renders its fallback, and a block added later never breaks a format of today.
"""

from __future__ import annotations

import abc
from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction

import attrs

from efc_reporting.content import (
    Cell,
    CellValue,
    Column,
    ColumnKind,
    Formula,
    Operation,
    Run,
    Text,
    as_text,
    plain,
)
from efc_reporting.tuples import as_tuple

__all__ = [
    "Block",
    "BulletList",
    "Cell",
    "CellValue",
    "Chart",
    "ChartBar",
    "Column",
    "ColumnKind",
    "Field",
    "FieldList",
    "Formula",
    "Image",
    "KeyFigure",
    "KeyFigures",
    "ListItem",
    "Operation",
    "PageBreak",
    "Paragraph",
    "ParagraphStyle",
    "Run",
    "Section",
    "SignatureBlock",
    "Table",
    "Text",
    "as_text",
    "plain",
]


class Block(abc.ABC):
    """One piece of a document."""

    @abc.abstractmethod
    def fallback(self) -> tuple[Block, ...]:
        """Return simpler blocks that say the same; () for a Paragraph, which has none."""

    def plain_paragraphs(self) -> Iterator[str]:
        """Yield what the block says, one paragraph at a time."""
        for block in self.fallback():
            yield from block.plain_paragraphs()


class ParagraphStyle(StrEnum):
    """What a paragraph is to its reader."""

    NORMAL = "normal"
    LEAD = "lead"
    NOTE = "note"
    QUOTE = "quote"


@attrs.frozen
class Paragraph(Block):
    """A paragraph; every format knows it."""

    text: Text = attrs.field(converter=as_text)
    style: ParagraphStyle = ParagraphStyle.NORMAL

    def fallback(self) -> tuple[Block, ...]:
        """Return nothing: this is what everything else falls back to."""
        return ()

    def plain_paragraphs(self) -> Iterator[str]:
        """Yield the paragraph."""
        yield plain(self.text)


@attrs.frozen(kw_only=True)
class Section(Block):
    """A heading with what stands under it; sections nest, so that no level is ever skipped."""

    title: str
    blocks: tuple[Block, ...] = attrs.field(default=(), converter=as_tuple)
    id: str = ""

    def fallback(self) -> tuple[Block, ...]:
        """Return the title as a paragraph, then the blocks."""
        return (Paragraph(self.title), *self.blocks)


@attrs.frozen
class ListItem:
    """One point of a list, with the points below it."""

    text: Text = attrs.field(converter=as_text)
    items: tuple[ListItem, ...] = attrs.field(default=(), converter=as_tuple)


def _as_items(items: Iterable[str | ListItem]) -> tuple[ListItem, ...]:
    return tuple(item if isinstance(item, ListItem) else ListItem(item) for item in items)


@attrs.frozen
class BulletList(Block):
    """A list of points; numbered where `is_ordered`."""

    items: tuple[ListItem, ...] = attrs.field(converter=_as_items)
    is_ordered: bool = False

    def fallback(self) -> tuple[Block, ...]:
        """Return a paragraph per point, nested points after theirs."""
        return tuple(Paragraph(text) for text in _texts_of(self.items))


def _texts_of(items: tuple[ListItem, ...]) -> Iterator[Text]:
    for item in items:
        yield (Run(text="• "), *item.text)
        yield from _texts_of(item.items)


def _as_cell(cell: str | Cell) -> Cell:
    return cell if isinstance(cell, Cell) else Cell(cell, cell)


def _as_row(cells: Iterable[str | Cell]) -> tuple[Cell, ...]:
    return tuple(map(_as_cell, cells))


def _as_rows(rows: Iterable[Iterable[str | Cell]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(map(_as_row, rows))


@attrs.frozen(kw_only=True)
class Table(Block):
    """A regular table with one header row; the first cell of each row names the row.

    `total` is the closing row, () where there is none. All rows are as long as `columns`.
    """

    caption: str
    columns: tuple[Column, ...] = attrs.field(converter=as_tuple)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(default=(), converter=_as_rows)
    total: tuple[Cell, ...] = attrs.field(default=(), converter=_as_row)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        wanted = len(self.columns)
        for number, row in enumerate((*self.rows, self.total or self.columns), start=1):
            if len(row) != wanted:
                raise ValueError(
                    f"table {self.caption!r}: row {number} has {len(row)} cells, not {wanted}"
                )

    def fallback(self) -> tuple[Block, ...]:
        """Return the caption and one paragraph per row, each cell behind its column's title."""
        every_row = (*self.rows, self.total) if self.total else self.rows
        lines = ["; ".join(self._labelled(row)) for row in every_row]
        note = (self.note,) if self.note else ()
        return tuple(Paragraph(line) for line in (self.caption, *lines, *note) if line)

    def _labelled(self, row: tuple[Cell, ...]) -> Iterator[str]:
        for column, cell in zip(self.columns, row, strict=True):
            if cell.text:
                yield f"{column.title}: {cell.text}" if column.title else cell.text


@attrs.frozen(kw_only=True)
class KeyFigure:
    """A figure that the report stands on; `key` names it in every language ("invited")."""

    key: str
    label: str
    value: CellValue
    text: str


@attrs.frozen
class KeyFigures(Block):
    """Figures that a reader should see at a glance."""

    figures: tuple[KeyFigure, ...] = attrs.field(converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return a list of "label: figure"."""
        return (BulletList(f"{figure.label}: {figure.text}" for figure in self.figures),)


@attrs.frozen(kw_only=True)
class Field:
    """A label and what stands behind it."""

    label: str
    text: Text = attrs.field(converter=as_text)


@attrs.frozen
class FieldList(Block):
    """Labelled data, such as place and dates of a meeting."""

    fields: tuple[Field, ...] = attrs.field(converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return a paragraph per field."""
        return tuple(Paragraph((Run(text=f"{f.label}: "), *f.text)) for f in self.fields)


@attrs.frozen(kw_only=True)
class ChartBar:
    """One bar of a chart: its label, its length and how the length is written."""

    label: str
    value: int | Fraction
    text: str


@attrs.frozen(kw_only=True)
class Chart(Block):
    """Bars over one measure; `alternative` says what they show to those who cannot see them."""

    caption: str
    label_title: str
    value_title: str
    alternative: str
    bars: tuple[ChartBar, ...] = attrs.field(converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return the same data as a table."""
        columns = (
            Column(title=self.label_title, weight=3),
            Column(title=self.value_title, kind=ColumnKind.NUMBER),
        )
        rows = [(bar.label, Cell(bar.value, bar.text)) for bar in self.bars]
        return (Table(caption=self.caption, columns=columns, rows=rows),)


@attrs.frozen(kw_only=True)
class Image(Block):
    """A picture with its alternative text; `data` are the bytes of a PNG or JPEG file."""

    data: bytes = attrs.field(repr=False)
    media_type: str
    alternative: str
    caption: str = ""

    def fallback(self) -> tuple[Block, ...]:
        """Return the caption and the alternative text."""
        return tuple(Paragraph(text) for text in (self.caption, self.alternative) if text)


@attrs.frozen(kw_only=True)
class SignatureBlock(Block):
    """Room for a signature: who signs as what; `labels` are the words under the lines.

    `signatory` and `function` are "" where the person is not known yet.
    """

    heading: str
    signatory: str = ""
    function: str = ""
    labels: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)

    def fallback(self) -> tuple[Block, ...]:
        """Return the heading, the signatory and a line per label."""
        known = ", ".join(part for part in (self.signatory, self.function) if part)
        lines = (self.heading, known, *(f"{label}: ____________________" for label in self.labels))
        return tuple(Paragraph(line) for line in lines if line)


@attrs.frozen
class PageBreak(Block):
    """A new page where there are pages."""

    def fallback(self) -> tuple[Block, ...]:
        """Return nothing."""
        return ()
