"""Participant lists in the plain layout."""

from __future__ import annotations

import pytest

from efc_reporting.loading import load_project
from efc_reporting.loading.notebook import Notebook
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.sheet import cell_name, read_sheet
from efc_reporting.model import Gender, Severity
from efc_reporting.sheets import Sheet

LISTED = """
[[meetings]]
id = "m1"
title = {en = "First meeting", de = "Erstes Treffen"}
participants = ["list.csv"]
"""
HEADER = "Family name,Given name,Town,Country,Telephone,Gender,Age,Signed\n"


def people_of(make_folder, csv, toml=LISTED):
    return load_project(make_folder(toml, files={"list.csv": csv})).meetings[0].participants


def read(rows, *, meeting="m1"):
    notebook = Notebook()
    sheet = Sheet(name="Liste", rows=rows)
    return read_sheet(sheet, "list.xlsx", KnownProject(), notebook, meeting=meeting), notebook


def test_text_stays_text(make_folder):
    """01234, +48, Null, NO and NA come in as they were written."""
    (person,) = people_of(make_folder, HEADER + "Null,None,01234,NA,+48 600,,,x\n")

    assert (person.family_name, person.given_name) == ("Null", "None")
    assert (person.town, person.country, person.telephone) == ("01234", "NA", "+48 600")


def test_numbers_of_a_workbook_lose_their_point():
    """1234.0 in a text column is 1234; a half stays a half."""
    rows = [["Surname", "Address", "Town", "Country"], ["A", 1234.0, 3.5, "DE"]]
    content, _ = read(rows)
    ((_, person),) = content.people

    assert (person.address, person.town) == ("1234", "3.5")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        ("Germany", "DE"),
        ("Deutschland", "DE"),
        ("GERMANY", "DE"),
        ("GR", "EL"),
        ("EL", "EL"),
        ("Griechenland", "EL"),
        ("GB", "UK"),
        ("UK", "UK"),
        ("England", "UK"),
        ("Czech Republic", "CZ"),
        ("NO", "NO"),
        ("XK", "XK"),
        ("Österreich", "AT"),
        ("Côte d’Ivoire", "CI"),
        ("Holland", "NL"),
    ],
)
def test_countries_are_known_by_code_and_name(make_folder, written, code):
    """Codes as the EU or ISO writes them and names in English and the project's languages."""
    (person,) = people_of(make_folder, HEADER + f"A,B,Town,{written},,,,\n")

    assert person.country == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Niemcy", "DE"),
        ("Γερμανία", "DE"),
        ("Германия", "DE"),
        ("D", "DE"),
        ("A", "AT"),
        ("F", "FR"),
        ("I", "IT"),
        ("IRL", "IE"),
        ("Deutschland / Germany", "DE"),
        ("Deutschland (DE)", "DE"),
        ("Scotland", "UK"),
        ("FYROM", "MK"),
        ("BiH", "BA"),
        ("Ελλάδα", "EL"),
        ("Magyarország", "HU"),
        ("Eesti", "EE"),
        ("An Fhrainc", "FR"),
    ],
)
def test_countries_are_known_in_every_language_of_the_union(make_folder, written, code):
    """Also by car codes and aliases, and where two languages share a cell."""
    (person,) = people_of(make_folder, HEADER + f"A,B,Town,{written},,,,\n")

    assert person.country == code


@pytest.mark.parametrize(
    "written", ["Atlantis", "Germny", "Germany / France", "Germany / Atlantis"]
)
def test_a_country_that_is_none_is_a_problem(make_folder, problems_of, written):
    """Nothing is guessed: the cell is named, its content is not."""
    folder = make_folder(LISTED, files={"list.csv": HEADER + f"A,B,Town,{written},,,,\n"})
    (problem,) = problems_of(folder)

    assert (problem.file, problem.place) == ("list.csv", "D2")
    assert written not in str(problem)


@pytest.mark.parametrize(
    ("word", "is_signed"),
    [
        ("x", True),
        ("х", True),  # the Cyrillic letter
        ("Χ", True),  # the Greek letter
        ("✓", True),
        ("ja", True),
        ("yes", True),
        ("sì", True),
        ("TAK", True),
        ("1", True),
        ("true", True),
        ("signed", True),
        ("", None),
        ("no", False),
        ("Nein", False),
        ("?", None),
    ],
)
def test_signatures_are_read_in_many_words(make_folder, word, is_signed):
    """A mark or a yes in several languages means signed, a no means not."""
    (person,) = people_of(make_folder, HEADER + f"A,B,Town,DE,,,,{word}\n")

    assert person.is_signed is is_signed


def test_an_empty_cell_beside_a_filled_one_means_not_signed(make_folder):
    """The list came back, and this person is not on it."""
    people = people_of(make_folder, HEADER + "A,B,Town,DE,,,,x\nC,D,Town,DE,,,,\n")

    assert [person.is_signed for person in people] == [True, False]


