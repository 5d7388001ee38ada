"""The format `pdf-typst` shows the same document as `pdf`, without anything from the computer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import attrs
import pikepdf
import pytest
from html_sample import LONG_WORD, NAMES, context, document, every_block, people
from pdfplumber import open as open_pdf
from pdfplumber.pdf import PDF

from efc_format_pdf.format import Pdf, PdfOptions
from efc_format_typst.breaking import BREAK, breakable
from efc_format_typst.format import PdfTypst
from efc_reporting.errors import MissingRequirementError
from efc_reporting.plugin import Block, Document, Image, NoOptions, Paragraph, Run, Section
from efc_reporting.rendering.templates import Templates
from efc_reporting.testing import read_pdf
from projects import run_python

MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 15 * MILLIMETRE
LEAST_ROOM = 12 * MILLIMETRE


def render(source: Document, language: str = "en") -> bytes:
    """Return the file of a document."""
    return PdfTypst().render(source, context(language), NoOptions())


def squeezed(text: str) -> str:
    """Return the characters without any white space."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def report() -> Iterator[PDF]:
    """Open a draft with every block and two hundred people."""
    with open_pdf(BytesIO(render(document(blocks=every_block(200), is_draft=True)))) as pdf:
        yield pdf


def test_both_engines_show_the_same() -> None:
    """Headings, alternative texts, links, title and language; and every cell of every table."""
    source = document(blocks=every_block(30))
    one = read_pdf(Pdf().render(source, context(), PdfOptions()))
    other = read_pdf(render(source))
    text = squeezed(other.text)

    assert [squeezed(h) for h in other.headings] == [squeezed(h) for h in one.headings]
    assert set(one.alternatives) <= set(other.alternatives)
    assert set(other.links) == set(one.links)
    assert (other.language, other.metadata) == (one.language, one.metadata)
    for table in source.tables():
        for row in table.rows:
            for cell in row:
                # A name on several lines stands between the cells beside it.
                assert LONG_WORD in cell.text or squeezed(cell.text) in text, cell.text


def test_names_come_out_as_they_went_in() -> None:
    """Greek, Cyrillic, braces, brackets and what looks like markup or a template."""
    odd = (*NAMES, '#read("a")', "*a* _b_ $c$ @d `e` <f> // g", "= h", "\\u{41}", "~ -- ...")
    texts = [Paragraph(name) for name in odd]
    found = squeezed(read_pdf(render(document(blocks=texts))).text)

    for name in odd:
        assert squeezed(name) in found, name


def test_every_page_says_that_it_is_a_draft(report: PDF) -> None:
    """In the header, on the first page in the text."""
    assert len(report.pages) > 2
    for page in report.pages:
        assert "DRAFT" in page.extract_text(), page.page_number


def test_pages_are_numbered(report: PDF) -> None:
    """Each but the cover says which of how many it is."""
    last = len(report.pages)

    assert last > 2
    for page in report.pages[1:]:
        assert f"Page {page.page_number} of {last}" in page.extract_text()


def test_the_head_of_a_table_stands_on_each_of_its_pages(report: PDF) -> None:
    """Two hundred people fill several pages."""
    pages = [p for p in report.pages if "33.3 %" in p.extract_text()]

    assert len(pages) > 3
    for page in pages:
        assert "Signature" in page.extract_text(), page.page_number


def test_there_is_room_to_sign(report: PDF) -> None:
    """Every row of a list to sign is twelve millimetres high or more."""
    page = next(p for p in report.pages[1:] if p.extract_text().count("33.3 %") > 5)
    lines = sorted({round(word["top"]) for word in page.search(r"33\.3 %")})
    steps = [after - before for before, after in pairwise(lines)]

    assert min(steps) >= LEAST_ROOM - 1


def test_long_words_stay_on_the_page(report: PDF) -> None:
    """They break inside their column and come out whole."""
    text = squeezed("".join(page.extract_text() for page in report.pages))

    assert LONG_WORD[:20] in text
    for page in report.pages:
        for char in page.chars:
            assert LEAST_MARGIN <= char["x0"] < char["x1"] <= page.width - LEAST_MARGIN


def test_a_word_breaks_only_where_it_is_too_long() -> None:
    """Letters keep their marks, and those of Arabic their joints."""
    assert breakable("short words", 10, 40) == "short words"
    assert breakable("w" * 30, 10, 40).replace(BREAK, "") == "w" * 30
    assert breakable("w" * 30, 10, 40).count(BREAK) == 29
    assert BREAK + "\u0301" not in breakable("e\u0301" * 30, 10, 40)
    assert BREAK not in breakable("كمثال" * 10, 10, 40)


