"""The tables of the grant statement: people, lump sums, planned against real, distances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from efc_reporting.base.i18n import Translator
from efc_reporting.blocks import Cell, Column, ColumnKind, Formula, Operation, Table
from efc_reporting.contracts import ReportContext
from efc_reporting.documents import parts
from efc_reporting.facts.grant import (
    Basis,
    CountedMeeting,
    Forecast,
    LumpSum,
    LumpSumScope,
    Reason,
    Step,
)
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


BASES = {
    Basis.SIGNED: "signed lists",
    Basis.UNSIGNED_LIST: "unsigned lists",
    Basis.DECLARED: "declared numbers",
    Basis.MIXED: "partly signed lists",
    Basis.PLANNED: "planned numbers",
    Basis.UNKNOWN: "not known",
}
REASONS = {
    Reason.NOT_SIGNED: "not signed",
    Reason.NOT_ELIGIBLE: "country not eligible",
    Reason.HOST_COUNTRY: "from the host country: only invited people count",
}
TOTAL = "lump-sums"
_ADD = Formula(Operation.SUM_OF_COLUMN)


def _number(
    t: Translator, count: int | None, *, name: str = "", formula: Formula | None = None
) -> Cell:
    return Cell(count, t.word(count), name=name, formula=None if count is None else formula)


def _people(title: str, weight: int = 2) -> Column:
    return Column(title=title, kind=ColumnKind.NUMBER, weight=weight)


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else sum(number for number in known if number is not None)


def people_table(context: ReportContext, forecast: Forecast) -> Table:
    """Return who counts at each meeting: all people less those who do not count."""
    t = context.translator
    columns = (
        Column(title=t.text("Meeting"), weight=5),
        _people(t.text("People")),
        _people(t.text("Do not count")),
        _people(t.text("Count")),
        _people(t.text("Countries")),
        Column(title=t.text("Rests on"), weight=3),
    )

    def row(meeting: CountedMeeting, title: str) -> Iterator[str | Cell]:
        attended, not_counted = f"attended-{meeting.number}", f"not-counted-{meeting.number}"
        missing = sum(left_out.people for left_out in meeting.not_counted)
        is_known = meeting.attended is not None and meeting.people is not None
        left = Formula(Operation.DIFFERENCE, (attended, not_counted)) if is_known else None
        yield title
        yield _number(t, meeting.attended, name=attended)
        yield _number(t, missing if is_known else None, name=not_counted)
        yield _number(t, meeting.people, name=f"people-{meeting.number}", formula=left)
        yield parts.number(t, meeting.countries)
        yield t.text(BASES[meeting.basis])

    titles = _titles(context)
    rows = [tuple(row(meeting, titles[meeting.id])) for meeting in forecast.meetings]
    attended = _sum(meeting.attended for meeting in forecast.meetings)
    people = _sum(meeting.people for meeting in forecast.meetings)
    are_known = attended is not None and people is not None
    missing = sum(left.people for meeting in forecast.meetings for left in meeting.not_counted)
    total = (
        t.text("Total"),
        _number(t, attended, formula=_ADD),
        _number(t, missing if are_known else None, formula=_ADD),
        _number(t, people, formula=_ADD),
        "",
        "",
    )
    return Table(
        caption=t.text("People who count for the grant"), columns=columns, rows=rows, total=total
    )


def _titles(context: ReportContext) -> dict[str, str]:
    pairs = zip(context.project.meetings, context.facts.meetings, strict=True)
    return {
        meeting.id: parts.meeting_title(context, meeting, figures) for meeting, figures in pairs
    }


def lump_sum_title(context: ReportContext, lump_sum: LumpSum) -> str:
    """Return what a lump sum is paid for."""
    match lump_sum.scope:
        case LumpSumScope.MEETING:
            return _titles(context)[lump_sum.meeting]
        case LumpSumScope.PREPARATORY:
            return context.translator.text("Preparatory activities")
        case LumpSumScope.PROJECT:
            return context.translator.text("Whole project")


def lump_sum_table(context: ReportContext, forecast: Forecast) -> Table:
    """Return what the table pays for each meeting, or for the project, with the sum."""
    t = context.translator
    columns = (
        Column(title=t.text("Lump sum for"), weight=5),
        _people(t.text("Count")),
        _people(t.text("Countries")),
        Column(title=t.text("Row of the table"), weight=3),
        euros(t.text("Amount")),
    )
    rows = [
        (
            lump_sum_title(context, lump_sum),
            parts.number(t, lump_sum.people),
            parts.number(t, lump_sum.countries),
            _row_of(t, lump_sum),
            money(t, lump_sum.amount),
        )
        for lump_sum in forecast.lump_sums
    ]
    total = (
        t.text("Total"),
        "",
        "",
        "",
        money(t, forecast.total, name=TOTAL, formula=_ADD),
    )
    return Table(caption=t.text("Lump sums by the table"), columns=columns, rows=rows, total=total)


def _row_of(t: Translator, lump_sum: LumpSum) -> str:
    if lump_sum.first is not None:
        return span(t, lump_sum.first, lump_sum.last)
    return t.text("below the first row") if lump_sum.up is not None else "–"


def planned_table(context: ReportContext, forecast: Forecast) -> Iterator[Table]:
    """Yield planned against real numbers, where any were planned."""
    t = context.translator
    planned = {meeting.id: meeting for meeting in context.project.meetings}
    if all(m.planned_people is None for m in planned.values()):
        return
    amounts = {s.meeting: s for s in forecast.lump_sums if s.scope is LumpSumScope.MEETING}
    columns = (
        Column(title=t.text("Meeting"), weight=4),
        _people(t.text("People planned")),
        _people(t.text("People counted")),
        _people(t.text("Countries planned")),
        _people(t.text("Countries counted")),
        euros(t.text("Amount planned")),
        euros(t.text("Amount")),
        euros(t.text("Difference")),
    )
    titles = _titles(context)

    def row(counted: CountedMeeting) -> Iterator[str | Cell]:
        plan, lump_sum = planned[counted.id], amounts.get(counted.id)
        before, now = (lump_sum.planned, lump_sum.amount) if lump_sum else (None, None)
        names = (f"real-{counted.number}", f"planned-{counted.number}")
        change = None if before is None or now is None else now - before
        yield titles[counted.id]
        yield parts.number(t, plan.planned_people)
        yield parts.number(t, counted.people)
        yield parts.number(t, plan.planned_countries)
        yield parts.number(t, counted.countries)
        yield money(t, before, name=names[1])
        yield money(t, now, name=names[0])
        yield money(t, change, formula=Formula(Operation.DIFFERENCE, names))

    rows = [tuple(row(meeting)) for meeting in forecast.meetings]
    rows += [
        _planned_in_project(context, lump_sum)
        for lump_sum in forecast.lump_sums
        if lump_sum.scope is LumpSumScope.PROJECT
    ]
    yield Table(caption=t.text("Planned and real numbers"), columns=columns, rows=rows)


def _planned_in_project(context: ReportContext, lump_sum: LumpSum) -> tuple[str | Cell, ...]:
    """Return the row of the one lump sum that is paid for the people of all meetings."""
    t = context.translator
    before, now = lump_sum.planned, lump_sum.amount
    change = None if before is None or now is None else now - before
    difference = Formula(Operation.DIFFERENCE, ("real-project", "planned-project"))
    return (
        lump_sum_title(context, lump_sum),
        parts.number(t, _sum(meeting.planned_people for meeting in context.project.meetings)),
        parts.number(t, lump_sum.people),
        parts.number(t, None),
        parts.number(t, None),
        money(t, before, name="planned-project"),
        money(t, now, name="real-project"),
        money(t, change, formula=difference),
    )


def grant_table(context: ReportContext, forecast: Forecast) -> Table:
    """Return the way from the sum of the lump sums to the difference from the award."""
    t = context.translator
    maximum = forecast.table.maximum if forecast.table else None
    minimum = forecast.table.minimum if forecast.table else None
    rows: list[tuple[str, Cell]] = [
        (
            t.text("Sum of the lump sums"),
            money(t, forecast.total, name="sum", formula=Formula(Operation.SUM, (TOTAL,))),
        )
    ]
    bounds = ["sum"]
    if minimum is not None:
        rows.append((t.text("Minimum of the table"), money(t, minimum)))
    if maximum is not None:
        rows.append((t.text("Maximum of the table"), money(t, maximum, name="maximum")))
        bounds.append("maximum")
    rows.append((t.text("Award"), money(t, forecast.award, name="award")))
    if forecast.award is not None:
        bounds.append("award")
    least = Formula(Operation.SMALLEST, tuple(bounds))
    change = Formula(Operation.DIFFERENCE, ("award", "forecast"))
    rows += [
        (t.text("Forecast"), money(t, forecast.amount, name="forecast", formula=least)),
        (t.text("Award less forecast"), money(t, forecast.difference, formula=change)),
    ]
    columns = (Column(title=t.text("Figure"), weight=5), euros(t.text("Amount")))
    note = t.text("That the final grant never exceeds the award is not confirmed.")
    return Table(caption=t.text("Forecast of the grant"), columns=columns, rows=rows, note=note)


def distance_table(context: ReportContext, forecast: Forecast) -> Iterator[Table]:
    """Yield how far the next rows of the table are, in people and in euro."""
    t = context.translator
    found = [s for s in forecast.lump_sums if s.down is not None or s.up is not None]
    if not found:
        return
    columns = (
        Column(title=t.text("Lump sum for"), weight=4),
        _people(t.text("Fewer people to the lower row of the table")),
        euros(t.text("Change to the lower row of the table")),
        _people(t.text("More people to the higher row of the table")),
        euros(t.text("Change to the higher row of the table")),
    )
    rows = [(lump_sum_title(context, s), *_distance(t, s.down), *_distance(t, s.up)) for s in found]
    caption = t.text("Distance to the next rows of the table")
    note = t.text("Before the maximum and the award are applied; with the same countries.")
    yield Table(caption=caption, columns=columns, rows=rows, note=note)


def _distance(t: Translator, step: Step | None) -> tuple[Cell, Cell]:
    if step is None:
        return parts.number(t, None), money(t, None)
    return parts.number(t, step.people), money(t, step.difference)


def not_counted_table(context: ReportContext, forecast: Forecast) -> Iterator[Table]:
    """Yield who does not count and why, by town."""
    t = context.translator
    titles = _titles(context)
    rows = [
        (
            titles[meeting.id],
            left_out.town.name,
            t.country(left_out.town.country),
            parts.number(t, left_out.people),
            t.text(REASONS[left_out.reason]),
        )
        for meeting in forecast.meetings
        for left_out in meeting.not_counted
    ]
    if rows:
        columns = (
            Column(title=t.text("Meeting"), weight=4),
            Column(title=t.text("Town"), weight=3),
            Column(title=t.text("Country"), weight=3),
            _people(t.text("People")),
            Column(title=t.text("Reason"), weight=4),
        )
        yield Table(caption=t.text("People who do not count"), columns=columns, rows=rows)
