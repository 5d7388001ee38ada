"""Lists as they come from real offices: nobody is lost, changed or invented without a word."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from binary_sheets import open_document_of
from efc_reporting.loading import load_project
from efc_reporting.loading.sheets.delimited import decode

TOML = """
[[partners]]
id = "sender"
name = "A town"
town = "Żywiec"
country = "{country}"
[[meetings]]
id = "kick-off"
title = "Kick-off"
sittings = [{{place = "Potsdam", country = "DE", start = 2018-06-04, end = 2018-06-07}}]
[[sheets]]
file = "list.{extension}"
partner = "sender"
meeting = "kick-off"
"""
HEADER = ("Family name", "Given name", "Town", "Country")
ROSSI = ("Rossi", "Ada", "Forlì", "IT")
WAZ = ("Wąż", "Łucja", "Żywiec", "PL")


@pytest.fixture
def folder_of(make_folder):
    """Return what makes a project with one list: rows of a workbook, or the bytes of a file."""

    def folder(content, extension="xlsx", country="PL"):
        data = content if isinstance(content, bytes) else book(content)
        toml = TOML.format(extension=extension, country=country)
        return make_folder(toml, files={f"list.{extension}": data})

    return folder


def book(rows, hidden_rows=()):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for number in hidden_rows:
        workbook.active.row_dimensions[number].hidden = True
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def people_in(folder):
    return [p for meeting in load_project(folder).meetings for p in meeting.participants]


def names_in(folder):
    return [(person.family_name, person.given_name) for person in people_in(folder)]


def remarks_in(folder):
    return {remark.code: remark for remark in load_project(folder).remarks}


@pytest.mark.parametrize(
    "lines",
    [
        ('Popescu;Ion;Mures;RO;"0265', "Ionescu;Ana;Mures;RO;1", "Vasile;Dan;Mures;RO;2"),
        ('Popescu;Ion;Mures;RO;"0265', "Ionescu;Ana;Mures;RO;1", 'Vasile;Dan;Mures;RO;"2"'),
        ('"Popescu;Ion;Mures;RO;1', "Ionescu;Ana;Mures;RO;1", "Vasile;Dan;Mures;RO;2"),
    ],
)
def test_a_quotation_mark_that_is_never_closed_swallows_nobody(folder_of, problems_of, lines):
    """The file is refused with the line in which the mark stands."""
    text = "\n".join(("Nume;Prenume;Localitatea;Țara;Telefon", *lines, ""))

    (problem,) = problems_of(folder_of(text.encode(), "csv"))

    assert "opened in line 2 is never closed" in problem.problem


def test_an_address_of_two_lines_is_one_cell(folder_of):
    """Quotation marks and line breaks inside of cells are no mistake."""
    text = (
        'Nachname;Vorname;Adresse;Ort;Land\nMuster;Erika;"Weg 1;\n14467 Potsdam";Potsdam;DE\n'
        'Groß;Jörg;Verein "Licht";Potsdam;DE\n'
    )

    assert len(people_in(folder_of(text.encode(), "csv"))) == 2


def test_commas_inside_a_cell_make_no_rows(folder_of):
    """Where the list itself is parted by commas, and has but three columns."""
    text = 'Name,Ort,Land\n"Erika Muster\nVerein für Kunst, Musik, Tanz",Potsdam,DE\n'
    text += "Jörg Groß,Potsdam,DE\n"

    assert len(people_in(folder_of(text.encode(), "csv"))) == 2


@pytest.mark.parametrize(
    ("page", "country", "name"),
    [
        ("iso8859-2", "PL", "Świątek"),
        ("cp852", "PL", "Źdźbło"),
        ("mac_latin2", "HR", "Ćirić"),
        ("mac_roman", "FR", "Lœuillet-Éluard"),
        ("cp850", "DE", "Größe-Köhler"),
        ("iso8859-7", "EL", "Άγγελου"),
        ("cp866", "BG", "Щерев"),
        ("iso8859-13", "LT", "Žukauskienė"),
    ],
)
def test_lists_of_other_systems_than_windows_are_decoded(page, country, name):
    """Macs, old programs and LibreOffice on other systems save other pages."""
    text = f"Family name;Given name;Town\n{name};{name};{name}\n"

    assert decode(text.encode(page), countries=[country])[0] == text


@pytest.mark.parametrize(
    ("page", "country", "name"), [("cp1252", "PT", "Hämäläinen"), ("cp1252", "DK", "Síle Ó Briain")]
)
def test_letters_of_another_country_do_not_leave_windows(page, country, name):
    """A partner's list may hold guests: their letters are as good as its own."""
    text = f"Family name;Given name;Town\n{name};{name};{name}\n"

    assert decode(text.encode(page), countries=[country])[0] == text


