"""The views that HTML templates show, and how a document becomes them."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, cycle, pairwise, takewhile
from typing import TYPE_CHECKING, ClassVar

import attrs

from efc_reporting.base.i18n import Translator
from efc_reporting.blocks import (
    Block,
    BulletList,
    Cell,
    Chart,
    ColumnKind,
    FieldList,
    Image,
    KeyFigures,
    Map,
    PageBreak,
    Paragraph,
    Section,
    SignatureBlock,
    Table,
)
from efc_reporting.blocks.document import Document, Funding
from efc_reporting.rendering.drawing.charts import chart_svg
from efc_reporting.rendering.drawing.maps import map_svg
from efc_reporting.rendering.drawing.shapes import TOKENS, Assets
from efc_reporting.rendering.templates import Templates

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


ROWS_OF_A_GROUP = 50
"""Rows of one `tbody`: layout of a long table is a third faster in groups than in one."""

DEEPEST_HEADING = 6
"""HTML and PDF/UA-1 know no heading below the sixth level."""

_PLAIN_KINDS: dict[type[Block], str] = {
    Paragraph: "paragraph",
    BulletList: "bullet_list",
    FieldList: "field_list",
    KeyFigures: "key_figures",
    SignatureBlock: "signature",
    PageBreak: "page_break",
}
_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_COUNTER = re.compile(r"\{(page|pages)\}")


def view_of(
    document: Document,
    translator: Translator,
    assets: Assets | None = None,
    style_sheets: Sequence[str] = (TOKENS,),
) -> DocumentView:
    """Prepare a document for a template.

    `assets` is `context.templates.asset`; charts and maps take outline, fonts and, by the names
    in `style_sheets`, colours from there, else those that are shipped.
    """
    viewer = _Viewer(document.funding, translator, assets or Templates().asset, style_sheets)
    views = tuple(viewer.views(document.blocks, level=2))
    return DocumentView(
        document=document,
        blocks=views,
        words=words_around(translator),
        opening_end=_end_of_opening(views),
    )


def _end_of_opening(views: Sequence[View]) -> str:
    """Return what the pages before those of sections apart end with, "" where there are none."""
    sections = [view for view in views if isinstance(view, SectionView)]
    opening = list(takewhile(lambda view: not view.page_group, sections))
    if len(opening) == len(sections):
        return ""
    return opening[-1].anchor if opening else "opening"


def words_around(translator: Translator) -> Words:
    """Return the words that stand around a document."""
    label = translator.text("Page {page} of {pages}")
    pieces = enumerate(_COUNTER.split(label))
    return Words(
        contents=translator.text("Contents"),
        draft=translator.text("DRAFT"),
        skip=translator.text("Skip to the content"),
        page_label=tuple(
            PagePart(counter=piece) if number % 2 else PagePart(text=piece)
            for number, piece in pieces
            if piece
        ),
    )


class _Viewer:
    """Walks through the blocks once and hands out anchors that no other block has."""

    def __init__(
        self,
        funding: Funding | None,
        translator: Translator,
        assets: Assets,
        style_sheets: Sequence[str],
    ) -> None:
        self._funding = funding
        self._translator = translator
        self._assets = assets
        self._style_sheets = style_sheets
        self._page_groups = cycle(("odd", "even"))
        self._anchors = {"contents", "content", "opening"}
        self._tables = count(1)
        self._figures = count(1)

    def views(self, blocks: Iterable[Block], level: int) -> Iterator[View]:
        return chain.from_iterable(self._view(block, level) for block in blocks)

    def _view(self, block: Block, level: int) -> Iterable[View]:
        match block:
            case Section():
                return (self._section(block, level),)
            case Table():
                return (self._table(block),)
            case Chart():
                return self._chart(block)
            case Map():
                svg = map_svg(block, self._assets, self._style_sheets)
                return (self._drawing(block.caption, svg, block.note),)
            case Image():
                return (_image(block, self._figure_caption(block.caption)),)
        for known, kind in _PLAIN_KINDS.items():
            if isinstance(block, known):
                return (BlockView(kind=kind, block=block),)
        return self.views(block.fallback(), level)

    def _section(self, section: Section, level: int) -> SectionView:
        return SectionView(
            title=section.title,
            level=min(level, DEEPEST_HEADING),
            anchor=self._anchor(section.id or section.title),
            blocks=tuple(self.views(section.blocks, level + 1)),
            page_group=next(self._page_groups) if section.is_apart else "",
            funding=self._funding if section.is_apart else None,
            page_header=section.page_header,
        )

    def _table(self, table: Table) -> TableView:
        shares = _shares([column.weight for column in table.columns])
        number = next(self._tables)
        numbered = self._translator.text(
            "Table {number}: {caption}", number=number, caption=table.caption
        )
        return TableView(
            caption=numbered if table.caption else "",
            anchor=f"table-{number}",
            columns=tuple(
                ColumnView(title=column.title, kind=column.kind, width=share)
                for column, share in zip(table.columns, shares, strict=True)
            ),
            groups=tuple(
                table.rows[start : start + ROWS_OF_A_GROUP]
                for start in range(0, len(table.rows), ROWS_OF_A_GROUP)
            ),
            total=table.total,
            note=table.note,
            has_signatures=any(c.kind is ColumnKind.SIGNATURE for c in table.columns),
        )

    def _chart(self, chart: Chart) -> Iterator[View]:
        svg = chart_svg(chart, self._assets, self._style_sheets)
        yield self._drawing(chart.caption, svg)
        if chart.has_table:
            yield self._table(chart.table)

    def _drawing(self, caption: str, svg: str, note: str = "") -> DrawingView:
        from markupsafe import Markup

        # Written by `svg`, which escapes every word.
        return DrawingView(caption=self._figure_caption(caption), svg=Markup(svg), note=note)

    def _figure_caption(self, caption: str) -> str:
        if not caption:
            return ""
        number = next(self._figures)
        return self._translator.text("Figure {number}: {caption}", number=number, caption=caption)

    def _anchor(self, name: str) -> str:
        plain = "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or "section"
        numbered = (f"{plain}-{number}" for number in count(2))
        anchor = next(a for a in chain((plain,), numbered) if a not in self._anchors)
        self._anchors.add(anchor)
        return anchor


def _image(image: Image, caption: str) -> ImageView:
    if not image.data.startswith(_MAGIC.get(image.media_type, b"no picture of ours")):
        raise ValueError(
            f"picture {image.alternative!r} is not the {image.media_type} that it says, "
            "or neither PNG nor JPEG; give the bytes of a PNG or JPEG file with its media type"
        )
    if not (alternative := image.alternative or image.caption):
        raise ValueError("a picture has no alternative text; say what it shows")
    data = base64.b64encode(image.data).decode("ascii")
    return ImageView(
        address=f"data:{image.media_type};base64,{data}",
        alternative=alternative,
        caption=caption,
    )


def _shares(weights: Sequence[int]) -> list[int]:
    """Share 100 per cent by weight in whole numbers whose sum is 100."""
    bounds = [round(100 * sum(weights[:end]) / sum(weights)) for end in range(len(weights) + 1)]
    return [after - before for before, after in pairwise(bounds)]
