"""A complete project to try things on; its towns and people are made up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

from efc_reporting.model import (
    AgendaItem,
    Bracket,
    Delegation,
    FieldOfAction,
    Gender,
    GrantAgreement,
    LegalRepresentative,
    LumpSumTable,
    MatrixRow,
    Meeting,
    NarrativeSection,
    Outcome,
    OutcomeKind,
    Participant,
    Partner,
    PartnerKind,
    Picture,
    Plan,
    PlanGoal,
    PlanMeasure,
    Progress,
    Project,
    Role,
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


def sample_project() -> Project:
    """Return a network of four fictional towns; it keeps the rules of its measure.

    The first meeting has a list of people, the others counts per town; the third sat in two towns
    and the last one online.
    """
    return Project(
        title="Towns that read: public libraries as places of encounter",
        acronym="READ",
        reference="000000-CITIZ-1-2018-1-DE-CITIZ-NT",
        measure="networks-of-towns",
        call_year=2018,
        start=date(2018, 9, 1),
        end=date(2019, 12, 31),
        languages=("en", "de"),
        public_page="https://musterstadt.example/read",
        summary={
            "en": "Four towns asked how their libraries can bring people together.",
            "de": "Vier Städte fragten, wie ihre Bibliotheken Menschen zusammenbringen.",
        },
        partners=_partners(),
        meetings=sample_meetings(),
        grant=_grant(),
        outcomes=_outcomes(),
        plans=(_plan(),),
        narrative=_narrative(),
        pictures=(_picture(),),
    )


def sample_picture() -> bytes:
    """Return a small PNG picture: a yellow book on blue."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (240, 160), "#003399")
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 40, 180, 120), fill="#FFCC00")
    draw.line((120, 40, 120, 120), fill="#003399", width=3)
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def _grant() -> GrantAgreement:
    """Return an award with a lump-sum table that is made up like everything here."""

    def by_countries(few: str, many: str) -> tuple[Bracket, Bracket]:
        return (
            Bracket(first=2, last=3, amount=Decimal(few)),
            Bracket(first=4, last=None, amount=Decimal(many)),
        )

    table = LumpSumTable(
        source="Made up for this sample; the table of no call",
        matrix=(
            MatrixRow(first=1, last=30, countries=by_countries("10000.00", "12500.50")),
            MatrixRow(first=31, last=None, countries=by_countries("16000.00", "18000.00")),
        ),
    )
    return GrantAgreement(awarded=Decimal("60000"), lump_sums=table)


def _partners() -> tuple[Partner, ...]:
    return (
        Partner(
            id="musterstadt",
            name="Stadt Musterstadt",
            town=MUSTERSTADT.name,
            country=MUSTERSTADT.country,
            role=Role.BENEFICIARY,
            website="https://musterstadt.example",
            legal_representative=LegalRepresentative(name="Erika Beispiel", function="Mayor"),
        ),
        Partner(
            id="vila-exemplo",
            name="Município de Vila Exemplo",
            town=VILA_EXEMPLO.name,
            country=VILA_EXEMPLO.country,
        ),
        Partner(
            id="przykladowo",
            name="Gmina Przykładowo",
            town=PRZYKLADOWO.name,
            country=PRZYKLADOWO.country,
        ),
        Partner(
            id="paradeigma",
            name="Σύλλογος Φίλων της Βιβλιοθήκης",
            town=PARADEIGMA.name,
            country=PARADEIGMA.country,
            kind=PartnerKind.ASSOCIATION,
        ),
    )


def _outcomes() -> tuple[Outcome, ...]:
    return (
        Outcome(
            id="story-hours",
            kind=OutcomeKind.RESULT,
            title={"en": "Story hours in four languages", "de": "Vorlesestunden in vier Sprachen"},
            text={"en": "Each library reads aloud once a month in a partner's language."},
            meetings=("workshop",),
            serves=("reading-plan/3.1",),
        ),
        Outcome(
            id="open-sundays",
            kind=OutcomeKind.RECOMMENDATION,
            title={"en": "Open the library on Sundays", "de": "Sonntags öffnen"},
            meetings=("kick-off", "closing"),
        ),
        Outcome(
            id="book-swap",
            kind=OutcomeKind.GOOD_PRACTICE,
            title={"en": "A shelf for swapping books", "de": "Ein Regal zum Büchertausch"},
        ),
    )


def _plan() -> Plan:
    return Plan(
        id="reading-plan",
        title={"en": "Reading plan of Musterstadt", "de": "Leseplan der Stadt Musterstadt"},
        town=MUSTERSTADT.name,
        country=MUSTERSTADT.country,
        adopted=date(2017, 6, 1),
        period="2017–2021",
        source="https://musterstadt.example/reading-plan",
        goals=(PlanGoal(id="1", title={"en": "Everybody reads", "de": "Alle lesen"}),),
        fields_of_action=(FieldOfAction(id="3", title={"en": "Libraries", "de": "Büchereien"}),),
        measures=(
            PlanMeasure(
                id="3.1",
                title={"en": "Reading aloud", "de": "Vorlesen"},
                field_of_action="3",
                goals=("1",),
                responsible_body={"en": "Town library", "de": "Stadtbücherei"},
                progress=Progress.STARTED,
            ),
        ),
    )


_SECTIONS = (
    (
        "summary",
        ("What we did", "We met **four times**.\n\n- We read aloud.\n- We listened.\n"),
        ("Was wir taten", "Wir trafen uns **viermal**.\n\n- Wir lasen vor.\n- Wir hörten zu.\n"),
    ),
    (
        "partnership",
        ("", "The four libraries had known each other by letter only."),
        ("", "Die vier Büchereien kannten sich nur aus Briefen."),
    ),
    (
        "results",
        ("", "Story hours in a partner's language now have a fixed place."),
        ("", "Vorlesestunden in der Sprache eines Partners haben nun einen festen Platz."),
    ),
    (
        "dissemination",
        ("", "A travelling exhibition shows the favourite books of all four towns."),
        ("", "Eine Wanderausstellung zeigt die Lieblingsbücher aller vier Städte."),
    ),
)
"""Sections by id, each with title and text in English, then in German."""


def _narrative() -> tuple[NarrativeSection, ...]:
    return tuple(
        NarrativeSection(id=section, language=language, title=title, markdown=markdown)
        for section, *texts in _SECTIONS
        for language, (title, markdown) in zip(("en", "de"), texts, strict=True)
    )


def _picture() -> Picture:
    return Picture(
        id="book",
        data=sample_picture(),
        media_type="image/png",
        alternative={"en": "A yellow book on blue", "de": "Ein gelbes Buch auf Blau"},
        caption={"en": "The sign of the project", "de": "Das Zeichen des Projekts"},
        credit="Stadt Musterstadt",
        meeting="kick-off",
    )
