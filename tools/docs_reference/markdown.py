"""Pieces of Markdown from which the reference pages are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table."""
    for cells in (titles, tuple("---" for _ in titles), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def code(text: str) -> str:
    """Return a span of code; "" stays empty, so that a cell of a table is empty."""
    return f"`{text}`" if text else ""
