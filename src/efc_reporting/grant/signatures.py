"""What missing signatures cost: the lump sums as they are, against those of all who are listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import attrs

from efc_reporting.facts import ProjectFacts
from efc_reporting.grant.amounts import LumpSumScope, amount_of
from efc_reporting.grant.counting import Reason
from efc_reporting.grant.forecast import Forecast, forecast
from efc_reporting.model import Project
from efc_reporting.programme import Measure


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
