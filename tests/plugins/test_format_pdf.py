"""The format `pdf` makes pages that a funder can read, print, sign and hear."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import attrs
import pikepdf
import pytest
from html_sample import FUNDING, LONG_WORD, NAMES, context, document, every_block, people
from pdfplumber import open as open_pdf
from pdfplumber.pdf import PDF

from efc_format_pdf.format import Pdf, PdfOptions
from efc_reporting.plugin import (
    Block,
    Chart,
    ChartBar,
    Document,
    Field,
    FieldList,
    Image,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
    Templates,
)
from efc_reporting.testing import read_pdf

MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 15 * MILLIMETRE


def render(source: Document, language: str = "en") -> bytes:
    """Return the file of a document."""
    return Pdf().render(source, context(language), PdfOptions())


@pytest.fixture(scope="module")
def report() -> Iterator[PDF]:
    """Open a draft with every block and two hundred people."""
    with open_pdf(BytesIO(render(document(blocks=every_block(200), is_draft=True)))) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def tags() -> list[str]:
    """Return the structure types of the report in reading order."""
    data = render(document())
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_types(pdf.Root.StructTreeRoot.K[0]))


def _types(element: pikepdf.Object) -> Iterator[str]:
    if isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S)
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            yield from _types(child)


def squeezed(text: str) -> str:
    """Return a text without any space, as line breaks fall anywhere in long words."""
    return "".join(text.split())


def drawn(pdf: PDF) -> str:
    """Return all characters in the order in which they were drawn: cell by cell."""
    return squeezed("".join(char["text"] for page in pdf.pages for char in page.chars))


def lines_of(pdf: PDF) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in pdf.pages]


def test_the_page_is_a4_and_lies_on_its_side_where_asked() -> None:
    """Wide tables get landscape pages."""
    sizes = []
    for is_landscape in (False, True):
        data = render(document(is_landscape=is_landscape, has_cover=False))
        with open_pdf(BytesIO(data)) as pdf:
            sizes.append({(round(page.width), round(page.height)) for page in pdf.pages})

    assert sizes == [{(595, 842)}, {(842, 595)}]


def test_every_character_stands_inside_the_margins(report: PDF) -> None:
    """No word, however long, comes nearer than 15 mm to an edge."""
    assert min(len(page.chars) for page in report.pages) > 20
    for page in report.pages:
        for char in page.chars:
            assert char["x0"] >= LEAST_MARGIN - 0.5, char
            assert char["x1"] <= page.width - LEAST_MARGIN + 0.5, char
            assert char["bottom"] <= page.height - 10 * MILLIMETRE, char
            assert char["top"] >= 10 * MILLIMETRE, char


def test_text_is_nowhere_smaller_than_nine_points(report: PDF) -> None:
    """Running titles, notes and footers are readable, too."""
    assert min(char["size"] for page in report.pages for char in page.chars) >= 8.99


def test_only_our_fonts_are_embedded(report: PDF) -> None:
    """Every character is drawn in a font that we ship."""
    names = {char["fontname"] for page in report.pages for char in page.chars}

    assert {"EfC-Sans" in name for name in names} == {True}, names


def test_names_come_back_as_they_were_written(report: PDF) -> None:
    """No name is cut, converted, filled in or taken for markup."""
    text = drawn(report)

    for number, name in ((1, NAMES[1]), *enumerate((*NAMES, LONG_WORD), start=24)):
        assert squeezed(f"{name} {number}") in text, name


def test_names_attach_and_link_nothing() -> None:
    """Only the report's own data are attached; only the one web link became a link."""
    data = render(document())
    with pikepdf.open(BytesIO(data)) as pdf:
        files = set(pdf.attachments)

    assert files == {"project.json", "facts.json", "findings.json"}
    assert read_pdf(data).links == ("https://example.org/towns?a=1&b=2",)
    assert b"javascript" not in data.lower()


def test_the_header_row_is_repeated_on_each_page(report: PDF) -> None:
    """Nobody has to leaf back to know what a column means."""
    with_rows = [text for text in lines_of(report) if "33.3" in text]

    assert len(with_rows) > 5
    assert all("Name Share Signature" in text for text in with_rows)


