"""Sheet files of all types: workbooks and delimited text."""

from __future__ import annotations

import codecs
import datetime
import io

import openpyxl
import pytest

from by_libreoffice import converted
from efc_reporting.loading import builtin_sheet_readers, load_project
from efc_reporting.loading.sheets.delimited import CsvReader, decode, guarded
from efc_reporting.loading.sheets.workbook import WorkbookReader
from efc_reporting.sheets import Sheet, SheetReader, UnreadableSheetError

HEADER = ("Family name", "Town", "Country")
NAMED = '[[meetings]]\nid = "m1"\ntitle = "M"\nparticipants = ["{}"]\n'


def workbook(*rows, hidden=()):
    """Return an .xlsx of one sheet, and of hidden ones."""
    book = openpyxl.Workbook()
    book.active.title = "List"
    for row in rows:
        book.active.append(row)
    for name in hidden:
        sheet = book.create_sheet(name)
        sheet.append(HEADER)
        sheet.append(("CANARY", "Bonn", "DE"))
        sheet.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_keeps_places_and_types():
    """Rows count from the first row of the sheet, also where it is empty."""
    day = datetime.date(2018, 6, 4)
    (sheet,) = WorkbookReader().read(workbook((), ("", "x"), (1.5, True, day)), "a.xlsx")

    assert sheet.name == "List"
    assert sheet.rows[1][1] == "x"
    assert sheet.rows[2] == (1.5, True, day)


def test_hidden_sheets_are_told_and_not_read(make_folder):
    """Their people are nowhere in the project."""
    data = workbook(HEADER, ("A", "Bonn", "DE"), hidden=("Old", "Older"))
    project = load_project(make_folder(NAMED.format("a.xlsx"), files={"a.xlsx": data}))

    assert [(r.code, r.values["sheet"]) for r in project.remarks] == [
        ("sheet-hidden", "Old"),
        ("sheet-hidden", "Older"),
    ]
    assert [p.family_name for p in project.meetings[0].participants] == ["A"]
    assert str(project.meetings[0].participants[0].source) == "a.xlsx, List, row 2"


@pytest.mark.tool("soffice")
@pytest.mark.parametrize("extension", ["xls", "ods", "csv"])
def test_other_file_types_read_the_same(make_folder, tmp_path, extension):
    """LibreOffice's copies of one list give the same people."""
    folder = make_folder(NAMED.format("a.xlsx"))
    (folder / "a.xlsx").write_bytes(
        workbook(HEADER, ("Ćirić", "01234", "Hrvatska"), ("B", 7, "HR"))
    )
    (folder / "project.toml").write_text(
        (folder / "project.toml").read_text().replace('["en", "de"]', '["hr"]'), encoding="utf-8"
    )
    wanted = load_project(folder).meetings[0].participants
    token = "csv:Text - txt - csv (StarCalc):59,34,76" if extension == "csv" else extension
    copy = converted((folder / "a.xlsx").read_bytes(), tmp_path, token, name="a.xlsx")
    (folder / f"a.{extension}").write_bytes(copy)
    toml = (folder / "project.toml").read_text(encoding="utf-8")
    (folder / "project.toml").write_text(toml.replace("a.xlsx", f"a.{extension}"), encoding="utf-8")

    assert load_project(folder).meetings[0].participants == wanted
    assert [person.town for person in wanted] == ["01234", "7"]


@pytest.mark.parametrize("delimiter", list(";,\t|"))
@pytest.mark.parametrize("start", ["", "\n", "Participants, all of them\n"])
def test_the_delimiter_is_found(delimiter, start):
    """By the known headers, also below a title that holds another delimiter."""
    text = start + delimiter.join(HEADER) + "\n" + delimiter.join(("A", "Bonn", "DE")) + "\n"
    (sheet,) = CsvReader().read(text.encode(), "a.csv")

    assert sheet.rows[-1] == ("A", "Bonn", "DE")


def test_a_separator_line_decides():
    """Excel's `sep=` line is no row."""
    (sheet,) = CsvReader().read(b"sep=|\r\na,b|c;d\r\n", "a.csv")

    assert sheet.rows == (("a,b", "c;d"),)


def test_unknown_headers_leave_the_delimiter_to_the_sniffer():
    """A list with headers that nobody knows still falls into columns."""
    (sheet,) = CsvReader().read(b"ena;dva;tri\n1,5;2;3\n1,6;2;3\n", "a.csv")

    assert sheet.rows[1] == ("1,5", "2", "3")


def test_cells_may_hold_lines_and_quotes():
    """As spreadsheets write them."""
    (sheet,) = CsvReader().read(b'Surname,Town,Country\n"A ""B""","x\ny",DE\n', "a.csv")

    assert sheet.rows[1] == ('A "B"', "x\ny", "DE")


