"""Folders and files made to harm: they are refused in a moment, with a word on why."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
import zlib

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efc_reporting.base.toml_tables import BadValueError
from efc_reporting.errors import LoadError
from efc_reporting.loading import builtin_sheet_readers, load_project
from efc_reporting.loading.pictures import normal_picture
from efc_reporting.loading.sheets.layout import merged_below
from efc_reporting.loading.sheets.workbook import WorkbookReader, checked_archive
from efc_reporting.loading.sheets.workbook_xml import WorkbookXml
from efc_reporting.sheets import Sheet, UnreadableSheetError

HEAD = """
title = "T"
measure = "m"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en"]
"""
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
EXCEL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
WORDS = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


BINARY_RELATIONS = """<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"
  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
</Relationships>"""


def workbook(cells):
    book = openpyxl.Workbook()
    for name, value in cells.items():
        book.active[name] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data, change, name="xl/worksheets/sheet1.xml"):
    """Return a ZIP file with one member changed by a function on its bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        assert name in old.namelist()
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return stream.getvalue()


def open_document(body):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", 8) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" '
            f'xmlns:text="{TEXT}"><office:body><office:spreadsheet><table:table table:name="T">'
            f"{body}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def record(kind, payload):
    """Return one record of an .xlsb part."""
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(payload)]) + payload


def binary_workbook(row, column):
    """Return the sheet part of an .xlsb with the text "x" in one cell far away."""
    stream = io.BytesIO()
    cell = struct.pack("<III", column, 0, 1) + "x".encode("utf-16-le")
    with zipfile.ZipFile(stream, "w", 8) as archive:
        archive.writestr("xl/worksheets/sheet1.bin", b"".join([
            record(129, b""), record(145, b""),
            record(0, struct.pack("<I", 0) + bytes(13)),
            record(6, struct.pack("<III", 0, 0, 1) + b"x\0"),
            record(0, struct.pack("<I", row) + bytes(13)),
            record(6, cell),
            record(146, b""), record(130, b""),
        ]))  # fmt: skip
        archive.writestr("xl/_rels/workbook.bin.rels", BINARY_RELATIONS)
    return stream.getvalue()


