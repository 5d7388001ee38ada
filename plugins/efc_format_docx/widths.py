"""How wide the columns of a table are, in twentieths of a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from efc_reporting.plugin import Cell, Column

LETTER = 112
"""What a letter of a column's title takes; the titles are bold and of 9.5 points."""

LETTER_OF_TEXT = 106
"""The same below the title, where letters are of the same size and not bold."""

MARGINS = 226
"""What stays free on both sides of a cell."""


def column_widths(weights: Iterable[int], width: int) -> list[int]:
    """Share a width out by weight; the parts add up to the whole."""
    shares = list(weights)
    total = sum(shares)
    ends = [width * sum(shares[: number + 1]) // total for number in range(len(shares))]
    return [end - start for start, end in pairwise([0, *ends])]


LONGEST_WORD = 30
"""Words of more letters are torn anyway; no column makes room for them."""

ROWS = 100
"""So many rows are looked through for long words: those of a list are alike."""


def fitted_widths(
    columns: Sequence[Column], width: int, rows: Sequence[Sequence[Cell]] = ()
) -> list[int]:
    """Share a width out by weight, but tear no word where there is room for all.

    Where there is not, tear none of the titles at least.
    """
    weights = [column.weight for column in columns]
    of_titles = [_longest(column.title.split()) * LETTER + MARGINS for column in columns]
    of_all = [
        max(of_title, _longest_text(row[number].text for row in rows[:ROWS]))
        for number, of_title in enumerate(of_titles)
    ]
    for needs in (of_all, of_titles):
        if sum(needs) <= width:
            return _at_least(needs, weights, width)
    return column_widths(weights, width)


def _longest_text(texts: Iterable[str]) -> int:
    words = (word for text in texts for word in text.split() if len(word) <= LONGEST_WORD)
    return _longest(words) * LETTER_OF_TEXT + MARGINS


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)


def _at_least(needs: list[int], weights: list[int], width: int) -> list[int]:
    # Columns that got too little get what they need; the others share the rest, and so on.
    # One is always left: the needs of all fit into the width.
    settled: dict[int, int] = {}
    while True:
        others = [number for number in range(len(needs)) if number not in settled]
        rest = width - sum(settled.values())
        shares = dict(zip(others, column_widths([weights[n] for n in others], rest), strict=True))
        short = {number: needs[number] for number in others if shares[number] < needs[number]}
        if not short:
            return [settled.get(number) or shares[number] for number in range(len(needs))]
        settled |= short
