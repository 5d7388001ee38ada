"""A project that is written as a folder reads back equal."""

from __future__ import annotations

import datetime
import io
import tempfile
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from efc_reporting.base.text import clean, has_unwanted
from efc_reporting.errors import InvalidValueError, WriteError
from efc_reporting.loading import dump_project, load_project
from efc_reporting.loading.pictures import normal_picture
from efc_reporting.loading.sheets.around import respelt_towns
from efc_reporting.loading.sheets.workbook_xml import LOST
from efc_reporting.model import (
    AgendaItem,
    Bracket,
    Delegation,
    FieldOfAction,
    Gender,
    GrantAgreement,
    LegalRepresentative,
    LocalText,
    LumpSumTable,
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

BOTH = LocalText({"de": "Ein Text", "en": "A text"})


def picture_bytes(image_format):
    stream = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(stream, image_format)
    return normal_picture(stream.getvalue())[0]


FULL = Project(
    title="Everything filled",
    measure="networks-of-towns",
    call_year=2018,
    start=datetime.date(2018, 6, 1),
    end=datetime.date(2019, 12, 31),
    languages=("de", "en"),
    acronym="FULL",
    reference="123456",
    public_page="https://example.org/full",
    summary=BOTH,
    grant=GrantAgreement(
        awarded=Decimal("25000.50"),
        lump_sums=LumpSumTable(
            source="Made for this test",
            brackets=[
                Bracket(first=25, last=60, amount=Decimal("5000.00")),
                Bracket(first=61, last=None, amount=Decimal("7000.50")),
            ],
            preparatory=[Bracket(first=1, last=9, amount=Decimal(100))],
            minimum=Decimal(5000),
            maximum=Decimal(25000),
        ),
        preparatory_people=7,
    ),
    partners=[
        Partner(
            id="p1",
            name="Stadt",
            town="Potsdam",
            country="DE",
            role=Role.BENEFICIARY,
            kind=PartnerKind.ASSOCIATION,
            website="https://example.org",
            latitude=Decimal("52.40"),
            longitude=Decimal("-13.06"),
            legal_representative=LegalRepresentative(name="Erika Muster", function="Mayor"),
        ),
        Partner(id="p2", name="Δήμος", town="Θεσσαλονίκη", country="EL"),
    ],
    meetings=[
        Meeting(
            id="m1",
            title=BOTH,
            host="p1",
            sittings=[
                Sitting(
                    place="Potsdam",
                    country="DE",
                    start=datetime.date(2018, 9, 30),
                    end=datetime.date(2018, 10, 3),
                ),
                Sitting(place="Bonn", country="DE", month="2018-10", is_online=True),
            ],
            planned=Sitting(place="Potsdam", country="DE", month="2018-09"),
            declared_total=5,
            planned_people=6,
            planned_countries=2,
            delegations=[
                Delegation(town=Town(name="Potsdam", country="DE"), count=5, kilometres=1200)
            ],
            agenda=[AgendaItem(date=datetime.date(2018, 9, 30), text="Arrival")],
            aim=BOTH,
            participants=[
                Participant(
                    family_name="=1+1",
                    given_name="Null",
                    organisation="Verein; e.V.",
                    address="Weg 1\n12345 Ort",
                    town="01234",
                    country="NO",
                    email="e@example.org",
                    telephone="+48 600",
                    role="-",
                    gender=Gender.NON_BINARY,
                    age=0,
                    is_signed=True,
                ),
                Participant(family_name="O'Brien", town="T", country="UK", is_signed=False),
                Participant(family_name="Ćirić", town="T", country="EL", gender=Gender.FEMALE),
            ],
        ),
        Meeting(id="m2", title="Online"),
    ],
    outcomes=[
        Outcome(id="o1", kind=OutcomeKind.RESULT, title="R", text=BOTH, meetings=["m1"]),
        Outcome(id="o2", kind=OutcomeKind.RECOMMENDATION, title=BOTH, serves=["plan/x"]),
        Outcome(id="o3", kind=OutcomeKind.GOOD_PRACTICE, title="G"),
    ],
    plans=[
        Plan(
            id="plan",
            title=BOTH,
            town="Potsdam",
            country="DE",
            adopted=datetime.date(2024, 5, 15),
            period="2024–2028",
            source="https://example.org/plan",
            goals=[PlanGoal(id="g", title="Goal")],
            fields_of_action=[FieldOfAction(id="f", title=BOTH)],
            measures=[
                PlanMeasure(
                    id="x",
                    title="Measure",
                    field_of_action="f",
                    goals=["g"],
                    responsible_body=BOTH,
                    progress=Progress.DONE,
                )
            ],
        )
    ],
    narrative=[
        NarrativeSection(id="summary", language="de", title="Überblick", markdown="# Text\n\n- a"),
        NarrativeSection(id="summary", language="en", markdown="Text"),
    ],
    pictures=[
        Picture(
            id="hall",
            data=picture_bytes("JPEG"),
            media_type="image/jpeg",
            alternative=BOTH,
            caption="Hall",
            credit="Somebody",
            meeting="m1",
        ),
        Picture(id="map", data=picture_bytes("PNG"), media_type="image/png", alternative="A map"),
    ],
)


def written_and_read(project):
    with tempfile.TemporaryDirectory() as folder:
        dump_project(project, folder)
        return load_project(folder)


def test_a_project_with_everything_filled_reads_back_equal():
    """Also a second time, so that nothing drifts."""
    once = written_and_read(FULL)

    assert once == FULL
    assert written_and_read(once) == FULL


def test_the_folder_is_laid_out_as_designed(tmp_path):
    """project.toml with its schema, a list per meeting, a file per section, the pictures."""
    dump_project(FULL, tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}

    assert names == {
        "project.toml",
        "project.schema.json",
        "lump-sums.toml",
        "participants/m1.csv",
        "narrative/de/summary.md",
        "narrative/en/summary.md",
        "pictures/hall.jpg",
        "pictures/map.png",
    }
    first_line = (tmp_path / "project.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first_line == "#:schema ./project.schema.json"


def test_no_cell_of_a_written_list_is_a_formula(tmp_path):
    """A name such as =1+1 stands behind an apostrophe."""
    dump_project(FULL, tmp_path)
    lines = (tmp_path / "participants/m1.csv").read_text(encoding="utf-8-sig").splitlines()

    assert lines[1].startswith("'=1+1,Null,")


def test_a_folder_that_holds_anything_is_refused(tmp_path):
    """And stays as it was."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(WriteError):
        dump_project(FULL, tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["../m", "a/b", "", ".m", "a" * 81])
def test_an_id_that_names_no_file_is_refused(tmp_path, name):
    """Nothing is written outside the folder, nor half a folder."""
    meeting = Meeting(
        id=name, title="M", participants=[Participant(family_name="A", town="T", country="DE")]
    )
    project = Project(
        title="T",
        measure="m",
        call_year=2018,
        start=datetime.date(2018, 1, 1),
        end=datetime.date(2018, 2, 1),
        languages=["en"],
        meetings=[meeting],
    )
    with pytest.raises(InvalidValueError):
        dump_project(project, tmp_path / "new")

    assert not (tmp_path / "new").exists()


texts = (
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
    .map(lambda text: clean(text).strip())
    .filter(lambda text: text not in LOST)
)  # nobody is called "#N/A"
names = texts.filter(bool)
ids = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,9}", fullmatch=True)
countries = st.sampled_from(["DE", "EL", "UK", "NO", "NA", "XK", "US"])
days = st.dates(datetime.date(2007, 1, 1), datetime.date(2030, 12, 31))
languages = ("en", "de")
local_texts = st.one_of(
    texts.map(lambda text: LocalText({"": text} if text else {})),
    st.dictionaries(st.sampled_from(["de", "en", "fr"]), texts, max_size=3).map(LocalText),
)
titles = st.one_of(
    names.map(lambda text: LocalText({"": text})),
    st.dictionaries(st.sampled_from(["de", "en"]), texts, min_size=1).map(LocalText),
)
participants = st.builds(
    Participant,
    family_name=names,
    given_name=texts,
    organisation=texts,
    address=texts,
    town=names,
    country=countries,
    email=texts,
    telephone=texts,
    role=texts,
    gender=st.none() | st.sampled_from(Gender),
    age=st.none() | st.integers(0, 120),
    is_signed=st.none() | st.booleans(),
)
sittings = st.one_of(
    st.builds(
        Sitting, place=names, country=countries, start=days, end=days, is_online=st.booleans()
    ),
    st.builds(Sitting, place=names, country=countries, month=st.sampled_from(["", "2021-09"])),
)
delegations = st.builds(
    Delegation,
    town=st.builds(Town, name=names, country=countries),
    count=st.integers(0, 1000),
)
meetings = st.builds(
    Meeting,
    id=ids,
    title=titles,
    sittings=st.lists(sittings, max_size=2),
    planned=st.none() | sittings,
    declared_total=st.none() | st.integers(0, 1000),
    delegations=st.lists(delegations, max_size=2),
    participants=st.lists(participants, max_size=4),
    agenda=st.lists(st.builds(AgendaItem, date=days, text=titles), max_size=2),
    aim=local_texts,
)
partners = st.builds(
    Partner,
    id=ids,
    name=names,
    town=names,
    country=countries,
    role=st.sampled_from(Role),
    kind=st.sampled_from(PartnerKind),
    legal_representative=st.none() | st.builds(LegalRepresentative, name=names, function=texts),
)
sections = st.builds(
    NarrativeSection,
    id=ids,
    language=st.sampled_from(languages),
    title=texts.map(lambda text: " ".join(text.split())),
    markdown=st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(
        lambda text: clean(text).strip("\n")
    ),
)
projects = st.builds(
    Project,
    title=names,
    acronym=texts,
    reference=texts,
    measure=names,
    call_year=st.integers(2007, 2030),
    start=days,
    end=days,
    languages=st.just(languages),
    summary=local_texts,
    grant=st.builds(
        GrantAgreement,
        awarded=st.none() | st.decimals(0, 10**7, places=2, allow_nan=False),
    ),
    partners=st.lists(partners, max_size=3, unique_by=lambda partner: partner.id),
    meetings=st.lists(meetings, max_size=3, unique_by=lambda meeting: meeting.id),
    outcomes=st.lists(
        st.builds(
            Outcome, id=ids, kind=st.sampled_from(OutcomeKind), title=titles, text=local_texts
        ),
        max_size=3,
        unique_by=lambda outcome: outcome.id,
    ).map(lambda outcomes: sorted(outcomes, key=lambda o: list(OutcomeKind).index(o.kind))),
    narrative=st.lists(sections, max_size=3, unique_by=lambda s: (s.language, s.id)).map(
        lambda found: sorted(found, key=lambda s: (languages.index(s.language), s.id))
    ),
)


def spells_towns_as_partners_do(project):
    """Say whether no list spells a partner's town otherwise: it would be read as the partner's."""
    towns = [person.town for meeting in project.meetings for person in meeting.participants]
    return not respelt_towns(towns, project.partners)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(projects.filter(spells_towns_as_partners_do))
def test_any_project_reads_back_equal(project):
    """Whatever the names and texts are."""
    assert written_and_read(project) == project


@given(st.text(st.characters()))
def test_cleaning_twice_is_cleaning_once(text):
    """What is clean stays as it is, and is said to be clean."""
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert not has_unwanted(cleaned)
    cleaned.encode()
