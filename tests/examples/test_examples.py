"""The example projects load, and say nothing but what is published."""

from __future__ import annotations

import importlib.util
import re
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from efc_reporting import Reporter, load_project
from efc_reporting.facts import ProjectFacts, Standing
from efc_reporting.loading import dump_project
from efc_reporting.model import Meeting, Project, Severity

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FOLDERS = ("migration_in_communes", "tolint", "town_twinning")
NUMBER = re.compile(r"\d+")
# Every number that the texts of an example may hold: years, days and the "03" of a club's name.
NUMBERS_IN_TEXTS = {
    "tolint": {"03", "2018", "2019", "2024", "2", "3", "5", "15"},
    "migration_in_communes": {"2021", "2022", "2023"},
    "town_twinning": {"2018"},
}


def load(folder: str) -> Project:
    return load_project(EXAMPLES / folder)


def facts_of(project: Project) -> ProjectFacts:
    return Reporter(discover_plugins=False, as_of=date(2024, 6, 1)).facts(project)


def meeting(project: Project, meeting_id: str) -> Meeting:
    return next(m for m in project.meetings if m.id == meeting_id)


def declared(of: Meeting) -> list[tuple[str, str, int]]:
    return [(d.town.name, d.town.country, d.count) for d in of.delegations]


def module_at(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_example_loads_without_any_remark(folder: str) -> None:
    """Loading neither refuses, cleans nor assumes anything in an example."""
    assert load(folder).remarks == ()


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_example_has_no_error_in_its_own_data(folder: str) -> None:
    """What the checks find in an example is a gap in what is published, never an error."""
    findings = Reporter(discover_plugins=False, as_of=date(2024, 6, 1)).check(load(folder))

    assert findings.of(Severity.ERROR) == ()


@pytest.mark.parametrize("folder", FOLDERS)
def test_an_example_survives_the_round_trip(folder: str, tmp_path: Path) -> None:
    """A project that is dumped and loaded again is equal."""
    project = load(folder)
    dump_project(project, tmp_path / folder)

    assert load_project(tmp_path / folder) == project


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_text_stands_in_every_language_of_the_project(folder: str) -> None:
    """Each section of an example is told in all its languages."""
    project = load(folder)
    sections = {section.id for section in project.narrative}

    assert sections
    assert Counter(section.id for section in project.narrative) == dict.fromkeys(
        sections, len(project.languages)
    )


@pytest.mark.parametrize("folder", FOLDERS)
def test_texts_hold_no_numbers_of_people(folder: str) -> None:
    """Numbers of people stand in the data alone, so that text and tables cannot disagree."""
    texts = " ".join(section.markdown for section in load(folder).narrative)

    assert set(NUMBER.findall(texts)) <= NUMBERS_IN_TEXTS[folder]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_readme_says_what_is_real_and_what_is_missing(folder: str) -> None:
    """Each example says what is real, what is not published and who is fictional."""
    readme = (EXAMPLES / folder / "README.md").read_text(encoding="utf-8")

    assert "## What is real" in readme
    assert "## What is not published" in readme
    assert "fictional" in readme


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_first_line_names_the_schema(folder: str) -> None:
    """An editor finds the shipped schema from the first line of the project file."""
    first, _, _ = (EXAMPLES / folder / "project.toml").read_text(encoding="utf-8").partition("\n")
    schema = EXAMPLES / folder / first.removeprefix("#:schema ")

    assert first.startswith("#:schema ")
    assert schema.is_file()


def test_tolint_has_the_published_towns() -> None:
    """The nine towns of TOLINT stand with their countries, those outside the programme apart."""
    partners = load("tolint").partners

    assert {(p.town, p.country) for p in partners if p.role != "associated"} == {
        ("Potsdam", "DE"),
        ("Opole", "PL"),
        ("Perugia", "IT"),
        ("Jyväskylä", "FI"),
        ("Versailles", "FR"),
        ("Bonn", "DE"),
    }
    assert {(p.town, p.country) for p in partners if p.role == "associated"} == {
        ("Luzern", "CH"),
        ("Sioux Falls", "US"),
        ("Sansibar", "TZ"),
    }


def test_tolint_has_the_published_dates() -> None:
    """A meeting has the dates that were published, and none where none were."""
    sittings = {m.id: [(s.start, s.end) for s in m.sittings] for m in load("tolint").meetings}

    assert sittings == {
        "perugia-2018": [(date(2018, 6, 4), date(2018, 6, 7))],
        "potsdam-2018": [(date(2018, 9, 30), date(2018, 10, 3))],
        "versailles-2019": [(None, None)],
        "luzern-2019": [(date(2019, 6, 18), date(2019, 6, 20))],
        "bonn-2019": [(date(2019, 12, 9), date(2019, 12, 11))],
    }


def test_tolint_remembers_what_was_planned() -> None:
    """Bonn was planned for other days, and of Versailles only the planned month is known."""
    project = load("tolint")
    bonn, versailles = (
        meeting(project, "bonn-2019").planned,
        meeting(project, "versailles-2019").planned,
    )

    assert bonn is not None
    assert versailles is not None
    assert (bonn.start, bonn.end) == (date(2019, 1, 15), date(2019, 1, 18))
    assert (versailles.start, versailles.month) == (None, "2019-04")
    assert meeting(project, "versailles-2019").sittings == (versailles,)


def test_tolint_has_the_published_numbers() -> None:
    """Delegations are those of the results page; where none are published there are none."""
    project = load("tolint")

    assert meeting(project, "perugia-2018").declared_total == 27
    assert declared(meeting(project, "perugia-2018")) == [
        ("Potsdam", "DE", 10),
        ("Perugia", "IT", 17),
    ]
    assert meeting(project, "potsdam-2018").declared_total == 53
    assert declared(meeting(project, "potsdam-2018")) == [
        ("Perugia", "IT", 3),
        ("Opole", "PL", 3),
        ("Jyväskylä", "FI", 4),
        ("Versailles/Saint-Germain-en-Laye", "FR", 6),
        ("Villach", "AT", 3),
        ("Gävle", "SE", 1),
        ("Sansibar", "TZ", 1),
        ("Luzern", "CH", 6),
        ("Potsdam", "DE", 26),
    ]
    assert meeting(project, "luzern-2019").declared_total is None
    assert declared(meeting(project, "luzern-2019")) == [("Potsdam", "DE", 7), ("Luzern", "CH", 15)]
    assert declared(meeting(project, "versailles-2019")) == []
    assert declared(meeting(project, "bonn-2019")) == []


def test_tolints_conference_counts_as_worked_out() -> None:
    """In Potsdam 20 of 53 people are invited, 37.7 per cent, from seven eligible countries."""
    figures = facts_of(load("tolint")).meetings[1]
    outside = [d for d in figures.delegations if d.standing is Standing.NOT_ELIGIBLE]

    assert (figures.total, figures.invited, figures.local, figures.not_eligible) == (53, 20, 26, 7)
    assert figures.invited_share == Fraction(20, 53)
    assert set(figures.eligible_countries) == {"DE", "IT", "PL", "FI", "FR", "AT", "SE"}
    assert {(d.town.name, d.count) for d in outside} == {("Luzern", 6), ("Sansibar", 1)}


def test_tolints_agenda_holds_only_days_that_are_known() -> None:
    """The concert was on 2 October and the departure on 3 October; no other day is made up."""
    agenda = {m.id: [item.date for item in m.agenda] for m in load("tolint").meetings if m.agenda}

    assert agenda == {"potsdam-2018": [date(2018, 10, 2), date(2018, 10, 3)]}


def test_tolints_outcomes_serve_measures_of_the_plan() -> None:
    """What the project yields points at meetings and plan measures that exist."""
    project = load("tolint")
    measures = {f"{plan.id}/{measure.id}" for plan in project.plans for measure in plan.measures}
    served = {measure for outcome in project.outcomes for measure in outcome.serves}

    assert served == measures
    assert {m for outcome in project.outcomes for m in outcome.meetings} <= {
        m.id for m in project.meetings
    }
    assert {outcome.kind for outcome in project.outcomes} == {
        "result",
        "recommendation",
        "good-practice",
    }


def test_potsdams_plan_claims_nothing_unpublished() -> None:
    """Fields of action and four measures of the plan are known, but no goals and no progress."""
    (plan,) = load("tolint").plans

    assert (plan.adopted, plan.period) == (date(2024, 5, 15), "2024–2028")
    assert (len(plan.fields_of_action), len(plan.measures), len(plan.goals)) == (5, 4, 0)
    assert {measure.progress for measure in plan.measures} == {"unknown"}
    assert not any(measure.responsible_body for measure in plan.measures)


def test_migration_in_communes_has_eight_partners_in_four_countries() -> None:
    """The partners of the Bytów network are the published ones."""
    project = load("migration_in_communes")

    assert Counter(p.country for p in project.partners) == {"PL": 3, "DE": 3, "SE": 1, "LT": 1}
    assert project.beneficiary is not None
    assert project.beneficiary.name == "Gmina Bytów"


def test_migration_in_communes_has_four_visits_without_numbers() -> None:
    """Days stand where days are published, else months; nobody is counted."""
    project = load("migration_in_communes")
    sittings = [(m.sittings[0].start, m.sittings[0].end) for m in project.meetings]

    assert [m.sittings[0].place for m in project.meetings] == [
        "Bytów",
        "Markaryd",
        "Stralsund",
        "Bytów",
    ]
    assert [m.sittings[0].month for m in project.meetings] == ["2021-09", "2022-06", "", ""]
    assert sittings[2:] == [
        (date(2022, 10, 24), date(2022, 10, 27)),
        (date(2023, 3, 23), date(2023, 3, 26)),
    ]
    assert not any(m.delegations or m.participants or m.declared_total for m in project.meetings)


def test_migration_in_communes_is_told_what_is_missing() -> None:
    """The check names each visit whose numbers are not known."""
    project = load("migration_in_communes")
    findings = Reporter(discover_plugins=False, as_of=date(2024, 6, 1)).check(project)

    assert {f.where for f in findings if f.code == "counts-missing"} == {
        f"meetings.{m.id}" for m in project.meetings
    }


def test_town_twinning_names_as_many_people_as_were_published() -> None:
    """The fictional list, the declared delegations and the published total agree town by town."""
    project = load("town_twinning")
    (only,) = project.meetings
    listed = Counter((p.town, p.country) for p in only.participants)

    assert project.reference == "595159-CITIZ-1-2017-2-IT-CITIZ-TT"
    assert (only.sittings[0].start, only.sittings[0].end) == (date(2018, 10, 3), date(2018, 10, 8))
    assert only.declared_total == len(only.participants) == 90
    assert listed == {("San Venanzo", "IT"): 52, ("Tisno", "HR"): 14, ("San Lawrenz", "MT"): 24}
    assert declared(only) == [
        ("San Venanzo", "IT", 52),
        ("Tisno", "HR", 14),
        ("San Lawrenz", "MT", 24),
    ]


def test_town_twinnings_people_are_complete_and_fictional() -> None:
    """Everybody signed, has a gender, an age and an address that reaches nobody; none is twice."""
    people = load("town_twinning").meetings[0].participants

    assert all(person.is_signed and person.gender and person.age for person in people)
    assert all(person.email.endswith("@example.org") for person in people)
    assert len({(person.family_name, person.given_name) for person in people}) == 90
    assert set("ĊĠĦćšžà") <= set("".join(p.family_name + p.given_name for p in people))


def test_town_twinnings_list_is_what_its_script_writes() -> None:
    """The participant list can be made again, byte for byte."""
    script = module_at(ROOT / "tools/build_example_participants.py")

    assert script.build() == script.TARGET.read_bytes()


def test_the_example_check_finds_the_meeting_that_is_not_told() -> None:
    """The one-file plugin names Versailles, of which nothing can be told, in both languages."""
    plugin = module_at(EXAMPLES / "own_checks.py")
    findings = Reporter(plugins=[plugin], discover_plugins=False).check(load("tolint"))
    own = [f for f in findings if f.code == "own-meeting-untold"]

    assert [(f.where, f.values["language"]) for f in own] == [
        ("meetings.versailles-2019", "de"),
        ("meetings.versailles-2019", "en"),
    ]
