"""The CSV table: its shape, its values, what a spreadsheet must not run."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efc_format_csv.format import Csv, CsvOptions
from efc_format_csv.values import guarded, written
from efc_reporting.errors import NotAcceptedError
from efc_reporting.plugin import (
    Block,
    Cell,
    Column,
    Document,
    Field,
    FieldList,
    Funding,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    Table,
)
from efc_reporting.plugin_host.options import make_options
from efc_reporting.testing import context_for, read_csv, sample_project

OWN_COLUMNS = ("Section", "Table", "Figure", "Value")


def make(*blocks: Block) -> Document:
    return Document(
        kind="trial",
        title="Trial",
        language="en",
        audience="agency",
        as_of=date(2020, 2, 28),
        blocks=blocks,
    )


def table(caption: str, titles: tuple[str, ...], *rows: tuple[str | Cell, ...]) -> Table:
    return Table(caption=caption, columns=[Column(title=title) for title in titles], rows=rows)


def render(document: Document, options: CsvOptions | None = None) -> bytes:
    return Csv().render(document, context_for(sample_project()), options or CsvOptions())


def rows(document: Document) -> tuple[tuple[str, ...], ...]:
    return read_csv(render(document)).tables[0]


def test_file_is_utf_8_with_mark_and_crlf() -> None:
    """Excel knows the encoding by the mark; lines end as RFC 4180 demands."""
    data = render(make(Section(title="Παράδειγμα", blocks=[table("T", ("A",), ("ž",))])))

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == 2
    assert "Παράδειγμα" in data.decode("utf-8-sig")


def test_all_tables_make_one_rectangle() -> None:
    """The columns of all tables stand side by side, each once, in the order first seen."""
    inner = Section(title="Inner", blocks=[table("Two", ("Country", "Town"), ("PT", "V"))])
    document = make(
        Section(title="Outer", blocks=[table("One", ("Town", "People"), ("M", "3")), inner])
    )

    assert rows(document) == (
        (*OWN_COLUMNS, "Town", "People", "Country"),
        ("Outer", "One", "", "", "M", "3", ""),
        ("Outer › Inner", "Two", "", "", "V", "", "PT"),
    )


def test_total_is_the_last_row_of_its_table() -> None:
    """The closing row of a table is a row as any other."""
    closed = attrs.evolve(table("One", ("Town", "People"), ("M", "3")), total=("Total", "3"))

    assert rows(make(closed))[-1] == ("Trial", "One", "", "", "Total", "3")


def test_key_figures_and_fields_are_rows() -> None:
    """A key figure is a row with its label and the text that readers see."""
    share = KeyFigure(
        key="s", label="Share", value=Fraction(20, 53), text="37.7\N{NO-BREAK SPACE}%"
    )
    document = make(
        Section(title="M", blocks=[KeyFigures([share]), FieldList([Field(label="Host", text="V")])])
    )

    assert rows(document)[1:] == (
        ("M", "", "Share", "37.7\N{NO-BREAK SPACE}%"),
        ("M", "", "Host", "V"),
    )


def test_draft_and_funding_come_first() -> None:
    """A draft says so in its first row; the Union's support is acknowledged in the file."""
    funding = Funding(statement="Co-funded", disclaimer="Views are ours", emblem_alternative="Flag")
    document = attrs.evolve(make(Paragraph("left out")), is_draft=True, funding=funding)

    assert rows(document) == (
        OWN_COLUMNS,
        ("Trial", "", "Status", "DRAFT"),
        ("Trial", "", "Funding", "Co-funded"),
        ("Trial", "", "Disclaimer", "Views are ours"),
    )


