"""Turn the tables of project.toml, with what was read beside it, into the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import attrs

from efc_reporting.loading.tables import (
    GrantTable,
    MeetingTable,
    OutcomeTable,
    PartnerTable,
    PlanTable,
    ProjectTable,
    SittingTable,
)
from efc_reporting.model import (
    AgendaItem,
    Delegation,
    DeletedPeople,
    FieldOfAction,
    Finding,
    GrantAgreement,
    LegalRepresentative,
    LumpSumTable,
    Meeting,
    NarrativeSection,
    Outcome,
    OutcomeKind,
    Participant,
    Partner,
    Picture,
    Plan,
    PlanGoal,
    PlanMeasure,
    Project,
    Sitting,
    Town,
)

ModelT = TypeVar("ModelT")


def build_project(
    table: ProjectTable,
    *,
    participants: Mapping[str, Iterable[Participant]],
    narrative: Iterable[NarrativeSection],
    pictures: Iterable[Picture],
    lump_sums: LumpSumTable | None,
    remarks: Iterable[Finding],
) -> Project:
    """Return the project; `participants` are given per meeting id."""
    return Project(
        title=table.title,
        acronym=table.acronym,
        reference=table.reference,
        measure=table.measure,
        call_year=table.call_year,
        start=table.start,
        end=table.end,
        languages=table.languages,
        public_page=table.public_page,
        activity_types=table.activity_types,
        summary=table.summary,
        grant=_grant(table.grant, lump_sums),
        partners=map(_partner, table.partners),
        meetings=[
            _meeting(meeting, participants.get(meeting.id, ())) for meeting in table.meetings
        ],
        outcomes=[
            *_outcomes(OutcomeKind.RESULT, table.results),
            *_outcomes(OutcomeKind.RECOMMENDATION, table.recommendations),
            *_outcomes(OutcomeKind.GOOD_PRACTICE, table.good_practices),
        ],
        plans=map(_plan, table.plans),
        deleted_people=[
            DeletedPeople(meetings=known.meetings, count=known.count)
            for known in table.deleted_people
        ],
        narrative=narrative,
        pictures=pictures,
        remarks=remarks,
    )


def _copy(model: type[ModelT], table: attrs.AttrsInstance, /, **changes: Any) -> ModelT:
    """Return a model value from a table with the same names, but for `changes`."""
    return model(**{**attrs.asdict(table, recurse=False), **changes})


def _grant(table: GrantTable | None, lump_sums: LumpSumTable | None) -> GrantAgreement:
    if table is None:
        return GrantAgreement()
    return _copy(GrantAgreement, table, lump_sums=lump_sums)


def _partner(table: PartnerTable) -> Partner:
    person = table.legal_representative
    return _copy(
        Partner, table, legal_representative=_copy(LegalRepresentative, person) if person else None
    )


def _meeting(table: MeetingTable, participants: Iterable[Participant]) -> Meeting:
    return _copy(
        Meeting,
        table,
        sittings=map(_sitting, table.sittings),
        planned=_sitting(table.planned) if table.planned else None,
        delegations=[
            Delegation(
                town=Town(name=sent.town, country=sent.country),
                count=sent.count,
                kilometres=sent.kilometres,
                is_from_list=sent.from_list,
                signed=sent.signed,
                genders=sent.genders,
                age_groups=sent.age_groups,
            )
            for sent in table.delegations
        ],
        agenda=[_copy(AgendaItem, item) for item in table.agenda],
        participants=participants,
    )


def _sitting(table: SittingTable) -> Sitting:
    return Sitting(
        place=table.place,
        country=table.country,
        start=table.start,
        end=table.end,
        month=table.month,
        is_online=table.online,
    )


def _outcomes(kind: OutcomeKind, tables: Iterable[OutcomeTable]) -> Iterable[Outcome]:
    return [_copy(Outcome, table, kind=kind) for table in tables]


def _plan(table: PlanTable) -> Plan:
    return _copy(
        Plan,
        table,
        goals=[_copy(PlanGoal, goal) for goal in table.goals],
        fields_of_action=[_copy(FieldOfAction, field) for field in table.fields_of_action],
        measures=[_copy(PlanMeasure, measure) for measure in table.measures],
    )
