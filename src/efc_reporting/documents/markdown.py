"""Turns the project's Markdown into blocks: an allow-list, raw HTML stays plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from efc_reporting.base.links import link_target
from efc_reporting.base.markdown import nodes_of, target_of
from efc_reporting.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    Image,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    Table,
    Text,
    plain,
)
from efc_reporting.facts.fields import FilledField, filled_pieces

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


@attrs.frozen(kw_only=True)
class _Reading:
    """What a text may show, and whether its runs tell the Markdown that they come from."""

    images: Mapping[str, Image]
    fields: Sequence[FilledField]
    has_sources: bool


@attrs.frozen(kw_only=True)
class Piece:
    """The blocks that lines `start` to `end` (not included) of a text became.

    A heading is a section without blocks; `depth` is its level, 1 for the outermost, 0 for all
    else.
    """

    start: int
    end: int
    depth: int
    blocks: tuple[Block, ...]


def blocks_of(
    markdown: str,
    images: Mapping[str, Image] | None = None,
    fields: Sequence[FilledField] = (),
    *,
    has_sources: bool = False,
) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; its headings become sections, whatever their level.

    `images` are the pictures that the text may show, by the name that it calls them
    (`![…](pictures/market.jpg)`); of any other picture only the alternative text remains.
    `fields` fill the place holders of `masked_fields`. With `has_sources`, runs that are more than
    their letters say what they come from.
    """
    reading = _Reading(images=images or {}, fields=fields, has_sources=has_sources)
    return _sections(list(nodes_of(markdown)), reading)


def pieces_of(
    markdown: str,
    images: Mapping[str, Image] | None = None,
    fields: Sequence[FilledField] = (),
) -> Iterator[Piece]:
    """Yield what `blocks_of` returns with sources, but flat, and each block with its lines."""
    reading = _Reading(images=images or {}, fields=fields, has_sources=True)
    above: list[tuple[str, bool]] = []
    for node in nodes_of(markdown):
        start, end = node.map or (0, 0)
        if node.type != "heading":
            blocks = tuple(_blocks(node, reading))
            yield Piece(start=start, end=end, depth=0, blocks=blocks)
            continue
        above = [(tag, is_shown) for tag, is_shown in above if tag < node.tag]
        section = _section(node, reading)
        above.append((node.tag, section is not None))
        depth = sum(is_shown for _, is_shown in above)
        yield Piece(start=start, end=end, depth=depth, blocks=(section,) if section else ())


def _sections(nodes: list[SyntaxTreeNode], reading: _Reading) -> tuple[Block, ...]:
    """Nest what follows a heading under it, until a heading of the same or a higher rank."""
    blocks: list[Block] = []
    while nodes:
        node = nodes.pop(0)
        if node.type != "heading":
            blocks += _blocks(node, reading)
            continue
        below: list[SyntaxTreeNode] = []
        while nodes and not (nodes[0].type == "heading" and nodes[0].tag <= node.tag):
            below.append(nodes.pop(0))
        section = _section(node, reading)
        inner = _sections(below, reading)
        blocks += [attrs.evolve(section, blocks=inner)] if section else inner
    return tuple(blocks)


def _section(node: SyntaxTreeNode, reading: _Reading) -> Section | None:
    text = _inline(node, reading)
    title = plain(text).strip()
    if not title:
        return None
    return Section(title=title, runs=text if any(run.source for run in text) else ())


def _blocks(node: SyntaxTreeNode, reading: _Reading) -> Iterator[Block]:
    match node.type:
        case "paragraph":
            yield from _paragraph(node, reading)
        case "heading":  # in a list or a quotation, where no section can begin
            yield Paragraph(_inline(node, reading))
        case "bullet_list" | "ordered_list":
            yield BulletList(_items(node, reading), is_ordered=node.type == "ordered_list")
        case "blockquote":
            for child in node.children:
                for block in _blocks(child, reading):
                    yield _quoted(block)
        case "table":
            yield _table(node, reading)
        case "code_block" | "fence":
            yield Paragraph(tuple(_filled(node.content, Run(text=""), reading)))


