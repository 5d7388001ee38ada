"""What the table pays for a number of people, and how far the next row is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.model import Town
from efc_reporting.model.lump_sums import Bracket, MatrixRow, find_span


@attrs.frozen(kw_only=True)
class Stay:
    """The days of one delegation at one sitting, paid by the daily rate of its host country.

    `days` and `rate` (EUR) are None where they are not known.
    """

    town: Town
    people: int
    country: str
    days: int | None
    rate: Decimal | None

    @property
    def amount(self) -> Decimal | None:
        """People × days × rate, in EUR and not rounded."""
        if self.days is None or self.rate is None:
            return None
        return self.people * self.days * self.rate


@attrs.frozen(kw_only=True)
class Way:
    """The way of one delegation there and back, paid by the kilometre.

    `kilometres` are None where they are not known; `rate` is in EUR.
    """

    town: Town
    people: int
    kilometres: int | None
    rate: Decimal

    @property
    def amount(self) -> Decimal | None:
        """People × kilometres × rate, in EUR and not rounded."""
        return None if self.kilometres is None else self.people * self.kilometres * self.rate


NOTHING = Decimal("0.00")
_CENT = Decimal("0.01")


class LumpSumScope(StrEnum):
    """What a lump sum is paid for."""

    PROJECT = "project"
    MEETING = "meeting"
    PREPARATORY = "preparatory"


@attrs.frozen(kw_only=True)
class Step:
    """The next row up or down: how many people away it is, and what it pays more or less."""

    people: int
    amount: Decimal
    difference: Decimal


@attrs.frozen(kw_only=True)
class LumpSum:
    """One lump sum: for how many people, by which row of the table, and how much.

    `meeting` is its id, "" for what is paid for the whole project. `amount` is None where it
    cannot be told; it is 0 where fewer people count than the table begins with. The row is that of
    the people; `first` is None outside the table. `planned` is what the planned numbers bring.
    `stays` and `ways` are what the formula of 2007–2013 adds up.
    """

    scope: LumpSumScope
    meeting: str = ""
    people: int | None = None
    countries: int | None = None
    first: int | None = None
    last: int | None = None
    amount: Decimal | None = None
    down: Step | None = None
    up: Step | None = None
    planned: Decimal | None = None
    stays: tuple[Stay, ...] = attrs.field(default=(), converter=as_tuple)
    ways: tuple[Way, ...] = attrs.field(default=(), converter=as_tuple)


def in_cents(amount: Decimal) -> Decimal:
    """Round to the cent, half a cent upwards."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def amount_of(brackets: Sequence[Bracket], number: int) -> Decimal | None:
    """Return what is paid: nothing below the first row, None above a table that ends."""
    bracket = find_span(brackets, number)
    if bracket is not None:
        return in_cents(bracket.amount)
    return NOTHING if number < brackets[0].first else None


def column(matrix: Sequence[MatrixRow], countries: int) -> tuple[Bracket, ...]:
    """Return the brackets by people for a number of countries; () where the matrix ends before."""
    amounts = [(row, amount_of(row.countries, countries)) for row in matrix]
    return tuple(
        Bracket(first=row.first, last=row.last, amount=amount)
        for row, amount in amounts
        if amount is not None
    )


def by_brackets(
    scope: LumpSumScope,
    brackets: Sequence[Bracket],
    people: int,
    *,
    meeting: str = "",
    countries: int | None = None,
) -> LumpSum:
    """Return the lump sum for a number of people, with its distance to the next rows."""
    row = find_span(brackets, people)
    amount = amount_of(brackets, people) if brackets else None
    return LumpSum(
        scope=scope,
        meeting=meeting,
        people=people,
        countries=countries,
        first=row.first if row else None,
        last=row.last if row else None,
        amount=amount,
        down=None if amount is None else _down(brackets, row, people, amount),
        up=None if amount is None else _up(brackets, row, people, amount),
    )


def _down(
    brackets: Sequence[Bracket], row: Bracket | None, people: int, amount: Decimal
) -> Step | None:
    if row is None or row.first == 0:
        return None
    below = amount_of(brackets, row.first - 1)
    return None if below is None else _step(people - row.first + 1, below, amount)


def _up(
    brackets: Sequence[Bracket], row: Bracket | None, people: int, amount: Decimal
) -> Step | None:
    if row is None:
        first = brackets[0]
        return _step(first.first - people, in_cents(first.amount), amount)
    above = None if row.last is None else find_span(brackets, row.last + 1)
    return _step(above.first - people, in_cents(above.amount), amount) if above else None


def _step(people: int, amount: Decimal, from_amount: Decimal) -> Step:
    return Step(people=people, amount=amount, difference=amount - from_amount)
