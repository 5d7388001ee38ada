"""What Word shows round the text: cover, contents, headers, footers, the page itself."""

from __future__ import annotations

import io

import attrs
import docx
import pytest
from docx.section import Section as PageSection
from docx_reading import WP, W, paragraphs, text_of, values, xml
from docx_sample import (
    BLOCKS,
    DISCLAIMER,
    DOCUMENT,
    EMBLEM_TEXT,
    STATEMENT,
    people_table,
    rendered,
    with_blocks,
)

from efc_reporting.plugin import Document, Funding, Paragraph, Section

DRAFT = "Draft: findings of severity error are open"
PLAIN = with_blocks(*BLOCKS)


def page_of(document: Document) -> PageSection:
    """Return the only section of the file, in Word's sense."""
    (found,) = docx.Document(io.BytesIO(rendered(document))).sections
    return found


def shown(place: object) -> str:
    """Return what stands in a header or footer."""
    return text_of(place._element)  # type: ignore[attr-defined] # python-docx has no other door


def order(data: bytes, *texts: str) -> list[int]:
    """Return where texts stand among the paragraphs, the first time each."""
    found = [text_of(p) for p in xml(data).iter(f"{W}p")]
    return [next(n for n, line in enumerate(found) if text in line) for text in texts]


def test_the_cover_comes_first() -> None:
    """Statement, title, subtitle, fields and disclaimer, then a new page, then the contents."""
    data = rendered()
    places = order(
        data, STATEMENT, DOCUMENT.title, "A sample", "Beneficiary", DISCLAIMER, "Contents"
    )
    body = list(xml(data).iter(f"{W}p"))
    breaks = [number for number, p in enumerate(body) if p.find(f".//{W}br") is not None]

    assert places == sorted(places)
    assert places[-2] < breaks[0] < places[-1] < breaks[1] < order(data, "What the towns did")[0]


def test_without_a_cover_the_disclaimer_ends_the_document() -> None:
    """Emblem, statement and title stand on top, without a new page; the disclaimer comes last."""
    data = rendered(with_blocks(Section(title="News", blocks=(Paragraph("text"),))))
    lines = [text_of(p) for p in xml(data).iter(f"{W}p")]

    assert lines[0] == STATEMENT
    assert lines[1] == DOCUMENT.title
    assert lines[-1] == DISCLAIMER
    assert list(xml(data).iter(f"{W}br")) == []


def test_the_emblem_stands_on_the_first_page_and_in_the_header() -> None:
    """Both times with the statement beside it, and never lower than one centimetre."""
    page = page_of(PLAIN)
    body = xml(rendered(PLAIN))
    first = next(p for p in body.iter(f"{W}p"))
    running = page.header.paragraphs[0]._p

    for place in (first, running):
        (named,) = place.iter(f"{WP}docPr")
        (extent,) = place.iter(f"{WP}extent")

        assert named.get("descr") == EMBLEM_TEXT
        assert int(extent.get("cy", "")) >= 360_000
        assert text_of(place) == STATEMENT
    assert STATEMENT not in shown(page.first_page_header)


@pytest.mark.parametrize(("statement", "place"), [("Short", 0), ("Long " * 30, 1)])
def test_a_long_statement_stands_below_the_emblem(statement: str, place: int) -> None:
    """Beside the emblem is room for one line; more stands in a paragraph below it."""
    funding = Funding(statement=statement, disclaimer="", emblem_alternative=EMBLEM_TEXT)
    written = list(xml(rendered(attrs.evolve(PLAIN, funding=funding))).iter(f"{W}p"))

    assert len(list(written[0].iter(f"{WP}docPr"))) == 1
    assert [text_of(p) for p in written].index(statement) == place


def test_without_funding_no_emblem() -> None:
    """A document that nobody funded shows no emblem."""
    data = rendered(attrs.evolve(PLAIN, funding=None, blocks=()))

    assert list(xml(rendered(attrs.evolve(PLAIN, blocks=()))).iter(f"{WP}docPr"))
    assert list(xml(data).iter(f"{WP}docPr")) == []
    assert list(xml(data, "word/header1.xml").iter(f"{WP}docPr")) == []


