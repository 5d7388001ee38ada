"""Frozen values that HTML templates show: blocks with levels, anchors and widths.

Templates decide nothing by type: each view names its kind, and one macro shows each kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from efc_reporting.blocks import Block, Cell, ColumnKind
from efc_reporting.document import Document, Funding

if TYPE_CHECKING:
    from markupsafe import Markup


@attrs.frozen(kw_only=True)
class BlockView:
    """A block that templates show as it is."""

    kind: str
    block: Block


@attrs.frozen(kw_only=True)
class SectionView:
    """A section with the level of its heading, 2 for the outermost, and an anchor for links.

    Where it has a `page_group`, it has pages of its own, with the emblem and the statement of
    `funding`; neighbours have different groups, so that the numbers of each begin with 1.
    `page_header` stands above its pages in the place of the title of the document.
    """

    kind: ClassVar[str] = "section"
    title: str
    level: int
    anchor: str
    blocks: tuple[View, ...]
    page_group: str = ""
    funding: Funding | None = None
    page_header: str = ""

    @property
    def sections(self) -> tuple[SectionView, ...]:
        """The sections just below this one."""
        return tuple(view for view in self.blocks if isinstance(view, SectionView))


@attrs.frozen(kw_only=True)
class ColumnView:
    """A column with its share of the width in per cent."""

    title: str
    kind: ColumnKind
    width: int


@attrs.frozen(kw_only=True)
class TableView:
    """A table with its rows in groups; `has_signatures` asks for rows that are high enough."""

    kind: ClassVar[str] = "table"
    caption: str
    anchor: str
    columns: tuple[ColumnView, ...]
    groups: tuple[tuple[tuple[Cell, ...], ...], ...]
    total: tuple[Cell, ...]
    note: str
    has_signatures: bool


@attrs.frozen(kw_only=True)
class DrawingView:
    """A chart or a map; `svg` is an element that is safe to show as it is."""

    kind: ClassVar[str] = "drawing"
    caption: str
    svg: Markup
    note: str = ""


@attrs.frozen(kw_only=True)
class ImageView:
    """A picture as an address that holds it."""

    kind: ClassVar[str] = "image"
    address: str
    alternative: str
    caption: str


View = BlockView | SectionView | TableView | DrawingView | ImageView


@attrs.frozen(kw_only=True)
class PagePart:
    """A piece of "Page {page} of {pages}": its words, or the counter that stands there."""

    text: str = ""
    counter: str = ""


@attrs.frozen(kw_only=True)
class Words:
    """The words that stand around a document, in its language."""

    contents: str
    draft: str
    skip: str
    page_label: tuple[PagePart, ...]


@attrs.frozen(kw_only=True)
class DocumentView:
    """What a template shows: the document, its blocks as views, and the words around them.

    `opening_end` is the anchor of the last section before those with pages of their own.
    """

    document: Document
    blocks: tuple[View, ...]
    words: Words
    opening_end: str = ""

    @property
    def contents(self) -> tuple[SectionView, ...]:
        """The outermost sections."""
        return tuple(view for view in self.blocks if isinstance(view, SectionView))
