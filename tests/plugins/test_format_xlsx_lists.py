"""Lists to sign in a workbook: paper says what it is of, and there is room to sign."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
import segno
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from efc_format_xlsx.format import Xlsx
from efc_format_xlsx.pictures import Picture
from efc_reporting.plugin import (
    Block,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldList,
    Image,
    NoOptions,
    Paragraph,
    Section,
    SignatureBlock,
    Table,
)
from efc_reporting.testing import context_for, sample_project

MILLIMETRE = 72 / 25.4
HEADER = "Participant list K7QD-3MXA · Opole (Poland) · Meeting 1: Kick-off"


def code() -> bytes:
    stream = BytesIO()
    segno.make("x", micro=False).save(stream, kind="png", scale=4, dpi=150)
    return stream.getvalue()


def workbook_of(people: int, *, is_draft: bool = False) -> bytes:
    columns = (
        Column(title="No.", kind=ColumnKind.NUMBER),
        *(Column(title=f"Column {n}", weight=10) for n in range(6)),
        Column(title="Signature", kind=ColumnKind.SIGNATURE),
    )
    rows = [(f"N{n}", *["quite a long cell"] * 6, "") for n in range(1, people + 1)]
    blocks: list[Block] = [
        FieldList([Field(label="Meeting", text="Kick-off")] * 4),
        Image(data=code(), media_type="image/png", alternative="QR code"),
        Table(caption="Participants", columns=columns, rows=rows),
        Paragraph("Each person signs in person."),
        SignatureBlock(heading="Certified", labels=("Date", "Stamp")),
        SignatureBlock(heading="Certified too", labels=("Date", "Stamp")),
    ]
    document = Document(
        kind="trial",
        title="Trial",
        language="en",
        audience="agency",
        as_of=date(2020, 2, 28),
        reference="R-1",
        blocks=[Section(title="Opole", blocks=blocks, is_apart=True, page_header=HEADER)],
        is_draft=is_draft,
    )
    return Xlsx().render(document, context_for(sample_project(), language="en"), NoOptions())


def sheet_of(people: int, *, is_draft: bool = False) -> Worksheet:
    return load_workbook(BytesIO(workbook_of(people, is_draft=is_draft)))["Opole"]


def row_of(sheet: Worksheet, value: str) -> int:
    return next(cell.row for row in sheet.rows for cell in row if cell.value == value)


def test_a_loose_sheet_says_what_it_is_of() -> None:
    """Id, town and meeting stand above each page, and pages count from 1."""
    sheet = sheet_of(3, is_draft=True)

    assert sheet.oddHeader.left.text == HEADER
    assert "DRAFT" in sheet.oddHeader.right.text
    assert sheet.oddFooter.right.text == "Page &P"
    assert sheet.page_setup.useFirstPageNumber


def test_a_picture_stands_on_the_sheet() -> None:
    """With its alternative text, and in no words in its place."""
    data = workbook_of(3)
    sheet = load_workbook(BytesIO(data))["Opole"]
    with ZipFile(BytesIO(data)) as archive:
        drawings = [archive.read(name) for name in archive.namelist() if "drawings/drawing" in name]

    assert sum(drawing.count(b'descr="QR code"') for drawing in drawings) == 1
    assert "QR code" not in [cell.value for row in sheet.rows for cell in row]


def test_a_picture_is_as_large_as_it_is_meant_to_be() -> None:
    """A code of two centimetres is two centimetres on paper; no picture is higher than a row."""
    from PIL import Image as Pillow

    large = BytesIO()
    Pillow.new("RGB", (3000, 2000)).save(large, "PNG")
    natural = Picture.of(code(), 1.0)

    assert natural.height == pytest.approx(20 * MILLIMETRE, rel=0.1)
    assert Picture.of(code(), 1.3).height == pytest.approx(1.3 * natural.height)
    assert Picture.of(large.getvalue(), 1.0).height <= 240
    with pytest.raises(ValueError, match="PNG or JPEG"):
        Picture.of(b"none", 1.0)


def test_there_is_room_to_sign_with_any_font() -> None:
    """Rows are twelve millimetres high even where columns are a fifth wider than in Arial."""
    sheet = sheet_of(5)
    width = sum(sheet.column_dimensions[letter].width * 5.25 * 1.21 for letter in "ABCDEFGH")
    scale = min(1.0, 755 / width)
    row = sheet.row_dimensions[row_of(sheet, "N1")]

    assert row.height * scale >= 12 * MILLIMETRE
    assert 10 * scale >= 8.9  # points of the text


@pytest.mark.parametrize("people", [*range(3, 9), *range(11, 16)])
def test_who_certifies_does_so_below_two_rows(people: int) -> None:
    """Where a page is broken for the certification, the last two rows go there with it."""
    sheet = sheet_of(people)
    (broken,) = sheet.row_breaks.brk

    assert broken.id == row_of(sheet, f"N{people - 1}") - 1


@pytest.mark.parametrize("people", [9, 10])
def test_no_page_is_broken_where_all_fits(people: int) -> None:
    """Excel breaks the page among so many rows by itself; who certifies has room below them."""
    assert sheet_of(people - 1).row_breaks.brk or sheet_of(people + 1).row_breaks.brk
    assert not sheet_of(people).row_breaks.brk


@pytest.mark.parametrize("people", [1, 2, 3, 8])
def test_a_heading_stays_with_its_list(people: int) -> None:
    """The only page is broken within the list, not between the title of a sheet and the list."""
    sheet = sheet_of(people)
    (broken,) = sheet.row_breaks.brk

    assert broken.id >= row_of(sheet, "N1")