def test_a_word_that_just_fits_is_not_broken() -> None:
    """By the widths of our fonts: a mark would break it after whatever stands before it."""
    assert BREAK not in breakable("nicht veröffentlicht", 9, 22.2)
    assert BREAK in breakable("nicht veröffentlicht", 9, 21)
    assert BREAK not in breakable("nicht veröffentlicht", 9, 21, is_strong=False)
    assert BREAK not in breakable("πραγματοποιήθηκε", 9, 29.1, is_strong=False)


def test_wide_tables_lie_on_their_side() -> None:
    """A4 landscape."""
    source = attrs.evolve(document(blocks=[people(3)]), is_landscape=True)
    with open_pdf(BytesIO(render(source))) as pdf:
        size = [round(pdf.pages[0].width), round(pdf.pages[0].height)]

    assert size == [842, 595]


def test_there_are_bookmarks_and_contents() -> None:
    """Sections stand in both with their pages."""
    sections = [Section(title="First", blocks=[Section(title="Inner")]), Section(title="Second")]
    data = render(document(blocks=sections, has_contents=True))
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles == ["First", "Second"]
    assert read_pdf(data).text.count("Inner") == 2


def test_a_deep_section_is_a_heading_of_the_sixth_level() -> None:
    """PDF/UA-1 knows no deeper one, and Typst would refuse none."""
    section: Block = Section(title="Level 9")
    for level in range(8, 1, -1):
        section = Section(title=f"Level {level}", blocks=[section])

    assert "Level 9" in read_pdf(render(document(blocks=[section]))).headings


def test_an_unknown_character_is_reported_and_shown_as_unknown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Typst would refuse the whole file."""
    with caplog.at_level(logging.WARNING):
        text = read_pdf(render(document(blocks=[Paragraph("王 and a")]))).text

    assert "\N{REPLACEMENT CHARACTER} and a" in text
    assert any("no character 王 (U+738B" in message for message in caplog.messages)


def test_a_link_to_a_script_is_no_link() -> None:
    """Only addresses that a reader can follow are."""
    runs = (Run(text="a", link="javascript:alert(1)"), Run(text="b", link="https://example.org/b"))

    assert read_pdf(render(document(blocks=[Paragraph(runs)]))).links == ("https://example.org/b",)


@pytest.mark.parametrize("data", [b"GIF89a", b"", b"<svg/>"])
def test_a_picture_of_another_kind_is_refused(data: bytes) -> None:
    """By its first bytes, whatever it says of itself."""
    picture = Image(data=data, media_type="image/png", alternative="x")
    with pytest.raises(ValueError, match="neither PNG nor JPEG"):
        render(document(blocks=[picture]))


def test_templates_of_a_project_are_not_run(tmp_path: Path) -> None:
    """Typst's templates can read files: only the shipped ones are used."""
    (tmp_path / "typst").mkdir()
    (tmp_path / "typst" / "document.typ").write_text("#panic()")
    changed = attrs.evolve(context(), templates=Templates(folders=(tmp_path,)))
    source = document(blocks=[Paragraph("as shipped")])

    assert "as shipped" in read_pdf(PdfTypst().render(source, changed, NoOptions())).text


def test_no_font_of_the_computer_is_used(tmp_path: Path) -> None:
    """With a font folder that holds nothing, the same bytes come out; no clock is read either."""
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from html_sample import context, document, every_block\n"
        "from efc_format_typst.format import PdfTypst\n"
        "from efc_reporting.plugin import NoOptions\n"
        "data = PdfTypst().render(document(blocks=every_block(5)), context(), NoOptions())\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    folders = (str(Path(__file__).parent), str(Path(__file__).parents[1]))
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    bare = {
        "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        "HOME": str(tmp_path),
        "TZ": "Asia/Tokyo",
        "PYTHONHASHSEED": "7",
        "LANG": "de_DE.UTF-8",
    }
    usual = run_python(code, *folders)
    other = run_python(code, *folders, folder=tmp_path, environment=bare)

    assert usual.stdout.strip(), usual.stderr
    assert other.stdout == usual.stdout, other.stderr


def test_missing_typst_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a traceback."""
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(MissingRequirementError, match="pip install typst"):
        render(document(blocks=[Paragraph("x")]))
