"""Lists go back to partners with their mistakes marked, and come back corrected."""

from __future__ import annotations

import io

import openpyxl
import pytest
from click.testing import CliRunner

from efc_reporting.cli.program import program
from efc_reporting.errors import LoadError
from efc_reporting.loading import load_project
from efc_reporting.loading.sheets.headers import OWN_MARK
from efc_reporting.sheets import Sheet
from efc_reporting.workflows.feedback import feedback_workbooks, sheet_names

TOML = """
title = "T"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en"]
[[partners]]
id = "sender"
name = "Stadt Musterstadt"
town = "Musterstadt"
country = "DE"
[[meetings]]
id = "m1"
title = "Kick-off"
sittings = [{place = "Perugia", country = "IT", start = 2018-06-04, end = 2018-06-07}]
[[sheets]]
file = "lists/teilnehmer.xlsx"
partner = "sender"
"""
HEADER = (
    "Nr.", "Nachname", "Vorname", "Ort", "Land", "Geschlecht", "Alter", "Geburtsdatum",
    "Unterschrift", "Treffen",
)  # fmt: skip
ROWS = (
    (1, "Muster", "Erika", "Musterstadt", "Deutschland", "w", 45, None, "x", "m1"),
    (2, "Muster", "Max", None, "Deutschland", "m", 45, None, "x", "m1"),
    (3, "Beispiel", "Bea", "Musterstadt", "Atlantis", "w", 30, None, "x", "m1"),
    (4, "Beispiel", "Ben", "Musterstadt", "Deutschland", "?!", 30, None, "x", "m1"),
    (5, "Probe", "Pia", "Musterstadt", "Deutschland", "w", 450, None, "x", "m1"),
    (6, "Probe", "Paul", "Musterstadt", "Deutschland", "m", None, "gestern", "x", "m1"),
    (7, "Test", "Tina", "Musterstadt", "Deutschland", "w", 20, None, "vielleicht", "m1"),
    (8, "Test", "Tom", "Musterstadt", "Deutschland", "m", 20, None, "x", "m9"),
    (9, "Name", "Nora", "Musterstadt", "Deutschland", "w", 20, None, "x", None),
    (10, None, None, "Musterstadt", "Deutschland", "w", 20, None, "x", "m1"),
    (11, "=1+1", "Formel", "Musterstadt", None, "w", 20, None, "x", "m1"),
)
MISTAKES = {
    "D4": "Musterstadt", "E5": "Deutschland", "F6": "d", "G7": 45, "H8": 1980, "I9": "ja",
    "J10": "m1", "J11": "m1", "B12": "Ohne", "E13": "Deutschland",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "lists").mkdir()
    book = openpyxl.Workbook()
    book.active.title = "Teilnehmer"
    book.active.append(["Unsere Delegation in Perugia"])
    for row in (HEADER, *ROWS):
        book.active.append(row)
    book.active["B13"].data_type = "s"
    book.save(tmp_path / "lists/teilnehmer.xlsx")
    (tmp_path / "project.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


def feedback(folder):
    ((name, data),) = feedback_workbooks(folder).items()
    return name, openpyxl.load_workbook(io.BytesIO(data))


def test_every_wrong_cell_is_marked_and_explained(folder):
    """Ten mistakes: fill and note at each cell, a word at the end of its row, and a list."""
    name, book = feedback(folder)
    page = book["Teilnehmer"]
    marked = {c.coordinate for row in page for c in row if c.fill.fgColor.rgb == "FFFFC7CE"}
    noted = {c.coordinate for row in page for c in row if c.comment}

    assert name == "lists-teilnehmer.xlsx"
    assert marked == noted == set(MISTAKES)
    assert page["K2"].value.startswith(OWN_MARK)
    assert all(page.cell(int(cell[1:]), 11).value.startswith(f"{cell}: ") for cell in MISTAKES)
    assert [book["efc-report"].cell(row, 1).value for row in range(7, 17)] == [
        f"Teilnehmer!{cell}" for cell in MISTAKES
    ]


def test_the_sheet_is_the_partners_own(folder):
    """Every value stands where it stood, and what begins with = is no formula."""
    page = feedback(folder)[1]["Teilnehmer"]
    copied = [tuple(cell.value for cell in row[:10]) for row in page.iter_rows(min_row=3)]

    assert copied == list(ROWS)
    assert page["B13"].data_type == "s"


def test_the_corrected_file_loads(folder):
    """Saved over the old one, with the marks, notes and explanations still in it."""
    with pytest.raises(LoadError):
        load_project(folder)
    _, book = feedback(folder)
    for cell, value in MISTAKES.items():
        book["Teilnehmer"][cell] = value
    book.save(folder / "lists/teilnehmer.xlsx")
    project = load_project(folder)

    assert len(project.meetings[0].participants) == len(ROWS)
    assert [remark.code for remark in project.remarks] == ["name-doubtful", "rows-skipped"]
    assert not feedback_workbooks(folder)


def test_the_partner_is_written_to_in_the_partners_language(folder):
    """A German partner reads German, whatever the language of the project."""
    page = feedback(folder)[1]["efc-report"]

    assert page["B6"].value == "Fehler"
    assert "Land" in page["B8"].value


def test_a_language_without_catalogue_falls_back_to_english(folder):
    """A Hungarian partner reads English for now."""
    toml = (folder / "project.toml").read_text("utf-8").replace('"DE"', '"HU"')
    (folder / "project.toml").write_text(toml, encoding="utf-8")

    assert feedback(folder)[1]["efc-report"]["B6"].value == "Mistake"


def test_check_writes_feedback_though_the_folder_does_not_load(folder, tmp_path):
    """The lead sees the problems, and finds the workbooks in the folder named."""
    target = tmp_path / "back"
    result = CliRunner().invoke(program, ["check", str(folder), "--feedback", str(target)])

    assert result.exit_code == 2
    assert [path.name for path in target.iterdir()] == ["lists-teilnehmer.xlsx"]
    assert "10 problems" in result.stderr


def test_the_same_list_gives_the_same_bytes(folder):
    """No clock and no chance is in the workbook."""
    assert feedback_workbooks(folder) == feedback_workbooks(folder)


def test_merged_cells_and_delimited_text_come_back_too(folder):
    """A CSV comes back as a workbook; merged cells stay merged."""
    book = openpyxl.Workbook()
    for row in (HEADER[1:5], ("A", "B", "Musterstadt", "Atlantis"), ("C", "D", None, None)):
        book.active.append(row)
    book.active.merge_cells("D2:D3")
    book.save(folder / "lists/teilnehmer.xlsx")
    (folder / "a.csv").write_text("Surname;Town;Country;Meeting\nA;B;Atlantis;m1\n")
    toml = (folder / "project.toml").read_text("utf-8") + 'meeting = "m1"\n'
    toml += '[[sheets]]\nfile = "a.csv"\n'
    (folder / "project.toml").write_text(toml, encoding="utf-8")
    books = {
        name: openpyxl.load_workbook(io.BytesIO(data))
        for name, data in feedback_workbooks(folder).items()
    }

    assert list(books) == ["lists-teilnehmer.xlsx", "a.xlsx"] or set(books) == {
        "lists-teilnehmer.xlsx",
        "a.xlsx",
    }
    assert [str(area) for area in books["lists-teilnehmer.xlsx"]["Sheet"].merged_cells] == ["D2:D3"]
    assert books["a.xlsx"].worksheets[1]["C2"].comment


def test_any_number_of_rounds_ends_in_a_list_that_loads(folder):
    """Three rounds, a few cells each time; no mark of an earlier one stays, no column is added."""
    mistakes = list(MISTAKES.items())
    for corrected, left in ((mistakes[:4], 6), (mistakes[4:7], 3), (mistakes[7:], 0)):
        _, book = feedback(folder)
        page = book["Teilnehmer"]
        for cell, value in corrected:
            page[cell] = value
        book.save(folder / "lists/teilnehmer.xlsx")
        written = feedback_workbooks(folder)
        if not left:
            break
        page = openpyxl.load_workbook(io.BytesIO(*written.values()))["Teilnehmer"]
        said = [page.cell(row, 11).value for row in range(3, page.max_row + 1)]

        assert page.max_column == 11
        assert sum(text is not None for text in said) == left
        assert sum(cell.comment is not None for row in page for cell in row) == left
    assert not written
    assert len(load_project(folder).meetings[0].participants) == len(ROWS)


def test_a_delimited_list_comes_back_in_further_rounds_too(folder):
    """Its answer is a workbook, which is named in its place; long names of sheets stay."""
    (folder / "a.csv").write_text("Nazwisko;Imię;Ort;Kraj;Wiek\nA;B;T;PL;abc\nC;D;T;PL;def\n")
    toml = (folder / "project.toml").read_text("utf-8").partition("[[sheets]]")[0]
    tables = '[[sheets]]\nfile = "{}"\nmeeting = "m1"\n'
    (folder / "project.toml").write_text(toml + tables.format("a.csv"), encoding="utf-8")
    _, book = feedback(folder)
    book.worksheets[1]["E2"] = 40
    book.create_sheet("Teilnehmer der Gemeinde, 31 Bu.")
    book.save(folder / "a.xlsx")
    (folder / "project.toml").write_text(toml + tables.format("a.xlsx"), encoding="utf-8")
    _, book = feedback(folder)

    assert book.sheetnames == ["efc-report", "1", "Teilnehmer der Gemeinde, 31 Bu."]
    assert [cell.value for cell in book["1"]["F"]][1] is None
    assert book["1"]["F3"].value.startswith("E3: ")


def test_a_sheet_without_mistakes_gets_no_column(folder):
    """It goes back as it came."""
    book = openpyxl.load_workbook(folder / "lists/teilnehmer.xlsx")
    right = book.create_sheet("Noch eine")
    for row in (HEADER, ROWS[0]):
        right.append(row)
    book.save(folder / "lists/teilnehmer.xlsx")
    page = feedback(folder)[1]["Noch eine"]

    assert [cell.value for cell in page[1]] == list(HEADER)


def test_sheets_called_as_ours_are_renamed():
    """However it is written, and whatever its last letters are; none is called like another."""
    names = ("efc-report", "Efc-Report", "a" * 40, "A" * 40, "x'y", "")
    sheets = [Sheet(name=name, rows=()) for name in names]

    assert list(sheet_names(sheets).values()) == [
        "efc-report-2", "Efc-Report-3", "a" * 31, "A" * 29 + "-2", "x-y", "1",
    ]  # fmt: skip


def test_marks_below_no_header_go_too(folder):
    """Where project.toml says which column is which, no header tells that a column is ours."""
    toml = (folder / "project.toml").read_text("utf-8").partition("[[sheets]]")[0]
    toml += '[[sheets]]\nfile = "lists/teilnehmer.xlsx"\nmeeting = "m1"\nheader_row = 0\n'
    toml += 'columns = {family_name = "A", town = "B", country = "C"}\n'
    (folder / "project.toml").write_text(toml, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (("A", "B", "DE"), ("C", "D", "Atlantis"), ("E", "F", "Atlantis")):
        book.active.append(row)
    book.save(folder / "lists/teilnehmer.xlsx")
    _, first = feedback(folder)
    first.worksheets[1]["C2"] = "DE"
    first.save(folder / "lists/teilnehmer.xlsx")
    page = feedback(folder)[1].worksheets[1]

    assert page["D2"].value is None
    assert page["D3"].value.startswith(f"{OWN_MARK} C3: ")


def test_check_says_that_nothing_has_to_be_corrected(folder, tmp_path):
    """No folder is made, and the lead does not wait for one."""
    _, book = feedback(folder)
    for cell, value in MISTAKES.items():
        book["Teilnehmer"][cell] = value
    book.save(folder / "lists/teilnehmer.xlsx")
    target = tmp_path / "back"
    result = CliRunner().invoke(program, ["check", str(folder), "--feedback", str(target)])

    assert "No cell of a list has to be corrected: nothing was written." in result.stderr
    assert not target.exists()
