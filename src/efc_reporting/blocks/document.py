"""A composed document: its blocks, and what stands around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import attrs

from efc_reporting.base.values import as_tuple, counts_html
from efc_reporting.blocks.base import Block
from efc_reporting.blocks.blocks import Field, KeyFigure, KeyFigures, OwnWords, Section
from efc_reporting.blocks.table import Table


@attrs.frozen(kw_only=True)
class Funding:
    """How the Union's support is acknowledged: shown with the emblem on every document."""

    statement: str
    disclaimer: str
    emblem_alternative: str


@attrs.frozen(kw_only=True)
class Document:
    """One document in one language for one audience, ready for any format.

    `kind` is the name of the document ("narrative"). `has_cover` and `has_contents` ask for a
    title page and a table of contents where a format has pages. `is_draft` marks every page.
    `is_landscape` suits wide tables. `as_of` is the day of the report, the only date of the file.
    `project` is the acronym of the project, or its title; the program gives it after composing.
    """

    kind: str
    title: str
    language: str
    audience: str
    as_of: date
    blocks: tuple[Block, ...] = attrs.field(converter=as_tuple)
    subtitle: str = ""
    author: str = ""
    reference: str = ""
    fields: tuple[Field, ...] = attrs.field(default=(), converter=as_tuple)
    funding: Funding | None = None
    has_cover: bool = False
    has_contents: bool = False
    is_landscape: bool = False
    is_draft: bool = False
    project: str = ""

    @property
    def file_title(self) -> str:
        """The title that a file bears among others: it names the project too."""
        is_named = not self.project or self.project in self.title
        return self.title if is_named else f"{self.title} – {self.project}"

    def plain_paragraphs(self) -> Iterator[str]:
        """Yield everything that the document says, one paragraph at a time."""
        yield self.title
        if self.subtitle:
            yield self.subtitle
        for field in self.fields:
            yield f"{field.label}: {''.join(run.text for run in field.text)}"
        for block in self.blocks:
            yield from block.plain_paragraphs()
        if self.funding:
            yield self.funding.statement
            yield self.funding.disclaimer

    def walk(self) -> Iterator[Block]:
        """Yield every block, sections before what stands in them."""
        yield from _walk(self.blocks)

    def sections(self) -> Iterator[tuple[int, Section]]:
        """Yield every section with its level, 1 for the outermost."""
        yield from _sections(self.blocks, 1)

    def key_figures(self) -> Iterator[KeyFigure]:
        """Yield every key figure."""
        for block in self.walk():
            if isinstance(block, KeyFigures):
                yield from block.figures

    def tables(self) -> Iterator[Table]:
        """Yield every table."""
        return (block for block in self.walk() if isinstance(block, Table))

    def _repr_html_(self) -> str:
        kinds = Counter(type(block).__name__ for block in self.walk())
        described = f"Document {self.kind}, {self.language}, for {self.audience}"
        figures = ("Key figures", sum(1 for _ in self.key_figures()))
        return counts_html(described, [*sorted(kinds.items()), figures])

    def without_marks(self) -> Document:
        """Return the document with what own words show in their place."""
        return attrs.evolve(self, blocks=tuple(_without_marks(self.blocks)))


def _walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Section | OwnWords):
            yield from _walk(block.blocks)


def _sections(blocks: tuple[Block, ...], level: int) -> Iterator[tuple[int, Section]]:
    for block in blocks:
        if isinstance(block, Section):
            yield level, block
            yield from _sections(block.blocks, level + 1)
        elif isinstance(block, OwnWords):
            yield from _sections(block.blocks, level)


def _without_marks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case OwnWords():
                yield from block.blocks
            case Section():
                yield attrs.evolve(block, blocks=tuple(_without_marks(block.blocks)))
            case _:
                yield block