@pytest.mark.parametrize("has_cover", [True, False])
def test_a_draft_is_marked_on_every_page(has_cover: bool) -> None:
    """The mark stands in the header of the first page and of all others."""
    page = page_of(attrs.evolve(PLAIN, is_draft=True, has_cover=has_cover))

    assert [shown(place).count(DRAFT) for place in (page.first_page_header, page.header)] == [1, 1]
    assert page.first_page_header.paragraphs[0].style is not None
    assert page.first_page_header.paragraphs[0].style.name == "Draft"


def test_a_final_report_has_no_draft_mark() -> None:
    """Without errors nothing says draft."""
    page = page_of(PLAIN)

    assert STATEMENT in shown(page.header)
    assert DRAFT not in shown(page.first_page_header) + shown(page.header)


def test_pages_are_numbered() -> None:
    """The footer says page and pages by fields, beside the title."""
    footer = page_of(PLAIN).footer

    assert shown(footer) == f"{DOCUMENT.title}Page 1 of 1"
    assert [f.get(f"{W}instr") for f in footer._element.iter(f"{W}fldSimple")] == [
        " PAGE ",
        " NUMPAGES ",
    ]


def test_pages_are_numbered_in_the_readers_language() -> None:
    """The words of the footer are German in a German report, and so are its fields' places."""
    footer = page_of(attrs.evolve(PLAIN, language="de", blocks=())).footer

    assert shown(footer).endswith("Seite 1 von 1")


def sections_apart(*, has_cover: bool = False) -> list[PageSection]:
    """Return the sections of a file with a list on one page and one on two."""
    lists = [
        Section(title=f"List {rows}", is_apart=True, blocks=[people_table(rows)])
        for rows in (5, 40)
    ]
    before = Section(title="Figures", blocks=(Paragraph("text"),))
    document = with_blocks(before, *lists, has_cover=has_cover)
    return list(docx.Document(io.BytesIO(rendered(document))).sections)


def test_sections_apart_count_their_own_pages() -> None:
    """Each begins with page 1 and says of how many, on its first page and on the others."""
    pages = sections_apart()
    footers = [[page.first_page_footer, page.footer] for page in pages]

    assert [page._sectPr.xpath("string(w:pgNumType/@w:start)") for page in pages] == ["1"] * 3
    for number, pair in enumerate(footers, start=1):
        for footer in pair:
            assert not footer.is_linked_to_previous
            assert shown(footer) == f"{DOCUMENT.title}Page 1 of 1"
            assert [f.get(f"{W}instr") for f in footer._element.iter(f"{W}fldSimple")] == [
                " PAGE ",
                " SECTIONPAGES ",
                f" PAGEREF _End{number} ",  # what LibreOffice shows, as the last result
            ]


def test_a_cover_before_sections_apart_has_no_page_number() -> None:
    """The first page of the first section is the cover; other sections begin with a number."""
    first, *others = sections_apart(has_cover=True)

    assert shown(first.first_page_footer) == ""
    assert shown(first.footer).endswith("Page 1 of 1")
    assert {shown(page.first_page_footer) for page in others} == {f"{DOCUMENT.title}Page 1 of 1"}


def test_sections_apart_end_with_a_bookmark() -> None:
    """Each has one behind its last words, so that the number of its last page can be shown."""
    lists = [Section(title=f"List {n}", is_apart=True, blocks=(Paragraph("a"),)) for n in (1, 2)]
    body = xml(rendered(with_blocks(*lists)))
    last = {
        mark.get(f"{W}name"): mark.getparent()
        for mark in body.iter(f"{W}bookmarkStart")
        if mark.get(f"{W}name", "").startswith("_End")
    }
    ends = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]

    assert list(last.values()) == [*ends, list(body.iter(f"{W}p"))[-1]]
    assert list(last) == ["_End1", "_End2", "_End3"]


def test_a_cover_has_no_page_number() -> None:
    """The first page is numbered only where it is no cover."""
    assert shown(page_of(DOCUMENT).first_page_footer) == ""
    assert shown(page_of(PLAIN).first_page_footer).endswith("Page 1 of 1")


def test_a_long_title_is_shortened_in_the_footer() -> None:
    """The number of the page keeps its place beside a title of any length."""
    footer = page_of(attrs.evolve(PLAIN, title="Towns and people " * 12)).footer
    title = shown(footer).removesuffix("Page 1 of 1")

    assert title.endswith("…")
    assert len(title) <= 70


