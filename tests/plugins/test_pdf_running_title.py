"""The title above the pages of a PDF: as long as the line, and beside the mark of a draft."""

from __future__ import annotations

from io import BytesIO

import pytest
from html_sample import context, document
from pdfplumber import open as open_pdf

from efc_format_pdf.format import Pdf, PdfOptions

MILLIMETRE = 72 / 25.4


def right_end(title: str, *, is_draft: bool, is_landscape: bool) -> tuple[str, float, float]:
    """Return the title on the last page, where it ends, and how wide the page is."""
    source = document(title=title, is_draft=is_draft, is_landscape=is_landscape)
    with open_pdf(BytesIO(Pdf().render(source, context("pl"), PdfOptions()))) as pdf:
        page = pdf.pages[-1]
        line = [c for c in page.chars if c["top"] < 24 * MILLIMETRE and c["size"] < 10]
        return "".join(c["text"] for c in line), max(c["x1"] for c in line), page.width


@pytest.mark.parametrize("is_landscape", [False, True])
def test_a_long_title_ends_at_the_margin_or_before_the_mark(is_landscape: bool) -> None:
    """Shortened with dots, and never printed over the mark of a draft."""
    title = "Towns that read together " * 8
    _, end, width = right_end(title, is_draft=False, is_landscape=is_landscape)
    shown, beside, _ = right_end(title, is_draft=True, is_landscape=is_landscape)

    assert shown.endswith("…")
    assert width - 75 * MILLIMETRE < end < width - 19 * MILLIMETRE
    assert beside < width - (19 + 56) * MILLIMETRE


def test_a_title_of_one_line_is_whole() -> None:
    """That of a public notice is the title of the project: it is not cut in the middle."""
    title = "Town twinning network for tolerance and integration of migrants"
    shown, _, _ = right_end(title, is_draft=False, is_landscape=False)

    assert "".join(shown.split()) == "".join(title.split())
