"""What every block is, and the paragraph that every block can be said in."""

from __future__ import annotations

import abc
from collections.abc import Iterator
from enum import StrEnum

import attrs

from efc_reporting.blocks.content import Text, as_text, plain


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