def row(content, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{content}</table:table-row>'


def chunk(kind, content):
    """Return one piece of a PNG file."""
    size, check = len(content), zlib.crc32(kind + content)
    return struct.pack(">I", size) + kind + content + struct.pack(">I", check)


def zip_of(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", 8) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
HARMFUL = {
    "far cell": workbook({"A1": "x", "XFD1048576": "y"}),
    "far row": workbook({"A1": "x", "CC1048576": "y"}),
    "far cell between lines": changed(
        workbook({"A1": "x", "XFD1048576": "y"}),
        lambda xml: re.sub(rb' r="([A-Z]+[0-9]+)"', rb"\n\tr = '\1'", xml),
    ),
    "far cell in another prefix": changed(
        workbook({"A1": "x", "XFD1048576": "y"}),
        lambda xml: xml.replace(b"<", b"<s:").replace(b"<s:/", b"</s:").replace(
            b"xmlns=", b"xmlns:s="
        ),
    ),
    "far cell by entity": changed(
        workbook({"A1": "x", "XFD1048576": "y"}),
        lambda xml: xml.replace(b'"XFD1048576"', b"'XF&#68;1048576'"),
    ),
    "far cell in small letters": changed(
        workbook({"A1": "x", "XFD1048576": "y"}),
        lambda xml: xml.replace(b'"XFD1048576"', b'"xfd1048576"'),
    ),
    "far cell with zeros": changed(
        workbook({"A1": "x", "XFD1048576": "y"}),
        lambda xml: xml.replace(b'"XFD1048576"', b'"XFD0001048576"'),
    ),
    "far cell with a long name": changed(
        workbook({"A1": "x", "XFD1048576": "y"}),
        lambda xml: xml.replace(b'"XFD1048576"', b'"XFD' + b"0" * 5000 + b'1048576"'),
    ),
    "far cells without names": changed(
        workbook({"A1": "x", "Z1048576": "y"}),
        lambda xml: xml.replace(b'<c r="Z1048576"', b"<c/>" * 9 + b"<c"),
    ),
    "far cell with a prefix of its own": changed(
        workbook({"A1": "x", "XFD1048576": "y"}),
        lambda xml: xml.replace(b"<worksheet ", b'<worksheet xmlns:s="' + EXCEL + b'" ').replace(
            b'<c r="XFD', b'<s:c r="xfd').replace(b"</c></row></sheetData>",
            b"</s:c></row></sheetData>"),
    ),
    "far cell in .ods": open_document(row("<table:table-cell/>", 1_000_000) + row(
        '<table:table-cell table:number-columns-repeated="9999"/>' + WORDS
    )),
    "repeated cells in .ods": open_document(
        row(WORDS.replace("cell ", 'cell table:number-columns-repeated="100" '), 10**6)
    ),
    "endless spaces in .ods": open_document(
        row(WORDS.replace("x<", '<text:s text:c="4000000000"/><'))
    ),
    "far cell in .xlsb": binary_workbook(1_048_575, 16_383),
    "document type": changed(
        workbook({"A1": "x"}), lambda xml: xml.replace(b"<worksheet", DOCTYPE + b"<worksheet")
    ),
    "document type elsewhere": changed(
        workbook({"A1": "x"}), lambda xml: xml.replace(b"<workbook", DOCTYPE + b"<workbook"),
        "xl/workbook.xml",
    ),
    "document type in UTF-16": changed(
        workbook({"A1": "x"}),
        lambda xml: (DOCTYPE.decode() + xml.decode().partition("?>")[2]).encode("utf-16"),
    ),
    "bomb": zip_of([("xl/worksheets/sheet1.xml", b" " * 30_000_000)]),
    "many members": zip_of([(f"xl/{number}.xml", b"<a/>") for number in range(2001)]),
    "cut": workbook({"A1": "x"})[:-200],
}  # fmt: skip


REASONS = {
    "far": "too far apart",
    "repeated": "too far apart",
    "endless": "too far apart",
    "document": "declares a document type",
    "bomb": "far more than",
    "many": "far more than",
    "cut": "damaged",
}


@pytest.mark.parametrize("name", HARMFUL)
def test_harmful_workbooks_are_refused_before_they_are_opened(name):
    """Bombs, entities and cells far apart never reach the reader."""
    begin = time.process_time()
    with pytest.raises(UnreadableSheetError) as caught:
        checked_archive(HARMFUL[name])

    assert REASONS[name.split()[0]] in caught.value.problem
    assert time.process_time() - begin < 5


def test_a_lying_size_is_not_believed():
    """A member that says it is small, and is not, is refused: its check sum cannot be right."""
    data = bytearray(zip_of([("xl/worksheets/sheet1.xml", b"<a>" + b" " * 10_000 + b"</a>")]))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(signature) + offset
        data[start : start + 4] = struct.pack("<I", 4)
    with pytest.raises(UnreadableSheetError):
        checked_archive(bytes(data))


def test_the_reader_sees_only_what_was_checked():
    """Even where a lie about the size comes with the right check sum for the first bytes."""
    data = bytearray(zip_of([("xl/worksheets/sheet1.xml", b"<a/>" + b"<" * 10_000)]))
    for signature, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = data.index(signature) + offset
        data[start : start + 4] = struct.pack("<I", zlib.crc32(b"<a/>"))
        data[start + 8 : start + 12] = struct.pack("<I", 4)
    with zipfile.ZipFile(io.BytesIO(checked_archive(bytes(data)))) as archive:
        assert archive.read("xl/worksheets/sheet1.xml") == b"<a/>"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            b"<worksheet><sheetData><row/></sheetData></worksheet>",
            b"<worksheet><mergeCells/><sheetData><row/></sheetData></worksheet>",
        ),
        (b"<worksheet><sheetData/><mergeCells><mergeCell/></mergeCells></worksheet>", None),
        (b"<sst><si><t><![CDATA[<sheetData]]></t></si></sst>", None),
    ],
    ids=["without merged cells", "with merged cells", "texts"],
)
def test_only_a_sheet_without_merged_cells_is_changed(part, expected):
    """It says so before its rows, which spares the reader to go through them twice."""
    with zipfile.ZipFile(io.BytesIO(checked_archive(zip_of([("xl/part.xml", part)])))) as archive:
        assert archive.read("xl/part.xml") == (expected or part)