def _quoted(block: Block) -> Block:
    return Paragraph(block.text, ParagraphStyle.QUOTE) if isinstance(block, Paragraph) else block


def _paragraph(node: SyntaxTreeNode, reading: _Reading) -> Iterator[Block]:
    inline = node.children[0]
    if len(inline.children) == 1 and inline.children[0].type == "image":
        picture = reading.images.get(target_of(inline.children[0]))
        if picture is not None:
            yield picture
            return
    yield Paragraph(_inline(node, reading))


def _items(node: SyntaxTreeNode, reading: _Reading) -> Iterator[ListItem]:
    for item in node.children:
        text: list[Run] = []
        below: list[ListItem] = []
        for child in item.children:
            if child.type in ("bullet_list", "ordered_list"):
                own = None if child.type == node.type else child.type == "ordered_list"
                below += (attrs.evolve(point, is_ordered=own) for point in _items(child, reading))
                continue
            for block in _blocks(child, reading):
                gap = [Run(text=" ")] if text else []
                text += [*gap, *_said_by(block, reading)]
        yield ListItem(text, below)


def _said_by(block: Block, reading: _Reading) -> Text:
    """Return the words of a block that stands in a point of a list."""
    if isinstance(block, Paragraph):
        return block.text
    is_picture = reading.has_sources and isinstance(block, Image)
    source = picture_source(block) if is_picture and isinstance(block, Image) else ""
    return (Run(text=" ".join(block.plain_paragraphs()), source=source),)


def picture_source(image: Image) -> str:
    """Return the Markdown that shows a picture of the project."""
    return f"![](pictures/{image.id}{'.png' if image.media_type == 'image/png' else '.jpg'})"


def _table(node: SyntaxTreeNode, reading: _Reading) -> Table:
    titles, *rows = [
        [_cell(cell, reading) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    columns = tuple(Column(title=title.text, runs=title.runs) for title in titles)
    return Table(caption="", columns=columns, rows=rows)


def _cell(node: SyntaxTreeNode, reading: _Reading) -> Cell:
    text = _inline(node, reading)
    words = plain(text)
    is_plain = not reading.has_sources or text in ((), (Run(text=words),))
    return Cell(words, words, runs=() if is_plain else text)


def _inline(node: SyntaxTreeNode, reading: _Reading) -> Text:
    return tuple(run for child in node.children for run in _runs(child, Run(text=""), reading))


def _runs(node: SyntaxTreeNode, look: Run, reading: _Reading) -> Iterator[Run]:
    match node.type:
        case "text" | "code_inline":
            yield from _filled(node.content, look, reading)
        case "softbreak" | "hardbreak":
            yield attrs.evolve(look, text=" ")
        case "image":
            words = _words(node.content, reading)
            source = f"![{node.content}]({node.attrs['src']})" if reading.has_sources else ""
            yield attrs.evolve(look, text=words, source=_words(source, reading))
        case "strong" | "em" | "link" | "inline":
            inner = _changed(node, look, reading)
            for child in node.children:
                yield from _runs(child, inner, reading)


def _filled(text: str, look: Run, reading: _Reading) -> Iterator[Run]:
    """Yield the text as one run, or in pieces where its fields have to be told."""
    if not reading.has_sources:
        if text:
            yield attrs.evolve(look, text=_words(text, reading))
        return
    for piece in filled_pieces(text, reading.fields):
        if isinstance(piece, str):
            yield attrs.evolve(look, text=piece)
        else:
            yield attrs.evolve(look, text=piece.text, source=piece.source)


def _words(text: str, reading: _Reading) -> str:
    pieces = filled_pieces(text, reading.fields)
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def _changed(node: SyntaxTreeNode, look: Run, reading: _Reading) -> Run:
    if node.type == "strong":
        return attrs.evolve(look, is_strong=True)
    if node.type == "em":
        return attrs.evolve(look, is_emphasised=True)
    target = _words(str(node.attrs.get("href", "")), reading)
    return attrs.evolve(look, link=target) if link_target(target) else look
