"""The pages of a Word file as LibreOffice lays them out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx_sample import people_table, rendered, with_blocks

from by_libreoffice import converted
from efc_reporting.plugin import Section


@pytest.mark.tool("soffice")
def test_libreoffice_counts_the_pages_of_each_list(tmp_path: Path) -> None:
    """It does not know the field of Word for them, and yet shows the right number for each."""
    from pypdf import PdfReader

    lists = [
        Section(title=f"List of {rows}", is_apart=rows > 5, blocks=[people_table(rows)])
        for rows in (5, 60, 120)
    ]
    pages = PdfReader(io.BytesIO(converted(rendered(with_blocks(*lists)), tmp_path, "pdf"))).pages
    said = [re.findall(r"Page (\d+) of (\d+)", page.extract_text()) for page in pages]
    wanted = [[(f"{n}", f"{of}")] for of in (1, 2, 4) for n in range(1, of + 1)]

    assert said == wanted
