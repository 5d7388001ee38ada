"""Check what one table of project.toml says of another: ids, hosts, plans, dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from efc_reporting.errors import did_you_mean
from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.sheets.encodings import is_encoding
from efc_reporting.loading.tables import (
    OutcomeTable,
    PartnerTable,
    PlanTable,
    ProjectTable,
    SittingTable,
)

OUTCOME_KEYS = ("results", "recommendations", "good_practices")


def check_references(project: ProjectTable, notebook: Notebook) -> None:
    """Note every id that is used twice and every reference that leads nowhere."""
    check = _Check(notebook)
    check.ids(_placed_ids("partners", project.partners), "partner")
    check.ids(_placed_ids("meetings", project.meetings), "meeting")
    check.ids(_placed_ids("plans", project.plans), "plan")
    outcomes = [(key, outcome) for key in OUTCOME_KEYS for outcome in _indexed(key, project)]
    check.ids([(place, outcome.id) for _, (place, outcome) in outcomes], "outcome")

    partners = [partner.id for partner in project.partners]
    meetings = [meeting.id for meeting in project.meetings]
    measures = [f"{plan.id}/{measure.id}" for plan in project.plans for measure in plan.measures]
    for index, partner in enumerate(project.partners):
        check.coordinates(f"partners[{index}]", partner)
    for index, meeting in enumerate(project.meetings):
        place = f"meetings[{index}]"
        check.known(f"{place}.host", meeting.host, partners, "partner")
        for number, sitting in enumerate(meeting.sittings):
            check.sitting(f"{place}.sittings[{number}]", sitting)
        if meeting.planned is not None:
            check.sitting(f"{place}.planned", meeting.planned)
    for index, sheet in enumerate(project.sheets):
        check.known(f"sheets[{index}].partner", sheet.partner, partners, "partner")
        check.known(f"sheets[{index}].meeting", sheet.meeting, meetings, "meeting")
        check.encoding(f"sheets[{index}].encoding", sheet.encoding)
    for _, (place, outcome) in outcomes:
        check.all_known(f"{place}.meetings", outcome.meetings, meetings, "meeting")
        check.all_known(f"{place}.serves", outcome.serves, measures, "plan measure")
    for index, plan in enumerate(project.plans):
        check.plan(f"plans[{index}]", plan)
    for index, picture in enumerate(project.pictures):
        check.known(f"pictures[{index}].meeting", picture.meeting, meetings, "meeting")


def _placed_ids(key: str, tables: Iterable[object]) -> list[tuple[str, str]]:
    return [(f"{key}[{index}]", getattr(table, "id", "")) for index, table in enumerate(tables)]


def _indexed(key: str, project: ProjectTable) -> list[tuple[str, OutcomeTable]]:
    tables: tuple[OutcomeTable, ...] = getattr(project, key)
    return [(f"{key}[{index}]", outcome) for index, outcome in enumerate(tables)]


@attrs.frozen
class _Check:
    notebook: Notebook

    def note(self, place: str, problem: str, remedy: str) -> None:
        self.notebook.problem(PROJECT_FILE, place, problem, remedy)

    def ids(self, placed: Iterable[tuple[str, str]], kind: str) -> None:
        first_places: dict[str, str] = {}
        for place, name in placed:
            # Ids name files, and some disks do not tell capital letters from small ones.
            first = first_places.setdefault(name.casefold(), place)
            if name and first != place:
                self.note(
                    f"{place}.id", f"the {kind} id {name!r} stands at {first} too", "change one"
                )

    def known(self, place: str, name: str, known: Sequence[str], kind: str) -> None:
        choices = [choice for choice in known if choice]
        if name and name not in choices:
            remedy = did_you_mean(name, choices) if choices else f"the project names no {kind}"
            self.note(place, f"there is no {kind} {name!r}", remedy)

    def all_known(self, place: str, names: Iterable[str], known: Sequence[str], kind: str) -> None:
        for index, name in enumerate(names):
            self.known(f"{place}[{index}]", name, known, kind)

    def encoding(self, place: str, name: str) -> None:
        if name and not is_encoding(name):
            self.note(place, f"there is no encoding {name!r}", 'write it as "cp1250"')

    def sitting(self, place: str, sitting: SittingTable) -> None:
        if sitting.month and (sitting.start or sitting.end):
            self.note(
                f"{place}.month",
                "both exact dates and a month are given",
                "leave out one of the two",
            )
        elif sitting.start and not sitting.end:
            self.note(f"{place}.end", "is missing, for start is given", "give the last day too")
        elif sitting.end and not sitting.start:
            self.note(f"{place}.start", "is missing, for end is given", "give the first day too")

    def coordinates(self, place: str, partner: PartnerTable) -> None:
        for key, other in (("latitude", "longitude"), ("longitude", "latitude")):
            if getattr(partner, key) is None and getattr(partner, other) is not None:
                self.note(f"{place}.{key}", f"is missing, for {other} is given", "give both")

    def plan(self, place: str, plan: PlanTable) -> None:
        self.ids(_placed_ids(f"{place}.goals", plan.goals), "goal")
        self.ids(_placed_ids(f"{place}.fields_of_action", plan.fields_of_action), "field of action")
        self.ids(_placed_ids(f"{place}.measures", plan.measures), "plan measure")
        goals = [goal.id for goal in plan.goals]
        fields = [field.id for field in plan.fields_of_action]
        for index, measure in enumerate(plan.measures):
            inside = f"{place}.measures[{index}]"
            self.known(
                f"{inside}.field_of_action", measure.field_of_action, fields, "field of action"
            )
            self.all_known(f"{inside}.goals", measure.goals, goals, "goal")
