"""A small picture, as a code to scan is, takes no room of its own in a PDF."""

from __future__ import annotations

from io import BytesIO

from html_sample import context, document
from pdfplumber import open as open_pdf
from PIL import Image as Pillow

from efc_format_html.format import Html, HtmlOptions
from efc_format_pdf.format import Pdf, PdfOptions
from efc_reporting.plugin import Block, Field, FieldList, Image, Paragraph, Section


def picture() -> Image:
    """Return a square of two centimetres, without a caption."""
    stream = BytesIO()
    Pillow.new("RGB", (20, 20)).save(stream, "PNG", dpi=(25.4, 25.4))
    return Image(data=stream.getvalue(), media_type="image/png", alternative="code")


FIELDS = FieldList([Field(label="Meeting", text="Kick-off")] * 4)
BLOCKS: list[Block] = [Paragraph("above"), FIELDS, picture(), Paragraph("below"), picture()]


def test_it_stands_beside_the_fields() -> None:
    """On their right, no lower than they reach; a second one stands where it was."""
    source = document(blocks=[Section(title="List", blocks=BLOCKS)], has_cover=False)
    with open_pdf(BytesIO(Pdf().render(source, context(), PdfOptions()))) as pdf:
        (page,) = [page for page in pdf.pages if page.search("below")]
        fields, below = page.search("Kick-off"), page.search("below")[0]
        first, second = page.images[-2:]

    assert first["x0"] > max(found["x1"] for found in fields)
    assert first["top"] < fields[-1]["top"]
    assert first["bottom"] < below["top"] < second["top"]


def test_it_comes_once_and_in_its_order_on_a_web_page() -> None:
    """Nothing is shown twice, and nothing is lost."""
    source = document(blocks=[Section(title="List", blocks=BLOCKS)])
    page = Html().render(source, context(), HtmlOptions()).decode()
    places = [page.index(words) for words in (">above<", "Kick-off", 'alt="code"', ">below<")]

    assert places == sorted(places)
    assert page.count('alt="code"') == 2
    assert page.count(">below<") == 1
