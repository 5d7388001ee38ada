"""What a result came from stands on the page of the result."""

from __future__ import annotations

from io import BytesIO

from html_sample import context, document
from pdfplumber import open as open_pdf

from efc_format_pdf.format import Pdf, PdfOptions
from efc_reporting.plugin import Field, FieldList, Paragraph, Section

TEXT = " ".join(["marmalade"] * 15)


def result(number: int) -> Section:
    """Return one result with its text of two lines and two fields."""
    fields = [Field(label="From", text=f"source{number}~"), Field(label="Serves", text="a plan")]
    return Section(
        title=f"Result {number}", blocks=[Paragraph(f"begun{number}~ {TEXT}"), FieldList(fields)]
    )


def test_a_result_is_not_parted_from_its_fields() -> None:
    """Wherever the page ends; and one result need not stay with the next."""
    results = Section(title="Results", blocks=[result(number) for number in range(40)])
    source = document(blocks=[Section(title="All", blocks=[results])], has_cover=False)
    with open_pdf(BytesIO(Pdf().render(source, context(), PdfOptions()))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    parted = [
        number
        for number in range(40)
        for page in pages
        if (f"begun{number}~" in page) is not (f"source{number}~" in page)
    ]
    holding = [page.count("begun") for page in pages if "begun" in page]

    assert parted == []
    assert sum(holding) == 40
    assert min(holding[:-1]) >= 5
