"""Which blocks share a place on the page: fields and a picture, a list and who certifies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile

from efc_reporting.plugin import (
    Block,
    ColumnKind,
    FieldList,
    Image,
    Paragraph,
    SignatureBlock,
    Table,
)


def grouped(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Yield blocks in their order, those that belong together as one tuple."""
    rest = tuple(blocks)
    while rest:
        size = _size(rest)
        yield rest[:size]
        rest = rest[size:]


def is_to_sign(table: Table) -> bool:
    """Say whether people sign in a table."""
    return any(column.kind is ColumnKind.SIGNATURE for column in table.columns)


def _size(blocks: tuple[Block, ...]) -> int:
    """Return how many blocks, from the first one on, belong together."""
    match blocks:
        case (FieldList(), Image(caption=""), *_):
            return 2
        case (Table(total=(), note="") as table, *following) if is_to_sign(table):
            notes = sum(1 for _ in takewhile(lambda b: isinstance(b, Paragraph), following))
            signing = takewhile(lambda b: isinstance(b, SignatureBlock), following[notes:])
            signatures = sum(1 for _ in signing)
            return 1 + notes + signatures if signatures else 1
    return 1
