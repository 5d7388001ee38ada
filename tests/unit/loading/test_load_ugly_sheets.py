"""Sheets as partners really send them: each loads fully, or names every problem."""

from __future__ import annotations

import codecs
import datetime
import io
import zipfile

import attrs
import openpyxl
import pytest

from binary_sheets import binary_workbook_of, open_document_of
from efc_reporting.errors import LoadError
from efc_reporting.loading import load_project
from efc_reporting.loading.sheets.headers import header_of

TOML = """
[[partners]]
id = "lead"
name = "City of Potsdam"
town = "Potsdam"
country = "DE"
[[partners]]
id = "sender"
name = "A town"
town = "{town}"
country = "{country}"
[[meetings]]
id = "perugia-2018"
title = {{en = "Kick-off", de = "Auftakt"}}
sittings = [{{place = "Perugia", country = "IT", start = 2018-06-04, end = 2018-06-07}}]
[[meetings]]
id = "lodz-2019"
title = "Closing conference"
sittings = [{{place = "Łódź", country = "PL", start = 2019-05-09, end = 2019-05-11}}]
"""
LISTED = '\n[[sheets]]\nfile = "list.{}"\npartner = "sender"\n{}\n'
PERUGIA = 'meeting = "perugia-2018"'
HEADER = ("Family name", "Given name", "Town", "Country")


@attrs.frozen(kw_only=True)
class Ugly:
    """A file, what project.toml says of it, and what has to come of it."""

    data: bytes
    extension: str = "xlsx"
    toml: str = PERUGIA
    town: str = "Perugia"
    country: str = "IT"
    people: tuple[tuple[str, ...], ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] | None = None


def csv_in(encoding, country, town, *rows, separator=";"):
    """Return a list in the encoding that the partner's computer uses."""
    text = "".join(separator.join(row) + "\r\n" for row in rows)
    people = tuple((family, given, place, country) for family, given, place, *_ in rows[1:])
    return Ugly(
        data=text.encode(encoding), extension="csv", country=country, town=town, people=people
    )


