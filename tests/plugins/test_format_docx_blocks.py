"""Lists, key figures, pictures, signatures and other blocks in Word."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import attrs
import docx
import pytest
from docx_reading import WP, W, paragraphs, parts, text_of, values, xml
from docx_sample import (
    DOCUMENT,
    EMBLEM_TEXT,
    LISTS,
    Verse,
    people_table,
    picture,
    rendered,
    sign_table,
    with_blocks,
)
from lxml import etree

from efc_reporting.plugin import (
    BulletList,
    Image,
    KeyFigure,
    KeyFigures,
    PageBreak,
    SignatureBlock,
)


@pytest.fixture(scope="module")
def full() -> bytes:
    """Return the document with every block, cover, contents and draft mark."""
    return rendered()


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
    figure = KeyFigure(key="k", label="Towns", value=2, text="2")

    assert list(xml(rendered(with_blocks(KeyFigures([figure])))).iter(f"{W}tbl"))
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
