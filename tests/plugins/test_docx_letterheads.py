"""A report on a letterhead: its pages, styles and words stay, and our text stands among them."""

from __future__ import annotations

import io
from pathlib import Path

import attrs
import docx
import pytest
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx_reading import WP, W, paragraphs, text_of, values, xml
from docx_sample import BLOCKS, DOCUMENT, EMBLEM_TEXT, STATEMENT, picture, with_blocks
from letterhead_reports import on_letterhead
from letterheads import (
    SHAPES,
    TOWN,
    blank,
    first_page_different,
    landscape_annex,
    one_section,
    saved,
)

from efc_reporting.plugin import Column, OwnWords, Paragraph, Section, Table
from word_lint import failings

DRAFT = "Draft: findings of severity error are open"


def lines(data: bytes) -> list[str]:
    """Return the paragraphs of the body."""
    return [text_of(p) for p in xml(data).iter(f"{W}p")]


def body_of(letterhead: bytes, folder: Path, *blocks: object) -> list[str]:
    """Return the paragraphs of a short report on a letterhead."""
    return lines(on_letterhead(letterhead, folder, with_blocks(*blocks)))  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_gives_a_sound_file(shape: str, tmp_path: Path) -> None:
    """All blocks, cover, contents and draft mark: our own lint finds nothing."""
    data = on_letterhead(SHAPES[shape](), tmp_path)

    assert failings(data) == []
    assert "What the towns did together" in " ".join(lines(data))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_same_letterhead_gives_the_same_bytes(shape: str, tmp_path: Path) -> None:
    """Twice the same report."""
    letterhead = SHAPES[shape]()

    assert on_letterhead(letterhead, tmp_path) == on_letterhead(letterhead, tmp_path)


def test_headers_footers_and_margins_stay(tmp_path: Path) -> None:
    """The page is the town's; our own header and footer are not added."""
    (page,) = docx.Document(io.BytesIO(on_letterhead(one_section(), tmp_path))).sections

    assert text_of(page.header._element).endswith(f"{TOWN} · –")
    assert text_of(page.footer._element) == "Rathausplatz 1 · 01234 Beispielstadt"
    assert (round(page.left_margin.mm), round(page.right_margin.mm)) == (30, 25)


def test_the_styles_are_those_of_the_letterhead(tmp_path: Path) -> None:
    """Headings have the town's style, whatever its id; names that mean something else do not."""
    data = on_letterhead(one_section(), tmp_path)
    body = xml(data)
    notes = paragraphs(body, "EfCNote")

    assert [text_of(p) for p in paragraphs(body, "berschrift1")] == ["Summary", "Meetings"]
    assert paragraphs(body, "Heading1") == []
    assert [text_of(p) for p in notes] == ["A hint for the reader."]


def test_styles_that_are_missing_are_taken_in(tmp_path: Path) -> None:
    """They are based on the town's, and a warning names those that every Word has."""
    warnings: list[str] = []
    data = on_letterhead(one_section(), tmp_path, warn=warnings.append)
    styles = xml(data, "word/styles.xml")
    defined = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}
    heading = defined["Heading3"]

    assert len([w for w in warnings if "Subtitle" in w and "heading 3" in w]) == 1
    assert not any("Key Figure" in w or "heading 1" in w for w in warnings)
    assert values(heading.iter(f"{W}basedOn")) == ["berschrift2"]
    assert list(heading.iter(f"{W}color")) == []
    assert values(defined["Lead"].iter(f"{W}basedOn")) == ["Standard"]


def test_tables_and_pictures_keep_to_the_margins(tmp_path: Path) -> None:
    """The text is 155 mm wide here."""
    body = xml(on_letterhead(one_section(), tmp_path))
    width = round(155 / 25.4 * 1440)

    assert {int(w.get(f"{W}w", "")) for w in body.iter(f"{W}tblW")} <= {
        *range(width - 2, width + 3)
    }
    assert all(int(e.get("cx", "")) <= width * 635 + 1000 for e in body.iter(f"{WP}extent"))


def test_text_follows_what_stands_there(tmp_path: Path) -> None:
    """Without a mark the text stays and the empty lines below it go."""
    found = body_of(one_section(), tmp_path, Paragraph("Our text"))

    assert found[0] == "Büro für Städtepartnerschaften"
    assert found[1] == STATEMENT
    assert "Our text" in found


