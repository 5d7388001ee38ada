"""The Word file says all that the document says, with Word's own means."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import attrs
import docx
import pytest
from docx_sample import (
    DOCUMENT,
    EMBLEM_TEXT,
    LISTS,
    NAMES,
    RUNS,
    WP,
    R,
    Verse,
    W,
    paragraphs,
    parts,
    people_table,
    picture,
    rendered,
    sign_table,
    text_of,
    values,
    with_blocks,
    xml,
)
from lxml import etree

from efc_format_docx.markup import cleaned
from efc_reporting.plugin import (
    BulletList,
    Image,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Section,
    SignatureBlock,
)


@pytest.fixture(scope="module")
def full() -> bytes:
    """Return the document with every block, cover, contents and draft mark."""
    return rendered()


def squeezed(text: str) -> str:
    """Return a text without white space, for comparison across paragraphs."""
    return "".join(text.split())


def test_everything_is_said(full: bytes) -> None:
    """Every paragraph that the document says in plain text stands in the file."""
    body = xml(full)
    told = "".join(place.get("descr", "") for place in body.iter(f"{WP}docPr"))
    reading = squeezed(text_of(body) + told)
    said = (cleaned(text).strip("•_ ") for text in DOCUMENT.plain_paragraphs())
    pieces = [piece.strip("_: ") for text in said for piece in re.split(r"[;:,] ", text)]

    assert len(pieces) > 100
    assert [piece for piece in pieces if squeezed(piece) not in reading] == []


@pytest.mark.parametrize("name", NAMES)
def test_names_are_text(full: bytes, name: str) -> None:
    """A name comes back letter by letter from a cell, whatever it looks like."""
    table = docx.Document(io.BytesIO(full)).tables[-1]

    assert name in [row.cells[0].text for row in table.rows]


def test_headings_follow_the_sections(full: bytes) -> None:
    """Nested sections become Heading 1, 2, 3, without a level left out."""
    found = [
        (p.style.name, p.text)
        for p in docx.Document(io.BytesIO(full)).paragraphs
        if p.style and p.style.name and p.style.name.startswith("Heading")
    ]

    assert found == [
        ("Heading 1", "Summary"),
        ("Heading 1", "Meetings"),
        ("Heading 2", "Kick-off meeting in Jyväskylä"),
        ("Heading 3", "Agenda"),
    ]


def test_sections_deeper_than_word_stay_at_its_last_level() -> None:
    """The tenth level is a Heading 9."""
    section = Section(title="10")
    for number in range(9, 0, -1):
        section = Section(title=str(number), blocks=(section,))
    found = xml(rendered(with_blocks(section)))

    assert [text_of(p) for p in paragraphs(found, "Heading9")] == ["9", "10"]


def test_the_title_has_the_style_title(full: bytes) -> None:
    """Title and subtitle have Word's styles for them, once each."""
    body = xml(full)

    assert [text_of(p) for p in paragraphs(body, "Title")] == [DOCUMENT.title]
    assert [text_of(p) for p in paragraphs(body, "Subtitle")] == [DOCUMENT.subtitle]


def test_every_style_is_defined(full: bytes) -> None:
    """No paragraph, run or table refers to a style that the file does not hold."""
    defined = set(values(xml(full, "word/styles.xml").iter(f"{W}style"), "styleId"))
    stories = [name for name in parts(full) if re.match(r"word/(document|header|footer)", name)]
    used = {
        value
        for name in stories
        for tag in ("pStyle", "rStyle", "tblStyle")
        for value in values(xml(full, name).iter(f"{W}{tag}"))
    }

    assert used - defined == set()
    assert {"Lead", "Note", "Quote", "ListBullet", "ListNumber", "Caption", "Draft"} <= used


def test_looks_of_runs() -> None:
    """Strong and emphasised text have Word's styles; both together add up."""
    body = xml(rendered(with_blocks(Paragraph(RUNS))))
    looks = {
        text_of(run): [etree.QName(child).localname for child in run.find(f"{W}rPr")]
        for run in body.iter(f"{W}r")
        if run.find(f"{W}rPr") is not None
    }

    assert looks["strong"] == looks["emphasised"] == ["rStyle"]
    assert looks["both"] == ["rStyle", "i", "iCs"]
    assert looks["Auftakttreffen"] == ["lang"]


def test_control_characters_are_gone() -> None:
    """What XML forbids and what turns a line round does not reach the file."""
    body = xml(rendered(with_blocks(Paragraph(RUNS))))

    assert "control and turned  text." in text_of(body)


