"""Lump-sum tables made for the tests; no table of any call says these amounts."""

from __future__ import annotations

from decimal import Decimal

from efc_reporting.model import Bracket, DailyFormula, LumpSumTable, MatrixRow

SOURCE = "Made for the tests; the table of no call"


def bracket(first: int, last: int | None, amount: str) -> Bracket:
    """Return a row of a table."""
    return Bracket(first=first, last=last, amount=Decimal(amount))


def twinning_table(**values: object) -> LumpSumTable:
    """Return brackets by invited people."""
    rows = (bracket(25, 40, "1111.10"), bracket(41, 60, "2222.20"), bracket(61, None, "3333.30"))
    return LumpSumTable(**{"source": SOURCE, "brackets": rows, **values})


def network_table(**values: object) -> LumpSumTable:
    """Return a matrix by people and countries."""
    rows = (
        MatrixRow(
            first=10, last=26, countries=(bracket(2, 3, "100.01"), bracket(4, None, "200.02"))
        ),
        MatrixRow(
            first=27, last=50, countries=(bracket(2, 3, "300.03"), bracket(4, None, "400.04"))
        ),
        MatrixRow(
            first=51, last=90, countries=(bracket(2, 3, "500.05"), bracket(4, None, "600.06"))
        ),
    )
    return LumpSumTable(**{"source": SOURCE, "matrix": rows, **values})


def formula_table(**values: object) -> LumpSumTable:
    """Return rates that are easy to reckon with."""
    formula = DailyFormula(
        daily_rates={"IT": Decimal("10"), "DE": Decimal("20")}, rate_per_kilometre=Decimal("0.005")
    )
    return LumpSumTable(**{"source": SOURCE, "formula": formula, **values})
