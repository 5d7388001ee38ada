"""Workbooks for partners: what they offer, that they load, and who has not answered."""

from __future__ import annotations

import io
from datetime import date

import attrs
import openpyxl
import pytest
from click.testing import CliRunner

from efc_reporting.base.i18n import available_languages
from efc_reporting.cli.program import program
from efc_reporting.loading import load_project
from efc_reporting.loading.countries import EU_LANGUAGES, country_codes
from efc_reporting.loading.dump import COLUMNS
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.cells import cell_readers, gender_reader, read_signed
from efc_reporting.loading.sheets.headers import OWN_MARK, field_of_header, header_of
from efc_reporting.workflows.partner_sheets import partner_workbook, partner_workbooks, unanswered

TOML = """
title = "T"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en"]
[[partners]]
id = "lead"
name = "Stadt Musterstadt"
town = "Musterstadt"
country = "DE"
role = "beneficiary"
[[partners]]
id = "guest"
name = "Gmina Przykład"
town = "Przykład"
country = "PL"
[[meetings]]
id = "m1"
title = {en = "Kick-off", de = "Auftakt"}
sittings = [{place = "Perugia", country = "IT", start = 2018-06-04, end = 2018-06-07}]
[[meetings]]
id = "m2"
title = "Closing"
sittings = [{place = "Perugia", country = "IT", start = 2019-06-04, end = 2019-06-07}]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "project.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


def open_book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_every_partner_gets_a_workbook_in_its_language(folder):
    """Headers in the partner's language with the English beside them."""
    books = partner_workbooks(load_project(folder))
    german, polish = open_book(books["lead.xlsx"]), open_book(books["guest.xlsx"])

    assert german.worksheets[0]["A1"].value == "Familienname / Family name"
    assert polish.worksheets[0]["A1"].value == "Nazwisko / Family name"


def test_first_row_is_frozen_and_words_are_offered(folder):
    """Drop-downs for country, meeting, role, gender and signature; ages from 0 to 120."""
    project = load_project(folder)
    page = open_book(partner_workbook(project, project.partners[1])).worksheets[0]
    rules = {str(rule.sqref)[0]: rule.type for rule in page.data_validations.dataValidation}
    letters = {field: chr(65 + index) for index, field in enumerate([*COLUMNS, "meeting"])}

    assert page.freeze_panes == "A2"
    assert rules == {
        **{letters[f]: "list" for f in ("country", "role", "gender", "is_signed", "meeting")},
        letters["age"]: "whole",
    }


def test_other_sheets_say_what_they_are_and_protect_data(folder):
    """They begin with the mark by which loading leaves them alone."""
    project = load_project(folder)
    _, instructions, choices = open_book(partner_workbook(project, project.partners[1])).worksheets
    text = "\n".join(str(row[0].value or "") for row in instructions)

    assert instructions["A1"].value.startswith(OWN_MARK)
    assert choices["A1"].value.startswith(OWN_MARK)
    assert "Stadt Musterstadt" in text
    assert "pięć lat" in text


@pytest.mark.parametrize("number", [0, 1])
def test_a_filled_workbook_loads(folder, number):
    """Every first word of every drop-down is understood, and nothing else is read."""
    project = load_project(folder)
    book = open_book(partner_workbook(project, project.partners[number]))
    page, choices = book.worksheets[0], book.worksheets[2]
    offered = [choices.cell(3, column).value for column in range(1, 6)]
    country, role, gender, signed, meeting = offered
    page.append([
        "Żółć", "Ada", "Gmina", "ul. 1", "Przykład", country, "a@example.org", "+48 1", role,
        gender, 45, signed, meeting,
    ])  # fmt: skip
    book.save(folder / "filled.xlsx")
    toml = 'participants = ["filled.xlsx"]\n' + TOML
    (folder / "project.toml").write_text(toml, encoding="utf-8")
    project = load_project(folder)
    (person,) = project.meetings[0].participants

    assert (person.family_name, person.telephone, person.age) == ("Żółć", "+48 1", 45)
    assert person.country == project.partners[number].country
    assert (str(person.gender), person.is_signed) == ("female", True)
    assert project.remarks == ()


@pytest.mark.parametrize("language", EU_LANGUAGES)
def test_every_header_of_a_workbook_is_read_back(language):
    """In two languages in one cell, as the workbooks write them."""
    fields = [*COLUMNS, "meeting"]
    written = [f"{header_of(field, language)} / {header_of(field)}" for field in fields]

    assert [field_of_header(text) for text in written] == fields


