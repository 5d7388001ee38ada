"""One participant list of any length: as a document of ours, as a plain page, as bare rows."""

from __future__ import annotations

from efc_reporting.blocks import Cell, Column, ColumnKind, Table
from efc_reporting.blocks.document import Document
from efc_reporting.testing.contexts import SAMPLE_DAY

TITLES = ("No.", "Family name", "Given name", "Organisation", "Town", "Signature")


def rows(number: int, first: int = 1) -> list[tuple[str, ...]]:
    """Return the rows of so many made-up people; the last cell is for the signature."""
    return [
        (str(n), f"Muster-{n:05}", "Erika", "Verein Beispiel", "Musterstadt", "")
        for n in range(first, first + number)
    ]


def list_document(number: int, first: int = 1) -> Document:
    """Return the list as a document."""
    columns = [Column(title=title, weight=3) for title in TITLES]
    columns[0] = Column(title=TITLES[0], kind=ColumnKind.NUMBER)
    columns[-1] = Column(title=TITLES[-1], kind=ColumnKind.SIGNATURE, weight=5)
    cells = [[Cell(cell, cell) for cell in row] for row in rows(number, first)]
    return Document(
        kind="participant-list",
        title="Participant list",
        language="en",
        audience="agency",
        as_of=SAMPLE_DAY,
        is_landscape=True,
        blocks=(Table(caption="Participants", columns=columns, rows=cells),),
    )


def plain_page(number: int) -> str:
    """Return the list as everybody would write it: one table, its widths left to the renderer."""
    head = "".join(f"<th>{title}</th>" for title in TITLES)
    body = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows(number)
    )
    look = (
        "<style>@page{size:A4 landscape}body{font:9pt 'EfC Sans'}table{border-collapse:collapse}"
        "td,th{border:1px solid #999;padding:1mm}td{height:12mm}</style>"
    )
    return (
        f'<html lang="en"><title>List</title>{look}'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
