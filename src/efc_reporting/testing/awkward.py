"""Projects that break careless code: strange names, nobody, many, nothing given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from efc_reporting.model import Meeting, Participant, Project, Sitting
from efc_reporting.workflows.sample import sample_project

AWKWARD_NAMES = (
    "Έλενα",
    "Ćirić",
    "Ђурић",
    "O'Brien",
    "=1+1",
    "+49 1",
    "-2",
    "@SUM(A1)",
    '=HYPERLINK("https://attacker.example")',
    "{{7*7}}",
    "{% raise %}",
    "<b>",
    "<script>alert(1)</script>",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnungsbeauftragter",
    "\u202eesrever",
    "王",
    "NO",
    "Null",
    "01234",
    "&P",
    "a\tb",
)
"""Family names as they arrive, or as somebody tries: none may change a file but by being in it."""

RIGHT_TO_LEFT_NAMES = ("דוגמה", "كمثال", "ליבי O'Brien")
MANY = 500


def awkward_projects() -> dict[str, Project]:
    """Return such projects by what is awkward about them; all people are made up."""
    sample = sample_project()
    return {
        "names": _with_people(sample, AWKWARD_NAMES),
        "right-to-left": _with_people(sample, RIGHT_TO_LEFT_NAMES),
        "many": _with_people(sample, (f"Muster-{number:03}" for number in range(1, MANY + 1))),
        "nobody": _with_people(sample, ()),
        "injections": _injected(sample),
        "year-change": _over_new_year(sample),
        "bare": _bare(),
    }


def _with_people(project: Project, family_names: Iterable[str]) -> Project:
    first, *others = project.meetings
    people = tuple(
        Participant(family_name=name, given_name="Kim", town="Vila Exemplo", country="PT")
        for name in family_names
    )
    changed = attrs.evolve(first, participants=people, declared_total=len(people))
    return attrs.evolve(project, meetings=(changed, *others))


def _injected(project: Project) -> Project:
    payload = "=1+1 {{7*7}} <b>&amp;</b> [x](javascript:alert(1)) \\"
    first, *others = project.meetings
    people = [
        attrs.evolve(p, organisation=payload, town="=cmd|' /C calc'!A0") for p in first.participants
    ]
    changed = attrs.evolve(first, title=payload, aim=payload, participants=people)
    return attrs.evolve(
        project,
        title=payload,
        acronym="../../=1+1",
        summary=payload,
        meetings=(changed, *others),
        partners=[attrs.evolve(partner, name=payload) for partner in project.partners],
        narrative=[attrs.evolve(section, markdown=payload) for section in project.narrative],
    )


def _over_new_year(project: Project) -> Project:
    first, *others = project.meetings
    sitting = Sitting(
        place="Musterstadt", country="DE", start=date(2018, 12, 30), end=date(2019, 1, 2)
    )
    return attrs.evolve(project, meetings=(attrs.evolve(first, sittings=[sitting]), *others))


def _bare() -> Project:
    return Project(
        title="x",
        measure="networks-of-towns",
        call_year=2018,
        start=date(2018, 9, 1),
        end=date(2019, 12, 31),
        languages=("en",),
        meetings=(Meeting(id="unknown", title="?"),),
    )