def book(*sheets, merged=(), hidden=()):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for number, rows in enumerate(sheets):
        name, rows = rows if isinstance(rows, tuple) and isinstance(rows[0], str) else ("", rows)
        page = workbook.create_sheet(name or f"Sheet{number + 1}")
        for row in rows:
            page.append(row)
        if page.title in hidden:
            page.sheet_state = "hidden"
        for area in merged:
            if number == 0:
                page.merge_cells(area)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def with_formulas_as_values():
    """Return a workbook whose cells are formulas with the results that Excel kept."""
    data = book([HEADER, ["Rossi", "Ada", "Perugia", "IT"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"</sheetData>",
                    b'<row r="3"><c r="A3" t="str"><f>UPPER("bianchi")</f><v>BIANCHI</v></c>'
                    b'<c r="B3" t="str"><f>"L"&amp;"i"</f><v>Li</v></c>'
                    b'<c r="C3" t="str"><f>C2</f><v>Perugia</v></c>'
                    b'<c r="D3" t="str"><f>D2</f><v>IT</v></c></row></sheetData>',
                )
            new.writestr(name, content)
    return stream.getvalue()


def zipped(name, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", 8) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def with_doctype():
    data = book([HEADER])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
                )
            new.writestr(name, content)
    return stream.getvalue()


GERMAN = ("Nachname", "Vorname", "Ort", "Land")
POLISH = ("Nazwisko", "Imię", "Miejscowość", "Kraj")
CZECH = ("Příjmení", "Jméno", "Město", "Země")
GREEK = ("Επώνυμο", "Όνομα", "Πόλη", "Χώρα")
BULGARIAN = ("Фамилия", "Име", "Град", "Държава")
TURKISH_LIST = (HEADER, ("Yıldız", "İpek", "Şişli", "TR"), ("Doğan", "Ömer", "Iğdır", "TR"))
ROSSI = ("Rossi", "Ada", "Perugia", "IT")
MUSTER = ("Muster", "Erika", "Potsdam", "DE")
NOWAK = ("Żółć", "Łucja", "Łódź", "PL")

GREEK_PERSON = ("Παππάς", "Νίκος", "Βόλος", "EL")
BULGARIAN_PERSON = ("Щерев", "Явор", "Враца", "BG")
LANGUAGES = (
    ("da", "cp1252", "DK", "Sørensen Åse Ærø"),
    ("es", "cp1252", "ES", "Ibáñez Íñigo Peñíscola"),
    ("et", "cp1257", "EE", "Õunapuu Šarlotte Võru"),
    ("fi", "cp1252", "FI", "Hämäläinen Päivi Jyväskylä"),
    ("ga", "cp1252", "IE", "Ní Dhálaigh Áine Gaillimh"),
    ("it", "cp1252", "IT", "D’Alò Niccolò Forlì"),
    ("mt", "utf-8", "MT", "Żahra Ġorġ Ħamrun"),
    ("nl", "cp1252", "NL", "Daniëls Zoë Heeswijk"),
    ("sk", "cp1250", "SK", "Ďurica Ľuboš Žilina"),
    ("sl", "cp1250", "SI", "Žižek Špela Črnomelj"),
    ("sv", "cp1252", "SE", "Öberg Åsa Växjö"),
)
"""The official languages that the sheets below do not write in, with letters that break."""


def in_language(language, page, country, names):
    """Return a list with its headers in a language, in the code page of its computers."""
    *family, given, town = names.split()
    headers = tuple(
        header_of(f, language) for f in ("family_name", "given_name", "town", "country")
    )
    return csv_in(page, country, town, headers, (" ".join(family), given, town, country))


UGLY = {
    "cp1250 polish": csv_in("cp1250", "PL", "Łódź", POLISH,
        ("Wąż", "Łucja", "Łódź", "Polska"), ("Śliwa", "Źdźbło", "Kęty", "Polska")),
    "cp1250 czech": csv_in("cp1250", "CZ", "Ústí", CZECH, ("Dvořák", "Jiří", "Ústí", "Česko")),
    "cp1250 hungarian": csv_in("cp1250", "HU", "Győr",
        ("Vezetéknév", "Keresztnév", "Város", "Ország"), ("Erdős", "Fűzfa", "Győr", "HU")),
    "cp1250 croatian": csv_in("cp1250", "HR", "Čakovec", ("Prezime", "Ime", "Grad", "Država"),
        ("Ćirić", "Đuro", "Čakovec", "Hrvatska")),
    "cp1250 romanian": csv_in("cp1250", "RO", "Iaşi", ("Nume", "Prenume", "Oraş", "Ţara"),
        ("Ţăranu", "Ştefan", "Iaşi", "RO")),
    "cp1251 bulgarian": csv_in("cp1251", "BG", "Враца", BULGARIAN,
        ("Щерев", "Явор", "Враца", "България")),
    "cp1252 german": csv_in("cp1252", "DE", "Jülich", GERMAN,
        ("Größe", "Jörg", "Jülich", "Deutschland")),
    "cp1252 french": csv_in("cp1252", "FR", "Évry", ("Nom", "Prénom", "Ville", "Pays"),
        ("Lœuillet", "Zoë", "Évry", "France")),
    "cp1252 portuguese": csv_in("cp1252", "PT", "Évora", ("Apelido", "Nome", "Cidade", "País"),
        ("Simões", "João", "Évora", "Portugal")),
    "cp1253 greek": csv_in("cp1253", "EL", "Βόλος", GREEK,
        ("Παπαδοπούλου", "Έλενα", "Βόλος", "Ελλάδα")),
    "cp1254 turkish": csv_in("cp1254", "TR", "Şişli", *TURKISH_LIST),
    "cp1257 lithuanian": csv_in("cp1257", "LT", "Šiauliai",
        ("Pavardė", "Vardas", "Miestas", "Šalis"),
        ("Žukauskienė", "Ąžuolas", "Šiauliai", "Lietuva")),
    "cp1257 latvian": csv_in("cp1257", "LV", "Rīga", ("Uzvārds", "Vārds", "Pilsēta", "Valsts"),
        ("Bērziņš", "Jānis", "Rīga", "Latvija")),
    "utf-8": csv_in("utf-8", "PL", "Łódź", POLISH, ("Wąż", "Łucja", "Łódź", "Polska")),
    "utf-8 with mark": csv_in("utf-8-sig", "EL", "Βόλος", GREEK,
        ("Παππάς", "Νίκος", "Βόλος", "EL")),
    "utf-16": csv_in("utf-16", "BG", "Враца", BULGARIAN, ("Щерев", "Явор", "Враца", "BG"),
        separator="\t"),
    "utf-16 without mark": csv_in("utf-16-le", "DE", "Jülich", GERMAN,
        ("Groß", "Jörg", "Jülich", "DE")),
    "sep line": Ugly(extension="csv", data=b"sep=|\r\nSurname|Town|Country\r\nRossi|Perugia|IT\r\n",
        people=(("Rossi", "", "Perugia", "IT"),)),
    "encoding that is told": Ugly(extension="csv", country="DE", town="Potsdam",
        toml=PERUGIA + '\nencoding = "cp852"',
        data="Surname;Town;Country\nŁódzki;Łódź;PL\n".encode("cp852"),
        people=(("Łódzki", "", "Łódź", "PL"),)),
    "merged title": Ugly(data=book(
        [["Participants of the project – all of them"], [], HEADER, ROSSI], merged=["A1:D1"]),
        people=(ROSSI,), remarks=("rows-skipped",)),
    "merged country": Ugly(data=book(
        [HEADER, ROSSI, ("Bianchi", "Li", None, None), MUSTER], merged=["C2:C3", "D2:D3"]),
        people=(ROSSI, ("Bianchi", "Li", "Perugia", "IT"), MUSTER),
        remarks=("cells-filled", "cells-filled")),
    "three tables by title": Ugly(toml="", data=book([
        ["Kick-off"], HEADER, ROSSI, MUSTER, [], ["Closing conference"], HEADER, NOWAK, [],
        ["lodz-2019, guests"], HEADER, MUSTER]),
        people=(ROSSI, MUSTER, NOWAK, MUSTER)),
    "tables by delegation": Ugly(data=book([
        ["Delegation from Perugia"], ["Name", "Signed"], ["Rossi, Ada", "x"], [],
        ["Delegation from Potsdam"], ["Name", "Signed"], ["Muster, Erika", "x"]]),
        people=(ROSSI, MUSTER)),
    "side by side": Ugly(data=book([
        [*HEADER, None, *HEADER], [*ROSSI, None, *MUSTER], [*NOWAK]]),
        people=(ROSSI, NOWAK, MUSTER)),
    "meetings by sheet": Ugly(toml="", data=book(
        ("Perugia", [HEADER, ROSSI]), ("Closing conference", [HEADER, NOWAK])),
        people=(ROSSI, NOWAK)),
    "meetings by column": Ugly(toml="", data=book([
        [*HEADER, "Evento"], [*ROSSI, "perugia-2018"], [*NOWAK, "Closing conference"]]),
        people=(ROSSI, NOWAK)),
    "formulas": Ugly(data=with_formulas_as_values(),
        people=(ROSSI, ("BIANCHI", "Li", "Perugia", "IT"))),
    "notes below": Ugly(data=book([
        HEADER, ROSSI, [], ["Total", None, None, 1],
        ["* signed on the second day only, see the original"],
        ["Place and date: ________", None, "Signature: ________"]]), people=(ROSSI,)),
    "hidden sheet": Ugly(data=book([HEADER, ROSSI], ("Old", [HEADER, MUSTER]), hidden=("Old",)),
        people=(ROSSI,), remarks=("sheet-hidden",)),
    "sheet of prose": Ugly(data=book([["Dear Anna,"], ["here is our list."]], [HEADER, ROSSI]),
        people=(ROSSI,), remarks=("sheet-without-list",)),
    "100 empty rows": Ugly(data=book([HEADER, ROSSI, *[[]] * 100, MUSTER]), people=(ROSSI, MUSTER)),
    "100 rows above": Ugly(data=book([*[[]] * 100, HEADER, ROSSI]), people=(ROSSI,)),
    "prefilled numbers": Ugly(data=book([("No.", *HEADER), (1, *ROSSI), (2,), (3,), ("4.",)]),
        people=(ROSSI,), remarks=()),
    "two header lines": Ugly(data=book([
        ["Name", None, "Town", "Country"], ["Family name", "Given name", None, None], ROSSI]),
        people=(ROSSI,)),
    "two languages": Ugly(data=book([
        ["Nom / Surname", "Prénom / First name", "Ville (Town)", "Pays | Country"],
        ["Rossi", "Ada", "Perugia", "Italie / Italy"]]), people=(ROSSI,)),
    "german": Ugly(data=book([GERMAN, ("Muster", "Erika", "Potsdam", "Deutschland")]),
        people=(MUSTER,)),
    "polish": Ugly(data=book([POLISH, ("Żółć", "Łucja", "Łódź", "Polska")]), people=(NOWAK,)),
    "greek": Ugly(data=book([GREEK, ("Παππάς", "Νίκος", "Βόλος", "Ελλάδα")]),
        people=(("Παππάς", "Νίκος", "Βόλος", "EL"),)),
    "bulgarian": Ugly(data=book([BULGARIAN, ("Щерев", "Явор", "Враца", "България")]),
        people=(("Щерев", "Явор", "Враца", "BG"),)),
    "repeated header": Ugly(data=book([HEADER, *[ROSSI] * 70, HEADER, MUSTER]),
        people=(*[ROSSI] * 70, MUSTER)),
    "null and numbers": Ugly(data=book([HEADER, ("Null", "None", 1234.0, "NO")]),
        people=(("Null", "None", "1234", "NO"),)),
    "decomposed letters": Ugly(data=book([HEADER, ("C\u0301iric\u0301", "Ada", "Perugia", "IT")]),
        people=(("Ćirić", "Ada", "Perugia", "IT"),)),
    "columns that are told": Ugly(
        toml=PERUGIA + '\nheader_row = 2\ntown = "Perugia"\ncountry = "IT"\n'
        'columns = {family_name = "Who?", given_name = "B"}',
        data=book([["x", "y"], ["Who?", "?"], ["Rossi", "Ada"]]), people=(ROSSI,)),
    "no header at all": Ugly(
        toml=PERUGIA + "\nheader_row = 0\n"
        'columns = {family_name = "A", given_name = "B", town = "C", country = "D"}',
        data=book([ROSSI, MUSTER]), people=(ROSSI, MUSTER)),
    "zip bomb": Ugly(data=zipped("xl/worksheets/sheet1.xml", b" " * 30_000_000), problems=("",)),
    "document type": Ugly(data=with_doctype(), problems=("",)),
    "no workbook": Ugly(data=b"PK\x03\x04 no workbook", problems=("",)),
    "hundred empty rows": Ugly(data=book([HEADER, ROSSI, *[[None] * 4] * 100, MUSTER,
        *[["", " ", None, ""]] * 100]), people=(ROSSI, MUSTER)),
    "xlsb": Ugly(extension="xlsb", data=binary_workbook_of([GREEK, GREEK_PERSON]),
        town="Βόλος", country="EL", people=(GREEK_PERSON,)),
    "ods": Ugly(extension="ods", data=open_document_of([BULGARIAN, BULGARIAN_PERSON]),
        town="Враца", country="BG", people=(BULGARIAN_PERSON,)),
    **{f"{page} in {language}": in_language(language, page, country, names)
       for language, page, country, names in LANGUAGES},
    "wrong cells": Ugly(data=book([(*HEADER, "Age", "Signed"), ("Rossi", "Ada", None, "IT", 5, "x"),
        ("Rossi", "Ada", "Perugia", "Atlantis", 500, "maybe")]),
        problems=("Sheet1!C2", "Sheet1!D3", "Sheet1!E3", "Sheet1!F3")),
    "a name alone": Ugly(data=book([HEADER, ROSSI, ("Bianchi",), MUSTER]),
        problems=("Sheet1!C3", "Sheet1!D3")),
    "no town": Ugly(data=book([("Family name", "Country"), ("Rossi", "IT")]),
        problems=("Sheet1!A1",)),
    "unknown columns": Ugly(data=book([("foo", "bar"), ("Rossi", "IT")]), problems=("Sheet1!A1",)),
    "no meeting": Ugly(toml="", data=book([HEADER, ROSSI]), problems=("Sheet1!A1",)),
    "mixed dates": Ugly(data=book([(*HEADER, "Date of birth"), (*ROSSI, "31/12/1980"),
        (*ROSSI, "12/31/1980")]), problems=("Sheet1!E2", "Sheet1!E3")),
}  # fmt: skip


@pytest.mark.parametrize("name", UGLY)
def test_an_ugly_sheet_loads_fully_or_names_every_problem(make_folder, name):
    """No row is lost, none is invented, and no message holds a name."""
    ugly = UGLY[name]
    toml = TOML.format(town=ugly.town, country=ugly.country)
    toml += LISTED.format(ugly.extension, ugly.toml)
    folder = make_folder(toml, files={f"list.{ugly.extension}": ugly.data})
    if ugly.problems:
        with pytest.raises(LoadError) as caught:
            load_project(folder)

        assert [problem.place for problem in caught.value.problems] == list(ugly.problems)
        assert "Rossi" not in str(caught.value)
        return
    project = load_project(folder)
    found = [p for meeting in project.meetings for p in meeting.participants]

    assert sorted((p.family_name, p.given_name, p.town, p.country) for p in found) == sorted(
        ugly.people
    )
    if ugly.remarks is not None:
        assert sorted(remark.code for remark in project.remarks) == sorted(ugly.remarks)


def test_there_are_enough_ugly_sheets():
    """At least forty, in all six Windows code pages."""
    pages = {name.split()[0] for name in UGLY if name.startswith("cp")}

    assert len(UGLY) >= 40
    assert pages == {"cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257"}


def people_in(make_folder, rows, *, toml=PERUGIA):
    text = TOML.format(town="Perugia", country="IT") + LISTED.format("xlsx", toml)
    project = load_project(make_folder(text, files={"list.xlsx": book(rows)}))
    return [p for meeting in project.meetings for p in meeting.participants], project.remarks


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (1980, 38),
        ("1980", 38),
        (datetime.date(1980, 6, 4), 38),
        (datetime.date(1980, 6, 5), 37),
        ("31.12.1980", 37),
        ("1980-06-05", 37),
        ("5. Juni 1980", 37),
        ("5 giugno 1980", 37),
        ("29377", 37),
    ],
)
def test_age_is_that_at_the_first_day_of_the_meeting(make_folder, born, age):
    """Years, dates in words, numbers and serials; 2018-06-04 is the first day."""
    (person,), _ = people_in(make_folder, [(*HEADER, "Geburtsdatum"), (*ROSSI, born)])

    assert person.age == age


