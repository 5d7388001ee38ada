"""Cells that readers of workbooks take for empty: errors, and formulas saved without a value."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from binary_sheets import open_document_of
from efc_reporting.loading.sheets.workbook import WorkbookReader
from efc_reporting.loading.sheets.workbook_xml import NO_VALUE, LeftOut, WorkbookXml
from efc_reporting.sheets import UnreadableSheetError
from efc_reporting.workflows.feedback import feedback_workbooks

TOML = '\n[[meetings]]\nid = "m1"\ntitle = "First meeting"\nparticipants = ["list.{}"]\n'
HEADER = ("Family name", "Given name", "Town", "Country", "Signed")
PERSON = ("Rossi", "Ada", "Perugia", "IT", "x")


def workbook(*rows, errors=()):
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    for place in errors:
        book.active[place].data_type = "e"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(data, part, *replaced):
    """Return a zipped file with some bytes of one of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in replaced if name == part else ():
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    return stream.getvalue()


def with_cells(cells):
    """Return a workbook whose sheet has a second row of these cells, as the XML has them."""
    row = f'<row r="2">{cells}</row></sheetData>'.encode()
    return with_part(workbook(), "xl/worksheets/sheet1.xml", (b"</sheetData>", row))


def rows_of(data, name="list.xlsx"):
    return WorkbookReader().read(data, name)[0].rows


def test_errors_and_formulas_without_value_are_wrong_cells(make_folder, problems_of):
    """Each with its place, its reason and what to do; nobody is read with an empty name."""
    data = workbook(("#N/A", "=1/0", "Perugia", "IT", '=IF(1,"x","")'), PERSON, errors=("A2",))
    problems = problems_of(make_folder(TOML.format("xlsx"), files={"list.xlsx": data}))

    assert [problem.place for problem in problems] == ["Sheet!A2", "Sheet!B2", "Sheet!E2"]
    assert "an error stands here" in problems[0].problem
    assert "a formula stands here without its value" in problems[1].problem
    assert "open the file in Excel or LibreOffice and save it" in problems[2].remedy


def test_the_last_rows_are_not_lost_either(make_folder, problems_of):
    """A reader ends a sheet where its last value stands."""
    data = workbook(PERSON, ('=UPPER("bcd")', None, None, None, None))
    problems = problems_of(make_folder(TOML.format("xlsx"), files={"list.xlsx": data}))

    assert {problem.place for problem in problems} >= {"Sheet!A3"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A2" t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ("<c r='A2' t='e'><v>#REF!</v></c>", "#REF!"),
        ('<c r="A2" t="e"><f>NA()</f></c>', NO_VALUE),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="a2" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A2"><f>B2</f></c>', NO_VALUE),
        ('<c r="A2"><f>B2</f><v/></c>', NO_VALUE),
        ('<c r="A2" t="n"><f>B2</f><v></v></c>', NO_VALUE),
        ('<c r="A2"><f t="shared" ref="A2:A3" si="0">B2</f></c>', NO_VALUE),
        ('<c r="A2" t="str"><f>IF(B2="","","x")</f><v></v></c>', ""),
        ('<c r="A2" t="str"><f>B2</f><v>Rossi</v></c>', "Rossi"),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', 2.0),
        ('<c r="A2" t="inlineStr"><is><t>no #, no formula f></t></is></c>', "no #, no formula f>"),
    ],
)
def test_a_cell_of_a_workbook_keeps_what_is_seen_of_it(cell, value):
    """The text of an error, a mark for a value that is missing; the empty text of an IF stays."""
    data = with_cells(cell + '<c r="B2"><v>5</v></c>')

    assert rows_of(data)[1][:2] == (value, 5.0)


def test_names_with_prefixes_are_known():
    """Some programs write x:c for c."""
    sheet = with_cells('<c r="A2" t="e"><v>#N/A</v></c><c r="B2"><f>A1</f></c>')
    with zipfile.ZipFile(io.BytesIO(sheet)) as archive:
        old = archive.read("xl/worksheets/sheet1.xml")
    new = old.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
    new = new.replace(b"<worksheet xmlns=", b"<x:worksheet xmlns:x=").replace(b"<x:?", b"<?")
    new = new.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=")
    rows = rows_of(with_part(sheet, "xl/worksheets/sheet1.xml", (old, new)))

    assert rows[1][:2] == ("#N/A", NO_VALUE)


