"""Lists to sign in `pdf-typst`: who certifies them does so below their last rows."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from html_sample import context, document
from pdfplumber import open as open_pdf

from efc_format_typst.format import PdfTypst
from efc_format_typst.grouping import grouped
from efc_reporting.plugin import (
    Block,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldList,
    Image,
    NoOptions,
    Paragraph,
    ParagraphStyle,
    Section,
    SignatureBlock,
    Table,
)

MILLIMETRE = 72 / 25.4
LONG = " ".join(["marmalade"] * 20)


def a_list(*names: str) -> Table:
    """Return a table to sign with one row for each name."""
    columns = [Column(title="Name"), Column(title="Signature", kind=ColumnKind.SIGNATURE)]
    return Table(caption="List", columns=columns, rows=[(name, "") for name in names])


def signing(heading: str) -> SignatureBlock:
    """Return room for one signature."""
    return SignatureBlock(heading=heading, signatory="E. Beispiel", labels=("Date", "Stamp"))


def of(blocks: list[Block], **more: object) -> Document:
    """Return a page across with one section apart."""
    section = Section(title="Delegation", blocks=blocks, is_apart=True, **more)  # type: ignore[arg-type]
    return document(blocks=[section], is_landscape=True)


def pages_of(source: Document) -> list[str]:
    """Return the words of each page."""
    with open_pdf(BytesIO(PdfTypst().render(source, context(), NoOptions()))) as pdf:
        return [page.extract_text() for page in pdf.pages]


def picture(millimetres: int) -> bytes:
    """Return a square picture of a size."""
    from PIL import Image as Pillow

    stream = BytesIO()
    Pillow.new("RGB", (millimetres, millimetres)).save(stream, "PNG", dpi=(25.4, 25.4))
    return stream.getvalue()


NOTE = Paragraph("Each person signs in person.", ParagraphStyle.NOTE)


@pytest.mark.parametrize("signatures", [1, 2])
@pytest.mark.parametrize("name", ["row~", f"row~ {LONG}"], ids=["one line", "several lines"])
def test_who_certifies_does_so_below_two_rows(signatures: int, name: str) -> None:
    """Whatever the length of the list, no certification stands on a page without its people."""
    certified = [signing(f"Certified {n}") for n in range(signatures)]
    for number in range(1, 16):
        pages = pages_of(of([a_list(*[name] * number), NOTE, *certified]))
        last = next(page for page in pages if "Certified 0" in page)

        assert last.count("row~") >= min(number, 2)
        assert sum(page.count("row~") for page in pages) == number
        assert all(f"Certified {n}" in last for n in range(signatures))
        assert "Each person signs in person." in last


def test_the_last_row_looks_like_the_others() -> None:
    """The room below it is none of its own: text and lines are as far apart as elsewhere."""
    source = of([a_list("row~", "row~", "row~"), NOTE, signing("Certified")])
    with open_pdf(BytesIO(PdfTypst().render(source, context(), NoOptions()))) as pdf:
        page = pdf.pages[-1]
        tops = [found["top"] for found in page.search("row~")]
        note = page.search("Each person")[0]["top"]

    assert tops[2] - tops[1] == pytest.approx(tops[1] - tops[0], abs=1)
    assert tops[1] - tops[0] >= 12 * MILLIMETRE
    assert 5 * MILLIMETRE < note - tops[2] < 15 * MILLIMETRE


def test_who_certifies_at_great_length_is_not_lost() -> None:
    """What is taller than a page goes on overleaf."""
    pages = pages_of(of([a_list("row~", "row~"), NOTE, signing(" ".join([LONG] * 120))]))

    assert sum(page.count("marmalade") for page in pages) == 2400


def test_a_section_says_what_stands_above_its_pages() -> None:
    """Each page of it, and none of the next section, which says nothing of its own."""
    rows = [f"row~ {n}" for n in range(30)]
    named = Section(
        title="One", blocks=[a_list(*rows)], is_apart=True, page_header="List X-1 · Opole"
    )
    plain = Section(title="Two", blocks=[Paragraph("words")], is_apart=True)
    pages = pages_of(document(blocks=[named, plain], is_landscape=True))
    with_rows = [page for page in pages if "row~" in page]

    assert len(with_rows) > 2
    assert all(page.startswith("List X-1 · Opole") for page in with_rows)
    assert "X-1" not in pages[-1]


def test_a_small_picture_stands_beside_the_fields() -> None:
    """A code to scan takes no room of its own; a large picture stands below."""
    fields = FieldList([Field(label="Meeting", text="Kick-off")] * 6)
    tops = []
    for size in (20, 45):
        image = Image(data=picture(size), media_type="image/png", alternative="code")
        source = of([fields, image, Paragraph("below")])
        with open_pdf(BytesIO(PdfTypst().render(source, context(), NoOptions()))) as pdf:
            page = pdf.pages[-1]
            tops.append((page.images[-1]["top"], page.search("Kick-off")[-1]["top"]))

    assert tops[0][0] < tops[0][1]
    assert tops[1][0] > tops[1][1]


def test_rows_and_certification_are_apart_to_a_screen_reader() -> None:
    """What is printed in the room of the last row is no cell of it."""
    source = of([a_list("a", "b", "c"), NOTE, signing("Certified"), signing("Certified too")])
    with pikepdf.open(BytesIO(PdfTypst().render(source, context(), NoOptions()))) as pdf:
        kinds = [
            str(o["/S"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o
        ]

    assert kinds.count("/TR") == 4
    assert kinds.count("/TD") + kinds.count("/TH") == 8


def test_only_lists_to_sign_are_kept_with_what_follows() -> None:
    """Every block comes out once and in its order."""
    plain = Table(caption="Counts", columns=[Column(title="Town")], rows=[("Opole",)])
    blocks = [NOTE, plain, NOTE, signing("a"), a_list("x"), NOTE, NOTE, signing("b"), signing("c")]
    groups = list(grouped([*blocks, a_list("y"), NOTE]))

    assert [len(group) for group in groups] == [1, 1, 1, 1, 5, 1, 1]
    assert [block for group in groups for block in group][:9] == blocks
