"""What a lump-sum table pays at and beside its bounds, and how far the next row is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.errors import InvalidValueError
from efc_reporting.facts.grant import LumpSumScope
from efc_reporting.facts.grant.amounts import amount_of, by_brackets, column
from efc_reporting.model import Bracket, LumpSumTable, MatrixRow, TableKind
from lump_sum_tables import bracket, formula_table, network_table, twinning_table

ROWS = twinning_table().brackets
CLOSED = (*ROWS[:2], bracket(61, 80, "3333.30"))
NUMBERS = st.integers(min_value=0, max_value=200)


@st.composite
def tables(draw):
    """Rows without gaps, whose amounts never fall; open or closed at the end."""
    widths = draw(st.lists(st.integers(1, 30), min_size=1, max_size=6))
    steps = draw(st.lists(st.integers(0, 10**6), min_size=len(widths), max_size=len(widths)))
    first, cents, rows = draw(st.integers(0, 30)), 0, []
    for width, step in zip(widths, steps, strict=True):
        cents += step
        last = first + width - 1
        rows.append(Bracket(first=first, last=last, amount=Decimal(cents) / 100))
        first = last + 1
    if draw(st.booleans()):
        rows[-1] = Bracket(first=rows[-1].first, last=None, amount=rows[-1].amount)
    return tuple(rows)


@pytest.mark.parametrize(
    ("people", "amount"),
    [
        (0, "0.00"),
        (24, "0.00"),
        (25, "1111.10"),
        (40, "1111.10"),
        (41, "2222.20"),
        (60, "2222.20"),
        (61, "3333.30"),
        (10**6, "3333.30"),
    ],
)
def test_each_row_holds_from_its_first_to_its_last_number(people, amount):
    """Both ends belong to the row; below the first row nothing is paid; an open end never ends."""
    assert amount_of(ROWS, people) == Decimal(amount)


def test_a_table_that_ends_says_nothing_of_more_people():
    """Beyond the last row no amount is guessed."""
    assert amount_of(CLOSED, 80) == Decimal("3333.30")
    assert amount_of(CLOSED, 81) is None


@pytest.mark.parametrize(
    ("people", "down", "up"),
    [
        (22, None, (3, "1111.10")),
        (25, (1, "-1111.10"), (16, "1111.10")),
        (40, (16, "-1111.10"), (1, "1111.10")),
        (41, (1, "-1111.10"), (20, "1111.10")),
        (61, (1, "-1111.10"), None),
        (70, (10, "-1111.10"), None),
    ],
)
def test_the_distance_is_told_in_people_and_euro(people, down, up):
    """25 people are one away from the row below, 22 three away from the first row."""
    found = by_brackets(LumpSumScope.PROJECT, ROWS, people)
    steps = [s and (s.people, str(s.difference)) for s in (found.down, found.up)]

    assert steps == [down, up]


def test_rows_of_one_number_are_stepped_through():
    """A row may hold one number alone, and the next row down is the one just below."""
    rows = (bracket(1, 1, "1.00"), bracket(2, 2, "2.00"), bracket(3, 3, "3.00"))
    found = by_brackets(LumpSumScope.PROJECT, twinning_table(brackets=rows).brackets, 3)

    assert (found.first, found.last, found.up) == (3, 3, None)
    assert (found.down.people, found.down.amount) == (1, Decimal("2.00"))


@pytest.mark.parametrize(("first", "down"), [(0, None), (1, Decimal("-5.00"))])
def test_below_a_table_that_begins_at_nobody_there_is_nothing(first, down):
    """One person less than one is nobody, who is paid nothing; less than nobody is no number."""
    found = by_brackets(LumpSumScope.PROJECT, (bracket(first, None, "5.00"),), first)

    assert (found.down and found.down.difference) == down


@given(tables(), NUMBERS)
def test_going_the_distance_reaches_the_row_and_one_less_does_not(rows, people):
    """Applying a distance always changes the row, one person less never does."""
    found = by_brackets(LumpSumScope.PROJECT, rows, people)

    if found.up:
        reached = by_brackets(LumpSumScope.PROJECT, rows, people + found.up.people)
        short = by_brackets(LumpSumScope.PROJECT, rows, people + found.up.people - 1)
        assert reached.first != found.first
        assert reached.amount == found.up.amount == found.amount + found.up.difference
        assert short.first == found.first
    if found.down:
        reached = by_brackets(LumpSumScope.PROJECT, rows, people - found.down.people)
        short = by_brackets(LumpSumScope.PROJECT, rows, people - found.down.people + 1)
        assert reached.amount == found.down.amount == found.amount + found.down.difference
        assert reached.first != found.first
        assert short.first == found.first


@given(tables(), NUMBERS)
def test_every_amount_is_one_of_the_table(rows, people):
    """No amount is invented: it is a row's, nothing below the first row, or not known."""
    amount = amount_of(rows, people)

    assert amount in {row.amount for row in rows} | {Decimal(0), None}
    assert (amount == 0) or people >= rows[0].first


