"""The forecast: what the grant comes to by the table of its agreement, with what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.facts.figures import MeetingFacts, ProjectFacts
from efc_reporting.facts.grant.amounts import (
    LumpSum,
    LumpSumScope,
    amount_of,
    by_brackets,
    column,
    in_cents,
)
from efc_reporting.facts.grant.counting import (
    COUNTED_STANDINGS,
    CountedMeeting,
    Reason,
    count_meeting,
)
from efc_reporting.facts.grant.daily_formula import by_formula
from efc_reporting.facts.grant.gaps import (
    not_in_table,
    people_unknown,
    preparatory_missing,
    table_missing,
)
from efc_reporting.model import Finding, LumpSumTable, Meeting, Project, TableKind
from efc_reporting.programme import Measure

EXPECTED_KINDS = {
    "town-twinning": TableKind.BRACKETS,
    "networks-of-towns": TableKind.MATRIX,
    "civil-society": TableKind.MATRIX,
    "remembrance": TableKind.MATRIX,
    "town-twinning-2007": TableKind.FORMULA,
}
"""Town twinning by invited participants, the others per event by participants and countries
(FAQ, mt.euinfo.rs); 2007–2013 by days and kilometres (twinning.org). Others take any table."""


@attrs.frozen(kw_only=True)
class Forecast:
    """What the project's grant comes to.

    `total` is the sum of the lump sums, None while any is not known; `amount` is the total within
    the table's maximum and the award. `missing` says what stands in the way. Without a table there
    are no lump sums and no amount at all.
    """

    kind: TableKind
    table: LumpSumTable | None
    meetings: tuple[CountedMeeting, ...] = attrs.field(converter=as_tuple)
    lump_sums: tuple[LumpSum, ...] = attrs.field(default=(), converter=as_tuple)
    award: Decimal | None = None
    missing: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple)

    @property
    def total(self) -> Decimal | None:
        """The sum of the lump sums."""
        known = [s.amount for s in self.lump_sums if s.amount is not None]
        is_complete = bool(self.lump_sums) and len(known) == len(self.lump_sums)
        return sum(known, Decimal("0.00")) if is_complete else None

    @property
    def bounds(self) -> tuple[Decimal, ...]:
        """What the amount cannot exceed: the table's maximum and the award, where known."""
        maximum = self.table.maximum if self.table else None
        return tuple(in_cents(bound) for bound in (maximum, self.award) if bound is not None)

    @property
    def amount(self) -> Decimal | None:
        """The grant to be expected; that it never exceeds the award is not confirmed."""
        return None if self.total is None else min((self.total, *self.bounds))

    @property
    def difference(self) -> Decimal | None:
        """The award less the forecast: what the grant is to be cut by."""
        if self.award is None or self.amount is None:
            return None
        return in_cents(self.award) - self.amount

    @property
    def is_below_minimum(self) -> bool:
        """Say whether the amount stays below the least that the table's agreement pays."""
        minimum = self.table.minimum if self.table else None
        return minimum is not None and self.amount is not None and self.amount < minimum


def forecast(project: Project, facts: ProjectFacts, measure: Measure) -> Forecast:
    """Return what the grant comes to by what took place, as far as it is known."""
    table = project.grant.lump_sums
    expected = EXPECTED_KINDS.get(measure.name)
    fits = table is not None and expected in (None, table.kind)
    kind = expected or (table.kind if table else TableKind.MATRIX)
    pairs = list(zip(project.meetings, facts.meetings, strict=True))
    counted = [count_meeting(m, figures, COUNTED_STANDINGS[kind]) for m, figures in pairs]
    found = Forecast(kind=kind, table=table if fits else None, meetings=counted)
    award = project.grant.awarded
    if table is None or not fits:
        return attrs.evolve(found, award=award, missing=[table_missing(expected, table)])
    lump_sums: list[LumpSum] = []
    missing: list[Finding] = []
    for lump_sum, gaps in _lump_sums(project, table, pairs, counted):
        lump_sums.append(lump_sum)
        missing.extend(gaps)
    return attrs.evolve(found, award=award, lump_sums=lump_sums, missing=missing)


_Found = tuple[LumpSum, Iterable[Finding]]


