"""Texts that end with a table, and tables in tables, come back whole."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from pull_projects import Pulling, paragraph, section

from efc_reporting.workflows.pull.package import text_pieces
from efc_reporting.workflows.pull.reading import regions_of

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def mark(number: int, name: str = "", is_end: bool = False) -> str:
    """Return a start of a bookmark, its end, or both."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>' if name else ""
    return start + (f'<w:bookmarkEnd w:id="{number}"/>' if is_end else "")


def table(cell: str) -> str:
    """Return a table of one cell."""
    return f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"


@pytest.fixture
def pulling(tmp_path: Path) -> Pulling:
    """Return a project whose text ends with a table."""
    ends = Pulling(
        tmp_path, state="Before.\n\nAgain.\n\n| Town | People |\n| --- | --- |\n| A | 3 |\n"
    )
    ends.write(audience="partners")
    return ends


def test_a_bookmark_that_libreoffice_writes_twice_reaches_to_its_last_end() -> None:
    """LibreOffice closes it where the text begins, and writes it anew behind the table."""
    name = "efc_1_abc"
    body = (
        f"<w:p>{mark(1, name, is_end=True)}<w:r><w:t>one</w:t></w:r></w:p>"
        + paragraph("two")
        + table(paragraph("three"))
        + f"<w:p>{mark(3, name)}{mark(4, name, is_end=True)}</w:p>"
        + paragraph("four")
    )
    regions = regions_of(ElementTree.fromstring(f'<w:body xmlns:w="{NAMESPACE}">{body}</w:body>'))
    inside = ["".join(text_pieces(block)) for block in regions.sections[1]]
    outside = ["".join(text_pieces(block)) for block in regions.outside]

    assert inside == ["one", "two", "three", ""]
    assert outside == ["four"]


def test_the_words_of_a_table_in_a_table_come_once(pulling: Pulling) -> None:
    """They stand in the cell as text, and it is told that the table is left out."""
    cell = '<w:t xml:space="preserve">3</w:t></w:r></w:p>'
    pulling.edit((cell, cell + table(paragraph("inner")) + "<w:p/>"))
    result = pulling.pull()

    assert pulling.text().endswith("| A | 3 inner |\n")
    assert section(result).left_out == ("table in a table",)
    assert result.needs_attention