@given(tables(), NUMBERS, NUMBERS)
def test_fewer_people_never_bring_more(rows, people, fewer):
    """Counting only those who signed never raises an amount."""
    all_listed, signed = amount_of(rows, people), amount_of(rows, min(people, fewer))

    assert all_listed is None or signed <= all_listed


@pytest.mark.parametrize(
    ("people", "countries", "amount"),
    [
        (26, 3, "100.01"),
        (26, 4, "200.02"),
        (27, 3, "300.03"),
        (50, 3, "300.03"),
        (50, 4, "400.04"),
        (51, 4, "600.06"),
        (51, 1, "0.00"),
        (9, 4, "0.00"),
    ],
)
def test_a_matrix_pays_by_people_and_countries(people, countries, amount):
    """Both numbers pick the amount; below the first row or column nothing is paid."""
    assert amount_of(column(network_table().matrix, countries), people) == Decimal(amount)


def test_a_matrix_that_ends_says_nothing_of_more_countries():
    """Beyond the last column there are no amounts at all."""
    rows = [MatrixRow(first=1, last=None, countries=[bracket(2, 3, "1.00")])]

    assert column(rows, 4) == ()
    assert by_brackets(LumpSumScope.MEETING, (), 30).amount is None


@pytest.mark.parametrize(
    ("values", "where", "problem"),
    [
        ({"brackets": [bracket(1, 5, "1"), bracket(7, 9, "2")]}, "brackets[1]", "leave a gap"),
        ({"brackets": [bracket(1, 5, "1"), bracket(5, 9, "2")]}, "brackets[1]", "overlap"),
        ({"brackets": [bracket(9, 5, "1")]}, "brackets[0]", "ends at 5, before it begins at 9"),
        ({"brackets": [bracket(1, None, "1"), bracket(5, 9, "2")]}, "brackets[1]", "no upper end"),
        ({"brackets": []}, "lump-sum table", "not exactly one"),
        ({"matrix": network_table().matrix}, "lump-sum table", "not exactly one"),
        ({"preparatory": [bracket(1, 5, "1"), bracket(7, 9, "2")]}, "preparatory[1]", "gap"),
    ],
)
def test_a_table_with_bad_bounds_cannot_be(values, where, problem):
    """Gaps, overlaps and rows that end before they begin are refused with their place."""
    with pytest.raises(InvalidValueError, match=problem) as caught:
        twinning_table(**values)

    assert caught.value.where == where


def test_the_rows_of_a_matrix_name_the_same_countries():
    """A matrix with ragged rows would leave numbers without an amount."""
    rows = [
        MatrixRow(first=1, last=5, countries=[bracket(2, 3, "1")]),
        MatrixRow(first=6, last=9, countries=[bracket(2, 4, "1")]),
    ]

    with pytest.raises(InvalidValueError, match="other numbers of countries"):
        LumpSumTable(source="Made for this test", matrix=rows)


def test_a_table_knows_its_kind():
    """The kind follows from what the table holds."""
    found = [table().kind for table in (twinning_table, network_table, formula_table)]

    assert found == [TableKind.BRACKETS, TableKind.MATRIX, TableKind.FORMULA]
