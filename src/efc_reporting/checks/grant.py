"""Whether the grant will be cut: signatures, brackets and the award."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from efc_reporting.facts import MeetingFacts, ProjectFacts
from efc_reporting.facts.grant import Forecast, LumpSumScope, costs_of_signatures, forecast
from efc_reporting.model import Finding, Meeting, Project, Severity, Value
from efc_reporting.programme import Measure

SOURCE_SIGNATURES = "Participant lists, rules of 2007–2013: only people who signed count"
SOURCE_FINAL_GRANT = (
    "EACEA: the final grant is computed from what really took place, as the report proves it"
)


def check_grant(project: Project, facts: ProjectFacts, measure: Measure) -> Iterator[Finding]:
    """Yield what costs or may cost a part of the grant, and what is missing to tell it."""
    expected = forecast(project, facts, measure)
    yield from expected.missing
    costs = costs_of_signatures(project, facts, measure, expected)
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        yield from _check_signatures(meeting, figures, costs.get(meeting.id))
    yield from _check_unsigned_lists(project, facts)
    yield from _check_first_row(expected)
    yield from _check_amount(expected)


def _check_signatures(
    meeting: Meeting, figures: MeetingFacts, cost: Decimal | None
) -> Iterator[Finding]:
    checked = [d for d in figures.delegations if d.signed is not None]
    listed = sum(d.count for d in checked)
    signed = sum(d.proven for d in checked)
    if signed >= listed:
        return
    values: dict[str, Value] = {
        "number": figures.number,
        "meeting": meeting.title,
        "listed": listed,
        "signed": signed,
        "missing": listed - signed,
    }
    message = (
        "Meeting {number} “{meeting}”: people on lists with signatures: {listed}; signed: "
        "{signed}; without signature, so not counted: {missing}."
    )
    if cost is not None:
        values["cost"] = cost
        message = (
            "Meeting {number} “{meeting}”: people on lists with signatures: {listed}; signed: "
            "{signed}; without signature, so not counted: {missing}, which costs {cost} of lump "
            "sum."
        )
    yield Finding(
        code="signatures-missing",
        severity=Severity.WARNING,
        where=f"meetings.{meeting.id}.participants",
        message=message,
        values=values,
        source=SOURCE_SIGNATURES,
    )


def _check_unsigned_lists(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield the lists on which nobody signed: once where no list has signatures, else by meeting.

    Beside a list that came back signed, one that did not is easily forgotten.
    """
    if all(meeting.signed is None for meeting in facts.meetings):
        listed = sum(map(_unsigned, facts.meetings))
        if listed:
            yield Finding(
                code="lists-unsigned",
                severity=Severity.NOTE,
                where="meetings",
                message="No list says who signed, so everybody on the lists is counted ({listed}); "
                "only people who signed count for the grant.",
                values={"listed": listed},
                source=SOURCE_SIGNATURES,
            )
        return
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        listed = _unsigned(figures)
        if not listed:
            continue
        message = (
            "Meeting {number} “{meeting}”: no list says who signed; everybody on the lists "
            "({listed}) is counted as if they had signed, but only people who signed count for "
            "the grant."
        )
        if figures.signed is not None:
            message = (
                "Meeting {number} “{meeting}”: some lists have signatures and some have none; the "
                "people on those without ({listed}) are counted as if they had signed, but only "
                "people who signed count for the grant."
            )
        yield Finding(
            code="lists-partly-unsigned",
            severity=Severity.WARNING,
            where=f"meetings.{meeting.id}.participants",
            message=message,
            values={"number": figures.number, "meeting": meeting.title, "listed": listed},
            source=SOURCE_SIGNATURES,
        )


def _unsigned(figures: MeetingFacts) -> int:
    """Return how many people stand on the lists of a meeting that have no signatures."""
    return sum(d.listed for d in figures.delegations if d.listed is not None and d.signed is None)


def _check_first_row(expected: Forecast) -> Iterator[Finding]:
    numbers = {meeting.id: meeting.number for meeting in expected.meetings}
    for lump_sum in expected.lump_sums:
        if lump_sum.first is not None or lump_sum.amount is None or lump_sum.up is None:
            continue
        values: dict[str, Value] = {"people": lump_sum.people, "more": lump_sum.up.people}
        message = (
            "People who count: {people}, fewer than the lump-sum table begins with: "
            "no lump sum. Missing to its first row: {more}."
        )
        where = "meetings"
        if lump_sum.scope is LumpSumScope.MEETING:
            where = f"meetings.{lump_sum.meeting}"
            values["number"] = numbers[lump_sum.meeting]
            message = (
                "Meeting {number}: people who count: {people}, fewer than the lump-sum table "
                "begins with: no lump sum. Missing to its first row: {more}."
            )
        yield Finding(
            code="below-lump-sum-table",
            severity=Severity.WARNING,
            where=where,
            message=message,
            values=values,
            source=expected.table.source if expected.table else "",
        )


def _check_amount(expected: Forecast) -> Iterator[Finding]:
    if expected.difference is not None and expected.difference > Decimal(0):
        yield Finding(
            code="grant-cut",
            severity=Severity.WARNING,
            where="grant",
            message="The grant will be cut: by what took place it comes to {forecast}, "
            "which is {difference} less than the award of {award}.",
            values={
                "forecast": expected.amount,
                "difference": expected.difference,
                "award": expected.award,
            },
            source=SOURCE_FINAL_GRANT,
        )
    if expected.is_below_minimum and expected.table is not None:
        yield Finding(
            code="grant-below-minimum",
            severity=Severity.WARNING,
            where="grant",
            message="The grant comes to {forecast}, which is less than the minimum of {minimum}: "
            "it may not be paid at all.",
            values={"forecast": expected.amount, "minimum": expected.table.minimum},
            source=expected.table.source,
        )
