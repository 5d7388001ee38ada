"""The meetings of the sample project and the people who came; all made up."""

from __future__ import annotations

from datetime import date

from efc_reporting.model import (
    AgendaItem,
    Delegation,
    Gender,
    Meeting,
    Participant,
    Sitting,
    Town,
)

MUSTERSTADT = Town(name="Musterstadt", country="DE")
VILA_EXEMPLO = Town(name="Vila Exemplo", country="PT")
PRZYKLADOWO = Town(name="Przykładowo", country="PL")
PARADEIGMA = Town(name="Παράδειγμα", country="EL")
BEISPIELWIL = Town(name="Beispielwil", country="CH")
"""In a country outside the programme: its people are shown but do not count."""


def sample_meetings() -> tuple[Meeting, ...]:
    """Return four meetings: one with a list, one with counts, one in two towns, one online."""
    return (_first_meeting(), *_other_meetings())


def _person(
    family_name: str, given_name: str, home: Town, gender: Gender | None, age: int | None
) -> Participant:
    return Participant(
        family_name=family_name,
        given_name=given_name,
        organisation=f"Library of {home.name}",
        email=f"{given_name.lower()}@{home.country.lower()}.example",
        town=home.name,
        country=home.country,
        gender=gender,
        age=age,
        is_signed=True,
    )


def _people() -> tuple[Participant, ...]:
    female, male, non_binary = Gender.FEMALE, Gender.MALE, Gender.NON_BINARY
    return (
        _person("Mustermann", "Max", MUSTERSTADT, male, 52),
        _person("Musterfrau", "Sabine", MUSTERSTADT, female, 41),
        _person("Platzhalter", "Kim", MUSTERSTADT, non_binary, 29),
        _person("Probst-Beispiel", "Jürgen", MUSTERSTADT, male, 67),
        _person("Exemplar", "Lena", MUSTERSTADT, female, 16),
        _person("Fulano", "João", VILA_EXEMPLO, male, 35),
        _person("Beltrana", "Inês", VILA_EXEMPLO, female, 24),
        _person("Sicrana", "Conceição", VILA_EXEMPLO, female, 70),
        _person("Przykładowa", "Żaneta", PRZYKLADOWO, female, 33),
        _person("Kowalski-Wzór", "Łukasz", PRZYKLADOWO, male, None),
        _person("Παπαδείγμας", "Έλενα", PARADEIGMA, female, 19),
        _person("Τάδε", "Νίκος", PARADEIGMA, None, 45),
        _person("Muster", "Reto", BEISPIELWIL, male, 58),
    )


def _first_meeting() -> Meeting:
    first, second = date(2018, 10, 4), date(2018, 10, 5)
    return Meeting(
        id="kick-off",
        title={"en": "Kick-off meeting", "de": "Auftakttreffen"},
        host="musterstadt",
        sittings=(
            Sitting(place=MUSTERSTADT.name, country="DE", start=first, end=date(2018, 10, 6)),
        ),
        declared_total=13,
        participants=_people(),
        aim={
            "en": "to agree on what the four libraries want to learn from each other",
            "de": "zu vereinbaren, was die vier Bibliotheken voneinander lernen wollen",
        },
        agenda=(
            AgendaItem(
                date=first,
                text={"en": "the visit of the town library", "de": "dem Besuch der Stadtbücherei"},
            ),
            AgendaItem(
                date=second,
                text={"en": "a workshop on story hours", "de": "einem Workshop zu Vorlesestunden"},
            ),
        ),
    )


def _counted(*counts: tuple[Town, int]) -> tuple[Delegation, ...]:
    return tuple(Delegation(town=town, count=count) for town, count in counts)


def _other_meetings() -> tuple[Meeting, ...]:
    return (
        Meeting(
            id="workshop",
            title={"en": "Workshop on reading aloud", "de": "Werkstatt zum Vorlesen"},
            host="vila-exemplo",
            sittings=(
                Sitting(
                    place=VILA_EXEMPLO.name,
                    country="PT",
                    start=date(2019, 3, 20),
                    end=date(2019, 3, 23),
                ),
            ),
            declared_total=53,
            delegations=_counted((VILA_EXEMPLO, 33), (MUSTERSTADT, 12), (PRZYKLADOWO, 8)),
            aim={"en": "to try out reading aloud in many languages"},
        ),
        Meeting(
            id="two-towns",
            title={"en": "Reading days in two towns", "de": "Lesetage in zwei Städten"},
            sittings=(
                Sitting(
                    place=PRZYKLADOWO.name,
                    country="PL",
                    start=date(2019, 5, 9),
                    end=date(2019, 5, 11),
                ),
                Sitting(
                    place=PARADEIGMA.name,
                    country="EL",
                    start=date(2019, 6, 3),
                    end=date(2019, 6, 4),
                ),
            ),
            delegations=_counted((PRZYKLADOWO, 20), (PARADEIGMA, 18), (VILA_EXEMPLO, 21)),
        ),
        Meeting(
            id="closing",
            title={"en": "Closing conference", "de": "Abschlusskonferenz"},
            host="musterstadt",
            sittings=(
                Sitting(
                    place=MUSTERSTADT.name,
                    country="DE",
                    start=date(2019, 11, 14),
                    end=date(2019, 11, 14),
                    is_online=True,
                ),
            ),
            delegations=_counted((MUSTERSTADT, 15), (PARADEIGMA, 9), (PRZYKLADOWO, 11)),
        ),
    )