@pytest.mark.parametrize(
    "name",
    ["N.N.", "TBC", "1. Rossi", "Guest 2", "Rossi / Neri", "?wi?tek", "V‚zelay", "Ã‰luard", "-"],
)
def test_names_that_are_hardly_names_are_told(folder_of, name):
    """They are read all the same, and the warning names the row but not the name."""
    folder = folder_of([HEADER, ROSSI, (name, "Ada", "Forlì", "IT")])
    remark = remarks_in(folder)["name-doubtful"]

    assert names_in(folder) == [("Rossi", "Ada"), (name, "Ada")]
    assert remark.severity.value == "warning"
    assert remark.values["rows"] == "3"
    assert name == "-" or name not in str(remark)


@pytest.mark.parametrize("name", ["Eπώνυμο", "LПuillet"])
def test_two_scripts_in_one_name_are_told(folder_of, name):
    """One letter of another alphabet makes another person of it."""
    assert "name-doubtful" in remarks_in(folder_of([HEADER, (name, "Ada", "Forlì", "IT")]))


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien",
        "D’Artois",
        "Pop-Szabó",
        "Mª Carmen",
        "Müller (geb. Alt)",
        "Παππάς",
        "Jan R.",
        "Ng",
    ],
)
def test_unusual_names_are_names(folder_of, name):
    """Apostrophes, hyphens, brackets and short names are no reason to ask."""
    doubtful = ("Eπώνυμο", "Ada", "Forlì", "IT")

    assert "name-doubtful" in remarks_in(folder_of([HEADER, doubtful]))
    assert "name-doubtful" not in remarks_in(folder_of([HEADER, (name, "Ada", "Forlì", "IT")]))


@pytest.mark.parametrize(
    "total", ["Összesen: 2 fő", "Łącznie", "ΣΥΝΟΛΟ", "Yhteensä 2", "Общо: 2", "Iš viso"]
)
def test_totals_with_accents_are_no_people(folder_of, total):
    """Words are compared without accents on both sides."""
    folder = folder_of([HEADER, WAZ, (total, None, 2)])

    assert names_in(folder) == [("Wąż", "Łucja")]
    assert remarks_in(folder)["rows-skipped"].values["rows"] == "3"


def test_a_surname_that_is_a_word_for_a_total_is_not_dropped(folder_of, problems_of):
    """Suma, Jan: a given name beside it is no total."""
    (problem,) = problems_of(folder_of([HEADER, WAZ, ("Suma", "Jan", "Żywiec", None)]))

    assert problem.place == "Sheet!D3"


@pytest.mark.parametrize("heading", ["POLAND", "Żywiec", "Młodzież:", "Opiekunowie:"])
def test_a_heading_between_people_is_no_person(folder_of, heading):
    """The country or town of a group, or what ends with a colon, alone in its row."""
    folder = folder_of([HEADER, ROSSI, (heading,), WAZ])

    assert names_in(folder) == [("Rossi", "Ada"), ("Wąż", "Łucja")]
    assert remarks_in(folder)["rows-skipped"].values["rows"] == "3"


