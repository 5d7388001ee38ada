"""Blocks that are pictures: charts and maps drawn from figures, and pictures as files."""

from __future__ import annotations

from fractions import Fraction

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.blocks.base import Block, Paragraph, ParagraphStyle
from efc_reporting.blocks.content import Cell, Column, ColumnKind
from efc_reporting.blocks.table import Table


@attrs.frozen(kw_only=True)
class ChartBar:
    """One bar of a chart: its label, its length and how the length is written."""

    label: str
    value: int | Fraction
    text: str


@attrs.frozen(kw_only=True)
class Chart(Block):
    """Bars over one measure; `alternative` says what they show to those who cannot see them.

    `minimum` is drawn as a line with the words `minimum_text`. `has_table` says that a format
    that draws the bars shows their table too; False where a table with the same figures stands
    beside the chart anyway.
    """

    caption: str
    label_title: str
    value_title: str
    alternative: str
    bars: tuple[ChartBar, ...] = attrs.field(converter=as_tuple)
    minimum: int | Fraction | None = None
    minimum_text: str = ""
    has_table: bool = True

    @property
    def table(self) -> Table:
        """The same data as a table."""
        columns = (
            Column(title=self.label_title, weight=3),
            Column(title=self.value_title, kind=ColumnKind.NUMBER),
        )
        rows = [(bar.label, Cell(bar.value, bar.text)) for bar in self.bars]
        return Table(caption=self.caption, columns=columns, rows=rows, note=self.minimum_text)

    def fallback(self) -> tuple[Block, ...]:
        """Return the table, or the alternative where the table stands beside it."""
        return (self.table,) if self.has_table else (Paragraph(self.alternative),)


@attrs.frozen(kw_only=True)
class MapPlace:
    """A place on a map in degrees, north and east positive; `country` as the EU writes it."""

    label: str
    country: str
    latitude: float
    longitude: float


@attrs.frozen(kw_only=True)
class Map(Block):
    """Places on a map of Europe; `alternative` names them all, those beyond the map too."""

    caption: str
    alternative: str
    places: tuple[MapPlace, ...] = attrs.field(converter=as_tuple)
    note: str = ""

    def fallback(self) -> tuple[Block, ...]:
        """Return the caption, the alternative and the note."""
        words = (Paragraph(text) for text in (self.caption, self.alternative) if text)
        note = (Paragraph(self.note, ParagraphStyle.NOTE),) if self.note else ()
        return (*words, *note)


@attrs.frozen(kw_only=True)
class Image(Block):
    """A picture with its alternative text; `data` are the bytes of a PNG or JPEG file.

    `id` is that of the project's picture, "" for any other.
    """

    data: bytes = attrs.field(repr=False)
    media_type: str
    alternative: str
    caption: str = ""
    id: str = ""

    def fallback(self) -> tuple[Block, ...]:
        """Return the caption and the alternative text."""
        return tuple(Paragraph(text) for text in (self.caption, self.alternative) if text)
