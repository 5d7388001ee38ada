"""The grant statement, after the Grant Calculation Sheet: who counts and what that brings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from efc_reporting.blocks import (
    Block,
    BulletList,
    Field,
    FieldList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
)
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import Audience, DocumentInfo, DocumentKind, ReportContext
from efc_reporting.documents import grant_tables, parts
from efc_reporting.documents.formula_tables import formula_tables
from efc_reporting.documents.grant_tables import table_as_given
from efc_reporting.documents.narrative import signature
from efc_reporting.documents.parts import report
from efc_reporting.facts.grant import Basis, Forecast, forecast


class GrantStatement(DocumentKind):
    """The grant statement; without a lump-sum table it says which one is missing."""

    info = DocumentInfo(
        name="grant-statement",
        title="Grant statement",
        audiences=frozenset((Audience.AGENCY, Audience.PARTNERS)),
        is_tabular=True,
    )

    def compose(self, context: ReportContext) -> Document:
        """Return the statement on what the grant comes to by what took place."""
        found = forecast(context.project, context.facts, context.measure)
        title = context.translator.text("Grant statement")
        return report(context, self.info, title, _blocks(context, found), is_landscape=True)


def _blocks(context: ReportContext, found: Forecast) -> Iterator[Block]:
    t = context.translator
    yield from _summary(context, found)
    people = (
        grant_tables.people_table(context, found),
        *_unsigned(context, found),
        *grant_tables.not_counted_table(context, found),
    )
    yield Section(title=t.text("People"), blocks=people)
    if found.lump_sums:
        lump_sums = (
            grant_tables.lump_sum_table(context, found),
            *formula_tables(context, found),
            *grant_tables.distance_table(context, found),
        )
        yield Section(title=t.text("Lump sums"), blocks=lump_sums)
    planned = tuple(grant_tables.planned_table(context, found))
    if planned:
        yield Section(title=t.text("Planned and real"), blocks=planned)
    if found.lump_sums:
        yield Section(title=t.text("Grant"), blocks=[grant_tables.grant_table(context, found)])
    if found.table is not None:
        source = FieldList([Field(label=t.text("Source"), text=found.table.source)])
        given = table_as_given(context, found.table)
        yield Section(title=t.text("Lump-sum table"), blocks=(source, *given))
    yield Section(title=t.text("Signature"), blocks=[signature(context)])


def _summary(context: ReportContext, found: Forecast) -> Iterator[Block]:
    """Yield the amounts that are known, and what is missing for the others."""
    t = context.translator
    amounts: tuple[tuple[str, str, Decimal | None], ...] = (
        ("award", t.text("Award"), found.award),
        ("forecast", t.text("Forecast"), found.amount),
        ("award-less-forecast", t.text("Award less forecast"), found.difference),
    )
    figures = [
        KeyFigure(key=key, label=label, value=amount, text=t.money(amount))
        for key, label, amount in amounts
        if amount is not None
    ]
    if figures:
        yield KeyFigures(figures)
    if found.is_below_minimum:
        yield Paragraph(t.text("The forecast is less than the minimum of the table."))
    if found.missing:
        yield BulletList(t.finding(gap) for gap in found.missing)


def _unsigned(context: ReportContext, found: Forecast) -> Iterator[Block]:
    """Yield on what the numbers rest, where it is not on signatures."""
    t = context.translator
    bases = {meeting.basis for meeting in found.meetings}
    if not bases:
        return
    if bases <= {Basis.UNSIGNED_LIST, Basis.DECLARED, Basis.PLANNED, Basis.UNKNOWN}:
        text = t.text("No list carries signatures: this statement rests on unsigned lists.")
        if Basis.UNSIGNED_LIST not in bases:
            text = t.text("There are no lists: this statement rests on declared numbers.")
        yield parts.note(text)
    elif bases != {Basis.SIGNED}:
        yield parts.note(t.text("Not all people are on lists that carry signatures."))
