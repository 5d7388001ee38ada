"""The lump-sum table as a document shows it: its rows, its bounds and amounts in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from efc_reporting.blocks import Cell, Column, ColumnKind, Formula, Table
from efc_reporting.contracts import ReportContext
from efc_reporting.i18n import Translator
from efc_reporting.model import Bracket, LumpSumTable, MatrixRow


def money(
    t: Translator, amount: Decimal | None, *, name: str = "", formula: Formula | None = None
) -> Cell:
    """Return a cell with an amount in EUR; a dash, and no formula, where it is not known."""
    if amount is None:
        return Cell(None, t.word(None), name=name)
    return Cell(amount, t.money(amount), name=name, formula=formula)


def euros(title: str, weight: int = 3) -> Column:
    """Return a column of amounts."""
    return Column(title=title, kind=ColumnKind.MONEY, weight=weight)


def span(t: Translator, first: int, last: int | None) -> str:
    """Return from how many to how many, as the table says it."""
    if last is None:
        return t.text("{first} and more", first=first)
    return t.text("{first} to {last}", first=first, last=last) if last > first else t.word(first)


def table_as_given(context: ReportContext, table: LumpSumTable) -> Iterator[Table]:
    """Yield the rows of the lump-sum table, so that a reader can compare them with the source."""
    t = context.translator
    people = Column(title=t.text("People"), weight=3)
    if table.brackets:
        columns = (people, euros(t.text("Amount")))
        caption = t.text("Lump sums by invited people")
        yield Table(caption=caption, columns=columns, rows=_bracket_rows(t, table.brackets))
    if table.matrix:
        countries = Column(title=t.text("Countries"), weight=3)
        yield Table(
            caption=t.text("Lump sums by people and countries"),
            columns=(people, countries, euros(t.text("Amount"))),
            rows=_matrix_rows(t, table.matrix),
        )
    if table.formula:
        columns = (Column(title=t.text("Rate"), weight=5), Column(title=t.text("Euro"), weight=2))
        rates = [
            (t.text("One day in {country}", country=t.country(code)), t.number(rate))
            for code, rate in table.formula.daily_rates
        ]
        way = (t.text("One kilometre"), t.number(table.formula.rate_per_kilometre))
        caption = t.text("Rates for one invited person")
        yield Table(caption=caption, columns=columns, rows=[*rates, way])
    if table.preparatory:
        columns = (people, euros(t.text("Amount")))
        caption = t.text("Lump sums for preparatory activities")
        yield Table(caption=caption, columns=columns, rows=_bracket_rows(t, table.preparatory))


def _bracket_rows(t: Translator, brackets: Iterable[Bracket]) -> list[tuple[str, Cell]]:
    return [(span(t, row.first, row.last), money(t, row.amount)) for row in brackets]


def _matrix_rows(t: Translator, matrix: Iterable[MatrixRow]) -> list[tuple[str, str, Cell]]:
    return [
        (span(t, row.first, row.last), span(t, cell.first, cell.last), money(t, cell.amount))
        for row in matrix
        for cell in row.countries
    ]
