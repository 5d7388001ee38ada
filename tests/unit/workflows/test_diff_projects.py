"""Whatever a reader of a report can see is told when it changed, and nobody is named."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from efc_reporting.base.i18n import translator_for
from efc_reporting.checks.rules.registry import check_rules
from efc_reporting.documents.attached_data import FACTS, FINDINGS, PROJECT, AttachedData
from efc_reporting.facts import count
from efc_reporting.facts.as_json import facts_as_json, findings_as_json, project_as_json
from efc_reporting.model import (
    Delegation,
    Findings,
    GrantAgreement,
    LegalRepresentative,
    Meeting,
    NarrativeSection,
    Outcome,
    OutcomeKind,
    Participant,
    Partner,
    Picture,
    Plan,
    PlanGoal,
    Project,
    Role,
    Sitting,
)
from efc_reporting.programme import shipped_measures
from efc_reporting.testing import sample_project
from efc_reporting.workflows.diff import changes
from projects import town

MEASURES = {measure.name: measure for measure in shipped_measures()}

PEOPLE = (
    Participant(family_name="Ibsen", given_name="Åse", town="Gävle", country="SE"),
    Participant(family_name="Wright", given_name="Orla", town="Gävle", country="SE"),
)
PROJECT_OF_TWO = Project(
    title="Two towns",
    measure="town-twinning",
    call_year=2018,
    start=date(2019, 5, 9),
    end=date(2019, 5, 12),
    languages=("en", "de"),
    summary="Before.",
    partners=(
        Partner(
            id="host",
            name="Gmina Gävle",
            town="Gävle",
            country="SE",
            role=Role.BENEFICIARY,
            legal_representative=LegalRepresentative(name="Ada Falk", function="mayor"),
        ),
        Partner(id="guest", name="Bowo", town="Bowo", country="PL"),
    ),
    meetings=(
        Meeting(
            id="m",
            title={"en": "Meeting", "de": "Treffen"},
            sittings=(
                Sitting(place="Gävle", country="SE", start=date(2019, 5, 9), end=date(2019, 5, 12)),
            ),
            delegations=(Delegation(town=town("Bowo", "PL"), count=20, kilometres=100),),
            participants=PEOPLE,
        ),
    ),
    narrative=(NarrativeSection(id="impact", language="en", title="Impact", markdown="Old."),),
    pictures=(Picture(id="market", data=b"1", media_type="image/png", alternative="A market"),),
    outcomes=(Outcome(id="r", kind=OutcomeKind.RESULT, title="A bench"),),
)


def attached(project: Project) -> AttachedData:
    """Return what a report of a project carries."""
    measure = MEASURES[project.measure]
    facts = count(project, measure)
    findings = Findings(check_rules(project, facts, measure))
    contents: dict[str, Any] = {
        PROJECT: project_as_json(project),
        FACTS: facts_as_json(facts),
        FINDINGS: findings_as_json(findings),
    }
    return AttachedData(
        project=project, facts=contents[FACTS], findings=findings, contents=contents
    )


def told(new: Project, old: Project = PROJECT_OF_TWO, language: str = "en") -> list[str]:
    return changes(attached(old), attached(new), translator_for(language))


def with_meeting(**fields: Any) -> Project:
    meeting = attrs.evolve(PROJECT_OF_TWO.meetings[0], **fields)
    return attrs.evolve(PROJECT_OF_TWO, meetings=(meeting,))


def with_host(**fields: Any) -> Project:
    host, guest = PROJECT_OF_TWO.partners
    return attrs.evolve(PROJECT_OF_TWO, partners=(attrs.evolve(host, **fields), guest))


def with_project(**fields: Any) -> Project:
    return attrs.evolve(PROJECT_OF_TWO, **fields)


SECTION = PROJECT_OF_TWO.narrative[0]
GUEST = PROJECT_OF_TWO.partners[1]
CHANGES: dict[str, tuple[Project, str]] = {
    "call year": (with_project(call_year=2019), "Project: Call: 2018 before, 2019 now"),
    "measure": (
        with_project(measure="networks-of-towns"),
        "Project: Measure: town-twinning before, networks-of-towns now",
    ),
    "end": (
        with_project(end=date(2019, 5, 13)),
        "Project: End: 12 May 2019 before, 13 May 2019 now",
    ),
    "summary": (with_project(summary="Now. " * 40), "Project: Summary: the text changed"),
    "award": (
        with_project(grant=GrantAgreement(awarded=Decimal(5000))),
        "Project: Grant awarded: – before, 5,000.00\N{NO-BREAK SPACE}€ now",
    ),
    "partner's name": (
        with_host(name="Miasto Gävle"),
        "Partner “Miasto Gävle”: Name: Gmina Gävle before, Miasto Gävle now",
    ),
    "partner's role": (
        with_project(
            partners=(PROJECT_OF_TWO.partners[0], attrs.evolve(GUEST, role=Role.ASSOCIATED))
        ),
        "Partner “Bowo”: Role: partner before, associated partner now",
    ),
    "representative's function": (
        with_host(legal_representative=LegalRepresentative(name="Ada Falk", function="deputy")),
        "Partner “Gmina Gävle”: Legal representative: Ada Falk, mayor before, Ada Falk, deputy now",
    ),
    "order of the partners": (
        with_project(partners=PROJECT_OF_TWO.partners[::-1]),
        "Project: Partners: the order changed",
    ),
    "meeting's name": (
        with_meeting(title={"en": "Gathering", "de": "Treffen"}),
        "Meeting 1: Gathering: Title: Meeting before, Gathering now",
    ),
    "meeting's name in another language": (
        with_meeting(title={"en": "Meeting", "de": "Begegnung"}),
        "Meeting 1: Meeting: Title: changed",
    ),
    "meeting's place": (
        with_meeting(
            sittings=(attrs.evolve(PROJECT_OF_TWO.meetings[0].sittings[0], place="Falun"),)
        ),
        "Meeting 1: Meeting: Place: Gävle before, Falun now",
    ),
    "meeting's plan": (
        with_meeting(planned=Sitting(place="Bowo", country="PL")),
        "Meeting 1: Meeting, Planned: Country: – before, Poland now",
    ),
    "kilometres": (
        with_meeting(delegations=(Delegation(town=town("Bowo", "PL"), count=20, kilometres=120),)),
        "Meeting 1: Meeting, Bowo (Poland): Kilometres there and back: 100 before, 120 now",
    ),
    "section's text": (
        with_project(narrative=(attrs.evolve(SECTION, markdown="New."),)),
        "Section “Impact” (English): Text: the text changed",
    ),
    "new section": (
        with_project(narrative=(SECTION, attrs.evolve(SECTION, language="de"))),
        "Section “Impact” (German) is new.",
    ),
    "section gone": (with_project(narrative=()), "Section “Impact” (English) is gone."),
    "new result": (
        with_project(
            outcomes=(
                *PROJECT_OF_TWO.outcomes,
                Outcome(id="g", kind=OutcomeKind.GOOD_PRACTICE, title="A choir"),
            )
        ),
        "Good practice “A choir” is new.",
    ),
    "result's text": (
        with_project(outcomes=(attrs.evolve(PROJECT_OF_TWO.outcomes[0], meetings=("m",)),)),
        "Result “A bench”: Meetings: – before, m now",
    ),
    "picture": (
        with_project(pictures=(attrs.evolve(PROJECT_OF_TWO.pictures[0], data=b"2"),)),
        "Picture “market”: Content of the file: changed",
    ),
    "plan": (
        with_project(plans=(Plan(id="p", title="Our plan", town="Bowo", country="PL"),)),
        "Plan “Our plan” is new.",
    ),
    "age of somebody": (
        with_meeting(participants=(PEOPLE[0], attrs.evolve(PEOPLE[1], age=40))),
        "Meeting 1: Meeting: Participants by age: changed",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told(name: str) -> None:
    """By what it is part of, its field, and both values where they are short."""
    project, sentence = CHANGES[name]

    assert sentence in told(project)


def test_nobody_is_named_when_people_change() -> None:
    """One person swapped for another: the rows are counted, in the right meeting."""
    other = Participant(family_name="Zeno", given_name="Ida", town="Gävle", country="SE")
    found = told(with_meeting(participants=(PEOPLE[0], other)))

    assert found == [
        "Meeting 1: Meeting: the lists of people changed; rows that are new or otherwise: 1, "
        "rows that are gone or otherwise: 1"
    ]


def test_how_many_different_people_came_is_told() -> None:
    """Where both files give it: the lists hold everybody."""
    person = Participant(family_name="Zeno", given_name="Ida", town="Gävle", country="SE")
    old = with_meeting(delegations=())
    new = with_meeting(delegations=(), participants=(*PEOPLE, person))

    assert "Project: Different people: 2 before, 3 now" in told(new, old)


def test_another_order_of_people_is_told() -> None:
    """The numbers on the list follow it."""
    found = told(with_meeting(participants=PEOPLE[::-1]))

    assert found == ["Meeting 1: Meeting: the order of the people on the lists changed"]


def test_changes_inside_a_plan_are_told() -> None:
    """With the plan before the goal."""
    plan = Plan(id="p", title="Our plan", town="Bowo", country="PL")
    goal = PlanGoal(id="g", title="More trees")
    old, new = with_project(plans=(plan,)), with_project(plans=(attrs.evolve(plan, goals=(goal,)),))

    assert told(new, old) == ["Plan “Our plan”, Goals “More trees” is new."]


def test_what_has_no_words_is_told_all_the_same() -> None:
    """A field that this program does not know in a file of figures."""
    old, new = attached(PROJECT_OF_TWO), attached(PROJECT_OF_TWO)
    facts = {**new.facts, "version": 1, "later": 2}
    new = attrs.evolve(new, facts=facts, contents={**new.contents, FACTS: facts})

    assert changes(old, new, translator_for("en")) == ["The attached data differ."]


def leaves(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of all numbers and texts of a tree of JSON."""
    if isinstance(tree, dict):
        return [leaf for key, value in tree.items() for leaf in leaves(value, (*path, key))]
    if isinstance(tree, list):
        return [leaf for key, value in enumerate(tree) for leaf in leaves(value, (*path, key))]
    return [path]


def without_leaf(tree: Any, path: tuple[Any, ...]) -> Any:
    """Return a copy of a tree without one leaf."""
    key, *rest = path
    copy = list(tree) if isinstance(tree, list) else dict(tree)
    if rest:
        copy[key] = without_leaf(copy[key], tuple(rest))
    else:
        del copy[key]
    return copy


OPTIONAL = ("aim", "website", "acronym", "alternative", "caption", "credit", "source", "period")


def test_no_optional_field_goes_without_a_word() -> None:
    """Each text that may be left out is left out once: a sentence says so each time."""
    data = attached(sample_project())
    paths = [path for path in leaves(data.contents[PROJECT]) if set(path) & set(OPTIONAL)]
    changed = (
        attrs.evolve(data, contents={**data.contents, PROJECT: tree})
        for tree in (without_leaf(data.contents[PROJECT], path) for path in paths)
    )
    found = [changes(data, other, translator_for("en")) for other in changed]

    assert paths
    assert all(len(sentences) == 1 and "differ" not in sentences[0] for sentences in found)
