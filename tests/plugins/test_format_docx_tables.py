"""Tables in Word: header rows, widths, alignment and descriptions."""

from __future__ import annotations

import attrs
import pytest
from docx_reading import W, text_of, values, xml
from docx_sample import people_table, rendered, sign_table, with_blocks
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from efc_format_docx.tables import column_widths, fitted_widths
from efc_reporting.plugin import Cell, Chart, ChartBar, Column, ColumnKind, Table


def only_table(block: Table, **changes: bool) -> etree._Element:
    """Return the one table of a document."""
    (found,) = xml(rendered(with_blocks(block, **changes))).iter(f"{W}tbl")
    return found


def rows_of(table: etree._Element) -> list[list[str]]:
    """Return what stands in the cells."""
    return [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def test_all_cells_are_there() -> None:
    """Header, rows and total stand in their order."""
    assert rows_of(only_table(people_table())) == [
        ["Town", "Participants", "Share", "Arrival"],
        ["Jyväskylä", "11", "1.0 %", "4 June 2018"],
        ["Săcueni", "12", "2.0 %", "4 June 2018"],
        ["Θεσσαλονίκη", "13", "3.0 %", "4 June 2018"],
        ["Total", "53", "100.0 %", ""],
    ]


def test_only_the_first_row_is_a_header_and_no_row_is_torn() -> None:
    """The header repeats on every page; a row stays on one."""
    rows = list(only_table(people_table(40)).iter(f"{W}tr"))

    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 41
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_screen_readers_know_header_column_and_total() -> None:
    """The look of a table names first row, first column and, where there is one, the last row."""
    looks = [
        table.find(f"{W}tblPr/{W}tblLook")
        for table in (only_table(people_table()), only_table(sign_table()))
    ]

    assert values(looks, "firstRow") == values(looks, "firstColumn") == ["1", "1"]
    assert values(looks, "lastRow") == ["1", "0"]
    assert values(looks) == ["06E0", "06A0"]


def test_a_table_is_described() -> None:
    """The caption is the title of a table; its note, else its columns, describe it."""
    with_note, without = only_table(people_table()), only_table(sign_table())

    assert values(with_note.iter(f"{W}tblCaption")) == ["Participants of the kick-off meeting"]
    assert values(with_note.iter(f"{W}tblDescription")) == ["Source: attendance lists."]
    assert values(without.iter(f"{W}tblDescription")) == ["Name; Signature"]


def test_captions_count_themselves() -> None:
    """The caption stands above its table, with a number that Word keeps."""
    body = xml(rendered(with_blocks(people_table(), sign_table())))
    captions = [table.getprevious() for table in body.iter(f"{W}tbl")]

    assert [text_of(caption) for caption in captions] == [
        "Table 1: Participants of the kick-off meeting",
        "Table 2: Attendance list",
    ]
    assert [c.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for c in captions] == ["Caption"] * 2
    assert [c.find(f"{W}fldSimple").get(f"{W}instr") for c in captions] == [
        " SEQ Table \\* ARABIC "
    ] * 2


def test_a_table_without_caption_is_not_counted() -> None:
    """The next table with a caption has the next number."""
    nameless = attrs.evolve(people_table(), caption="")
    body = text_of(xml(rendered(with_blocks(nameless, people_table()))))

    assert "Table 1: Participants" in body


@pytest.mark.parametrize(("is_landscape", "width"), [(False, 9638), (True, 14570)])
def test_widths_follow_the_weights(is_landscape: bool, width: int) -> None:
    """The columns share the width of the text out by weight, in a fixed layout."""
    table = only_table(people_table(), is_landscape=is_landscape)
    grid = [int(value or 0) for value in values(table.iter(f"{W}gridCol"), "w")]
    cells = [
        [int(value or 0) for value in values(row.iter(f"{W}tcW"), "w")]
        for row in table.iter(f"{W}tr")
    ]

    assert sum(grid) == width
    assert grid[0] / grid[1] == pytest.approx(3 / 2, rel=0.01)
    assert cells == [grid] * 5
    assert values(table.iter(f"{W}tblLayout"), "type") == ["fixed"]


@pytest.mark.parametrize("weights", [[1], [1, 1, 1], [7, 3, 11, 2], [1] * 17])
def test_no_width_is_lost(weights: list[int]) -> None:
    """The parts add up to the whole, and none differs from its share by a point."""
    widths = column_widths(weights, 9638)

    assert sum(widths) == 9638
    assert widths == pytest.approx([9638 * w / sum(weights) for w in weights], abs=1)


def test_words_of_titles_are_not_torn() -> None:
    """A column is at least as wide as the longest word of its title; the others give way."""
    titles = (("Name", 9), ("Umsetzungsstand bis heute", 1), ("Zuständige Stelle", 1))
    columns = [Column(title=title, weight=weight) for title, weight in titles]
    widths = fitted_widths(columns, 9638)

    assert sum(widths) == 9638
    assert widths[1] == 15 * 112 + 226
    assert widths[2] == 10 * 112 + 226
    assert fitted_widths(columns, 2000) == column_widths([9, 1, 1], 2000)


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 30)), min_size=1, max_size=12),
    st.integers(500, 20_000),
)
def test_fitted_widths_fill_the_page(columns: list[tuple[int, int]], width: int) -> None:
    """Whatever the titles and weights, the widths add up to the width of the text."""
    fitted = fitted_widths([Column(title="x" * n, weight=w) for w, n in columns], width)

    assert sum(fitted) == width
    assert min(fitted) >= 0