def test_ambiguous_dates_are_read_day_first_with_a_remark(make_folder):
    """5/6/1980 is the fifth of June, and the lead is told."""
    (person,), remarks = people_in(make_folder, [(*HEADER, "Born"), (*ROSSI, "05/06/1980")])

    assert person.age == 37
    assert [remark.code for remark in remarks] == ["day-first-assumed"]


@pytest.mark.parametrize(
    ("header", "letters", "genders"),
    [
        ("Sexo", "HM", ["male", "female"]),
        ("Sexo", "FM", ["female", "male"]),
        ("Nem", "FN", ["male", "female"]),
        ("Lytis", "VM", ["male", "female"]),
        ("Geslacht", "VM", ["female", "male"]),
        ("Gender", "FM", ["female", "male"]),
        ("Płeć", "KM", ["female", "male"]),
        ("Sukupuoli", "NM", ["female", "male"]),
    ],
)
def test_letters_for_gender_are_those_of_the_language(make_folder, header, letters, genders):
    """M is a woman in Spanish beside H, a man beside F."""
    rows = [(*HEADER, header), *((*ROSSI, letter) for letter in letters)]
    people, _ = people_in(make_folder, rows)

    assert [str(person.gender) for person in people] == genders


def test_a_letter_that_may_mean_both_is_a_problem(make_folder, problems_of):
    """Only M in a Lithuanian column: a man in most languages, a woman in this one."""
    toml = TOML.format(town="Perugia", country="IT") + LISTED.format("xlsx", PERUGIA)
    data = book([(*HEADER, "Lytis"), (*ROSSI, "M")])

    assert [p.place for p in problems_of(make_folder(toml, files={"list.xlsx": data}))] == [
        "Sheet1!E2"
    ]