def test_contents_are_filled_and_marked_as_out_of_date() -> None:
    """The field holds every heading of three levels, as links to them; Word will renew it."""
    body = xml(rendered())
    entries = {
        style: [text_of(p) for p in paragraphs(body, style)] for style in ("TOC1", "TOC2", "TOC3")
    }
    marks = {mark.get(f"{W}name"): mark.getparent() for mark in body.iter(f"{W}bookmarkStart")}
    links = [link for link in body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    field = list(body.iter(f"{W}fldChar"))

    assert entries == {
        "TOC1": ["Summary", "Meetings"],
        "TOC2": ["Kick-off meeting in Jyväskylä"],
        "TOC3": ["Agenda"],
    }
    assert [text_of(link) for link in links] == [
        text_of(marks[link.get(f"{W}anchor")]) for link in links
    ]
    assert values(field, "fldCharType") == ["begin", "separate", "end"]
    assert field[0].get(f"{W}dirty") == "true"
    assert [e.text for e in body.iter(f"{W}instrText")] == [' TOC \\o "1-3" \\h \\z \\u ']


def test_contents_say_how_the_page_numbers_come() -> None:
    """The last line is part of the field, and so goes when Word renews it."""
    (last,) = paragraphs(xml(rendered()), "TOCNote")

    assert text_of(last).startswith("The page numbers appear when Word updates")
    assert values(last.iter(f"{W}fldChar"), "fldCharType") == ["end"]


def test_contents_without_headings_are_left_out() -> None:
    """Nothing to list, no list."""
    body = xml(rendered(with_blocks(Paragraph("text"), has_contents=True)))

    assert [text_of(p) for p in body.iter(f"{W}p")].count("text") == 1
    assert paragraphs(body, "TOCHeading") == []
    assert list(body.iter(f"{W}sdt")) == []


def test_no_contents_unless_asked_for() -> None:
    """A short document goes without."""
    assert list(xml(rendered(attrs.evolve(PLAIN, has_contents=True))).iter(f"{W}sdt"))
    assert list(xml(rendered(PLAIN)).iter(f"{W}sdt")) == []


def test_word_is_not_told_to_ask_about_fields() -> None:
    """Opening a report asks no question."""
    assert len(xml(rendered(PLAIN), "word/settings.xml")) > 5
    assert list(xml(rendered(PLAIN), "word/settings.xml").iter(f"{W}updateFields")) == []
    assert list(xml(rendered(PLAIN)).iter(f"{W}fldChar")) == []


@pytest.mark.parametrize(("is_landscape", "size"), [(False, (210, 297)), (True, (297, 210))])
def test_the_page_is_a4_with_margins(is_landscape: bool, size: tuple[int, int]) -> None:
    """A4, upright or across, and no margin under 15 mm."""
    page = page_of(attrs.evolve(PLAIN, is_landscape=is_landscape))
    margins = (page.left_margin, page.right_margin, page.top_margin, page.bottom_margin)

    assert (page.page_width, page.page_height) != (None, None)
    assert tuple(round(side.mm) for side in (page.page_width, page.page_height) if side) == size
    assert all(margin is not None and margin.mm >= 15 for margin in margins)
    assert values(page._sectPr.iter(f"{W}pgSz"), "orient") == (
        ["landscape"] if is_landscape else [None]
    )


def test_letters_are_large_enough() -> None:
    """No style for reading has letters under nine points; the funder asks for that."""
    styles = xml(rendered(PLAIN), "word/styles.xml")
    small = {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if (size := style.find(f"{W}rPr/{W}sz")) is not None and int(size.get(f"{W}val", "")) < 18
    }
    fonts = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")

    assert small == {"TableEnd", "PageBreak"}
    assert fonts is not None
    assert set(fonts.attrib.values()) == {"Arial"}


def test_a_second_line_of_the_statement_stands_beside_the_emblem() -> None:
    """The statement hangs: in a wide font its second line does not fall below the emblem."""
    (line,) = [p for p in page_of(DOCUMENT).header.paragraphs if STATEMENT in p.text]
    look = line.paragraph_format
    (stop,) = look.tab_stops

    assert look.left_indent == stop.position
    assert look.first_line_indent == -stop.position