def test_who_signs_below_the_list_is_no_participant(folder_of):
    """Place, date and the mayor's line, below a gap and not in a column for names."""
    rows = [("No.", *HEADER), (1, *WAZ), (), ("Żywiec, 8.06.2018", None, None, None, "Burmistrz")]

    assert names_in(folder_of(rows)) == [("Wąż", "Łucja")]


def test_a_nearly_empty_row_may_be_deleted(folder_of, problems_of):
    """Who only filled it in would make a person of a heading."""
    problems = problems_of(folder_of([HEADER, WAZ, ("Jugend",)]))

    assert {problem.remedy for problem in problems} == {
        "fill it in, or delete the row if it is no person"
    }


def test_a_list_without_people_is_told(folder_of):
    """An empty form that was sent back would else be as good as a full one."""
    assert remarks_in(folder_of([HEADER]))["list-empty"].severity.value == "warning"


def test_hidden_rows_are_read_and_told(folder_of):
    """A filter may hide who did not come, or who did."""
    data = book([HEADER, ROSSI, WAZ, ROSSI, ()], hidden_rows=[3, 4, 60])
    folder = folder_of(data)

    assert len(people_in(folder)) == 3
    assert remarks_in(folder)["rows-hidden"].values["rows"] == "3–4"


def changed(data, change):
    """Return an .ods with its content changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == "content.xml" else content)
    return stream.getvalue()


def test_hidden_rows_of_libreoffice_are_told(folder_of):
    """It writes how a row is seen, and how often the row is repeated."""

    def hide_the_last_row(content):
        head, _, rest = content.rpartition(b"<table:table-row")
        return head + b'<table:table-row table:visibility="filter"' + rest

    data = changed(open_document_of([HEADER, ROSSI, WAZ]), hide_the_last_row)

    assert remarks_in(folder_of(data, "ods"))["rows-hidden"].values["rows"] == "3"


def test_merged_cells_of_libreoffice_count_for_all_their_rows(folder_of):
    """As those of Excel do: one town for two people."""
    *_, town, country = WAZ

    def merge_the_town(content):
        at = content.rindex(b"<table:table-cell", 0, content.index(town.encode()))
        end = at + len(b"<table:table-cell")
        return content[:end] + b' table:number-rows-spanned="2"' + content[end:]

    rows = [HEADER, WAZ, ("Kot", "Jan", "", country)]
    folder = folder_of(changed(open_document_of(rows), merge_the_town), "ods")

    assert [person.town for person in people_in(folder)] == [town, town]
    assert "cells-filled" in remarks_in(folder)


@pytest.mark.parametrize("number", ["many", "9" * 5000, "-1"])
def test_numbers_that_are_none_do_not_stop_the_reading(folder_of, number):
    """A file made by another program, or to do harm."""

    def span(content):
        spanned = f'<table:table-cell table:number-rows-spanned="{number}"'.encode()
        return content.replace(b"<table:table-cell", spanned, 1)

    data = changed(open_document_of([HEADER, ROSSI]), span)

    assert names_in(folder_of(data, "ods")) == [("Rossi", "Ada")]


def test_names_hold_no_blanks_without_width(folder_of):
    """Copied from a web page, they would make two people of one."""
    folder = folder_of([HEADER, ("\u200bWąż\ufeff", "Łucja", "Żywiec", "PL")])

    assert names_in(folder) == [("Wąż", "Łucja")]
    assert "text-cleaned" in remarks_in(folder)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("", "a second table says how to read all sheets"),
        ('sheet = "People"', "no sheet of list.xlsx is called 'People'"),
    ],
)
def test_a_table_that_would_be_passed_over_is_a_problem(make_folder, problems_of, second, message):
    """The second meeting of one sheet, or a sheet under another name, would silently be missing."""
    toml = TOML.format(extension="xlsx", country="PL")
    toml += f'[[sheets]]\nfile = "list.xlsx"\n{second}\n'

    (problem,) = problems_of(make_folder(toml, files={"list.xlsx": book([HEADER, WAZ])}))

    assert problem.place == "sheets[1].sheet"
    assert message in problem.problem


def test_both_surnames_are_kept(folder_of):
    """Spanish lists have a column for each, Bulgarian ones one for the father's name."""
    spanish = [
        ("Nombre", "Primer apellido", "Segundo apellido", "Localidad", "País"),
        ("María", "García", "López", "Peñafiel", "España"),
        ("Íñigo", "Peña", None, "Peñafiel", "España"),
    ]
    bulgarian = [
        ("Име", "Презиме", "Фамилия", "Град", "Държава"),
        ("Явор", "Петров", "Щерев", "Враца", "България"),
    ]

    assert names_in(folder_of(spanish)) == [("García López", "María"), ("Peña", "Íñigo")]
    assert names_in(folder_of(bulgarian)) == [("Щерев", "Явор Петров")]


