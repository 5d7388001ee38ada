"""Figures in texts on the whole project, and the edges of what is compared."""

from __future__ import annotations

import pytest

from efc_reporting.checks import check_figures
from efc_reporting.facts import count
from efc_reporting.model import Delegation, Finding, Meeting, NarrativeSection
from efc_reporting.programme import measure_named
from projects import delegation, meeting, network

HOST = delegation("Musterstadt", "DE", 20)
OPOLE, PERUGIA = delegation("Opole", "PL", 6), delegation("Perugia", "IT", 5)
ZUG, NICE = delegation("Zug", "CH", 4), delegation("Nice", "FR", 7)


def told(
    text: str, *meetings: Meeting, section: str = "summary", language: str = "en"
) -> list[Finding]:
    """Return what is found in one section of a network with these meetings."""
    texts = [NarrativeSection(id=section, language=language, markdown=text)]
    project = network(*meetings, narrative=texts)
    return list(check_figures(project, count(project, measure_named(project.measure))))


def event(name: str, *delegations: Delegation, **values: object) -> Meeting:
    return meeting(*delegations, id=name, **values)


OF_ONE = "meeting-one"
ONE = event("one", HOST, OPOLE)
OTHER = event("other", HOST, PERUGIA, ZUG)


@pytest.mark.parametrize(
    "text",
    [
        "55 participants, 11 guests from abroad, two events in four countries.",
        "26 people met first, 29 people later.",
        "- Events: 1",
        "Four towns came.",
    ],
)
def test_figures_of_the_project_and_of_each_meeting_are_right(text: str) -> None:
    """A summary may speak of all meetings or of one."""
    assert told(f"{text}\n\n54 participants came.", ONE, OTHER)
    assert told(text, ONE, OTHER) == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("54 participants came.", "people"),
        ("12 guests came.", "guests"),
        ("3 events took place.", "meetings"),
        ("0 events took place.", "meetings"),
        ("They came from 7 countries.", "countries"),
        ("Nine towns met.", "towns"),
    ],
)
def test_other_figures_contradict(text: str, subject: str) -> None:
    """Each subject is compared with its own figures."""
    (finding,) = told(text, ONE, OTHER)

    assert (finding.code, finding.values["subject"]) == ("figure-contradicts", subject)


def test_guests_of_the_only_meeting_are_told_by_its_place() -> None:
    """Where there is one meeting, the summary speaks of it; where there are two, of neither."""
    (finding,) = told("There were 7 guests.", ONE)
    (of_two,) = told("There were 7 guests.", ONE, OTHER)

    assert (finding.values["places"], finding.values["outside"]) == (("Musterstadt",), 6)
    assert (of_two.values["places"], of_two.values["outside"]) == ((), None)


def test_guests_of_a_meeting_of_locals_are_told_without_a_place() -> None:
    """That nobody came from outside is not said as a figure."""
    (finding,) = told("There were 7 guests.", event("one", HOST), section=OF_ONE)

    assert finding.values["outside"] is None
    assert finding.values["figures"] == ("20",)


def test_towns_may_be_counted_without_the_host_or_those_outside_the_programme() -> None:
    """Five towns came, four of them as guests, three of them from countries that count."""
    one = event("one", HOST, OPOLE, PERUGIA, ZUG, delegation("Bern", "CH", 2))

    assert not told("Five towns met: four towns came, 3 towns are eligible.", one, section=OF_ONE)
    assert told("Two towns came.", one, section=OF_ONE)
    assert not told("Two towns came.", event("one", HOST, OPOLE, PERUGIA), section=OF_ONE)


def test_nothing_contradicts_what_is_not_known() -> None:
    """Where one meeting is not counted, no sum is known; the number of meetings is."""
    assert told("99 participants came.", ONE, event("open")) == []
    assert told("99 participants came.") == []
    assert told("3 events took place.", ONE, event("open"))
    assert told("99 participants came.", event("open"), section="meeting-open") == []


def test_a_declared_total_is_compared_alone() -> None:
    """Nothing is known of guests where only the total is."""
    total = event("total", declared_total=30)

    assert told("30 participants and 7 guests came.", total, section="meeting-total") == []
    assert told("31 participants came.", total, section="meeting-total")


def test_plans_and_other_languages_are_left_alone() -> None:
    """Deviations give the figures of the application; of Turkish we have no words."""
    assert told("99 participants were planned.", ONE)
    assert told("99 participants were planned.", ONE, section="deviations") == []
    assert told("99 participants", ONE, language="tr") == []


@pytest.mark.parametrize(("number", "is_year"), [(1899, 0), (1900, 1), (2099, 1), (2100, 0)])
def test_years_are_no_figures(number: int, is_year: int) -> None:
    """From 1900 to 2099."""
    assert len(told(f"In {number} people met.", ONE)) == 1 - is_year


@pytest.mark.parametrize(("more", "sentence"), [((), "the facts give"), ((NICE,), "the nearest")])
def test_up_to_five_figures_are_named(more: tuple[Delegation, ...], sentence: str) -> None:
    """31, 20, 11, 6 and 5; with a sixth, the nearest ones are."""
    one = event("one", HOST, OPOLE, PERUGIA, *more)
    (finding,) = told("99 participants came.", one, section=OF_ONE)

    assert sentence in str(finding)


def test_a_zero_is_offered_where_there_is_nothing_else() -> None:
    """Nobody was invited: the text cannot be right, and no other figure is there."""
    (finding,) = told("7 invited people came.", event("one", delegation("Ulm", "DE", 0)))

    assert finding.values["figures"] == ("0",)
