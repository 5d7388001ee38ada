"""What stays on one page with what follows it: fields, a list and who certifies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from efc_reporting.plugin import Block, Paragraph, ParagraphStyle, SignatureBlock, Table

KEPT = "<w:keepNext/>"
"""The property of a paragraph that stays with the next one; it follows the style's."""

MOST_FIELDS = 10
"""So many fields stay together; more of them, such as a long programme, may part."""


def with_signatures(blocks: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    """Yield each block, and whether it stays with a signature below: lists do, and their notes."""
    listed = tuple(blocks)
    kept = []
    is_above = False
    for block in reversed(listed):
        is_note = isinstance(block, Paragraph) and block.style is ParagraphStyle.NOTE
        is_signature = isinstance(block, SignatureBlock)
        kept.append(is_above and (is_note or is_signature or isinstance(block, Table)))
        is_above = is_signature or (is_above and is_note)
    yield from zip(listed, reversed(kept), strict=True)
