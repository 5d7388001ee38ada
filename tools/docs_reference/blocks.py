"""Documents and the blocks that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from docs_reference.describing import fields_of, text_of
from efc_reporting import blocks
from efc_reporting.blocks import document

FROM_SIMPLE_TO_ADVANCED = (
    *("Paragraph", "Section", "BulletList", "Table", "FieldList", "KeyFigures"),
    *("Image", "PageBreak", "SignatureBlock", "Chart", "Map", "OwnWords"),
)
"""The order in which a reader meets the blocks; what blocks are made of follows theirs."""


def block_classes() -> Iterator[str]:
    """Yield every block, and what blocks are made of, with its fields."""
    classes = [kind for kind in vars(blocks).values() if _is_of_blocks(kind)]
    kinds = [kind for kind in classes if attrs.has(kind)]
    yield from ("## Document", "", *fields_of(document.Document), "")
    yield from ("## Funding", "", *fields_of(document.Funding), "")
    for kind in sorted(kinds, key=_place):
        if issubclass(kind, blocks.Block):
            yield from (f"## {kind.__name__}", "", *fields_of(kind), "")
    yield from ("## What blocks are made of", "")
    for kind in kinds:
        if not issubclass(kind, blocks.Block):
            yield from (f"### {kind.__name__}", "", *fields_of(kind), "")
    for kind in classes:
        if issubclass(kind, StrEnum):
            words = ", ".join(f"`{member.name}`" for member in kind)
            yield from (f"### {kind.__name__}", "", text_of(kind), "", f"One of {words}.", "")


def _place(kind: type) -> int:
    """Return the place of a block in their order; raise ValueError where it was forgotten."""
    return FROM_SIMPLE_TO_ADVANCED.index(kind.__name__) if issubclass(kind, blocks.Block) else 0


def _is_of_blocks(kind: object) -> bool:
    return isinstance(kind, type) and kind.__module__.startswith(f"{blocks.__name__}.")