def test_the_total_stands_once_at_the_end(report: PDF) -> None:
    """A total below each page would be taken for the sum of that page."""
    with_total = [n for n, text in enumerate(lines_of(report)) if "100.0" in text]
    last_row = max(n for n, text in enumerate(lines_of(report)) if "33.3" in text)

    assert with_total == [last_row]


def test_no_row_is_torn_apart(report: PDF) -> None:
    """A long name stands whole on one page."""
    assert sum(squeezed(text).count("Dooo") for text in lines_of(report)) > 9
    for text in lines_of(report):
        assert squeezed(text).count("Dooo") == squeezed(text).count("ooon")


def test_there_is_room_for_a_signature(report: PDF) -> None:
    """Rows of a list to sign are at least 12 mm high."""
    page = next(page for page in report.pages if page.extract_text().count("33.3") > 9)
    words = [word for word in page.extract_words() if word["text"] == "33.3"]
    steps = [after["top"] - before["top"] for before, after in pairwise(words)]

    assert min(steps) >= 12 * MILLIMETRE - 0.5


def test_each_page_says_its_number_and_how_many_there_are(report: PDF) -> None:
    """The cover alone has no number."""
    pages = lines_of(report)

    assert len(pages) > 2
    assert "Page 1" not in pages[0]
    for number, text in enumerate(pages[1:], start=2):
        assert f"Page {number} of {len(pages)}" in text


def test_the_page_label_is_in_the_language_of_the_document() -> None:
    """The words around the numbers are translated; nothing of the pattern is left."""
    pages = read_pdf(render(document(language="de"), "de")).text

    assert "{page}" not in pages
    assert "Contents" not in pages
    assert "Inhalt" in pages
    assert "Seite 2 von" in pages


def test_each_page_but_the_first_shows_title_and_funding(report: PDF) -> None:
    """A page that was torn off still tells where it belongs and who paid."""
    assert len(report.pages) > 2
    for text in lines_of(report)[1:]:
        assert text.startswith("Report of O'Brien & <i>Søn</i>")
        assert FUNDING.statement in text


def test_a_draft_is_marked_on_every_page(report: PDF) -> None:
    """Nobody takes a page of a draft for the final report."""
    assert {"DRAFT" in squeezed(text) for text in lines_of(report)} == {True}


def test_a_final_report_is_not_marked() -> None:
    """The mark stands on drafts alone."""
    text = squeezed(read_pdf(render(document())).text)

    assert squeezed(FUNDING.statement) in text
    assert "DRAFT" not in text


def test_the_cover_holds_title_fields_and_funding(report: PDF) -> None:
    """The first page is the cover: emblem, title, fields, statement and disclaimer."""
    cover = report.pages[0]
    text = squeezed(cover.extract_text())

    for part in ("A network", "Beneficiary", FUNDING.statement, FUNDING.disclaimer):
        assert squeezed(part) in text
    assert "Summary" not in text


def test_the_emblem_is_high_enough() -> None:
    """It stands on the first page, with and without a cover, at least 1 cm high."""
    for has_cover in (True, False):
        with open_pdf(BytesIO(render(document(has_cover=has_cover)))) as pdf:
            blue = [
                rect
                for rect in pdf.pages[0].rects + pdf.pages[0].curves
                if rect["height"] > 10 * MILLIMETRE and rect["width"] < 50 * MILLIMETRE
            ]

        assert blue, has_cover
        assert abs(blue[0]["width"] / blue[0]["height"] - 1.5) < 0.01


def test_the_contents_give_the_right_pages(report: PDF) -> None:
    """Each section of the contents stands on the page that they name."""
    pages = lines_of(report)
    for title in ("Summary", "Meetings", "People", "Declaration"):
        line = next(line for line in pages[1].splitlines() if line.startswith(title))
        number = int(line.rsplit(maxsplit=1)[1])

        assert title in pages[number - 1].splitlines(), line


