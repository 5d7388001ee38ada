"""Turns the project's Markdown into blocks: an allow-list, raw HTML stays plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from efc_reporting.blocks import (
    Block,
    BulletList,
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

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.tree import SyntaxTreeNode

SAFE_LINKS = ("https://", "http://", "mailto:")
MAXIMUM_DEPTH = 20
"""Deeper nested Markdown is cut to plain text: it would only exhaust the layout engine."""


def blocks_of(markdown: str, images: Mapping[str, Image] | None = None) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; its headings become sections, whatever their level.

    `images` are the pictures that the text may show, by the name that it calls them
    (`![…](pictures/market.jpg)`); of any other picture only the alternative text remains.
    """
    from markdown_it.tree import SyntaxTreeNode

    nodes = SyntaxTreeNode(_parser().parse(markdown)).children
    return _sections(list(nodes), images or {})


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # The parser's own limit drops what lies deeper; ours comes first and keeps it.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAXIMUM_DEPTH + 5})
    parser.enable("table").block.ruler.before("table", "too_deep", _too_deep)
    return parser


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take what lies below the allowed depth as one paragraph of plain text."""
    if state.level < MAXIMUM_DEPTH:
        return False
    state.push("paragraph_open", "p", 1).map = [start, end]
    words = state.push("inline", "", 0)
    words.content = state.getLines(start, end, state.blkIndent, False).strip()
    words.map = [start, end]
    words.children = []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return True


def _sections(nodes: list[SyntaxTreeNode], images: Mapping[str, Image]) -> tuple[Block, ...]:
    """Nest what follows a heading under it, until a heading of the same or a higher rank."""
    blocks: list[Block] = []
    while nodes:
        node = nodes.pop(0)
        if node.type != "heading":
            blocks += _blocks(node, images)
            continue
        below: list[SyntaxTreeNode] = []
        while nodes and not (nodes[0].type == "heading" and nodes[0].tag <= node.tag):
            below.append(nodes.pop(0))
        title = plain(_inline(node, images)).strip()
        inner = _sections(below, images)
        blocks += [Section(title=title, blocks=inner)] if title else inner
    return tuple(blocks)


def _blocks(node: SyntaxTreeNode, images: Mapping[str, Image]) -> Iterator[Block]:
    match node.type:
        case "paragraph":
            yield from _paragraph(node, images)
        case "heading":  # in a list or a quotation, where no section can begin
            yield Paragraph(_inline(node, images))
        case "bullet_list" | "ordered_list":
            yield BulletList(_items(node, images), is_ordered=node.type == "ordered_list")
        case "blockquote":
            for child in node.children:
                for block in _blocks(child, images):
                    yield _quoted(block)
        case "table":
            yield _table(node, images)
        case "code_block" | "fence":
            yield Paragraph(node.content)


def _quoted(block: Block) -> Block:
    return Paragraph(block.text, ParagraphStyle.QUOTE) if isinstance(block, Paragraph) else block


def _paragraph(node: SyntaxTreeNode, images: Mapping[str, Image]) -> Iterator[Block]:
    inline = node.children[0]
    if len(inline.children) == 1 and inline.children[0].type == "image":
        picture = images.get(str(inline.children[0].attrs["src"]))
        if picture is not None:
            yield picture
            return
    yield Paragraph(_inline(node, images))


def _items(node: SyntaxTreeNode, images: Mapping[str, Image]) -> Iterator[ListItem]:
    for item in node.children:
        text: list[Run] = []
        below: list[ListItem] = []
        for child in item.children:
            if child.type in ("bullet_list", "ordered_list"):
                below += _items(child, images)
                continue
            for block in _blocks(child, images):
                gap = [Run(text=" ")] if text else []
                text += [*gap, *_said_by(block)]
        yield ListItem(text, below)


def _said_by(block: Block) -> Text:
    """Return the words of a block that stands in a point of a list."""
    if isinstance(block, Paragraph):
        return block.text
    return (Run(text=" ".join(block.plain_paragraphs())),)


def _table(node: SyntaxTreeNode, images: Mapping[str, Image]) -> Table:
    rows = [
        [plain(_inline(cell, images)) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    columns = tuple(Column(title=title) for title in rows[0])
    return Table(caption="", columns=columns, rows=rows[1:])


def _inline(node: SyntaxTreeNode, images: Mapping[str, Image]) -> Text:
    return tuple(run for child in node.children for run in _runs(child, Run(text="")))


def _runs(node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
    import attrs

    match node.type:
        case "text" | "code_inline":
            if node.content:
                yield attrs.evolve(look, text=node.content)
        case "softbreak" | "hardbreak":
            yield attrs.evolve(look, text=" ")
        case "image":
            yield attrs.evolve(look, text=node.content)
        case "strong" | "em" | "link" | "inline":
            inner = _changed(node, look)
            for child in node.children:
                yield from _runs(child, inner)


def _changed(node: SyntaxTreeNode, look: Run) -> Run:
    import attrs

    if node.type == "strong":
        return attrs.evolve(look, is_strong=True)
    if node.type == "em":
        return attrs.evolve(look, is_emphasised=True)
    target = str(node.attrs.get("href", ""))
    return attrs.evolve(look, link=target) if target.startswith(SAFE_LINKS) else look
