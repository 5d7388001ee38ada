"""A letterhead that LibreOffice wrote works like one of Word, and reports open there."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx_reading import text_of, xml
from letterhead_reports import on_letterhead
from letterheads import TOWN, first_page_different, landscape_annex

import ooxml
from by_libreoffice import converted
from word_lint import failings


@pytest.mark.tool("soffice")
def test_letterheads_that_libreoffice_wrote_work(tmp_path: Path) -> None:
    """It renames styles and rewrites every part: the text still finds its place and its styles."""
    letterhead = converted(first_page_different("bookmark"), tmp_path, "docx")
    data = on_letterhead(letterhead, tmp_path)
    found = [text_of(p) for p in xml(data).iter() if str(p.tag).endswith("}p")]
    page = docx.Document(io.BytesIO(data)).sections[0]

    assert failings(data) == []
    assert TOWN in text_of(page.first_page_header._element)
    assert found[0] == "An die Agentur"
    assert "Mit freundlichen Grüßen" in found
    assert "Text hier" not in found


@pytest.mark.tool("soffice")
@pytest.mark.tool("ooxml-validator")
def test_reports_on_letterheads_are_sound(tmp_path: Path) -> None:
    """For both judges, and for LibreOffice, which shows the annex on a page of its own."""
    from pypdf import PdfReader

    data = on_letterhead(landscape_annex(), tmp_path)
    pages = PdfReader(io.BytesIO(converted(data, tmp_path, "pdf"))).pages
    first, last = pages[0].mediabox, pages[-1].mediabox
    folder = tmp_path / "judged"
    folder.mkdir()

    assert ooxml.failures_of_sdk({"report": data}, folder) == {}
    assert ooxml.failures_of_audit({"report": data}) == {}
    assert first.height > first.width
    assert last.width > last.height
    assert "Anlage: Bilder der Treffen" in pages[-1].extract_text()