def test_a_second_name_without_a_first_is_told(folder_of):
    """Beside the bare "Name" nobody can say what it is: the column is named as not read."""
    folder = folder_of([("Name", "Middle name", "Town", "Country"), ROSSI])

    assert remarks_in(folder)["column-ignored"].values["header"] == "“Middle name”"


def test_several_telephones_are_one_field(folder_of):
    """Telephone and mobile, two addresses for mail: nothing that has to be left out."""
    (person,) = people_in(
        folder_of([(*HEADER, "Telefon", "Handy", "E-Mail"), (*ROSSI, 33812, "0170 1", None)])
    )

    assert (person.telephone, person.email) == ("33812, 0170 1", "")


@pytest.mark.parametrize(
    "birth",
    [
        "6.05.1980 r.",
        "06.05.1980г.",
        "6 май 1980 г.",
        "1980.05.06.",
        "1980. 05. 06.",
        "1980. május 6.",
        "1980/05/06",
        "1980 05 06",
        "1980 m. gegužės 6 d.",
        "1980. gada 6. maijs",
        "6-may-1980",
        "6 de maio de 1980",
        "den 6 maj 1980",
        "6. toukokuuta 1980",
        "May 6, 1980",
        "6th May 1980",
    ],
)
def test_dates_are_read_as_each_country_writes_them(folder_of, birth):
    """On 4 June 2018 who was born on 6 May 1980 is 38, and so is nobody born a month later."""
    header = (*HEADER, "Date of birth")
    later = {"05": "06", "май": "юни", "május": "június", "gegužės": "birželio", "maijs": "jūnijs",
             "may": "jun", "maio": "junho", "maj": "juni", "toukokuuta": "kesäkuuta", "May": "June",
             }  # fmt: skip
    month = next(word for word in later if word in birth)
    people = people_in(
        folder_of([header, (*ROSSI, birth), (*WAZ, birth.replace(month, later[month], 1))])
    )

    assert [person.age for person in people] == [38, 37]


def test_the_first_of_may_is_read_in_french(folder_of):
    """As "1er mai": the first day alone has letters behind it."""
    (person,) = people_in(folder_of([(*HEADER, "Né(e) le"), (*ROSSI, "1er mai 1975")]))

    assert person.age == 43


def test_a_year_of_two_digits_is_told_as_such(folder_of, problems_of):
    """'68 and '18 would need a guess of the century."""
    (problem,) = problems_of(folder_of([(*HEADER, "Geburtsdatum"), (*ROSSI, "03.04.68")]))

    assert "only two digits" in problem.problem


@pytest.mark.parametrize("age", ["34 ans", "34 г.", "34 años", "34 lata", "34 éves", "34,0", 34.0])
def test_ages_may_have_a_word_or_noughts_behind_them(folder_of, age):
    """Each is 34."""
    (person,) = people_in(folder_of([(*HEADER, "Age"), (*ROSSI, age)]))

    assert person.age == 34


