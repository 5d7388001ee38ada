"""Workbooks as offices save them: with printers, signatures, macros, parts without cells."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from typing import NoReturn

import openpyxl
import pytest

from binary_sheets import binary_workbook_of, open_document_of
from efc_reporting.loading.sheets.workbook import WorkbookReader, _without_panics, without_nuls
from efc_reporting.loading.sheets.workbook_xml import RELATIONS, WORKBOOK
from efc_reporting.sheets import UnreadableSheetError

ROWS = [["Family name", "Given name", "Town"], ["Falk", "Ada", "Potsdam"]]
FAR_APART = b"\x00\x04\xff\xff\x0f\x00\x06\x0c\xff\x3f\x00\x00" + bytes(8)
"""What would be two cells far apart, were it a sheet of an .xlsb."""


def excel() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "List"
    for row in ROWS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(
    data: bytes, parts: Mapping[str, bytes], changes: Mapping[str, tuple[str, str]] = {}
) -> bytes:
    """Return a workbook with more parts, and with something put in the place of something."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        assert changes.keys() <= set(old.namelist())
        for name in old.namelist():
            before, after = changes.get(name, ("", ""))
            content = old.read(name)
            assert before.encode() in content
            new.writestr(name, content.replace(before.encode(), after.encode(), 1))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


MACROS = (
    '<Relationship Id="rIdM" Target="macrosheets/sheet1.xml" '
    'Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"/></Relationships>'
)
SHEETS = "</sheets>", '<sheet name="Macro1" sheetId="9" r:id="{}" {}/></sheets>'
OF_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TOOLBARS = (
    '<Relationship Id="rIdT" Target="attachedToolbars.bin" '
    'Type="http://schemas.microsoft.com/office/2006/relationships/attachedToolbars"/>'
    "</Relationships>"
)
WITH_MACROS = SHEETS[0], SHEETS[1].format("rIdM", OF_RELATIONS)
WITHOUT_PART = SHEETS[0], SHEETS[1].format("", OF_RELATIONS)

WHOLE = {
    "printer settings": with_parts(excel(), {"xl/printerSettings/printerSettings1.bin": FAR_APART}),
    "a signature of macros": with_parts(excel(), {"xl/vbaProjectSignature.bin": FAR_APART}),
    "toolbars in .xlsb": with_parts(
        binary_workbook_of(ROWS),
        {"xl/attachedToolbars.bin": FAR_APART},
        {"xl/_rels/workbook.bin.rels": ("</Relationships>", TOOLBARS)},
    ),
    "an empty part in .ods": with_parts(
        open_document_of(ROWS), {"Configurations2/accelerator/current.xml": b""}
    ),
    "a damaged part without cells": with_parts(
        open_document_of(ROWS), {"Configurations2/menubar/menu.xml": b"<a"}
    ),
    "a damaged drawing": with_parts(excel(), {"xl/drawings/drawing1.xml": b"<a"}),
    "a macro sheet": with_parts(
        excel(),
        {"xl/macrosheets/sheet1.xml": b"<macrosheet/>"},
        {WORKBOOK: WITH_MACROS, RELATIONS: ("</Relationships>", MACROS)},
    ),
    "a module without a part": with_parts(excel(), {}, {WORKBOOK: WITHOUT_PART}),
    "names that differ in case": with_parts(excel(), {"XL/Worksheets/Sheet1.xml": b"<worksheet/>"}),
}


@pytest.mark.parametrize("name", WHOLE)
def test_ordinary_workbooks_are_read(name: str) -> None:
    """What holds no cells stands in nobody's way."""
    (sheet,) = WorkbookReader().read(WHOLE[name], "list.xlsx")

    assert (sheet.name, [list(row) for row in sheet.rows]) == ("List", ROWS)


def test_a_sheet_of_xlsb_is_looked_at() -> None:
    """Left out is only what the workbook does not read; a sheet far too wide is refused."""
    wide = binary_workbook_of(ROWS)
    with zipfile.ZipFile(io.BytesIO(wide)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.bin")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(wide)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = FAR_APART + sheet if name.endswith("sheet1.bin") else old.read(name)
            new.writestr(name, content)
    with pytest.raises(UnreadableSheetError, match="too far apart"):
        WorkbookReader().read(stream.getvalue(), "list.xlsb")


class PanicException(BaseException):
    """As the one of the Rust library, which is not an Exception."""


def panic() -> NoReturn:
    os.write(2, b"thread '<unnamed>' panicked at src/xlsb.rs")
    raise PanicException


def test_a_panic_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """What Rust writes to the terminal is kept off it; what anybody else writes is not."""
    with pytest.raises(PanicException), _without_panics():
        panic()
    with _without_panics():
        os.write(2, b"a warning")

    assert capfd.readouterr().err == "a warning"


def test_letters_of_old_files_stand_without_nul() -> None:
    """Some .xls hold each letter as two bytes, of which the second came along."""
    assert without_nuls([["m\0p\0g\0", 3, None]]) == [["mpg", 3, None]]
