"""The public results page is worded as the funder's information template."""

from __future__ import annotations

import re
from datetime import date

import attrs
import pytest
from composing import composed, paragraphs, titles

from efc_reporting.blocks import Paragraph
from efc_reporting.model import AgendaItem, Sitting
from projects import delegation, meeting, monteu_mareu, network, potsdam, sitting, tolint


def test_town_twinning_in_english() -> None:
    """MontEU MarEU's page says, word for word, what San Venanzo has to publish."""
    document = composed(monteu_mareu(), "public-notice")

    assert paragraphs(document)[:-2] == [
        "MontEU MarEU – Meeting and understanding in Europe",
        "Results of the project",
        "The project « MontEU MarEU – Meeting and understanding in Europe » was funded with the "
        'support of the European Union under the Programme "Europe for Citizens"',
        'Applicable to the Strand 2 – Measure 2.1 "Town-Twinning"',
        "Participation",
        "The project involved 90 citizens, notably 52 participants from the city of San Venanzo "
        "(Italy), 14 participants from the city of Tisno (Croatia), 24 participants from the city "
        "of San Lawrenz (Malta).",
        "Location / Dates",
        "The event took place in San Venanzo, Italy, from 03/10/2018 to 08/10/2018",
        "Short description",
        "The day of 03/10/2018 was dedicated to the arrival",
        "The day of 04/10/2018 was dedicated to a debate",
    ]


def test_network_in_german() -> None:
    """TOLINT's page is worded as Potsdam words it."""
    document = composed(tolint(), "public-notice", language="de")

    assert paragraphs(document)[2:-2] == [
        "Das Projekt „Town twinning network for tolerance and integration of migrants“ wurde mit "
        'Unterstützung der Europäischen Union im Rahmen des Programms "Europa für Bürgerinnen und '
        'Bürger" gefördert.',
        'Geltend für den Programmbereich 2, Maßnahme 2.2 - "Netzwerke von Partnerstädten"',
        "2 Veranstaltungen wurden im Rahmen des Projekts durchgeführt:",
        "Veranstaltung 1",
        "Beteiligung",
        "Die Veranstaltung involvierte 27 BürgerInnen, insbesondere 10 Teilnehmende aus der Stadt "
        "Potsdam (Deutschland), 17 Teilnehmende aus der Stadt Perugia (Italien).",
        "Ort / Datum",
        "Die Veranstaltung fand in Perugia, Italien vom 04/06/2018 bis 07/06/2018 statt.",
        "Kurze Beschreibung",
        "Die Beschreibung dieser Veranstaltung ist noch nicht geschrieben.",
        "Veranstaltung 2",
        "Beteiligung",
        "Die Veranstaltung involvierte 53 BürgerInnen, insbesondere 3 Teilnehmende aus der Stadt "
        "Perugia (Italien), 3 Teilnehmende aus der Stadt Opole (Polen), 4 Teilnehmende aus der "
        "Stadt Jyväskylä (Finnland), 6 Teilnehmende aus der Stadt Versailles / "
        "Saint-Germain-en-Laye (Frankreich), 3 Teilnehmende aus der Stadt Villach (Österreich), "
        "1 teilnehmende Person aus der Stadt Gävle (Schweden), 1 teilnehmende Person aus der Stadt "
        "Sansibar (Tansania), 6 Teilnehmende aus der Stadt Luzern (Schweiz), 26 Teilnehmende aus "
        "der Stadt Potsdam (Deutschland).",
        "Ort / Datum",
        "Die Veranstaltung fand in Potsdam, Deutschland vom 30/09/2018 bis 03/10/2018 statt.",
        "Kurze Beschreibung",
        "Das Ziel der Veranstaltung war der Austausch über Integration.",
    ]


def test_network_in_english() -> None:
    """An event of a network stands with its own phrases."""
    text = paragraphs(composed(network(potsdam()), "public-notice"))

    assert 'Applicable to the Strand 2 – Measure 2.2 "Networks of Towns"' in text
    assert "1 event has been carried out within this project:" in text
    assert "The event took place in Potsdam (Germany), from 30/09/2018 to 03/10/2018" in text
    assert "The aim of the event was an exchange on integration." in text
    assert any(
        t.startswith("The event involved 53 citizens, including 3 participants from the city of")
        for t in text
    )


def test_funding_closes_the_page() -> None:
    """Statement and disclaimer stand on the page, in its language."""
    text = paragraphs(composed(tolint(), "public-notice", language="de"))

    assert text[-2].startswith("Kofinanziert durch das Programm")
    assert text[-1].startswith("Die Unterstützung der Europäischen Kommission")


@pytest.mark.parametrize(
    ("day", "events"),
    [
        (date(2018, 6, 6), 0),
        (date(2018, 6, 7), 1),
        (date(2018, 10, 2), 1),
        (date(2018, 10, 3), 2),
    ],
)
def test_only_events_that_took_place_are_published(day: date, events: int) -> None:
    """What lies ahead of the day of the report is not said to have taken place."""
    document = composed(tolint(), "public-notice", as_of=day)

    assert titles(document).count("Participation") == events
    assert any(
        t.startswith((f"{events} events have been", f"{events} event has been"))
        for t in paragraphs(document)
    )