def test_an_empty_column_says_nothing_of_its_meeting(make_folder):
    """In one sheet for all meetings, the paper of the second is still to come."""
    sheet = "Surname,Town,Country,Meeting,Signed\nA,T,DE,m1,x\nB,T,DE,m1,\nA,T,DE,m2,\n"
    toml = """
participants = ["list.csv"]
[[meetings]]
id = "m1"
title = "One"
[[meetings]]
id = "m2"
title = "Two"
"""
    project = load_project(make_folder(toml, files={"list.csv": sheet}))
    people = [person for meeting in project.meetings for person in meeting.participants]

    assert [person.is_signed for person in people] == [True, False, None]


def test_without_a_column_nothing_is_known_of_signatures(make_folder):
    """is_signed is None where the list has no such column."""
    (person,) = people_of(make_folder, "Surname;Town;Country\nA;Town;DE\n")

    assert person.is_signed is None


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("f", Gender.FEMALE),
        ("weiblich", Gender.FEMALE),
        ("donna", Gender.FEMALE),
        ("K", Gender.FEMALE),
        ("m", Gender.MALE),
        ("homme", Gender.MALE),
        ("divers", Gender.NON_BINARY),
        ("", None),
    ],
)
def test_gender_is_read_in_many_words(make_folder, word, gender):
    """Words and letters of several languages; nothing where nothing stands."""
    (person,) = people_of(make_folder, HEADER + f"A,B,Town,DE,,{word},,\n")

    assert person.gender is gender


@pytest.mark.parametrize(
    "header",
    [
        "Nachname;Vorname;Ort;Land",
        "COGNOME;Nome;Città;Paese",
        "Prezime;Ime;Grad;Država",
        "Nazwisko;Imię;Miejscowość;Kraj",
        "Name;Vorname;Stadt;Staat",
        "Family name / Nom;First name / Prénom;Town (City);Country / Pays",
        "E-mail;Family_name:;Given name*;TOWN;country.",
    ],
)
def test_headers_are_known_in_many_languages(make_folder, header):
    """Capital letters, accents and signs in the header do not matter."""
    cells = ["Muster", "Erika", "Potsdam", "DE"]
    if header.startswith("E-mail"):
        cells.insert(0, "e@example.org")
    (person,) = people_of(make_folder, f"{header}\n{';'.join(cells)}\n")

    assert (person.family_name, person.given_name) == ("Muster", "Erika")
    assert (person.town, person.country) == ("Potsdam", "DE")


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [("Muster, Erika", "Muster", "Erika"), ("Erika Muster", "Erika Muster", "")],
)
def test_a_full_name_is_split_only_at_a_comma(make_folder, name, family, given):
    """Which word is the family name is not guessed."""
    (person,) = people_of(make_folder, f"Name;Town;Country\n{name};Potsdam;DE\n")

    assert (person.family_name, person.given_name) == (family, given)


def test_people_with_a_given_name_alone_are_told(make_folder):
    """They are kept, for some people bear but one name; a row without any name is a mistake."""
    rows = "A,B,Town,DE\n,Ola,Town,DE\n,Ola,Town,DE\nC,,Town,DE\n,Ewa,Town,DE\n"
    project = load_project(make_folder(LISTED, files={"list.csv": HEADER + rows}))
    remark = next(each for each in project.remarks if each.code == "family-name-missing")

    assert len(project.meetings[0].participants) == 5
    assert remark.severity is Severity.WARNING
    assert (remark.values["place"], remark.values["rows"]) == ("A2", "3–4, 6")
    assert "Ola" not in str(remark)


def test_every_row_is_accounted_for():
    """Rows read are participants, rejected and blank ones; a prefilled line number is blank."""
    rows = [
        [None, None, None, None],
        ["No.", "Surname", "Town", "Country"],
        [1, "A", "Potsdam", "DE"],
        [2, "B", "Potsdam", "Atlantis"],
        [3, "", "", None],
        [],
        [4, "C", "", "DE"],
        [5, "D", "Bonn"],
        [6, "E", "Bonn", "DE", "beyond"],
    ]
    content, notebook = read(rows)

    assert (len(content.people), content.rejected, content.blank, content.notes) == (2, 3, 3, 1)
    assert content.rows == len(rows)
    assert [problem.place for problem in notebook.problems] == ["Liste!D4", "Liste!C7", "Liste!D8"]
    assert [remark.values["column"] for remark in notebook.remarks] == ["Liste!E2"]
    assert [person.source.row for _, person in content.people] == [3, 9]


def test_problems_in_cells_hold_no_name(make_folder, problems_of):
    """Cells in the wrong column are named by place and sort, never by what they hold."""
    csv = HEADER + "Canary,Kanari,Potsdam,Canary,,Canary,Canary,Canary\n"
    problems = problems_of(make_folder(LISTED, files={"list.csv": csv}))

    assert [problem.place for problem in problems] == ["D2", "F2", "G2", "H2"]
    assert "anar" not in "".join(map(str, problems))


