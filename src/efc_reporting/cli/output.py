"""Tables on a terminal, plain aligned lines elsewhere, and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs
import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

PLAIN_WIDTH = 10_000
"""Lines for other programs are never wrapped."""

STYLES = {
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
    "ok": "green",
    "problem": "bold red",
    "broken": "bold red",
    "incompatible": "bold red",
    "disabled": "yellow",
}
"""Colours, by what a cell says of its row; the words say it too."""


@attrs.frozen
class Styled:
    """A cell in the colour of what it says; `key` is one of STYLES."""

    text: str
    key: str


Cell = str | Styled


def show_table(
    titles: Sequence[str], rows: Iterable[Sequence[Cell]], *, numbers: Iterable[int] = ()
) -> None:
    """Print a table; the columns in `numbers` stand to the right."""
    from rich.console import Console

    console = Console(highlight=False)
    table = _table(titles, rows, frozenset(numbers), is_framed=console.is_terminal)
    if console.is_terminal:
        console.print(table)
        return
    plain = Console(highlight=False, width=PLAIN_WIDTH, color_system=None)
    with plain.capture() as captured:
        plain.print(table)
    for line in captured.get().splitlines():
        click.echo(line.rstrip())


def _table(
    titles: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    numbers: frozenset[int],
    *,
    is_framed: bool,
) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    def text(cell: Cell) -> Text:
        if isinstance(cell, Styled):
            return Text(cell.text, style=STYLES.get(cell.key, ""))
        return Text(cell)  # never a str, in which [brackets] would be orders

    table = Table(
        box=box.SIMPLE_HEAD if is_framed else None,
        show_header=bool(titles),
        pad_edge=is_framed,
        show_edge=is_framed,
        padding=(0, 2 if not is_framed else 1, 0, 0 if not is_framed else 1),
    )
    for index, title in enumerate(titles):
        table.add_column(Text(title), justify="right" if index in numbers else "left")
    for row in rows:
        table.add_row(*map(text, row))
    return table


def terminal() -> Console | None:
    """Return the terminal, None where the output goes elsewhere."""
    from rich.console import Console

    console = Console(highlight=False)
    return console if console.is_terminal else None


def show_json(content: Mapping[str, object]) -> None:
    """Print JSON in UTF-8, whatever the terminal's encoding."""
    click.echo((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode(), nl=False)
