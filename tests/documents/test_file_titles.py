"""A file among others says of which project it is: its title names report and project."""

from __future__ import annotations

from io import BytesIO

import attrs
import docx
import openpyxl
import pytest
from pypdf import PdfReader

from efc_reporting import Reporter
from efc_reporting.testing import read_html, sample_project

PROJECT = attrs.evolve(sample_project(), acronym="TOLINT")
TITLE = "Interim report – TOLINT"


@pytest.mark.parametrize("name", ["pdf", "pdf-typst"])
def test_pdf_names_the_project(name: str, reporter: Reporter) -> None:
    """In the title that a reader's window shows."""
    data = reporter.render(PROJECT, "interim", name, language="en")
    described = PdfReader(BytesIO(data)).metadata

    assert described is not None
    assert described.title == TITLE


def test_other_files_name_the_project(reporter: Reporter) -> None:
    """The title of a page, and the property of Word and Excel files."""
    made = {
        name: reporter.render(PROJECT, document, name, language="en")
        for name, document in (
            ("html", "interim"),
            ("docx", "interim"),
            ("xlsx", "participant-list"),
        )
    }

    assert read_html(made["html"]).metadata["title"] == TITLE
    assert docx.Document(BytesIO(made["docx"])).core_properties.title == TITLE
    assert openpyxl.load_workbook(BytesIO(made["xlsx"])).properties.title == (
        "Participant list – TOLINT"
    )


def test_a_project_without_acronym_is_named_by_its_title(reporter: Reporter) -> None:
    """Once: a title that holds it already stays as it is."""
    project = attrs.evolve(PROJECT, acronym="", title="Bridges")
    document = reporter.compose(project, "interim", language="de")

    assert document.file_title == "Zwischenbericht – Bridges"
    assert attrs.evolve(document, title="All on Bridges").file_title == "All on Bridges"