@pytest.mark.parametrize("language", available_languages())
def test_every_word_offered_is_read_back(language):
    """Countries, genders and signatures in the languages of the catalogues."""
    from efc_reporting.base.i18n import translator_for

    t = translator_for(language)
    read_country = cell_readers(KnownProject(languages=("en",)))["country"]
    genders = [t.text("female"), t.text("male"), t.text("non-binary")]

    assert {code: read_country(t.country(code)) for code in country_codes()} == {
        code: code for code in country_codes()
    }
    assert [str(gender_reader((), genders)(word)) for word in genders] == [
        "female",
        "male",
        "non-binary",
    ]
    assert [read_signed(t.text("yes")), read_signed(t.text("no"))] == [True, False]


def test_who_has_not_answered(folder):
    """Partners whom no list of a held meeting names; meetings to come do not count."""
    project = load_project(folder)
    found = unanswered(project, date(2018, 12, 31))

    assert [(each.partner.id, each.meetings) for each in found] == [
        ("lead", ("m1",)),
        ("guest", ("m1",)),
    ]
    assert not unanswered(project, date(2018, 1, 1))


def test_a_partner_with_people_has_answered(folder):
    """One person from the partner's town is an answer."""
    (folder / "a.csv").write_text("Surname;Town;Country\nA;przykład;PL\n", encoding="utf-8")
    toml = TOML.replace('title = "Closing"', 'title = "Closing"\nparticipants = ["a.csv"]')
    (folder / "project.toml").write_text(toml, encoding="utf-8")
    found = unanswered(load_project(folder), date(2020, 1, 1))

    assert {each.partner.id: each.meetings for each in found} == {
        "lead": ("m1", "m2"),
        "guest": ("m1",),
    }


def test_the_command_writes_and_lists(folder, tmp_path):
    """One file for each partner, then those who have not answered."""
    arguments = ["partner-sheets", str(folder), str(tmp_path / "out"), "--as-of", "2018-12-31"]
    result = CliRunner().invoke(program, arguments)

    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"lead.xlsx", "guest.xlsx"}
    assert "Gmina Przykład" in result.stdout


def test_two_meetings_of_one_title_are_offered_by_id(folder):
    """What loading could not tell apart is not offered."""
    project = load_project(folder)
    same = [attrs.evolve(meeting, title="Same") for meeting in project.meetings]
    project = attrs.evolve(project, meetings=same)
    choices = open_book(partner_workbook(project, project.partners[1])).worksheets[2]

    assert [choices.cell(row, 5).value for row in (3, 4)] == ["m1", "m2"]


def test_the_same_project_gives_the_same_bytes(folder):
    """No clock and no chance is in the workbooks."""
    project = load_project(folder)

    assert partner_workbooks(project) == partner_workbooks(project)


def test_a_list_is_expected_of_those_who_sent_a_delegation(folder):
    """Where the project says who came, a partner who did not come has nothing to answer."""
    toml = TOML.replace(
        'id = "m1"', 'id = "m1"\ndelegations = [{town = "Przykład", country = "PL", count = 3}]'
    )
    (folder / "project.toml").write_text(toml, encoding="utf-8")
    found = unanswered(load_project(folder), date(2020, 2, 1))

    assert {each.partner.id: each.meetings for each in found} == {
        "lead": ("m2",),
        "guest": ("m1", "m2"),
    }


@pytest.mark.parametrize("country", ["DE", "PL", "EL"])
def test_countries_are_offered_by_name(folder, country):
    """None by its code, and all in the order of the language behind those of the partners."""
    project = load_project(folder)
    partner = attrs.evolve(project.partners[0], country=country)
    choices = open_book(partner_workbook(project, partner)).worksheets[2]
    names = [row[0].value for row in choices.iter_rows(min_row=3) if row[0].value]

    assert len(names) > 200
    assert not {name for name in names if len(name) == 2}


def test_headers_have_room_for_two_languages(folder):
    """Excel and LibreOffice show both lines, whether or not they measure the text."""
    project = load_project(folder)
    page = open_book(partner_workbook(project, project.partners[1])).worksheets[0]

    assert page.row_dimensions[1].height >= 30