def test_the_dots_of_the_contents_are_no_words(report: PDF) -> None:
    """Who has the contents read out hears titles and pages, and no dots."""
    lines = lines_of(report)[1].splitlines()

    assert any(re.fullmatch(r"Summary \d+", line) for line in lines)
    assert not any(".." in line for line in lines)


def test_long_titles_of_the_contents_leave_room_for_the_page() -> None:
    """The page stands at the end of the last line, and on no word."""
    title = "A title that is so long that it takes more than one line of the contents " * 2
    source = document(blocks=(Section(title=title, blocks=(Paragraph("x"),)),))
    with open_pdf(BytesIO(render(source))) as pdf:
        words = pdf.pages[1].extract_words()
    number = next(word for word in words if word["text"] == "3")
    line = [word for word in words if abs(word["bottom"] - number["bottom"]) < 1]
    above = [word for word in words if word["bottom"] < number["top"]]

    assert [word["text"] for word in line] == [*title.split()[-len(line) + 1 :], "3"]
    assert len(above) > len(title.split()) / 2
    assert all(word["x1"] < number["x0"] for word in (*above, *line[:-1]))


def test_without_cover_and_contents_the_text_begins_on_the_first_page() -> None:
    """Short documents are one page."""
    source = document(has_cover=False, has_contents=False, blocks=(Paragraph("Short."),))
    with open_pdf(BytesIO(render(source))) as pdf:
        (text,) = lines_of(pdf)

    for part in ("Short.", FUNDING.disclaimer, "Page 1 of 1", "Beneficiary"):
        assert part in text


def test_a_document_without_funding_has_no_emblem() -> None:
    """Nothing is claimed that the document does not say."""
    alternatives = read_pdf(render(document(funding=None))).alternatives

    assert alternatives == ("Most guests came from Germany", "Two people at a table")


def test_bookmarks_follow_the_headings() -> None:
    """The outline has the levels of the sections."""
    with pikepdf.open(BytesIO(render(document()))) as pdf, pdf.open_outline() as outline:
        titles = {item.title: [child.title for child in item.children] for item in outline.root}

    assert titles["Meetings"] == ["Jyväskylä"]
    assert list(titles) == ["Contents", "Summary", "Meetings", "People", "Declaration"]


def test_headings_never_skip_a_level(tags: list[str]) -> None:
    """One first heading, then one step down at most."""
    levels = [int(tag[2:]) for tag in tags if tag[1] == "H" and tag[2:].isdigit()]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_lists_hold_only_points(tags: list[str]) -> None:
    """PDF/UA-1 wants each list to hold points, as no container may stand between."""
    following = [after for before, after in pairwise(tags) if before == "/L"]

    assert following
    assert set(following) == {"/LI"}


def test_tables_have_heads_bodies_and_captions(tags: list[str]) -> None:
    """Screen readers get rows with headings and know what the table is about."""
    assert tags.count("/Table") == tags.count("/THead") == tags.count("/TBody") == 3
    assert tags.count("/TFoot") == 1
    assert tags.count("/Caption") >= 2


def test_a_table_without_rows_still_has_a_body() -> None:
    """PDF/UA-1 wants a body below each head."""
    empty = Table(caption="None", columns=people(0).columns)
    with pikepdf.open(BytesIO(render(document(blocks=(empty,))))) as pdf:
        types = list(_types(pdf.Root.StructTreeRoot.K[0]))

    assert types.count("/TBody") == 1


def test_pictures_and_emblem_have_alternatives() -> None:
    """Nobody who cannot see is left out."""
    alternatives = read_pdf(render(document())).alternatives

    assert alternatives == (
        FUNDING.emblem_alternative,
        "Most guests came from Germany",
        "Two people at a table",
    )


def test_the_only_date_is_that_of_the_report() -> None:
    """The file was created on `as_of`, whatever the clock says."""
    with pikepdf.open(BytesIO(render(document(as_of=date(2019, 12, 31))))) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20191231"
        assert str(pdf.docinfo["/Author"]) == "City of Jyväskylä"
        assert str(pdf.docinfo["/Title"]) == "Report of O'Brien & <i>Søn</i>"