@pytest.mark.parametrize("mark", ["bookmark", "control"])
def test_text_goes_to_the_marked_place(mark: str, tmp_path: Path) -> None:
    """What the mark encloses is replaced; all other lines stay before and after."""
    found = body_of(first_page_different(mark), tmp_path, Paragraph("Our text"))

    assert found[:4] == ["An die Agentur", "", "Unser Zeichen: –", ""]
    assert found[4] == STATEMENT
    assert found[-2:] == ["", "Mit freundlichen Grüßen"]
    assert "Text hier" not in found


def test_a_mark_within_a_line_leaves_the_line(tmp_path: Path) -> None:
    """A bookmark without anything in it, behind a word: the text follows that line."""
    file = blank()
    file.add_paragraph("Bericht:")._p.append(
        parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="EFC_Report"/>')
    )
    file.paragraphs[0]._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    file.add_paragraph("Ende")
    found = body_of(saved(file), tmp_path, Paragraph("Our text"))

    assert found[0] == "Bericht:"
    assert found[1] == STATEMENT
    assert found[-1] == "Ende"


def test_a_mark_in_the_last_line_of_a_section_stays_in_it(tmp_path: Path) -> None:
    """The text comes before the annex, on upright pages."""
    file = docx.Document(io.BytesIO(landscape_annex()))
    last = next(line for line in file.paragraphs if line._p.find(f".//{W}sectPr") is not None)
    last.add_run("Bericht:")
    for end in ("Start", "End"):
        name = ' w:name="efc_report"' if end == "Start" else ""
        last._p.append(parse_xml(f'<w:bookmark{end} {nsdecls("w")} w:id="1"{name}/>'))
    data = on_letterhead(saved(file), tmp_path, with_blocks(Paragraph("Our text")))
    sections = [p for p in xml(data)[0] if p.tag == f"{W}p" and p.find(f".//{W}sectPr") is not None]
    above = [text_of(p) for p in sections[0].itersiblings(f"{W}p", preceding=True)]

    assert len(sections) == 1
    assert {"Bericht:", "Our text"} <= set(above)


def test_a_mark_over_several_lines_is_replaced(tmp_path: Path) -> None:
    """From the line of its start to the line of its end."""
    file = blank()
    for text in ("Kopf", "eins", "zwei", "Fuß"):
        file.add_paragraph(text)
    start, end = file.paragraphs[1]._p, file.paragraphs[2]._p
    start.insert(0, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="efc_report"/>'))
    end.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    found = body_of(saved(file), tmp_path)

    assert found[0] == "Kopf"
    assert found[-1] == "Fuß"
    assert {"eins", "zwei"}.isdisjoint(found)


def test_text_in_a_cell_has_the_width_of_the_cell(tmp_path: Path) -> None:
    """A letterhead laid out as a table takes the text in one of its cells."""
    file = blank()
    cells = file.add_table(1, 2).rows[0].cells
    cells[0].text = "Ansprechpartnerin"
    place = cells[1].paragraphs[0]._p
    place.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="efc_report"/>'))
    place.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    outer = int(cells[1]._tc.tcPr.find(qn("w:tcW")).get(qn("w:w")))
    data = on_letterhead(saved(file), tmp_path)
    inner = {int(w.get(f"{W}w", "")) for w in xml(data).iter(f"{W}tblW")} - {0}

    assert failings(data) == []
    assert inner
    assert max(inner) <= outer


def test_a_cell_ends_in_a_paragraph_whatever_the_text_ends_in(tmp_path: Path) -> None:
    """Word calls a file damaged in which a cell ends in a control."""
    file = blank()
    place = file.add_table(1, 1).rows[0].cells[0].paragraphs[0]._p
    for end in ("Start", "End"):
        name = ' w:name="efc_report"' if end == "Start" else ""
        place.append(parse_xml(f'<w:bookmark{end} {nsdecls("w")} w:id="1"{name}/>'))
    text = (Paragraph("Ours"),)
    words = OwnWords(section_id="s", language="en", digest="0" * 16, blocks=text, editable=text)
    data = on_letterhead(saved(file), tmp_path, attrs.evolve(with_blocks(words), funding=None))
    cell = next(xml(data).iter(f"{W}tc"))

    assert cell[-2].tag == f"{W}sdt"
    assert cell[-1].tag == f"{W}p"


def test_an_annex_across_stays_behind_the_text(tmp_path: Path) -> None:
    """The text fills the upright section; the annex keeps its pages and its header."""
    data = on_letterhead(landscape_annex(), tmp_path)
    first, annex = docx.Document(io.BytesIO(data)).sections
    found = lines(data)

    assert first.orientation == WD_ORIENTATION.PORTRAIT
    assert annex.orientation == WD_ORIENTATION.LANDSCAPE
    assert text_of(annex.header._element) == f"{DRAFT}{TOWN} – Anlage"
    assert found[-1] == "Anlage: Bilder der Treffen"
    assert found.index("Anlage: Bilder der Treffen") > found.index("A line of a verse")


def test_a_wide_document_lays_its_own_section_across(tmp_path: Path) -> None:
    """A landscape document turns the pages of the text, and its tables fill them."""
    document = attrs.evolve(DOCUMENT, is_landscape=True)
    data = on_letterhead(one_section(), tmp_path, document)
    (page,) = docx.Document(io.BytesIO(data)).sections
    widths = {int(w.get(f"{W}w", "")) for w in xml(data).iter(f"{W}tblW")}

    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)
    assert max(widths) == pytest.approx((297 - 55) / 25.4 * 1440, abs=3)


