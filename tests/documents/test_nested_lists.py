"""A list inside a list keeps its own kind in every format: points stay points, numbers numbers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import attrs
import docx
import pytest
from docx.oxml.ns import qn

from efc_reporting import Reporter
from efc_reporting.model import NarrativeSection
from efc_reporting.testing import sample_project

MARKDOWN = (
    "1. one\n   - alpha\n   - beta\n2. two\n\nBetween.\n\n- three\n  1. gamma\n  2. delta\n- four\n"
)
LINES = ["1. one", "• alpha", "• beta", "2. two", "• three", "1. gamma", "2. delta", "• four"]

Render = Callable[[str], bytes]


@pytest.fixture(scope="module")
def render(reporter: Reporter) -> Render:
    """Return what renders a text with lists in a format."""
    section = NarrativeSection(id="impact", language="en", markdown=MARKDOWN)
    project = attrs.evolve(sample_project(), narrative=(section,))
    return lambda name: reporter.render(project, "narrative", name, language="en")


@pytest.mark.parametrize("engine", ["pdf", "pdf-typst"])
def test_pdf_shows_each_list_with_its_own_signs(
    engine: str, render: Render, tmp_path: Path
) -> None:
    """As a reader of the page sees them."""
    path = tmp_path / "a.pdf"
    path.write_bytes(render(engine))
    text = subprocess.run(
        ["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True
    ).stdout
    words = [line.split(" ")[-1] for line in LINES]
    lines = [
        " ".join(line.split()).replace("‣", "•").replace("◦", "•") for line in text.split("\n")
    ]
    found = [line for line in lines if len(line.split()) == 2 and line.split()[1] in words]

    assert found == LINES


def test_html_nests_lists_of_both_kinds(render: Render) -> None:
    """`ul` in `ol`, and `ol` in `ul`."""
    page = re.sub(r">\s+", ">", re.sub(r"\s+<", "<", render("html").decode()))

    assert "<ol><li>one<ul><li>alpha</li><li>beta</li></ul></li><li>two</li></ol>" in page
    assert "<ul><li>three<ol><li>gamma</li><li>delta</li></ol></li><li>four</li></ul>" in page


def test_word_files_nest_lists_of_both_kinds(render: Render) -> None:
    """Each inner list has a level below; the outer one goes on with its own numbers."""
    body = docx.Document(BytesIO(render("docx"))).element.body
    paragraphs = {
        "".join(text.text for text in p.iter(qn("w:t"))): p.pPr for p in body.iter(qn("w:p"))
    }
    known = [paragraphs[line.split(" ")[1]] for line in LINES]
    one, alpha, _, two, three, gamma, delta, four = (p.numPr.numId.val for p in known)

    assert [p.pStyle.val for p in known] == [
        "ListNumber" if line[0].isdecimal() else "ListBullet" for line in LINES
    ]
    assert [p.numPr.ilvl.val for p in known] == [0, 1, 1, 0, 0, 1, 1, 0]
    assert one == two
    assert gamma == delta != one
    assert alpha == three == four
