"""What belongs together in a Word file stays on one page."""

from __future__ import annotations

import attrs
from docx_reading import W, text_of, xml
from docx_sample import STATEMENT, people_table, rendered, sign_table, with_blocks
from lxml import etree

from efc_format_docx.tables import fitted_widths
from efc_reporting.plugin import (
    Block,
    Cell,
    Column,
    Field,
    FieldList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    ParagraphStyle,
    SignatureBlock,
)

NOTE = Paragraph("The list is kept by the town.", ParagraphStyle.NOTE)
SIGNING = SignatureBlock(heading="For the host", signatory="E. Beispiel", labels=("Date", "Stamp"))


def kept(*blocks: Block) -> dict[str, bool]:
    """Return of each paragraph whether it says itself that it stays with the next one."""
    body = xml(rendered(with_blocks(*blocks)))
    return {text_of(p): _is_kept(p) for p in body.iter(f"{W}p") if text_of(p) != STATEMENT}


def _is_kept(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


def fields(number: int) -> FieldList:
    """Return so many fields."""
    return FieldList(tuple(Field(label=f"L{n}", text=f"T{n}") for n in range(number)))


def test_rows_of_key_figures_stay_together() -> None:
    """All figures but those of the last row stay with what is below, the room between them too."""
    figures = KeyFigures(
        [KeyFigure(key=f"k{n}", value=n, text=f"F{n}", label="L") for n in range(7)]
    )
    body = xml(rendered(with_blocks(figures)))
    styled = [
        (p.find(f"{W}pPr/{W}pStyle").get(f"{W}val"), _is_kept(p))
        for p in body.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle") is not None
    ]

    assert [is_kept for style, is_kept in styled if style == "TableEnd"] == [True, False]
    assert [is_kept for style, is_kept in styled if style == "KeyFigure"] == [True] * 4 + [
        False
    ] * 3


def test_the_fields_of_a_meeting_stay_together() -> None:
    """Place and host stand on one page; a programme of many days may part."""
    few, many = kept(fields(3)), kept(fields(40))

    assert [few[f"L{n}:T{n}"] for n in range(3)] == [True, True, False]
    assert not any(many[f"L{n}:T{n}"] for n in range(40))


def test_the_last_row_stands_alone_on_no_page() -> None:
    """It has the row before it above, and the total has the last row."""
    without_total = kept(sign_table())
    with_total = kept(attrs.evolve(people_table(), note=""))
    names = [row[0].text for row in sign_table().rows]
    towns = ("Săcueni", "Θεσσαλονίκη", "Total")

    assert [without_total[name] for name in names] == [False] * (len(names) - 2) + [True, False]
    assert [with_total[town] for town in towns] == [False, True, False]


def test_who_certifies_a_list_does_so_below_its_last_rows() -> None:
    """The last two rows, the notice and the first signature stay with what is signed."""
    second = SignatureBlock(heading="For the town", signatory="", labels=("Place", "Seal"))
    found = kept(sign_table(), NOTE, SIGNING, second)
    *_, before_last, last = [row[0].text for row in sign_table().rows]

    assert found[before_last]
    assert found[last]
    assert found["The list is kept by the town."]
    assert found["DateStamp"]
    assert not found["PlaceSeal"]


def test_a_table_that_nobody_certifies_is_free() -> None:
    """Neither a text nor a heading below it is tied to it."""
    found = kept(sign_table(), NOTE, Paragraph("Later"), SIGNING)
    before_last, last = (row[0].text for row in sign_table().rows[-2:])

    assert found[before_last]
    assert not found[last]
    assert not found["The list is kept by the town."]


def test_words_of_cells_are_not_torn() -> None:
    """A column makes room for its longest word, if that leaves room for the others."""
    columns = [Column(title="Meeting", weight=5), Column(title="State", weight=1)]
    word = "πραγματοποιήθηκε"
    said, endless = [(Cell("a", "a"), Cell(text, text)) for text in (word, "x" * 80)]
    narrow = fitted_widths(columns, 9638, [said])
    crowded = fitted_widths(columns, 2500, [said])

    assert narrow == [9638 - 16 * 106 - 226, 16 * 106 + 226]
    assert crowded == fitted_widths(columns, 2500)
    assert fitted_widths(columns, 9638, [endless]) == fitted_widths(columns, 9638)