@pytest.mark.parametrize(
    ("data", "text", "assumed"),
    [
        ("Łódź".encode(), "Łódź", ""),
        (codecs.BOM_UTF8 + "Łódź".encode(), "Łódź", ""),
        ("Łódź".encode("utf-16"), "Łódź", ""),
        (codecs.BOM_UTF16_BE + "Łódź".encode("utf-16-be"), "Łódź", ""),
        ("Name Łódź".encode("utf-16-le"), "Name Łódź", "UTF-16-LE"),
        ("Name Łódź".encode("utf-16-be"), "Name Łódź", "UTF-16-BE"),
        ("Jyväskylä".encode("cp1252"), "Jyväskylä", "Windows-1252"),
    ],
)
def test_encodings_are_found_in_order(data, text, assumed):
    """Mark, strict UTF-8, UTF-16, then Windows-1252; what is not certain is named."""
    assert decode(data) == (text, assumed)


def test_an_assumed_encoding_is_a_remark(make_folder):
    """The lead is asked to look at the names."""
    data = "Surname;Town;Country\nA;Jyväskylä;FI\n".encode("cp1252")
    project = load_project(make_folder(NAMED.format("a.csv"), files={"a.csv": data}))

    assert project.meetings[0].participants[0].town == "Jyväskylä"
    assert [(r.code, r.values["encoding"]) for r in project.remarks] == [
        ("encoding-assumed", "Windows-1252")
    ]


def remark_on(text, encoding, *countries):
    """Return the remark on a list with people of these names."""
    data = f"Surname;Town\n{text};Musterstadt\n".encode(encoding)
    (sheet,) = CsvReader(countries=countries).read(data, "a.csv")
    return sheet.remarks[0]


def test_an_assumed_encoding_shows_its_letters():
    """Each once, so that the lead can see whether they are those of the partner's language."""
    remark = remark_on("Święch, Głąb, Gąska, Śnieć", "cp1250", "PL")

    assert remark.values["letters"] == "ą ć ę ł Ś"
    assert "Letters beyond a–z read: ą ć ę ł Ś." in str(remark)


def test_letters_that_were_misread_show():
    """A Hungarian list that nothing tells to be one has letters that no Hungarian name has."""
    assert remark_on("Ezt Őze", "cp1250").values["letters"] == "Õ"
    assert remark_on("Ezt Őze", "cp1250", "HU").values["letters"] == "Ő"


def test_letters_of_an_assumed_encoding_are_few_and_no_name():
    """At most twelve, sorted; of scripts in which one letter may be a name none is shown."""
    greek = remark_on("Ξένος Ψάλτης, Γιώργος Ζαχαρόπουλος", "cp1253", "EL").values["letters"]
    chinese = remark_on("王", "utf-16-le")

    assert len(greek.split()) == 12
    assert greek.split() == sorted(greek.split())
    assert chinese.values["letters"] == ""
    assert "beyond" not in str(chinese)


def test_bytes_of_no_encoding_are_refused():
    """0x81 and 0x98 stand for something in no code page together."""
    with pytest.raises(UnreadableSheetError):
        decode(b"\x81\x98\xff")


@pytest.mark.parametrize(
    "text", ["=1+1", "+48 1", "-x", "@a", "'=x", "''+1", "plain", "'quoted'", ""]
)
def test_a_guarded_cell_reads_back(text):
    """What is written so that no spreadsheet counts it comes back as it was."""
    (sheet,) = CsvReader().read(f'Surname\n"{guarded(text)}"\n'.encode(), "a.csv")

    assert not guarded(text).startswith(("=", "+", "-", "@"))
    assert sheet.rows[1] == (text,)


class UpsideDown:
    """Reads .upside files: one text, backwards, as a whole list."""

    extensions = frozenset({".upside"})

    def read(self, data, name):
        return [Sheet(name="", rows=[HEADER, (data.decode()[::-1], "Bonn", "DE")])]


def test_further_file_types_are_read_by_readers_given(make_folder):
    """A plugin's reader is asked for its own ending."""
    folder = make_folder(NAMED.format("a.upside"), files={"a.upside": "regnizneM"})
    project = load_project(folder, sheet_readers=[UpsideDown()])

    assert project.meetings[0].participants[0].family_name == "Menzinger"


def test_an_unknown_file_type_is_a_problem(make_folder, problems_of):
    """With the endings that are known."""
    (problem,) = problems_of(make_folder(NAMED.format("a.pdf"), files={"a.pdf": b"%PDF"}))

    assert problem.place == "meetings[0].participants[0]"
    assert "'.pdf'" in problem.problem


def test_the_built_in_readers_are_readers():
    """They fit the protocol that plugins fit, and know all types that we promise."""
    extensions = frozenset().union(*(reader.extensions for reader in builtin_sheet_readers()))

    assert all(isinstance(reader, SheetReader) for reader in builtin_sheet_readers())
    assert {".xlsx", ".xls", ".xlsb", ".ods", ".csv"} <= extensions