def test_each_sheet_has_its_own(make_folder):
    """The names of the parts do not tell the order of the sheets."""
    book = openpyxl.Workbook()
    book.active.append(["=A5"])
    book.create_sheet("Second").append(["a"])
    book.create_sheet("Third").append(["b", "=A5"])
    book.move_sheet("Third", -2)
    stream = io.BytesIO()
    book.save(stream)

    assert [sheet.rows for sheet in WorkbookReader().read(stream.getvalue(), "a.xlsx")] == [
        (("b", NO_VALUE),), ((NO_VALUE,),), (("a",),),
    ]  # fmt: skip


def test_open_documents_keep_them_too(make_folder, problems_of):
    """LibreOffice writes errors as texts that are shown beside an empty value."""
    shown = b'<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    cell = '<table:table-cell table:formula="of:=A1" {}</table:table-cell>'
    kinds = {
        b"one": 'office:value-type="string" office:string-value=""><text:p>#N/A</text:p>',
        b"two": 'office:value-type="float" office:value="0"><text:p>Err:502</text:p>',
        b"three": ">",
        b"four": "><text:p/>",
        b"five": 'office:value-type="string"><text:p>x</text:p><office:annotation><text:p>#N/A'
        "</text:p></office:annotation>",
    }
    data = open_document_of([HEADER, tuple(name.decode() for name in kinds), PERSON])
    replaced = [(shown.replace(b"{}", name), cell.format(k).encode()) for name, k in kinds.items()]
    data = with_part(data, "content.xml", *replaced)

    assert rows_of(data, "list.ods")[1][:4] == ("#N/A", "Err:502", NO_VALUE, "")
    problems = problems_of(make_folder(TOML.format("ods"), files={"list.ods": data}))

    assert {problem.place.rpartition("!")[2] for problem in problems} >= {"A2", "B2", "C2"}


def test_all_that_is_left_out_of_an_open_document_is_seen_together():
    """Lost, hidden and merged cells are counted alike: from 0, repeats included, sheet by sheet."""
    rows = (
        '<t:table-row t:number-rows-repeated="2"/><t:table-row t:visibility="filter">'
        '<t:table-cell t:number-columns-repeated="3"/><t:table-cell t:formula="of:=A1"/>'
        '<t:table-cell t:number-rows-spanned="2"/></t:table-row>'
    )
    sheets = f'<t:table t:name="A">{rows}</t:table><t:table t:name="B">{rows}</t:table>'
    parts = WorkbookXml()
    parts.see("content.xml", f"<d>{sheets}</d>".encode())
    found = LeftOut(lost={(2, 3): NO_VALUE}, hidden=[2], merged=[((2, 4), (3, 4))])

    assert parts.by_sheet() == {"A": found, "B": found}


def test_errors_in_delimited_text_are_errors_too(make_folder, problems_of):
    """Excel writes them so when it saves a sheet as CSV."""
    csv = "Family name;Town;Country;Age\nRossi;#NAME?;IT;#N/A\n"
    problems = problems_of(make_folder(TOML.format("csv"), files={"list.csv": csv}))

    assert [problem.place for problem in problems] == ["B2", "D2"]


def test_a_formula_goes_back_as_a_marked_cell(make_folder):
    """In its place stands a text, so that a second round finds it again if nobody mends it."""
    data = workbook(("=B2", *PERSON[1:]))
    folder = make_folder(TOML.format("xlsx"), files={"list.xlsx": data})
    for _ in range(2):
        (answer,) = feedback_workbooks(folder).values()
        (folder / "list.xlsx").write_bytes(answer)
        page = openpyxl.load_workbook(io.BytesIO(answer))["Sheet"]

        assert page["A2"].value == NO_VALUE
        assert page["A2"].comment


def test_a_damaged_sheet_with_formulas_is_refused():
    """What the parser cannot read is one problem of the file."""
    data = with_cells('<c r="A2"><f>A1</f></c></c>')

    with pytest.raises(UnreadableSheetError):
        rows_of(data)


def test_a_cell_far_away_is_refused_before_room_is_made_for_it():
    """No list ends in the millionth column."""
    data = with_cells('<c r="XFD999999"><f>A1</f></c>')

    with pytest.raises(UnreadableSheetError, match="too far apart"):
        rows_of(data)
