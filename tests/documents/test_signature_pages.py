"""A page that is signed and sent by itself says what was signed."""

from __future__ import annotations

from io import BytesIO

import attrs
import docx
import pytest
from pypdf import PdfReader

from efc_reporting import Reporter
from efc_reporting.plugin import Section
from efc_reporting.testing import sample_project

PROJECT = attrs.evolve(sample_project(), acronym="TOLINT", reference="123456-CITIZ")
TITLES = {"narrative": "Final narrative report", "interim": "Interim report"}


@pytest.mark.parametrize("kind", TITLES)
def test_the_signature_page_names_report_and_project(kind: str, reporter: Reporter) -> None:
    """The title of the report, the project, its reference number and the beneficiary."""
    document = reporter.compose(PROJECT, kind, language="en")
    (section,) = (
        block
        for block in document.blocks
        if isinstance(block, Section) and block.title == "Signature"
    )
    said = "\n".join(section.plain_paragraphs())
    assert PROJECT.beneficiary is not None

    assert TITLES[kind] in said
    for words in (PROJECT.title, "TOLINT", "123456-CITIZ", PROJECT.beneficiary.name):
        assert words in said


@pytest.mark.parametrize("name", ["pdf", "pdf-typst"])
@pytest.mark.parametrize("kind", ["interim", "grant-statement"])
def test_every_page_of_a_pdf_names_the_project(kind: str, name: str, reporter: Reporter) -> None:
    """Not the contents page alone: a loose sheet is known, whichever it is."""
    pages = PdfReader(BytesIO(reporter.render(PROJECT, kind, name, language="en"))).pages

    assert len(pages) > 1
    assert all("TOLINT" in page.extract_text() for page in pages)


def test_the_footer_of_a_word_file_names_the_project(reporter: Reporter) -> None:
    """Beside the number of the page."""
    data = reporter.render(PROJECT, "interim", "docx", language="en")
    footer = docx.Document(BytesIO(data)).sections[0].footer

    assert footer.paragraphs[0].text.startswith("Interim report – TOLINT\t")
