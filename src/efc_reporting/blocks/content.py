"""What blocks hold: runs of text, and the cells of tables with what they follow from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

import attrs

from efc_reporting.base.values import as_tuple


@attrs.frozen(kw_only=True)
class Run:
    """A stretch of text with one look; `language` only where it differs from the document's.

    `source` is the Markdown that the text stands for, where that is more than its letters: a field
    such as `{{ total }}`, or a picture within a line.
    """

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    link: str = ""
    language: str = ""
    source: str = ""


Text = tuple[Run, ...]


def as_text(text: str | Run | Iterable[Run]) -> Text:
    """Accept a plain string, one run or many."""
    if isinstance(text, str):
        return (Run(text=text),) if text else ()
    return (text,) if isinstance(text, Run) else tuple(text)


def plain(text: Text) -> str:
    """Return the characters of a text alone."""
    return "".join(run.text for run in text)


class ColumnKind(StrEnum):
    """What a column holds: decides alignment and, in a spreadsheet, the cell type."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    SIGNATURE = "signature"


CellValue = str | int | Fraction | Decimal | date | None
"""A Decimal is an amount in EUR."""


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table; `weight` is its share of the width relative to the others.

    `runs` are the title with its looks and links, () where it has none.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    weight: int = 1
    runs: Text = attrs.field(default=(), converter=as_text)


class Operation(StrEnum):
    """How a figure follows from others."""

    SUM_OF_COLUMN = "sum-of-column"  # of all rows of its table; only in a total
    SUM = "sum"
    DIFFERENCE = "difference"  # the first less the others
    SMALLEST = "smallest"


@attrs.frozen
class Formula:
    """How the value of a cell follows from other cells, named as in `Cell.name`.

    A spreadsheet may reckon it anew. Only cells that stand earlier in the document are named.
    """

    operation: Operation
    cells: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)


@attrs.frozen
class Cell:
    """One cell: the typed `value` for spreadsheets and the `text` that readers see.

    A participant's share of 20/53 has the value Fraction(20, 53) and the text "37.7 %".
    `name` is what formulas call it, unique in the document; `formula` says how the value, which
    stands here all the same, follows from others. `runs` are the text with its looks and links,
    () where it has none.
    """

    value: CellValue
    text: str
    name: str = attrs.field(default="", kw_only=True)
    formula: Formula | None = attrs.field(default=None, kw_only=True)
    runs: Text = attrs.field(default=(), converter=as_text, kw_only=True)