YES_AND_NO = (
    "да не, ano ne, ja nej, ja nein, ναι όχι, yes no, sí no, jah ei, kyllä ei, oui non, tá níl, "
    "da ne, igen nem, sì no, taip ne, jā nē, iva le, ja nee, tak nie, sim não, da nu, áno nie, "
    "da ne, ja nej"
)


@pytest.mark.parametrize("pair", YES_AND_NO.split(", "))
def test_yes_and_no_are_known_in_every_language_of_the_union(make_folder, pair):
    """What stands in the column for signatures."""
    yes, no = pair.split()
    rows = [(*HEADER, "Signature"), (*ROSSI, yes), (*ROSSI, no), (*ROSSI, None)]
    people, _ = people_in(make_folder, rows)

    assert [person.is_signed for person in people] == [True, False, False]


def test_a_mark_in_the_middle_of_utf16_is_no_trap(make_folder):
    """A file with the other byte order reads the same."""
    data = codecs.BOM_UTF16_BE + "Surname;Town;Country\nĆirić;Perugia;IT\n".encode("utf-16-be")
    toml = TOML.format(town="Perugia", country="IT") + LISTED.format("csv", PERUGIA)
    project = load_project(make_folder(toml, files={"list.csv": data}))

    assert project.meetings[0].participants[0].family_name == "Ćirić"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('partner = "nobody"', "sheets[0].partner"),
        ('meeting = "never"', "sheets[0].meeting"),
        ('encoding = "klingon"', "sheets[0].encoding"),
        ('columns = {surname = "A"}', "sheets[0].columns.surname"),
    ],
)
def test_mistakes_in_a_mapping_are_problems(make_folder, problems_of, line, place):
    """A name that leads nowhere is told with its place."""
    toml = TOML.format(town="A", country="IT") + f'\n[[sheets]]\nfile = "list.csv"\n{line}\n'
    folder = make_folder(toml, files={"list.csv": "Surname;Town;Country;Meeting\n"})

    assert place in [problem.place for problem in problems_of(folder)]


def test_a_column_that_a_mapping_misnames_is_a_problem(make_folder, problems_of):
    """The header is told as project.toml gives it."""
    toml = TOML.format(town="A", country="IT")
    toml += LISTED.format("csv", PERUGIA + '\nheader_row = 1\ncolumns = {family_name = "Wer"}')
    (problem,) = problems_of(make_folder(toml, files={"list.csv": "Surname;Town\nA;B\n"}))

    assert "“Wer”" in problem.problem