def test_sections_apart_look_like_the_one_round_them(tmp_path: Path) -> None:
    """Each begins on a new page with the first page's header and the number 1."""
    apart = [Section(title=f"List {n}", is_apart=True, id=f"l{n}") for n in (1, 2)]
    data = on_letterhead(first_page_different(), tmp_path, with_blocks(*apart))
    pages = docx.Document(io.BytesIO(data)).sections

    assert failings(data) == []
    assert len(pages) == 3
    assert {text_of(page.first_page_header._element) for page in pages} == {TOWN}
    assert {page._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for page in pages} == {"1"}


def test_emblem_and_statement_stand_in_the_text(tmp_path: Path) -> None:
    """A letterhead that does not show them gets them on top of the text."""
    told = [p.get("descr") for p in xml(on_letterhead(one_section(), tmp_path)).iter(f"{WP}docPr")]

    assert EMBLEM_TEXT in told


def test_a_letterhead_may_show_the_emblem_itself(tmp_path: Path) -> None:
    """With a picture and the statement in its header, they are not shown twice."""
    file = blank()
    line = file.sections[0].header.paragraphs[0]
    line.text = STATEMENT.upper()
    line.add_run().add_picture(io.BytesIO(picture(90, 60)))
    data = on_letterhead(saved(file), tmp_path)

    assert "Kick-off" in " ".join(lines(data))
    assert STATEMENT not in " ".join(lines(data))
    assert EMBLEM_TEXT not in [p.get("descr") for p in xml(data).iter(f"{WP}docPr")]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_draft_is_marked_in_every_header(shape: str, tmp_path: Path) -> None:
    """First pages and annexes too, beside what stands there."""
    data = on_letterhead(SHAPES[shape](), tmp_path)
    pages = docx.Document(io.BytesIO(data)).sections
    places = [page.header for page in pages]
    places += [p.first_page_header for p in pages if p.different_first_page_header_footer]

    assert [text_of(place._element)[: len(DRAFT)] for place in places] == [DRAFT] * len(places)
    assert len(places) >= len(pages) >= 1


def test_a_header_of_several_sections_is_marked_once(tmp_path: Path) -> None:
    """A section that takes its header from the one before goes on doing so."""
    file = docx.Document(io.BytesIO(one_section()))
    file.add_section(WD_SECTION.NEW_PAGE)
    first, second = docx.Document(io.BytesIO(on_letterhead(saved(file), tmp_path))).sections

    assert second.header.is_linked_to_previous
    assert text_of(first.header._element).count(DRAFT) == 1


def test_a_letterhead_without_a_header_gets_one_for_the_mark(tmp_path: Path) -> None:
    """No page of a draft goes without."""
    (page,) = docx.Document(io.BytesIO(on_letterhead(saved(blank()), tmp_path))).sections

    assert text_of(page.header._element) == DRAFT


def test_a_report_of_ours_may_be_the_letterhead(tmp_path: Path) -> None:
    """Its bookmarks and pictures do not clash with the new ones."""
    from docx_sample import rendered

    data = on_letterhead(rendered(with_blocks(*BLOCKS[:1])), tmp_path)

    assert failings(data) == []


def test_many_rows_are_joined_at_once(tmp_path: Path) -> None:
    """A thousand rows stand in the letterhead as they stand on our own pages."""
    rows = [(f"Muster-{n}", "") for n in range(1000)]
    table = Table(caption="List", columns=(Column(title="Name"), Column(title="Note")), rows=rows)
    data = on_letterhead(landscape_annex(), tmp_path, with_blocks(table))

    assert len(list(xml(data).iter(f"{W}tr"))) == 1001