def test_events_are_numbered_in_the_order_in_which_they_are_told() -> None:
    """The first event that took place is event 1, whatever its place in the project."""
    ahead = meeting(sittings=(sitting(start=date(2030, 1, 1)),), id="ahead")

    assert "Event 1" in titles(composed(network(ahead, potsdam()), "public-notice"))


def test_one_person_is_singular() -> None:
    """One participant is no "1 participants"."""
    one = meeting(delegation("Gävle", "SE", 1))
    text = paragraphs(composed(network(one), "public-notice"))

    assert (
        "The event involved 1 citizen, including 1 participant from the city of Gävle (Sweden)."
        in text
    )


def test_town_from_which_nobody_came_is_not_named() -> None:
    """A delegation of nobody is no participation."""
    one = meeting(delegation("Gävle", "SE", 2), delegation("Opole", "PL", 0))
    text = paragraphs(composed(network(one), "public-notice"))

    assert (
        "The event involved 2 citizens, including 2 participants from the city of Gävle (Sweden)."
        in text
    )


def test_declared_total_is_published_without_towns() -> None:
    """Where only the total is known, the sentence ends after it."""
    text = paragraphs(composed(network(meeting(declared_total=27)), "public-notice"))

    assert "The event involved 27 citizens." in text


def test_unknown_participation_is_said() -> None:
    """Where nobody counted, the page does not claim that nobody came."""
    text = paragraphs(composed(network(meeting()), "public-notice"))

    assert "The number of participants is not known." in text
    assert not any("0 citizens" in t for t in text)


def test_month_alone_is_published_as_a_month() -> None:
    """Without exact dates the page names the month."""
    one = meeting(
        delegation("Bytów", "PL", 3),
        sittings=(Sitting(place="Bytów", country="PL", month="2021-09"),),
    )
    project = network(one, start=date(2021, 9, 1), end=date(2023, 3, 31))
    text = paragraphs(composed(project, "public-notice", as_of=date(2023, 6, 1)))

    assert "The event took place in Bytów (Poland), September 2021" in text


def test_each_sitting_has_its_sentence() -> None:
    """A meeting in two towns took place in both."""
    sittings = (
        sitting("PL", date(2019, 5, 9), 3, place="Opole"),
        sitting("EL", date(2019, 6, 3), 2, place="Atalanti"),
    )
    one = meeting(delegation("Opole", "PL", 3), sittings=sittings)
    text = paragraphs(composed(network(one), "public-notice"))

    assert "The event took place in Opole (Poland), from 09/05/2019 to 11/05/2019" in text
    assert "The event took place in Atalanti (Greece), from 03/06/2019 to 04/06/2019" in text


def test_days_in_another_language_are_marked() -> None:
    """A day or an aim that is written in English only is marked in the German page."""
    day = AgendaItem(date=date(2018, 10, 3), text={"en": "the arrival"})
    event = attrs.evolve(monteu_mareu().meetings[0], agenda=(day,), aim={"en": "to meet"})
    document = composed(
        attrs.evolve(monteu_mareu(), meetings=(event,)), "public-notice", language="de"
    )
    marked = [
        (run.text, run.language)
        for block in document.walk()
        if isinstance(block, Paragraph)
        for run in block.text
        if run.language
    ]

    assert marked == [("to meet", "en"), ("the arrival", "en")]
    assert "Der Tag 03/10/2018 war folgendem Programm gewidmet: the arrival" in paragraphs(document)


def test_page_is_made_for_the_public() -> None:
    """Unless another audience is named, the page is what everybody may see."""
    assert composed(tolint(), "public-notice").audience == "public"


def test_small_delegations_are_not_told_where_asked() -> None:
    """Counts below five are said as such; one more is withheld where the rest would tell them."""
    project = network(
        meeting(delegation("Opole", "PL", 3), delegation("Perugia", "IT", 30)),
        meeting(delegation("Opole", "PL", 4), id="small"),
    )
    shown = " ".join(
        paragraphs(composed(project, "public-notice", document_options={"small_cells": True}))
    )

    assert (
        "33 citizens, including fewer than 5 participants from the city of Opole (Poland), "
        "participants from the city of Perugia (Italy)." in shown
    )
    assert "fewer than 5 citizens, including fewer than 5 participants" in shown
    assert not {"3 ", "4 ", "30 "} & set(re.findall(r"\b\d+ ", shown.partition("Results")[2]))
    assert "3 participants from the city of Opole" in " ".join(
        paragraphs(composed(project, "public-notice"))
    )


def test_an_event_online_is_said_to_be_one() -> None:
    """Nobody reads that people travelled to a place where they met on a screen."""
    place = attrs.evolve(sitting(place="Potsdam"), is_online=True)
    project = network(meeting(delegation("Opole", "PL", 3), sittings=[place]))
    shown = paragraphs(composed(project, "public-notice"))

    assert (
        "The event took place online, hosted from Potsdam (Germany), "
        "30 September 2018 – 3 October 2018"
    ) in shown
    assert "took place in Potsdam" not in " ".join(shown)
