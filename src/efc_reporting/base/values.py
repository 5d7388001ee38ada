"""How values are held and shown: tuples, and summaries for notebooks without anybody’s words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

Shown = str | int | None


def counts_html(title: str, counts: Iterable[tuple[str, Shown]]) -> str:
    """Return a table with a count per row; a dash where it is not known."""
    return rows_html(title, (), counts)


def rows_html(title: str, header: Sequence[str], rows: Iterable[Iterable[Shown]]) -> str:
    """Return a table whose rows are named by their first cell; everything is escaped."""
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in header)
    body = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows)
    return (
        f"<table><caption>{escape(title)}</caption>"
        f"{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"
    )


def _cells(row: Iterable[Shown]) -> Iterable[str]:
    for number, value in enumerate(row):
        text = "–" if value is None else escape(str(value))
        yield f"<td>{text}</td>" if number else f'<th scope="row">{text}</th>'


def as_tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    """Return the items as a tuple; the type checker of attrs classes takes no generic converter."""
    return tuple(items)