@pytest.mark.parametrize("age", ["34 mois", "18-25", "34,5", "ca. 34"])
def test_ages_that_are_none_in_full_years_are_problems(folder_of, problems_of, age):
    """Months, ranges and guesses are not taken for years."""
    (problem,) = problems_of(folder_of([(*HEADER, "Age"), (*ROSSI, age)]))

    assert problem.place == "Sheet!E2"


@pytest.mark.parametrize(
    "header",
    [
        ("Nazwisko i imię – Name and surname", "Miasto - Town", "Kraj – Country"),
        ("Име, презиме и фамилия", "Местоживеене", "Държава"),
        ("Cognome Nome", "Residenza", "Paese di residenza"),
        ("Nom et prénoms", "Ville de résidence", "Pays de résidence"),
        ("Vardas pavardė", "Gyv. vieta", "Valstybė"),
        ("Etunimi Sukunimi", "Kotikunta", "Kotimaa"),
        ("Ime i prezime", "Prebivalište", "Država"),
        ("Vorname Name", "Wohnort", "Herkunftsland"),
    ],
)
def test_headers_of_many_offices_are_known(folder_of, header):
    """Words for one thing differ from office to office, and languages are parted by a dash."""
    (person,) = people_in(folder_of([header, ("Rossi Ada", "Forlì", "IT")]))

    assert (person.family_name, person.town, person.country) == ("Rossi Ada", "Forlì", "IT")


@pytest.mark.parametrize(
    ("country", "code"),
    [("🇵🇱", "PL"), ("🇬🇷", "EL"), ("Lietuvos Respublika", "LT"), ("ΕΛΛΑΣ", "EL")],
)
def test_countries_are_read_from_flags_and_full_names(folder_of, country, code):
    """A flag is two letters; what a state calls itself is in no list of short names."""
    (person,) = people_in(folder_of([HEADER, ("Rossi", "Ada", "Forlì", country)]))

    assert person.country == code


@pytest.mark.parametrize(
    ("mark", "is_signed"), [("✔️", True), ("✅", True), ("☑️", True), ("❌", False)]
)
def test_marks_of_telephones_are_signatures(folder_of, mark, is_signed):
    """They add an invisible sign that asks for colours."""
    people = people_in(folder_of([(*HEADER, "Signature"), (*ROSSI, mark), (*WAZ, "x")]))

    assert people[0].is_signed is is_signed


@pytest.mark.parametrize("born", ["6.05.1980", "1980-05-06", 38, 1980])
def test_dob_is_the_date_of_birth_or_the_age(folder_of, born):
    """English lists mean the date, Croatian ones the age."""
    (person,) = people_in(folder_of([(*HEADER, "DOB"), (*ROSSI, born)]))

    assert person.age == 38


@pytest.mark.parametrize("town", ["ŻYWIEC", "Zywiec", "34-300 Żywiec", "PL-34300 Zywiec"])
def test_towns_of_partners_are_one_town_however_they_are_spelt(folder_of, town):
    """Else one delegation would be three lists, and its partner would not see its people."""
    folder = folder_of([HEADER, WAZ, ("Kot", "Jan", town, "PL")])

    assert [person.town for person in people_in(folder)] == ["Żywiec", "Żywiec"]
    assert remarks_in(folder)["town-respelt"].values["towns"] == "Żywiec"


@pytest.mark.parametrize("town", ["Żywiec", "Nowy Żywiec", "Żywiec 2"])
def test_other_towns_are_left_as_they_are(folder_of, town):
    """Only the letters may differ, not the words."""
    folder = folder_of([HEADER, ("Kot", "Jan", town, "PL")])

    assert [person.town for person in people_in(folder)] == [town]
    assert "town-respelt" not in remarks_in(folder)
