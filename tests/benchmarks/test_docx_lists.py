"""A list of ten thousand people as a Word file, beside python-docx's own way and the bare limit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

import docx
import pytest
from measuring import length, shortest_times

from efc_format_docx.format import DocxFormat, DocxOptions
from efc_reporting.blocks import Column, Table
from efc_reporting.blocks.document import Document
from efc_reporting.testing import context_for, sample_project
from efc_reporting.testing.contexts import SAMPLE_DAY

ROWS = length(10_000)
OF_PEER = length(1_000)
"""`add_row` is measured on fewer rows: a second instead of twenty. Its time per row grows
with the table: to take it as even does it a favour, and the ratio is a lower bound."""

FASTER_THAN_ADD_ROW = 20
SLOWER_THAN_A_STRING = 4
TITLES = ("No.", "Family name", "Given name", "Organisation", "Town", "Country")


def people(number: int) -> list[tuple[str, ...]]:
    """Return the rows of so many made-up people."""
    return [
        (str(n), f"Muster-{n:05}", "Erika", "Verein Beispiel & Co", "Musterstadt", "DE")
        for n in range(1, number + 1)
    ]


def ours(number: int) -> Callable[[], bytes]:
    """Return what makes the list as our Word file, style sheet and all."""
    table = Table(caption="List", columns=[Column(title=t) for t in TITLES], rows=people(number))
    document = Document(
        kind="list",
        title="List",
        language="en",
        audience="agency",
        as_of=SAMPLE_DAY,
        blocks=(table,),
    )
    context = context_for(sample_project())
    return lambda: DocxFormat().render(document, context, DocxOptions())


def by_add_row(number: int) -> Callable[[], bytes]:
    """Return what makes it as everybody would with python-docx 1.2: `add_row` and `cell.text`."""
    rows = people(number)

    def make() -> bytes:
        file = docx.Document()
        table = file.add_table(1, len(TITLES))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        written = io.BytesIO()
        file.save(written)
        return written.getvalue()

    return make


def as_a_string(number: int) -> Callable[[], bytes]:
    """Return what writes the XML of our body as a string into a ZIP: it cannot be done quicker.

    The texts are joined anew each time; cells look as ours do.
    """
    with zipfile.ZipFile(io.BytesIO(ours(1)())) as archive:
        start, _, end = archive.read("word/document.xml").decode().partition("Muster-00001")
    cell_start = start.rpartition("<w:tc>")[2]
    head, tail = start.rpartition("<w:tr>")[0], end.rpartition("</w:tr>")[2]
    rows = people(number)

    def make() -> bytes:
        body = "".join(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + "".join(f"<w:tc>{cell_start}{escape(text)}</w:t></w:r></w:p></w:tc>" for text in row)
            + "</w:tr>"
            for row in rows
        )
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", f"{head}{body}{tail}")
        return written.getvalue()

    return make


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """Load what is needed: what is measured is the list."""
    ours(1)()
    by_add_row(1)()


def test_the_list_is_many_times_faster_than_add_row(capsys: pytest.CaptureFixture[str]) -> None:
    """Both in one run; python-docx's time for all rows is at least that for a tenth, ten times."""
    times = ROWS / OF_PEER
    own, peer = shortest_times(
        ours(ROWS),
        by_add_row(OF_PEER),
        until=lambda own, peer: peer * times / own >= FASTER_THAN_ADD_ROW,
    )
    ratio = peer * times / own
    with capsys.disabled():
        print(f"\n{ROWS} rows: python-docx takes at least {ratio:.0f} times as long")  # noqa: T201 - figures are what a benchmark is for

    assert ratio >= FASTER_THAN_ADD_ROW


def test_the_list_is_near_to_the_bare_string(capsys: pytest.CaptureFixture[str]) -> None:
    """The same XML, joined and packed: without a check, without style sheets."""
    own, limit = shortest_times(
        ours(ROWS),
        as_a_string(ROWS),
        until=lambda own, limit: own / limit <= SLOWER_THAN_A_STRING,
        rounds=20,
    )
    with capsys.disabled():
        print(f"\n{ROWS} rows: {own:.2f} s, {own / limit:.1f} times as long as a string")  # noqa: T201 - figures are what a benchmark is for

    assert own / limit <= SLOWER_THAN_A_STRING


def test_time_grows_with_the_number_of_rows_only() -> None:
    """Eight times as many rows take eight times as long, far from the square, 64 times."""
    few, many = shortest_times(
        ours(ROWS // 8), ours(ROWS), until=lambda few, many: many <= 16 * few
    )

    assert many <= 16 * few


def test_the_string_is_the_same_xml() -> None:
    """What is compared has the same cells: as many of each element, and the same length in all."""
    with zipfile.ZipFile(io.BytesIO(ours(500)())) as archive:
        own = archive.read("word/document.xml").decode()
    with zipfile.ZipFile(io.BytesIO(as_a_string(500)())) as archive:
        other = archive.read("word/document.xml").decode()

    assert own.count("<w:tc>") == other.count("<w:tc>")
    assert len(other) / len(own) == pytest.approx(1, abs=0.05)
