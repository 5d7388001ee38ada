"""How wide the columns of a table are, in twentieths of a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from efc_reporting.plugin import Column

LETTER = 112
"""What a letter of a column's title takes; the titles are bold and of 9.5 points."""

MARGINS = 226
"""What stays free on both sides of a cell."""


def column_widths(weights: Iterable[int], width: int) -> list[int]:
    """Share a width out by weight; the parts add up to the whole."""
    shares = list(weights)
    total = sum(shares)
    ends = [width * sum(shares[: number + 1]) // total for number in range(len(shares))]
    return [end - start for start, end in pairwise([0, *ends])]


def fitted_widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share a width out by weight, but tear no word of a title where there is room for all."""
    weights = [column.weight for column in columns]
    needs = [
        max(map(len, column.title.split()), default=0) * LETTER + MARGINS for column in columns
    ]
    if sum(needs) > width:
        return column_widths(weights, width)
    return _at_least(needs, weights, width)


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
