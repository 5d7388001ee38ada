"""Our own formats keep the contract that third parties' formats keep."""

from __future__ import annotations

from efc_format_csv.format import Csv
from efc_format_docx import efc_register_formats as docx_formats
from efc_format_html import efc_register_formats as html_formats
from efc_format_pdf import efc_register_formats as pdf_formats
from efc_format_typst import efc_register_formats as typst_formats
from efc_format_xlsx.format import Xlsx
from efc_reporting.testing import (
    FormatContract,
    read_csv,
    read_docx,
    read_html,
    read_pdf,
    read_xlsx,
)
from projects import shipped_formats


class TestCsv(FormatContract):
    """The format `csv` keeps the contract."""

    format = Csv()
    expected_failures = {
        "test_every_heading_can_be_read": "a section without figures or tables has no rows",
        "test_every_block_can_be_read": "a table has no place for paragraphs and signatures",
        "test_long_texts_are_whole": "a table has no place for paragraphs",
    }

    def read_text(self, data: bytes) -> str:
        return read_csv(data).text


class TestDocx(FormatContract):
    """The format `docx` keeps the contract."""

    format = next(iter(docx_formats()))

    def read_text(self, data: bytes) -> str:
        return read_docx(data).text


class TestHtml(FormatContract):
    """The format `html` keeps the contract."""

    format = next(iter(html_formats()))

    def read_text(self, data: bytes) -> str:
        return read_html(data).text


class TestPdf(FormatContract):
    """The format `pdf` keeps the contract."""

    format = next(iter(pdf_formats()))

    def read_text(self, data: bytes) -> str:
        return read_pdf(data).text


class TestPdfTypst(FormatContract):
    """The format `pdf-typst` keeps the contract."""

    format = next(iter(typst_formats()))

    def read_text(self, data: bytes) -> str:
        return read_pdf(data).text


class TestXlsx(FormatContract):
    """The format `xlsx` keeps the contract."""

    format = Xlsx()

    def read_text(self, data: bytes) -> str:
        return read_xlsx(data).text


def test_every_shipped_format_is_held_to_the_contract() -> None:
    """A format that is added has to be added here."""
    held = {contract.format.info.name for contract in FormatContract.__subclasses__()}

    assert {f.info.name for p in shipped_formats() for f in p.efc_register_formats()} <= held
