"""What stands in a text, flat and in one form, however it was written: to compare and to digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256

import attrs

from efc_reporting.base.links import same_target
from efc_reporting.blocks.base import Block, Paragraph, ParagraphStyle
from efc_reporting.blocks.blocks import BulletList, ListItem, Section
from efc_reporting.blocks.content import Run, Text, as_text, plain
from efc_reporting.blocks.drawn import Image
from efc_reporting.blocks.table import Table

DIGEST_LENGTH = 16
DEEPEST = 6

_QUOTES = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
"""Office programs set typographic quotes while somebody types."""


class PassageKind(StrEnum):
    """What a passage is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    PICTURE = "picture"


@attrs.frozen(kw_only=True)
class Passage:
    """A heading, a paragraph, a point of a list, a table or a picture.

    `depth` is the level of a heading or of a point, 1 for the outermost. `rows` are those of a
    table, its titles first. `picture` is the id of a picture of the project, or what a reader of
    a file calls another one; `text` is then its alternative text.
    """

    kind: PassageKind
    text: Text = ()
    depth: int = 0
    is_ordered: bool = False
    rows: tuple[tuple[Text, ...], ...] = ()
    picture: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What is equal for passages that say the same."""
        if self.kind is PassageKind.PICTURE:
            return (self.kind, self.picture)
        rows = tuple(tuple(map(_spoken, row)) for row in self.rows)
        text = _bare(self.text) if self.kind is PassageKind.HEADING else self.text
        # Word has nine levels, and headings of ours begin at the third at the latest.
        return (self.kind, min(self.depth, DEEPEST), self.is_ordered, _spoken(text), rows)


def passages_of(blocks: Iterable[Block]) -> Iterator[Passage]:
    """Yield the passages of blocks; what says nothing is left out."""
    return leveled(raw_passages(blocks))


def leveled(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages; points below one that was left out move up to its level."""
    above: list[int] = []
    for passage in passages:
        if passage.kind is not PassageKind.ITEM:
            above = []
            yield passage
            continue
        above = [*(depth for depth in above if depth < passage.depth), passage.depth]
        yield attrs.evolve(passage, depth=len(above))


def raw_passages(blocks: Iterable[Block], depth: int = 1) -> Iterator[Passage]:
    """Yield the passages of blocks below headings of a level, points with the depth they have."""
    for block in blocks:
        match block:
            case Section():
                text = block.runs or as_text(block.title)
                yield Passage(kind=PassageKind.HEADING, text=text, depth=depth)
                yield from raw_passages(block.blocks, depth + 1)
            case Paragraph():
                is_quote = block.style is ParagraphStyle.QUOTE
                kind = PassageKind.QUOTE if is_quote else PassageKind.PARAGRAPH
                if not is_blank(block.text):
                    yield Passage(kind=kind, text=block.text)
            case BulletList():
                yield from _points(block.items, 1, block.is_ordered)
            case Table():
                titles = tuple(c.runs or as_text(c.title) for c in block.columns)
                rows = (tuple(c.runs or as_text(c.text) for c in row) for row in block.rows)
                yield Passage(kind=PassageKind.TABLE, rows=(titles, *rows))
            case Image() if block.id:
                text = as_text(block.alternative)
                yield Passage(kind=PassageKind.PICTURE, picture=block.id, text=text)
            case _:
                yield from raw_passages(block.fallback(), depth)


def _points(items: Iterable[ListItem], depth: int, is_ordered: bool) -> Iterator[Passage]:
    for item in items:
        if not is_blank(item.text):
            kind = PassageKind.ITEM
            yield Passage(kind=kind, text=item.text, depth=depth, is_ordered=is_ordered)
        for below in item.lists_below(is_ordered):
            yield from _points(below.items, depth + 1, below.is_ordered)


def is_blank(text: Text) -> bool:
    """Say whether a text says nothing."""
    return not plain(text).strip() and not any(run.source for run in text)


def _bare(text: Text) -> Text:
    return tuple(Run(text=run.text, source=run.source) for run in text)


def _spoken(text: Text) -> tuple[tuple[str, bool, bool, str, str], ...]:
    """Return the words with their looks; spaces have none, and a field is what it comes from."""
    letters = list(_letters(text))
    while letters and letters[0][0] == " ":
        del letters[0]
    while letters and letters[-1][0] == " ":
        del letters[-1]
    runs: list[tuple[str, bool, bool, str, str]] = []
    for letter, strong, emphasised, link, source in letters:
        if runs and not source and runs[-1][1:] == (strong, emphasised, link, source):
            runs[-1] = (runs[-1][0] + letter, *runs[-1][1:])
        else:
            runs.append((letter, strong, emphasised, link, source))
    return tuple(runs)


def _letters(text: Text) -> Iterator[tuple[str, bool, bool, str, str]]:
    was_space = False
    for run in text:
        look = _look(run)
        if run.source:
            yield ("", *look, run.source)
            was_space = False
            continue
        for letter in run.text.translate(_QUOTES):
            if not letter.isspace():
                yield (letter, *look, "")
            elif not was_space:
                yield (" ", False, False, "", "")
            was_space = letter.isspace()


def _look(run: Run) -> tuple[bool, bool, str]:
    return (run.is_strong, run.is_emphasised, same_target(run.link) if run.link else "")


def text_digest(blocks: Iterable[Block]) -> str:
    """Return a short digest of what blocks say."""
    return digest_of_passages(passages_of(blocks))


def digest_of_passages(passages: Iterable[Passage]) -> str:
    """Return a short digest of what passages say, "" where they say nothing."""
    keys = [passage.key for passage in passages]
    return short_digest(repr(keys)) if keys else ""


def short_digest(text: str) -> str:
    """Return the beginning of the SHA-256 of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]
