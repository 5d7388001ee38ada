"""The lump-sum table of a grant agreement: what it pays for how many people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeVar

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.errors import InvalidValueError


class TableKind(StrEnum):
    """How a table comes to its amounts."""

    BRACKETS = "brackets"  # one lump sum for the project, by the number of invited people
    MATRIX = "matrix"  # one for each meeting, by the numbers of people and of countries
    FORMULA = "formula"  # calls 2007–2013: days and kilometres of the invited people


class Span(Protocol):
    """A stretch of whole numbers; `last` is inclusive, None where it has no end."""

    @property
    def first(self) -> int:
        """The lowest number."""

    @property
    def last(self) -> int | None:
        """The highest number."""


SpanT = TypeVar("SpanT", bound=Span)


@attrs.frozen(kw_only=True)
class Bracket:
    """What is paid from `first` to `last`, both inclusive; `last` None has no upper end."""

    first: int
    last: int | None
    amount: Decimal


@attrs.frozen(kw_only=True)
class MatrixRow:
    """What is paid for `first` to `last` people, by the number of their countries."""

    first: int
    last: int | None
    countries: tuple[Bracket, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        _refuse("countries", bad_bounds(self.countries))


def _as_pairs(
    rates: Mapping[str, Decimal] | tuple[tuple[str, Decimal], ...],
) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted(dict(rates).items()))


@attrs.frozen(kw_only=True)
class DailyFormula:
    """The rates of the calls 2007–2013, in EUR: a day in each host country, and a kilometre."""

    daily_rates: tuple[tuple[str, Decimal], ...] = attrs.field(converter=_as_pairs)
    rate_per_kilometre: Decimal

    def daily_rate(self, country: str) -> Decimal | None:
        """Return the rate of a host country; None where the table gives none."""
        return dict(self.daily_rates).get(country)


@attrs.frozen(kw_only=True)
class LumpSumTable:
    """The table of one agreement, copied from `source`; amounts are in EUR.

    It holds brackets, a matrix or a formula, and beside it the brackets for preparatory activities.
    `minimum` and `maximum` bound the grant of the whole project.
    """

    source: str
    brackets: tuple[Bracket, ...] = attrs.field(default=(), converter=as_tuple)
    matrix: tuple[MatrixRow, ...] = attrs.field(default=(), converter=as_tuple)
    formula: DailyFormula | None = None
    preparatory: tuple[Bracket, ...] = attrs.field(default=(), converter=as_tuple)
    minimum: Decimal | None = None
    maximum: Decimal | None = None

    def __attrs_post_init__(self) -> None:
        _refuse("brackets", bad_bounds(self.brackets))
        _refuse("matrix", bad_bounds(self.matrix))
        _refuse("matrix", bad_ends([row.countries for row in self.matrix]))
        _refuse("preparatory", bad_bounds(self.preparatory))
        if sum(map(bool, (self.brackets, self.matrix, self.formula))) != 1:
            raise InvalidValueError(
                where="lump-sum table",
                problem="it holds not exactly one of brackets, matrix and formula",
                remedy="give the one that the agreement gives",
            )

    @property
    def kind(self) -> TableKind:
        """How the table comes to its amounts."""
        if self.formula is not None:
            return TableKind.FORMULA
        return TableKind.MATRIX if self.matrix else TableKind.BRACKETS


@attrs.frozen(kw_only=True)
class BadBound:
    """What is wrong with the bounds of one row of a table; `index` counts from 0."""

    index: int
    problem: str
    remedy: str


def bad_bounds(spans: Sequence[Span]) -> Iterator[BadBound]:
    """Yield every row that ends before it begins, or does not begin where the one before ends."""
    for index, span in enumerate(spans):
        if span.last is not None and span.last < span.first:
            yield BadBound(
                index=index,
                problem=f"the row ends at {span.last}, before it begins at {span.first}",
                remedy="correct one of the two",
            )
    for index in range(1, len(spans)):
        before, this = spans[index - 1], spans[index]
        if before.last is None:
            yield BadBound(
                index=index,
                problem="the row before has no upper end, so this one overlaps it",
                remedy="give the row before its upper end, or leave out this row",
            )
        elif this.first != before.last + 1:
            fault = "overlap" if this.first <= before.last else "leave a gap"
            yield BadBound(
                index=index,
                problem=f"the rows {fault}: one ends at {before.last}, "
                f"the next begins at {this.first}",
                remedy=f"begin at {before.last + 1}, or correct the row before",
            )


def bad_ends(rows: Sequence[Sequence[Span]]) -> Iterator[BadBound]:
    """Yield every row of a matrix that names other numbers of countries than the first."""
    for index, row in enumerate(rows):
        if _ends(row) != _ends(rows[0]):
            yield BadBound(
                index=index,
                problem="the row names other numbers of countries than the first row",
                remedy="begin and end every row at the same numbers of countries",
            )


def _ends(spans: Sequence[Span]) -> tuple[int, int | None] | None:
    return (spans[0].first, spans[-1].last) if spans else None


def _refuse(name: str, bad_rows: Iterator[BadBound]) -> None:
    for bad in bad_rows:
        raise InvalidValueError(
            where=f"{name}[{bad.index}]", problem=bad.problem, remedy=bad.remedy
        )


def find_span(spans: Sequence[SpanT], number: int) -> SpanT | None:
    """Return the row that holds `number`; None where the table has none for it."""
    return next(
        (s for s in spans if s.first <= number and (s.last is None or number <= s.last)), None
    )
