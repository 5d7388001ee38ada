"""The pages of the documentation, and the blocks of code and the links that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
PAGES = tuple(
    sorted(
        [
            *ROOT.glob("[A-Z]*.md"),
            *(ROOT / "docs").rglob("*.md"),
        ]
    )
)
_MARK = re.compile(r"<!-- (?P<key>not run|file|exit)(?:: *(?P<value>.*?))? *-->\s*\Z")


@attrs.frozen(kw_only=True)
class Block:
    """A fenced block; `marks` are the comments just above it, such as `<!-- file: a.py -->`."""

    page: Path
    line: int
    language: str
    content: str
    marks: dict[str, str]

    @property
    def place(self) -> str:
        """Where the block stands, for messages."""
        return f"{self.page.relative_to(ROOT)}, line {self.line}"


def name_of(page: Path) -> str:
    """Return how tests call a page."""
    return str(page.relative_to(ROOT))


def blocks_of(page: Path) -> Iterator[Block]:
    """Yield every fenced block of a page."""
    marks: dict[str, str] = {}
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block":
            found = _MARK.match(token.content)
            marks = {**marks, found["key"]: found["value"] or ""} if found else {}
            continue
        if token.type == "fence" and token.map:
            yield Block(
                page=page,
                line=token.map[0] + 1,
                language=token.info.strip(),
                content=token.content,
                marks=marks,
            )
        marks = {}


def links_of(page: Path) -> Iterator[str]:
    """Yield the links and pictures of a page that stay in the repository."""
    for token in tokens_of(page):
        link = str(token.attrs.get("href") or token.attrs.get("src") or "")
        if link and not re.match(r"[a-z]+:", link):
            yield link


def tokens_of(page: Path) -> Iterator[Token]:
    """Yield the tokens inside the lines of a page."""
    for token in MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8")):
        yield from token.children or ()