def test_lines_and_tabs_are_kept() -> None:
    """A new line in a text is a line break, a tab is a tab."""
    data = rendered(with_blocks(Paragraph("one\r\ntwo\tthree\n")))
    last = docx.Document(io.BytesIO(data)).paragraphs[-2]

    assert last.text == "one\ntwo\tthree\n"


def test_every_text_can_be_written() -> None:
    """Every character of the first two planes, alone surrogates too, gives a file that opens."""
    text = "".join(map(chr, range(0x20000)))
    data = rendered(with_blocks(Paragraph(text), Section(title=text, id=text)))

    assert len(text_of(xml(data))) > 2 * 100_000


def test_links_lead_out() -> None:
    """A link to the web is a real one, its address safe; a script is plain text."""
    data = rendered(with_blocks(Paragraph(RUNS)))
    links = [link for link in xml(data).iter(f"{W}hyperlink") if link.get(f"{R}id")]
    targets = {
        relation.get("Id"): (relation.get("Target"), relation.get("TargetMode"))
        for relation in xml(data, "word/_rels/document.xml.rels")
    }

    assert [text_of(link) for link in links] == ["a page"]
    assert targets[links[0].get(f"{R}id")] == (
        "https://example.org/a%20b?x=1&y=%3C2%3E",
        "External",
    )
    assert b"javascript" not in b"".join(parts(data).values())


def test_bullets_are_numbering() -> None:
    """A bulleted list is Word's own, nested points one level below."""
    body = xml(rendered(with_blocks(LISTS[0])))
    points = paragraphs(body, "ListBullet")

    assert [text_of(p) for p in points] == ["Migration", "Tolerance", "in schools", "at work"]
    assert values(p.find(f".//{W}ilvl") for p in points) == ["0", "0", "1", "1"]
    assert not any("•" in text_of(p) for p in points)


def test_each_ordered_list_starts_again() -> None:
    """Two ordered lists have two numberings, both told to start at 1."""
    data = rendered(with_blocks(*LISTS))
    used = values(p.find(f".//{W}numId") for p in paragraphs(xml(data), "ListNumber"))
    starts = {
        number.get(f"{W}numId"): number.find(f"{W}lvlOverride/{W}startOverride")
        for number in xml(data, "word/numbering.xml").iter(f"{W}num")
    }

    assert len(used) == 5
    assert used[0] == used[1] == used[2] != used[3] == used[4]
    assert values([starts[used[0]], starts[used[3]]]) == ["1", "1"]


def test_an_empty_list_says_nothing() -> None:
    """A list without points leaves no paragraph."""
    with_list, without = (
        len(list(xml(rendered(with_blocks(*blocks))).iter(f"{W}p")))
        for blocks in ((BulletList(()),), ())
    )

    assert with_list == without


def test_key_figures_are_a_regular_table() -> None:
    """Labels are a header row, figures stand below, in columns of one width over all tables."""
    figures = [
        KeyFigure(key=str(n), label=f"Label {n}", value=n, text=f"{n} %") for n in range(1, 8)
    ]
    tables = docx.Document(io.BytesIO(rendered(with_blocks(KeyFigures(figures))))).tables
    widths = [values(table._tbl.iter(f"{W}gridCol"), "w") for table in tables]

    assert [[cell.text for cell in row.cells] for table in tables for row in table.rows] == [
        ["Label 1", "Label 2", "Label 3", "Label 4"],
        ["1 %", "2 %", "3 %", "4 %"],
        ["Label 5", "Label 6", "Label 7"],
        ["5 %", "6 %", "7 %"],
    ]
    assert widths[1] == widths[0][:3]
    assert all(t.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None for t in tables)


def test_no_key_figures_no_table() -> None:
    """An empty block leaves nothing behind."""
    assert list(xml(rendered(with_blocks(KeyFigures(())))).iter(f"{W}tbl")) == []


def test_a_figure_has_its_caption_below(full: bytes) -> None:
    """The caption follows the picture, counts itself and stays on its page."""
    body = xml(full)
    figure = paragraphs(body, "Figure")[0]
    caption = figure.getnext()

    assert text_of(caption) == "Figure 1: The town hall"
    assert [field.get(f"{W}instr") for field in caption.iter(f"{W}fldSimple")] == [
        " SEQ Figure \\* ARABIC "
    ]


def test_every_picture_has_an_alternative_text(full: bytes) -> None:
    """Emblem, pictures and charts tell what they show, in the body and in the header."""
    told = [
        place.get("descr")
        for name in sorted(parts(full))
        if re.match(r"word/(document|header)", name)
        for place in xml(full, name).iter(f"{WP}docPr")
    ]

    assert sorted(told) == [
        "A blue field without anything on it",
        "A long blue band",
        EMBLEM_TEXT,
        EMBLEM_TEXT,
        "Most people came from Finland.",
    ]


