"""How the formula of 2007–2013 comes to its amounts: days and kilometres of each delegation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from efc_reporting.base.i18n import Translator
from efc_reporting.blocks import Cell, Column, ColumnKind, Table
from efc_reporting.contracts import ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.grant_tables import euros, lump_sum_title, money
from efc_reporting.facts.grant import Forecast
from efc_reporting.facts.grant.amounts import in_cents


def formula_tables(context: ReportContext, forecast: Forecast) -> Iterator[Table]:
    """Yield the days, then the kilometres that are paid for; nothing for tables of other kinds."""
    if any(lump_sum.stays for lump_sum in forecast.lump_sums):
        yield _stays(context, forecast)
    if any(lump_sum.ways for lump_sum in forecast.lump_sums):
        yield _ways(context, forecast)


def _stays(context: ReportContext, forecast: Forecast) -> Table:
    t = context.translator
    columns = (
        *_first_columns(t),
        Column(title=t.text("Host country"), weight=3),
        Column(title=t.text("Days"), kind=ColumnKind.NUMBER, weight=2),
        Column(title=t.text("Rate of a day in euro"), kind=ColumnKind.NUMBER, weight=2),
        euros(t.text("Amount")),
    )
    rows = [
        (
            lump_sum_title(context, lump_sum),
            stay.town.name,
            t.country(stay.town.country),
            parts.number(t, stay.people),
            t.country(stay.country),
            parts.number(t, stay.days),
            _rate(t, stay.rate),
            _amount(t, stay.amount),
        )
        for lump_sum in forecast.lump_sums
        for stay in lump_sum.stays
    ]
    return Table(caption=t.text("Days of the invited people"), columns=columns, rows=rows)


def _ways(context: ReportContext, forecast: Forecast) -> Table:
    t = context.translator
    columns = (
        *_first_columns(t),
        Column(title=t.text("Kilometres there and back"), kind=ColumnKind.NUMBER, weight=3),
        Column(title=t.text("Rate of a kilometre in euro"), kind=ColumnKind.NUMBER, weight=3),
        euros(t.text("Amount")),
    )
    rows = [
        (
            lump_sum_title(context, lump_sum),
            way.town.name,
            t.country(way.town.country),
            parts.number(t, way.people),
            parts.number(t, way.kilometres),
            _rate(t, way.rate),
            _amount(t, way.amount),
        )
        for lump_sum in forecast.lump_sums
        for way in lump_sum.ways
    ]
    caption = t.text("Kilometres of the invited people")
    note = t.text(
        "Each amount is the product of the numbers before it. The lump sum of a meeting is the "
        "exact sum of its days and kilometres, rounded to the cent once."
    )
    return Table(caption=caption, columns=columns, rows=rows, note=note)


def _first_columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column(title=t.text("Lump sum for"), weight=4),
        Column(title=t.text("Town"), weight=3),
        Column(title=t.text("Country"), weight=3),
        Column(title=t.text("Count"), kind=ColumnKind.NUMBER, weight=2),
    )


def _rate(t: Translator, rate: Decimal | None) -> str:
    """Return a rate as text: it may have more decimals than an amount in a spreadsheet shows."""
    return t.word(None) if rate is None else t.number(rate)


def _amount(t: Translator, amount: Decimal | None) -> Cell:
    return money(t, None if amount is None else in_cents(amount))