def _lump_sums(
    project: Project,
    table: LumpSumTable,
    pairs: list[tuple[Meeting, MeetingFacts]],
    counted: list[CountedMeeting],
) -> Iterator[_Found]:
    if table.brackets:
        yield _for_project(project, table, pairs, counted)
    for (meeting, figures), count in zip(pairs, counted, strict=True):
        if table.formula is not None:
            lump_sum, gaps = by_formula(table.formula, meeting, figures, count)
            unknown = () if figures.is_counted else (people_unknown(meeting, figures),)
            yield lump_sum, (*unknown, *gaps)
        elif table.matrix:
            yield _for_meeting(table, meeting, figures, count)
    if table.preparatory:
        yield _for_preparation(project, table)


def _unknown(meeting: Meeting, figures: MeetingFacts, count: CountedMeeting) -> Iterator[Finding]:
    if count.people is None:
        yield people_unknown(meeting, figures)


def _for_project(
    project: Project,
    table: LumpSumTable,
    pairs: list[tuple[Meeting, MeetingFacts]],
    counted: list[CountedMeeting],
) -> _Found:
    gaps = [
        gap
        for (meeting, figures), count in zip(pairs, counted, strict=True)
        for gap in _unknown(meeting, figures, count)
    ]
    known = [count.people for count in counted if count.people is not None]
    if gaps or not known:
        return LumpSum(scope=LumpSumScope.PROJECT), gaps
    found = by_brackets(LumpSumScope.PROJECT, table.brackets, sum(known))
    planned = [meeting.planned_people for meeting in project.meetings]
    numbers = [number for number in planned if number is not None]
    if numbers and len(numbers) == len(planned):
        found = attrs.evolve(found, planned=amount_of(table.brackets, sum(numbers)))
    return found, not_in_table(found, "lump-sums.toml: brackets")


def _for_meeting(
    table: LumpSumTable, meeting: Meeting, figures: MeetingFacts, count: CountedMeeting
) -> _Found:
    if count.people is None or count.countries is None:
        empty = LumpSum(scope=LumpSumScope.MEETING, meeting=meeting.id, people=count.people)
        return empty, [people_unknown(meeting, figures)]
    found = by_brackets(
        LumpSumScope.MEETING,
        column(table.matrix, count.countries),
        count.people,
        meeting=meeting.id,
        countries=count.countries,
    )
    if meeting.planned_people is not None and meeting.planned_countries is not None:
        brackets = column(table.matrix, meeting.planned_countries)
        planned = amount_of(brackets, meeting.planned_people) if brackets else None
        found = attrs.evolve(found, planned=planned)
    return found, not_in_table(found, "lump-sums.toml: matrix")


def _for_preparation(project: Project, table: LumpSumTable) -> _Found:
    people = project.grant.preparatory_people
    if people is None:
        return LumpSum(scope=LumpSumScope.PREPARATORY), [preparatory_missing()]
    found = by_brackets(LumpSumScope.PREPARATORY, table.preparatory, people)
    return found, not_in_table(found, "lump-sums.toml: preparatory")


def costs_of_signatures(
    project: Project, facts: ProjectFacts, measure: Measure, found: Forecast
) -> Mapping[str, Decimal]:
    """Return by meeting what the signatures that it alone lacks cost, where that can be told."""
    listed = forecast(project, _as_if_all_had_signed(facts), measure)
    pairs = zip(listed.lump_sums, found.lump_sums, strict=True)
    costs = {
        now.meeting: before.amount - now.amount
        for before, now in pairs
        if now.scope is LumpSumScope.MEETING
        and before.amount is not None
        and now.amount is not None
    }
    return {**costs, **dict(_costs_in_project(found))}


def _as_if_all_had_signed(facts: ProjectFacts) -> ProjectFacts:
    meetings = tuple(
        attrs.evolve(m, delegations=tuple(attrs.evolve(d, signed=None) for d in m.delegations))
        for m in facts.meetings
    )
    return attrs.evolve(facts, meetings=meetings)


def _costs_in_project(found: Forecast) -> Iterator[tuple[str, Decimal]]:
    """Yield the costs where one lump sum is paid for the people of all meetings."""
    for lump_sum in found.lump_sums:
        if lump_sum.scope is not LumpSumScope.PROJECT or found.table is None:
            continue
        if lump_sum.people is None or lump_sum.amount is None:
            continue
        for meeting in found.meetings:
            unsigned = (n for n in meeting.not_counted if n.reason is Reason.NOT_SIGNED)
            people = lump_sum.people + sum(left_out.people for left_out in unsigned)
            amount = amount_of(found.table.brackets, people)
            if amount is not None:
                yield meeting.id, amount - lump_sum.amount