def test_numbers_stand_on_the_right() -> None:
    """Numbers and shares have the style for it, in the header too; text and dates do not."""
    rows = list(only_table(people_table()).iter(f"{W}tr"))

    assert values(rows[0].iter(f"{W}pStyle")) == [
        "TableHeading",
        "TableHeadingNumber",
        "TableHeadingNumber",
        "TableHeading",
    ]
    assert values(rows[1].iter(f"{W}pStyle")) == [
        "TableText",
        "TableNumber",
        "TableNumber",
        "TableText",
    ]


@pytest.mark.parametrize("kind", [ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.MONEY])
def test_every_kind_of_number_stands_on_the_right(kind: ColumnKind) -> None:
    """Counts, shares and sums of money are all numbers."""
    table = Table(caption="", columns=(Column(title="", kind=kind),), rows=[(Cell(1, "1"),)])
    styles = values(only_table(table).iter(f"{W}pStyle"))

    assert styles == ["TableHeadingNumber", "TableNumber"]


def test_the_total_is_strong() -> None:
    """Every word of the total is strong, and no other row is."""
    rows = list(only_table(people_table()).iter(f"{W}tr"))

    assert [values(row.iter(f"{W}rStyle")) for row in rows] == [[], [], [], [], ["Strong"] * 3]


def test_total_and_note_stay_with_the_table() -> None:
    """The row before the total keeps it on its page, the total its note."""
    rows = list(only_table(people_table()).iter(f"{W}tr"))
    kept = [len(list(row.iter(f"{W}keepNext"))) for row in rows]

    assert kept == [0, 0, 0, 4, 4]


def test_there_is_room_to_sign() -> None:
    """A row of a list to sign is at least one centimetre high."""
    _, *rows = only_table(sign_table()).iter(f"{W}tr")
    heights = [row.find(f"{W}trPr/{W}trHeight") for row in rows]

    assert len(rows) == len(sign_table().rows)
    assert {height.get(f"{W}hRule") for height in heights} == {"atLeast"}
    assert min(int(height.get(f"{W}val")) for height in heights) >= 567


def test_every_cell_ends_in_a_paragraph() -> None:
    """Word refuses a cell that does not, an empty one too."""
    cells = list(only_table(sign_table()).iter(f"{W}tc"))

    assert {etree.QName(cell[-1]).localname for cell in cells} == {"p"}


def test_a_table_without_rows_keeps_its_header() -> None:
    """Nobody came: the columns still say what would stand here."""
    empty = Table(caption="Nobody", columns=(Column(title="Name"), Column(title="Town")))

    assert rows_of(only_table(empty)) == [["Name", "Town"]]


def test_a_chart_is_its_table() -> None:
    """The bars of a chart stand as a table with the same figures."""
    chart = Chart(
        caption="Per country",
        label_title="Country",
        value_title="People",
        alternative="One bar.",
        bars=(ChartBar(label="Finland", value=33, text="33"),),
    )
    (table,) = xml(rendered(with_blocks(chart))).iter(f"{W}tbl")

    assert rows_of(table) == [["Country", "People"], ["Finland", "33"]]


def test_all_rows_of_a_long_table_arrive() -> None:
    """Header, four thousand people and the total."""
    assert len(list(only_table(people_table(4000)).iter(f"{W}tr"))) == 4002
