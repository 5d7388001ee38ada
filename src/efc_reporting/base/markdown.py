"""Reads the project's Markdown as a tree: what is allowed in it, and which pictures it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

MAXIMUM_DEPTH = 20
"""Deeper nested Markdown is cut to plain text: it would only exhaust the layout engine."""

_ENDINGS = (".jpg", ".jpeg", ".png")
_FOLDERS = ("", "../", "../../")


def nodes_of(markdown: str) -> Sequence[SyntaxTreeNode]:
    """Return the outermost nodes of a text."""
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(markdown)).children


def pictures_in(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield the alternative text and the target of each picture that a text shows."""
    for node in nodes_of(markdown):
        for inner in node.walk():
            if inner.type == "image":
                yield inner.content, target_of(inner)


def target_of(picture: SyntaxTreeNode) -> str:
    """Return what a text calls a picture, as it was written: the parser escapes its letters."""
    return unquote(str(picture.attrs["src"]))


def names_of_picture(picture_id: str) -> tuple[str, ...]:
    """Return all names by which a text may call a picture of the project."""
    return tuple(
        f"{folder}pictures/{picture_id}{ending}" for folder in _FOLDERS for ending in _ENDINGS
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # The parser's own limit drops what lies deeper; ours comes first and keeps it.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAXIMUM_DEPTH + 5})
    parser.enable("table").block.ruler.before("table", "too_deep", _too_deep)
    parser.inline.ruler.at("image", _image)
    return parser


@cache
def _of_any_target() -> MarkdownIt:
    """Return a parser that takes every target: no picture is fetched, whatever it names."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAXIMUM_DEPTH + 5})
    parser.validateLink = _every_target  # type: ignore[method-assign]
    return parser


def _every_target(url: str) -> bool:
    return True


def _image(state: StateInline, silent: bool) -> bool:
    """Take a picture of any target as one; the parser's rule leaves `![](file:…)` as plain text."""
    from markdown_it.rules_inline import image

    own = state.md
    state.md = _of_any_target()
    try:
        return image(state, silent)
    finally:
        state.md = own


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
