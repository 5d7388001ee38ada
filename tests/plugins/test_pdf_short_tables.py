"""A table of a few rows stands on one page."""

from __future__ import annotations

from io import BytesIO

import pytest
from html_sample import context, document
from pdfplumber import open as open_pdf

from efc_format_pdf.format import Pdf, PdfOptions
from efc_format_typst.format import PdfTypst
from efc_reporting.plugin import Column, NoOptions, Paragraph, Section, Table


def short_table(number: int) -> Section:
    """Return a title with a table of three rows and their total, below a text."""
    table = Table(
        caption=f"People of {number}",
        columns=[Column(title="Town"), Column(title="People")],
        rows=[(f"town{number}.{row}~", "1") for row in range(3)],
        total=(f"total{number}~", "3"),
    )
    return Section(title=f"Meeting {number}", blocks=[Paragraph("Text. " * 60), table])


@pytest.mark.parametrize(("engine", "options"), [(Pdf(), PdfOptions()), (PdfTypst(), NoOptions())])
def test_a_short_table_is_not_parted(engine, options) -> None:
    """Wherever the page ends."""
    source = document(blocks=[short_table(number) for number in range(40)], has_cover=False)
    with open_pdf(BytesIO(engine.render(source, context(), options))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    parted = [
        number
        for number in range(40)
        for page in pages
        if (f"town{number}.0~" in page) is not (f"total{number}~" in page)
    ]

    assert sum(page.count("total") for page in pages) == 40
    assert parted == []