@pytest.mark.parametrize("size", [(4000, 100), (100, 4000), (40, 30)])
def test_pictures_fit_the_page(size: tuple[int, int]) -> None:
    """A picture keeps its proportions, never wider than the text nor higher than 13 cm."""
    image = Image(data=picture(*size), media_type="image/png", alternative="A band")
    extent = list(xml(rendered(with_blocks(image))).iter(f"{WP}extent"))[-1]
    width, height = (int(extent.get(side, "")) for side in ("cx", "cy"))

    assert width <= 9638 * 635
    assert height <= 13 * 360_000
    assert width / height == pytest.approx(size[0] / size[1], rel=0.001)


def test_a_picture_of_another_kind_is_told() -> None:
    """A picture that Word may not show falls back to its caption and its alternative text."""
    image = Image(data=b"<svg/>", media_type="image/svg+xml", alternative="Stars", caption="Sky")
    body = text_of(xml(rendered(with_blocks(image))))

    assert "Sky" in body
    assert "Stars" in body


def test_the_same_picture_is_stored_once() -> None:
    """Two uses of the same bytes are one part of the file."""
    image = Image(data=picture(), media_type="image/png", alternative="A field")
    once, twice = rendered(with_blocks(image)), rendered(with_blocks(image, image))

    assert [name for name in parts(once) if "media" in name] == [
        name for name in parts(twice) if "media" in name
    ]


def test_signatures_have_lines() -> None:
    """The person, then a drawn line per label, the labels under them, all on one page."""
    block = SignatureBlock(
        heading="For the town",
        signatory="Aino Virtanen",
        function="Mayor",
        labels=("Place, date", "Signature", "Stamp"),
    )
    body = xml(rendered(with_blocks(block)))
    labels = paragraphs(body, "SignatureLabel")
    together = paragraphs(body, "SignatureHeading") + paragraphs(body, "Signatory") + labels

    assert [text_of(p) for p in together] == [
        "For the town",
        "Aino VirtanenMayor",
        "Place, dateSignature",
        "Stamp",
    ]
    assert [len(list(p.iter(f"{W}r"))) for p in paragraphs(body, "SignatureLine")] == [3, 1]
    assert [p.find(f"{W}pPr/{W}keepNext") is not None for p in labels] == [True, False]


def test_long_labels_of_signatures_stand_alone() -> None:
    """A label that has no room beside another gets a line of its own."""
    block = SignatureBlock(heading="For the town", labels=("Name and function " * 3, "Date"))
    body = xml(rendered(with_blocks(block)))

    assert len(paragraphs(body, "SignatureLine")) == 2


def test_a_page_break_is_words_own() -> None:
    """A PageBreak is a break in a paragraph too small to see."""
    body = xml(rendered(with_blocks(PageBreak())))
    breaks = list(body.iter(f"{W}br"))

    assert values(breaks, "type") == ["page"]
    assert len(paragraphs(body, "PageBreak")) == 1


def test_an_unknown_block_becomes_its_fallback() -> None:
    """A block of tomorrow is rendered as the simpler blocks that it names."""
    data = rendered(with_blocks(Verse(("one line", "another"))))
    texts = [p.text for p in docx.Document(io.BytesIO(data)).paragraphs]

    assert "one line" in texts
    assert "another" in texts


def test_tables_in_a_row_do_not_touch() -> None:
    """Between two tables stands a paragraph: Word joins tables that touch."""
    body = xml(rendered(with_blocks(people_table(note=""), sign_table(), people_table())))[0]
    tags = [etree.QName(child).localname for child in body]

    assert tags.count("tbl") == 3
    assert ("tbl", "tbl") not in list(pairwise(tags))
    assert tags[-2:] == ["p", "sectPr"]


def test_fields_stand_beside_their_labels(full: bytes) -> None:
    """A FieldList is paragraphs: the label strong, a tab, the text."""
    found = docx.Document(io.BytesIO(full))
    texts = [p.text for p in found.paragraphs if p.style and p.style.name == "Field"]

    assert texts[:2] == ["Beneficiary:\tTown of Jyväskylä", "Place:\tJyväskylä, Finland"]


def test_a_document_without_anything_opens() -> None:
    """No blocks, no funding, no subtitle: still a file with its title."""
    bare = attrs.evolve(with_blocks(), funding=None, subtitle="", author="", reference="")
    found = docx.Document(io.BytesIO(rendered(bare)))

    assert [p.text for p in found.paragraphs] == [DOCUMENT.title]