@pytest.mark.parametrize("age", ["-1", "121", "12.5", "x", "²"])
def test_an_age_is_a_whole_number_up_to_120(make_folder, problems_of, age):
    """Everything else is a problem at its cell."""
    folder = make_folder(LISTED, files={"list.csv": HEADER + f"A,B,Town,DE,,,{age},\n"})

    assert [problem.place for problem in problems_of(folder)] == ["G2"]


def test_an_unknown_column_is_told(make_folder):
    """A column that is not read leaves a remark."""
    csv = "Surname,Town,Country,Size of T-shirt\nA,Potsdam,DE,XL\n"
    project = load_project(make_folder(LISTED, files={"list.csv": csv}))

    assert [(r.code, r.values["column"]) for r in project.remarks] == [("column-ignored", "D1")]
    assert "D1" in str(project.remarks[0])


def test_missing_columns_are_one_problem(make_folder, problems_of):
    """A sheet without town and country names both once, not at every row."""
    folder = make_folder(LISTED, files={"list.csv": "Surname;Vorname\nA;B\nC;D\n"})
    (problem,) = problems_of(folder)

    assert "Town, Country" in problem.problem


def test_two_columns_of_one_kind_are_a_problem(make_folder, problems_of):
    """Which of two towns is meant cannot be known."""
    folder = make_folder(LISTED, files={"list.csv": "Surname;Town;Ort;Country\nA;B;C;DE\n"})

    assert [(p.place, "2 columns" in p.problem) for p in problems_of(folder)] == [("B1", True)]


def test_a_list_without_rows_is_a_list_without_people(make_folder):
    """A header alone is fine; nothing at all is not."""
    assert people_of(make_folder, HEADER) == ()


def test_an_empty_list_is_a_problem(make_folder, problems_of):
    """A file that is named should hold something."""
    (problem,) = problems_of(make_folder(LISTED, files={"list.csv": " \n"}))

    assert "no visible sheet holds a list" in problem.problem


ALL = 'participants = ["all.csv"]\n'
MEETINGS = """
[[meetings]]
id = "m1"
title = {en = "First meeting", de = "Erstes Treffen"}
[[meetings]]
id = "m2"
title = "Second meeting"
[[meetings]]
id = "m3"
title = "Second meeting"
"""


def test_a_sheet_for_all_meetings_names_them_in_a_column(make_folder):
    """By id or by title in any language."""
    csv = "Surname;Town;Country;Meeting\nA;T;DE;m2\nB;T;DE;erstes treffen\nC;T;DE;M1\n"
    project = load_project(make_folder(ALL + MEETINGS, files={"all.csv": csv}))

    assert [[p.family_name for p in m.participants] for m in project.meetings] == [
        ["B", "C"],
        ["A"],
        [],
    ]


@pytest.mark.parametrize(
    ("meeting", "words"),
    [("m9", "no such meeting"), ("Second meeting", "several meetings"), ("", "Meeting is empty")],
)
def test_a_meeting_that_cannot_be_told_is_a_problem(make_folder, problems_of, meeting, words):
    """Unknown, ambiguous or missing: at its cell."""
    csv = f"Surname;Town;Country;Meeting\nA;T;DE;{meeting}\n"
    (problem,) = problems_of(make_folder(ALL + MEETINGS, files={"all.csv": csv}))

    assert problem.place == "D2"
    assert words in problem.problem


def test_a_row_of_another_meeting_is_a_problem(make_folder, problems_of):
    """A sheet given for one meeting cannot hold people of another one."""
    toml = MEETINGS.replace('id = "m1"', 'id = "m1"\nparticipants = ["all.csv"]')
    csv = "Surname;Town;Country;Meeting\nA;T;DE;m1\nB;T;DE;m2\n"
    (problem,) = problems_of(make_folder(toml, files={"all.csv": csv}))

    assert problem.place == "D3"


def test_unwanted_characters_in_cells_are_told_by_cell(make_folder):
    """The name is not in the remark."""
    csv = "Surname;Town;Country\nCanary\u202e;Potsdam;DE\n"
    project = load_project(make_folder(LISTED, files={"list.csv": csv}))
    (remark,) = project.remarks

    assert project.meetings[0].participants[0].family_name == "Canary"
    assert (remark.code, remark.values) == ("text-cleaned", {"file": "list.csv", "place": "A2"})


def test_an_endless_cell_is_a_problem(make_folder, problems_of):
    """More than a thousand characters are no town."""
    csv = f"Surname;Town;Country\nA;{'t' * 1001};DE\n"

    assert [p.place for p in problems_of(make_folder(LISTED, files={"list.csv": csv}))] == ["B2"]


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [(0, 0, "A1"), (6, 2, "C7"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 702, "AAA1")],
)
def test_cells_are_named_as_spreadsheets_do(row, column, name):
    """Columns by letters, rows from 1."""
    assert cell_name(row, column) == name