def test_the_same_document_gives_the_same_bytes() -> None:
    """A second run changes nothing."""
    assert render(document()) == render(document())


def test_nothing_is_lost_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    """A character that no font has is logged with its number; a whole report logs nothing."""
    with caplog.at_level(logging.WARNING, logger="efc_reporting"):
        render(document())
        before = [record.name for record in caplog.records]
        render(document(blocks=(Paragraph("王"),)))

    assert before == []
    assert any("U+738B" in record.getMessage() for record in caplog.records)


def test_a_file_that_is_no_picture_is_refused() -> None:
    """An SVG or a text under the name of a picture does not get into the page."""
    picture = Image(data=b"<svg/>", media_type="image/png", alternative="A map")

    with pytest.raises(ValueError, match="A map"):
        render(document(blocks=(picture,)))


def test_many_long_fields_are_laid_out_in_time() -> None:
    """Long values in many fields take seconds, on the cover and below, and cover nothing."""
    text = "The delegations visited two schools and agreed on the next steps. " * 4
    fields = tuple(Field(label=f"A rather long label {n}", text=text) for n in range(30))
    with open_pdf(BytesIO(render(document(fields=fields, blocks=(FieldList(fields),))))) as pdf:
        words = squeezed("".join(lines_of(pdf)))

    assert words.count("nextsteps.") == 30 * 4 * 2
    assert squeezed(FUNDING.disclaimer) in words


@attrs.frozen
class BlockOfTomorrow(Block):
    """A block that no format knows."""

    def fallback(self) -> tuple[Block, ...]:
        """Return a section with a figure."""
        figure = KeyFigure(key="k", label="Figure", value=4711, text="4,711")
        return (Section(title="Tomorrow", blocks=(KeyFigures((figure,)),)),)


def test_an_unknown_block_shows_its_fallback() -> None:
    """A block added later never breaks this format."""
    text = read_pdf(render(document(blocks=(BlockOfTomorrow(),)))).text

    assert "Tomorrow" in text
    assert "4,711" in text


def test_a_template_of_the_user_is_taken(tmp_path: Path) -> None:
    """It may extend ours and replace one part."""
    (tmp_path / "ours.html.j2").write_text(
        '{% extends "pdf/document.html.j2" %}'
        "{% block content %}<p>Only {{ document.title }}</p>{% endblock %}",
        encoding="utf-8",
    )
    with_folder = attrs.evolve(context(), templates=Templates(folders=(tmp_path,)))
    data = Pdf().render(document(), with_folder, PdfOptions(template="ours.html.j2"))

    assert "Only Report of O'Brien" in read_pdf(data).text
    assert "Jyväskylä" in read_pdf(data).text


def test_own_rules_come_last(tmp_path: Path) -> None:
    """The style sheet of a project goes before ours, and may use pictures of its own folder."""
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "own.css").write_text(".cover h1 { font-size: 40pt; }", encoding="utf-8")
    with_folder = attrs.evolve(context(), templates=Templates(folders=(tmp_path,)))
    sizes = []
    for surroundings in (context(), with_folder):
        with open_pdf(BytesIO(Pdf().render(document(), surroundings, PdfOptions()))) as pdf:
            sizes.append(max(char["size"] for char in pdf.pages[0].chars))

    assert sizes[0] == pytest.approx(30, abs=0.1)
    assert sizes[1] == pytest.approx(40, abs=0.1)


def test_a_chart_is_a_figure_with_its_alternative() -> None:
    """Its words can be read, and screen readers are told what it shows."""
    chart = Chart(
        caption="People by country",
        label_title="Country",
        value_title="People",
        alternative="Four times as many from Germany as from Italy",
        bars=(
            ChartBar(label="Germany", value=16, text="16"),
            ChartBar(label="Italy", value=4, text="4"),
        ),
    )
    data = render(document(blocks=(chart,)))

    with pikepdf.open(BytesIO(data)) as pdf:
        figures = [
            str(item["/Alt"])
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
    assert "Four times as many from Germany as from Italy" in figures
    assert "Figure 1: People by country" in read_pdf(data).text
