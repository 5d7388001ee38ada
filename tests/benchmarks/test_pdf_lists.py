"""A long participant list is made many times faster than by WeasyPrint from one plain table."""

from __future__ import annotations

from collections.abc import Callable
from timeit import Timer

import pytest

from efc_format_typst.format import PdfTypst
from efc_reporting.blocks import Cell, Column, ColumnKind, Table
from efc_reporting.document import Document
from efc_reporting.html_to_pdf import html_to_pdf
from efc_reporting.plugin import NoOptions
from efc_reporting.templating import Templates
from efc_reporting.testing import context_for, sample_project
from efc_reporting.testing.contexts import SAMPLE_DAY

TITLES = ("No.", "Family name", "Given name", "Organisation", "Town", "Signature")


def names(number: int) -> list[tuple[str, ...]]:
    """Return the rows of so many made-up people; the last cell is for the signature."""
    return [
        (str(n), f"Muster-{n:05}", "Erika", "Verein Beispiel", "Musterstadt", "")
        for n in range(1, number + 1)
    ]


def listed(number: int) -> Document:
    """Return the list as a document."""
    columns = [Column(title=title, weight=3) for title in TITLES]
    columns[0] = Column(title=TITLES[0], kind=ColumnKind.NUMBER)
    columns[-1] = Column(title=TITLES[-1], kind=ColumnKind.SIGNATURE, weight=5)
    rows = [[Cell(cell, cell) for cell in row] for row in names(number)]
    return Document(
        kind="participant-list",
        title="Participant list",
        language="en",
        audience="agency",
        as_of=SAMPLE_DAY,
        is_landscape=True,
        blocks=(Table(caption="Participants", columns=columns, rows=rows),),
    )


def ours(number: int) -> Callable[[], bytes]:
    """Return what makes the list as `participant-list` does by default, data inside and all."""
    document, context = listed(number), context_for(sample_project())
    return lambda: PdfTypst().render(document, context, NoOptions())


def plain(number: int) -> Callable[[], bytes]:
    """Return what makes it as everybody would: one table, its widths left to WeasyPrint."""
    head = "".join(f"<th>{title}</th>" for title in TITLES)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in names(number)
    )
    look = (
        "<style>@page{size:A4 landscape}body{font:9pt 'EfC Sans'}table{border-collapse:collapse}"
        "td,th{border:1px solid #999;padding:1mm}td{height:12mm}</style>"
    )
    page = (
        f'<html lang="en"><title>List</title>{look}'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
    assets = Templates().asset
    return lambda: html_to_pdf(page, assets=assets).data


def seconds(make: Callable[[], bytes]) -> float:
    """Return how long the quickest of three runs took."""
    return min(Timer(make).repeat(3, number=1))


@pytest.fixture(scope="module")
def warm() -> None:
    """Load both engines and their fonts: what is measured is the list."""
    ours(1)()
    plain(1)()


def test_a_thousand_people_are_listed_eight_times_faster(warm: None) -> None:
    """Measured in one run, so that a slow computer is slow for both."""
    assert Timer(plain(1000)).timeit(number=1) > 8 * seconds(ours(1000))


def test_time_grows_with_the_number_of_people_only(warm: None) -> None:
    """Eight times as many people take at most twelve times as long."""
    assert seconds(ours(4000)) <= 12 * seconds(ours(500))


def test_every_person_is_on_the_list() -> None:
    """Fast is of no use where somebody is left out."""
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(ours(1000)())) as pdf:
        rows = sum(
            1
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TR"
        )

    assert rows == 1001