def test_rows_without_an_end_take_no_time():
    """They are looked through for hidden ones before a parser sees that they are none."""
    begin = time.process_time()
    WorkbookXml().see("xl/worksheets/sheet1.xml", b"<sheetData>hidden" + b"<row " * 200_000)

    assert time.process_time() - begin < 5


def test_merged_cells_over_each_other_take_no_time():
    """A hundred thousand areas of ten thousand rows each fit into a small file."""
    rows = [("Potsdam",)] * 10_000
    sheet = Sheet(name="A", rows=rows, merged=[((0, 0), (9_999, 0))] * 100_000)
    begin = time.process_time()

    assert len(merged_below(sheet, {"town": 0})) == 9_999
    assert time.process_time() - begin < 5


def test_harmless_workbooks_pass():
    """A list of thousands, formatted rows to the end, and empty repeats of LibreOffice."""
    rows = {f"A{number}": "x" for number in range(1, 3000)}
    tail = row('<table:table-cell table:number-columns-repeated="16384"/>', 1_048_575)
    formatted = changed(
        workbook({"A1": "x"}),
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576" ht="15"/></sheetData>'),
    )

    assert len(WorkbookReader().read(workbook(rows), "a.xlsx")[0].rows) == 2999
    assert WorkbookReader().read(formatted, "a.xlsx")[0].rows == (("x",),)
    assert WorkbookReader().read(open_document(row(WORDS) + tail), "a.ods")[0].rows == (("x",),)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
)
def test_any_bytes_are_read_or_refused(data, magic):
    """No reader fails in another way, whatever it is given."""
    for reader in builtin_sheet_readers():
        try:
            reader.read(magic + data, "any")
        except UnreadableSheetError:
            continue


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 6000), st.binary(min_size=1, max_size=4))
def test_a_damaged_workbook_is_read_or_refused(position, damage):
    """A few bytes changed anywhere in it end no process."""
    data = workbook({"A1": "Surname", "B1": "Town", "A2": "x", "B2": 3})
    position %= len(data)
    try:
        WorkbookReader().read(data[:position] + damage + data[position + len(damage) :], "a.xlsx")
    except UnreadableSheetError:
        return


def test_a_picture_of_many_pixels_is_refused_unopened():
    """A PNG of a few bytes that claims 12000 × 12000 pixels, and one that claims far more."""
    for side in (12_000, 100_000):
        header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
        chunks = chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")
        data = b"\x89PNG\r\n\x1a\n" + chunks
        begin = time.process_time()
        with pytest.raises(BadValueError) as caught:
            normal_picture(data)

        assert "40 million" in caught.value.problem
        assert time.process_time() - begin < 1


@pytest.mark.parametrize("name", ["../out.csv", "/etc/hostname", "link.csv", "inside/link.csv"])
def test_no_file_outside_the_folder_is_read(tmp_path, name):
    """Neither by its path nor through a link."""
    folder = tmp_path / "project"
    (folder / "inside").mkdir(parents=True)
    (tmp_path / "out.csv").write_text("Surname;Town;Country\nCANARY;Bonn;DE\n")
    (folder / "link.csv").symlink_to(tmp_path / "out.csv")
    (folder / "inside/link.csv").symlink_to("../../out.csv")
    meeting = f'[[meetings]]\nid = "m"\ntitle = "M"\nparticipants = ["{name}"]\n'
    (folder / "project.toml").write_text(HEAD + meeting)
    with pytest.raises(LoadError) as caught:
        load_project(folder)
    (problem,) = caught.value.problems

    assert problem.place == "meetings[0].participants[0]"
    assert "folder" in problem.problem


def test_no_narrative_outside_the_folder_is_read(tmp_path):
    """A link in the narrative leads nowhere either."""
    folder = tmp_path / "project"
    (folder / "narrative").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("CANARY")
    (folder / "narrative/summary.md").symlink_to(tmp_path / "secret.md")
    (folder / "project.toml").write_text(HEAD)
    with pytest.raises(LoadError) as caught:
        load_project(folder)

    assert [problem.file for problem in caught.value.problems] == ["narrative/summary.md"]