def test_column_that_occurs_twice_in_a_table_keeps_both_values() -> None:
    """Two columns of one name are told apart by their number."""
    document = make(table("T", ("Town", "Town", ""), ("A", "B", "C")))

    assert rows(document)[0][4:] == ("Town", "Town (2)", "(3)")
    assert rows(document)[1][4:] == ("A", "B", "C")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell(1053, "1,053"), "1053"),
        (Cell(1053, "1.053"), "1053"),
        (Cell(-3, "−3"), "-3"),
        (Cell(20, "20 (planned)"), "20 (planned)"),
        (Cell(3, "<5"), "<5"),
        (Cell(Fraction(20, 53), "37.7\N{NO-BREAK SPACE}%"), "0.3774"),
        (Cell(Fraction(20, 53), "37,7 %"), "0.3774"),
        (Cell(Fraction(1, 2), "50 %"), "0.5000"),
        (Cell(Fraction(26, 32), "81.3 %"), "0.8125"),
        (Cell(Fraction(62, 207), "29.95 %"), "0.2995"),
        (Cell(Fraction(3, 90), "<5 %"), "<5 %"),
        (Cell(date(2018, 6, 4), "4 June 2018"), "2018-06-04"),
        (Cell(None, "–"), "–"),
    ],
)
def test_values_are_plain_where_the_text_says_the_same(cell: Cell, expected: str) -> None:
    """Programs get plain numbers, fractions and ISO days; a withheld value stays withheld."""
    assert written(cell) == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_formula_is_disarmed(start: str) -> None:
    """Text that a spreadsheet would run gets an apostrophe in front."""
    text = f"{start}SUM(A1)"
    document = make(Section(title=text, blocks=[table(text, (text,), (text,))]))

    for row in csv.reader(render(document).decode("utf-8-sig").splitlines(keepends=True)):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)
    assert guarded(text) == f"'{text}"


def test_negative_number_is_no_formula() -> None:
    """A plain number stays one, whatever its sign."""
    assert guarded("-12.5") == "-12.5"


def test_delimiter_can_be_chosen() -> None:
    """Excel in most of Europe wants semicolons; then a semicolon in a text is quoted."""
    document = make(table("a;b", ("T",), ("x,y",)))
    lines = render(document, CsvOptions(delimiter=";")).decode("utf-8-sig").splitlines()

    assert lines == ["Section;Table;Figure;Value;T", 'Trial;"a;b";;;x,y']


def test_other_delimiter_is_refused() -> None:
    """A delimiter that no spreadsheet knows is refused before anything is rendered."""
    with pytest.raises(NotAcceptedError, match="delimiter"):
        make_options(CsvOptions, {"delimiter": "|"})


def test_text_that_turns_the_line_round_is_cleaned() -> None:
    """Overrides of the writing direction and control characters never reach the file."""
    data = render(make(table("T", ("A",), ("\u202eabc\x00d\ud800",))))

    assert "abcd" in data.decode("utf-8-sig")
    assert "\u202e" not in data.decode("utf-8-sig")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=20), min_size=1, max_size=4))
def test_any_text_keeps_the_table_rectangular(texts: list[str]) -> None:
    """Whatever stands in the cells, every row has as many as the header."""
    columns = tuple(f"C{number}" for number in range(len(texts)))
    data = render(make(table("T", columns, tuple(texts))))
    read = list(csv.reader(data.decode("utf-8-sig").split("\r\n"), strict=True))

    assert {len(row) for row in read if row} == {len(columns) + 4} or "\r" in "".join(texts)


@pytest.mark.parametrize(
    ("amount", "text", "expected"),
    [
        ("1234.5", "1,234.50\N{NO-BREAK SPACE}€", "1234.50"),
        ("-3", "−3.00\N{NO-BREAK SPACE}€", "-3.00"),
        ("1234.5", "1.235\N{NO-BREAK SPACE}€", "1.235\N{NO-BREAK SPACE}€"),
        ("0.015", "0.01\N{NO-BREAK SPACE}€", "0.01\N{NO-BREAK SPACE}€"),
        ("1.00", "1.00\N{NO-BREAK SPACE}£", "1.00\N{NO-BREAK SPACE}£"),
    ],
)
def test_amounts_are_numbers_where_the_text_says_the_same(
    amount: str, text: str, expected: str
) -> None:
    """To the cent, in euro; anything else stays as it is shown."""
    found = rows(make(table("Costs", ("Paid",), (Cell(Decimal(amount), text),))))

    assert found[-1][-1] == expected


def test_a_total_stands_below_all_rows() -> None:
    """No row of a table is lost where the table is summed up."""
    counted = table("By town", ("Town",), ("Opole",), ("Perugia",))
    found = rows(make(attrs.evolve(counted, total=("All",))))

    assert [row[-1] for row in found[-3:]] == ["Opole", "Perugia", "All"]
