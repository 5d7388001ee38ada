"""Agenda days, delegations and typed figures that do not fit the facts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from efc_reporting import load_project
from efc_reporting.base.i18n import translator_for
from efc_reporting.base.text import clean
from efc_reporting.checks import check_agenda, check_attendance, check_figures
from efc_reporting.checks.figures_in_text import MOST_FIGURES, SUBJECTS, vocabulary
from efc_reporting.documents.markdown import blocks_of
from efc_reporting.facts import count
from efc_reporting.facts.fields import known_fields, masked_fields
from efc_reporting.model import AgendaItem, Finding, NarrativeSection, Participant, Project
from efc_reporting.programme import measure_named
from projects import ROOT, delegation, people

NETWORK = measure_named("networks-of-towns")
TOLINT: Path = ROOT / "examples" / "tolint"


@pytest.fixture(scope="module")
def tolint() -> Project:
    return load_project(TOLINT)


def told(project: Project, text: str, language: str = "en") -> list[Finding]:
    """Return what is found in a text on the second meeting."""
    section = NarrativeSection(id="meeting-potsdam-2018", language=language, markdown=text)
    changed = attrs.evolve(project, narrative=[section])
    return list(check_figures(changed, count(changed, NETWORK)))


TWENTY_THREE_GUESTS = {
    "bg": "Дойдоха 23 гости.",
    "cs": "Přijelo 23 hostů.",
    "da": "Der kom 23 gæster.",
    "de": "Es kamen 23 Gäste.",
    "el": "Ήρθαν 23 φιλοξενούμενοι.",
    "en": "There were 23 guests.",
    "es": "Vinieron 23 visitantes.",
    "et": "Kohal oli 23 külalist.",
    "fi": "Paikalla oli 23 vierasta.",
    "fr": "Il y avait 23 invités.",
    "ga": "Bhí 23 cuairteoir ann.",
    "hr": "Bilo je 23 gostiju.",
    "hu": "Eljött 23 vendég.",
    "it": "Sono venuti 23 ospiti.",
    "lt": "Buvo 23 svečiai.",
    "lv": "Ieradās 23 viesi.",
    "mt": "Ġew 23 viżitatur.",
    "nl": "Er waren 23 gasten.",
    "pl": "Było 23 gości.",
    "pt": "Vieram 23 visitantes.",
    "ro": "Au venit 23 vizitatori.",
    "sk": "Prišlo 23 hostí.",
    "sl": "Prišlo je 23 gostov.",
    "sv": "Det kom 23 gäster.",
}


@pytest.mark.parametrize("language", sorted(TWENTY_THREE_GUESTS))
def test_a_typed_figure_that_contradicts_is_found(tolint: Project, language: str) -> None:
    """The text says 23 guests, the lists give 27 from outside Potsdam; in every EU language."""
    (finding,) = told(tolint, TWENTY_THREE_GUESTS[language], language)

    assert finding.code == "figure-contradicts"
    assert finding.values["number"] == 23
    assert "27" in finding.values["figures"]


@pytest.mark.parametrize("language", sorted(TWENTY_THREE_GUESTS))
def test_each_language_has_words_for_every_subject(language: str) -> None:
    """None is forgotten; beginnings stand in small letters, composed, and numbers from 2 to 10."""
    words = vocabulary(language)

    assert words is not None
    assert [subject for subject in SUBJECTS if not words.subjects[subject]] == []
    assert set(range(2, 11)) <= set(words.numbers.values())
    for beginning in (stem for stems in words.subjects.values() for stem in stems):
        assert beginning == clean(beginning).lower()


def test_numbers_in_words_are_read_in_small_and_large_letters(tolint: Project) -> None:
    """Also those that change when folded: the Greek final sigma."""
    for typed, number in (("Τρεις", 3), ("τρία", 3), ("ΔΈΚΑ", 10)):
        (finding,) = told(tolint, f"{typed} πόλεις", "el")

        assert finding.values["number"] == number


@pytest.mark.parametrize(
    "text",
    [
        "27 guests and 53 participants came from 9 countries, seven countries of them eligible.",
        "In 2018 people met.",
        "Room 23 was full of guests.",
        "- **Participants:** 53\n- Countries: 9.\n",
        "Participants: 1 October 2018",
        "Guests: 2 mayors",
    ],
)
def test_right_figures_and_years_are_left_alone(tolint: Project, text: str) -> None:
    """Nobody is troubled with what is true, nor with years and room numbers."""
    assert told(tolint, f"{text}\n\n{TWENTY_THREE_GUESTS['en']}")
    assert told(tolint, text) == []


@pytest.mark.parametrize(
    ("text", "number", "typed"),
    [
        ("**23** guests came.", 23, "23 guests"),
        ("There were *23* **very young guests**.", 23, "23 very young guests"),
        ("- Guests: 23\n- and more", 23, "Guests: 23"),
        ("**Number of participants:** 1,053.", 1053, "participants: 1,053"),
        ("It drew 1.053 participants.", 1053, "1.053 participants"),
        ("It drew 1 053 participants.", 1053, "1 053 participants"),
        ("It drew 2\u00a0018 participants.", 2018, "2\u00a0018 participants"),
    ],
)
def test_a_typed_figure_is_found_however_it_is_written(
    tolint: Project, text: str, number: int, typed: str
) -> None:
    """Strong, behind its word, or with a sign between its thousands."""
    (finding,) = told(tolint, text)

    assert (finding.values["number"], finding.values["typed"]) == (number, typed)


def test_an_unknown_field_names_the_nearest(tolint: Project) -> None:
    """A misspelt field would stand in the report as it was typed."""
    (finding,) = told(tolint, '{{ meetings["potsdam-2018"].totl }}')

    assert finding.code == "field-unknown"
    assert finding.values["near"] == 'meetings["potsdam-2018"].total'


def test_a_field_without_a_figure_is_found(tolint: Project) -> None:
    """The counts of Bonn are not published, so no field can give them."""
    (finding,) = told(tolint, '{{ meetings["bonn-2019"].total }}')

    assert finding.code == "field-empty"


def test_fields_are_filled_in_the_language(tolint: Project) -> None:
    """The figure comes from the facts, written as the language does; unknown fields stay."""
    fields = known_fields(tolint, count(tolint, NETWORK))
    text = "{{ meetings[„potsdam-2018“].invited_share }} {{7*7}}"

    masked, filled = masked_fields(text, fields, translator_for("de"))
    (paragraph,) = blocks_of(masked, fields=filled)

    assert list(paragraph.plain_paragraphs()) == ["37,7\N{NO-BREAK SPACE}% {{7*7}}"]


def test_agenda_days_outside_the_meeting_are_found(tolint: Project) -> None:
    """A programme for August of a meeting in September is a slip."""
    second = attrs.evolve(
        tolint.meetings[1], agenda=[AgendaItem(date=date(2018, 8, 30), text="Opening")]
    )
    changed = attrs.evolve(tolint, meetings=(tolint.meetings[0], second))
    found = list(check_agenda(changed, count(changed, NETWORK), NETWORK))

    assert [(f.code, f.values["days"]) for f in found] == [
        ("agenda-outside-meeting", ("2018-08-30",))
    ]
    assert str(found[0]).endswith("do not belong to the meeting: 30 August 2018.")
    assert "30. August 2018" in translator_for("de").finding(found[0])


def test_guests_are_compared_with_those_from_elsewhere(tolint: Project) -> None:
    """The press spoke of 23 guests, the lists give 27 from outside Potsdam."""
    (finding,) = told(tolint, "There were 23 guests.")

    assert finding.values["outside"] == 27
    assert "“23 guests”, but the facts give 27 from outside Potsdam;" in str(finding)


@pytest.mark.parametrize(
    ("typed", "nearest"), [(52, "27 and 53"), (30, "26 and 27"), (99, "27 and 53")]
)
def test_of_many_figures_the_nearest_are_offered(tolint: Project, typed: int, nearest: str) -> None:
    """A row of numbers helps nobody to find the one that was meant."""
    (finding,) = told(tolint, f"There were {typed} participants.")
    few = told(tolint, "They came from 12 countries.")

    assert len(finding.values["figures"]) > MOST_FIGURES  # type: ignore[arg-type]
    assert f"the nearest are {nearest}" in str(finding)
    assert "the facts give" in str(few[0])


def test_a_contradiction_offers_no_zero(tolint: Project) -> None:
    """That nobody signed is known, but is no figure that anybody meant."""
    (finding,) = told(tolint, "There were 52 participants.")

    assert "0" not in (finding.values["figures"] or ())  # type: ignore[operator]
    assert not told(tolint, "There were 53 participants.")


def test_a_field_unlike_all_others_has_no_nearest(tolint: Project) -> None:
    """The sentence then names those that there are."""
    (finding,) = told(tolint, "{{ totals.participants }}")

    assert not finding.values["near"]
    assert "no field “totals.participants”; the fields of the project are days, total" in str(
        finding
    )
    assert "meetings[" not in str(finding)


def test_towns_that_are_no_partners_are_noted(tolint: Project) -> None:
    """Villach and Gävle sent people without being partners: that is allowed."""
    found = list(check_attendance(tolint, count(tolint, NETWORK)))

    assert [f.code for f in found] == ["delegation-without-partner"]
    assert {"Villach (AT)", "Gävle (SE)"} <= set(found[0].values["towns"] or ())  # type: ignore[arg-type]


def test_a_town_outside_the_programme_does_not_count_by_that_source(tolint: Project) -> None:
    """Zug is no partner and Swiss: it may come, but the source says that eligible people count."""
    swiss = attrs.evolve(
        tolint.meetings[1], delegations=[delegation("Potsdam", "DE", 9), delegation("Zug", "CH", 1)]
    )
    changed = attrs.evolve(tolint, meetings=(tolint.meetings[0], swiss))
    found = {f.code: f for f in check_attendance(changed, count(changed, NETWORK))}

    assert found["delegation-without-partner"].values["towns"] == ("Zug (CH)",)
    assert found["delegation-without-partner"].source == ""


def test_one_eligible_town_without_partner_is_enough_for_the_source(tolint: Project) -> None:
    """The source speaks of it, whoever else came."""
    guests = [delegation("Zug", "CH", 1), delegation("Villach", "AT", 1)]
    mixed = attrs.evolve(tolint.meetings[1], delegations=guests)
    changed = attrs.evolve(tolint, meetings=(tolint.meetings[0], mixed))
    found = {f.code: f for f in check_attendance(changed, count(changed, NETWORK))}

    assert found["delegation-without-partner"].source


def test_nobody_is_in_two_places_at_once(tolint: Project) -> None:
    """One person on the lists of two meetings that overlap; the message names rows only."""
    person = Participant(family_name="Beispiel", given_name="Bea", town="Potsdam", country="DE")
    first = attrs.evolve(tolint.meetings[0], participants=[person])
    second = attrs.evolve(
        tolint.meetings[1], sittings=tolint.meetings[0].sittings, participants=[person]
    )
    changed = attrs.evolve(tolint, meetings=(first, second))
    codes = {f.code: f for f in check_attendance(changed, count(changed, NETWORK))}

    assert codes["person-in-two-places"].values["rows"] == ("1",)
    assert "Beispiel" not in str(codes["person-in-two-places"])


@pytest.mark.parametrize(("number", "end"), [(5, "1, 2, 3, 4 and 5."), (6, "6, the first at 1.")])
def test_many_people_in_two_places_are_told_shortly(tolint: Project, number: int, end: str) -> None:
    """The sentence names five rows at most, the values hold them all."""
    same = people(number, "DE")
    first = attrs.evolve(tolint.meetings[0], participants=same)
    second = attrs.evolve(
        tolint.meetings[1], sittings=tolint.meetings[0].sittings, participants=same
    )
    changed = attrs.evolve(tolint, meetings=(first, second))
    found = {f.code: f for f in check_attendance(changed, count(changed, NETWORK))}
    finding = found["person-in-two-places"]

    assert str(finding).endswith(f"stand on the lists of both: {end}")
    assert len(finding.values["rows"] or ()) == number  # type: ignore[arg-type]


def test_a_partner_that_never_came_is_found(tolint: Project) -> None:
    """Only where every meeting is counted can that be said."""
    counted = attrs.evolve(tolint, meetings=tolint.meetings[:2])
    codes = [
        (f.code, f.where)
        for f in check_attendance(counted, count(counted, NETWORK))
        if f.code == "partner-never-came"
    ]

    assert ("partner-never-came", "partners.bonn") in codes
    assert ("partner-never-came", "partners.opole") not in codes
