"""The workbook: its sheets, the types of its cells, its tables, its print, its properties."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from efc_format_xlsx.format import Xlsx
from efc_format_xlsx.grid import LINE_HEIGHT, SIGNATURE_HEIGHT
from efc_format_xlsx.plan import sheet_name
from efc_format_xlsx.tables import header_names
from efc_format_xlsx.values import Shown, safe_text, shown
from efc_reporting.plugin import (
    Block,
    BulletList,
    Cell,
    Chart,
    ChartBar,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldList,
    Funding,
    KeyFigure,
    KeyFigures,
    NoOptions,
    PageBreak,
    Paragraph,
    Run,
    Section,
    SignatureBlock,
    Table,
)
from efc_reporting.testing import context_for, read_xlsx, reporter_for, sample_project

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "https://attacker.example",
    "007",
    "1e5",
    "{=1}",
)


def make(*blocks: Block, is_draft: bool = False, language: str = "en") -> Document:
    return Document(
        kind="trial",
        title="Trial",
        language=language,
        audience="agency",
        as_of=date(2020, 2, 28),
        blocks=blocks,
        author="Stadt Musterstadt",
        reference="R&D-1",
        is_draft=is_draft,
    )


def table(*rows: tuple[str | Cell, ...], **more: object) -> Table:
    columns = (
        Column(title="Town", weight=2),
        Column(title="People", kind=ColumnKind.NUMBER),
        Column(title="Share", kind=ColumnKind.PERCENT),
        Column(title="Day", kind=ColumnKind.DATE),
    )
    return Table(caption="By town", columns=columns, rows=rows, **more)  # type: ignore[arg-type]


ROW = (
    "Musterstadt",
    Cell(1053, "1,053"),
    Cell(Fraction(20, 53), "37.7\N{NO-BREAK SPACE}%"),
    Cell(date(2018, 10, 4), "04/10/2018"),
)


def render(document: Document) -> bytes:
    context = context_for(sample_project(), language=document.language)
    return Xlsx().render(document, context, NoOptions())


def opened(document: Document) -> Workbook:
    return load_workbook(BytesIO(render(document)))


def values(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.rows for cell in row if cell.value is not None]


def cell_with(sheet: Worksheet, value: object) -> object:
    return next(cell for row in sheet.rows for cell in row if cell.value == value)


def test_each_section_with_a_table_has_a_sheet() -> None:
    """The overview comes first; a section without a table stays on it, one with has its own."""
    nested = Section(title="Nested", blocks=[Section(title="Inner", blocks=[table(ROW)])])
    workbook = opened(
        make(
            Section(title="Words", blocks=[Paragraph("only words")]),
            Section(title="Counts", blocks=[table(ROW)]),
            nested,
        )
    )

    assert workbook.sheetnames == ["Overview", "Counts", "Nested"]
    assert "only words" in values(workbook["Overview"])
    assert "Inner" in values(workbook["Nested"])


def test_numbers_shares_and_dates_are_real_ones() -> None:
    """A cell holds the typed value; its number format shows what the text says."""
    sheet = opened(make(Section(title="Counts", blocks=[table(ROW)])))["Counts"]
    found = {str(cell.value): cell for row in sheet.rows for cell in row}

    assert found["1053"].number_format == "#,##0"
    assert found["2018-10-04 00:00:00"].number_format == r"dd\/mm\/yyyy"
    share = next(cell for cell in found.values() if cell.number_format == "0.0 %")
    assert share.value == pytest.approx(20 / 53)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_stays_text(text: str) -> None:
    """No text becomes a formula, a number or a link, wherever it stands."""
    document = make(
        Section(
            title=text,
            blocks=[
                Paragraph(text),
                FieldList([Field(label=text, text=text)]),
                KeyFigures([KeyFigure(key="k", label=text, value=text, text=text)]),
                Table(
                    caption=text,
                    columns=[Column(title=text), Column(title=text)],
                    rows=[(text, text)],
                    total=(text, text),
                    note=text,
                ),
                SignatureBlock(heading=text, signatory=text, labels=(text,)),
            ],
        )
    )
    workbook = opened(attrs.evolve(document, title=text, subtitle=text))

    assert len(workbook.worksheets) == 2
    assert (
        sum(cell.data_type == "s" for sheet in workbook for row in sheet.rows for cell in row) > 9
    )
    for sheet in workbook.worksheets:
        for row in sheet.rows:
            for cell in row:
                assert cell.data_type in ("s", "n"), (sheet.title, cell.coordinate)
                assert cell.data_type == "s" or cell.value is None
                assert cell.hyperlink is None or cell.hyperlink.target is None


def test_hidden_value_is_not_in_the_file() -> None:
    """Where the text withholds a small number, its cell holds the text alone."""
    row = ("Musterstadt", Cell(3, "<5"), Cell(Fraction(3, 90), "<5 %"), "")
    sheet = opened(make(Section(title="Counts", blocks=[table(row)])))["Counts"]

    assert {"<5", "<5 %"} <= set(values(sheet))
    assert 3 not in values(sheet)


def test_table_is_a_real_table_with_header() -> None:
    """Programs and screen readers find a table with its header, its caption as description."""
    workbook_bytes = render(make(Section(title="Counts", blocks=[table(ROW, note="a note")])))
    sheet = load_workbook(BytesIO(workbook_bytes))["Counts"]
    (found,) = sheet.tables.values()

    assert [column.name for column in found.tableColumns] == ["Town", "People", "Share", "Day"]
    assert found.headerRowCount == 1
    assert sheet[found.ref][0][0].font.bold
    with ZipFile(BytesIO(workbook_bytes)) as archive:
        assert b'altText="By town"' in archive.read("xl/tables/table1.xml")


def test_only_table_is_frozen_filtered_and_its_header_repeated() -> None:
    """Where a sheet has one table, its header stays in sight, filters, and is on every page."""
    sheet = opened(make(Section(title="Counts", blocks=[table(ROW)])))["Counts"]
    (found,) = sheet.tables.values()
    header = sheet[found.ref][0][0].row

    assert sheet.freeze_panes == f"A{header + 1}"
    assert sheet.print_title_rows == f"${header}:${header}"
    assert found.autoFilter is not None


def test_several_tables_are_neither_frozen_nor_filtered() -> None:
    """Where a sheet has two tables, no header may stand still over the other table."""
    sheet = opened(make(Section(title="Counts", blocks=[table(ROW), table(ROW)])))["Counts"]

    assert sheet.freeze_panes is None
    assert [found.autoFilter for found in sheet.tables.values()] == [None, None]


def test_total_stands_below_the_table() -> None:
    """The total is bold and outside the table, so that sorting leaves it where it is."""
    total = ("Total", Cell(1053, "1,053"), "", "")
    sheet = opened(make(Section(title="Counts", blocks=[table(ROW, total=total)])))["Counts"]
    (found,) = sheet.tables.values()
    last_row = sheet[found.ref][-1][0].row

    assert sheet.cell(last_row + 1, 1).value == "Total"
    assert sheet.cell(last_row + 1, 2).value == 1053
    assert sheet.cell(last_row + 1, 2).font.bold


def test_caption_and_note_stand_round_the_table() -> None:
    """What a table is about stands above its header, what it leaves out below its rows."""
    sheet = opened(make(Section(title="Counts", blocks=[table(ROW, note="Without guests")])))[
        "Counts"
    ]
    rows = [cell_with(sheet, value).row for value in ("By town", "Town", 1053, "Without guests")]

    assert rows == list(range(rows[0], rows[0] + 4))


def test_rows_are_as_high_as_their_text() -> None:
    """Excel does not do it for a merged cell: what is wrapped would be cut off."""
    words = "quite a long text " * 40
    blocks = [Paragraph("short"), Paragraph(words), table(ROW, (words, *ROW[1:]))]
    sheet = opened(make(Section(title="Counts", blocks=blocks)))["Counts"]
    text = safe_text(words)
    long = [c.row for row in sheet.rows for c in row if c.value in (text, text.strip())]

    assert len(long) == 2
    assert [sheet.row_dimensions[row].height >= 4 * LINE_HEIGHT for row in long] == [True, True]
    assert sheet.row_dimensions[cell_with(sheet, "short").row].height in (None, LINE_HEIGHT)
    assert sheet.row_dimensions[cell_with(sheet, 1053).row].height in (None, LINE_HEIGHT)


def test_only_who_is_to_sign_gets_room() -> None:
    """A row in which a sign stands already is as high as any other."""
    columns = (Column(title="Name"), Column(title="Signature", kind=ColumnKind.SIGNATURE))
    rows = [("Ada", ""), ("Ben", "signed")]
    listed = Table(caption="List", columns=columns, rows=rows)
    sheet = opened(make(Section(title="Counts", blocks=[listed])))["Counts"]
    to_sign, signed = (sheet.row_dimensions[cell_with(sheet, n).row] for n in ("Ada", "Ben"))

    assert to_sign.height == pytest.approx(SIGNATURE_HEIGHT, abs=0.5)
    assert signed.height in (None, LINE_HEIGHT)


def test_what_stands_where_can_be_told_by_its_look() -> None:
    """Titles, headings, headers and totals are bold, all text is wrapped, numbers stand right."""
    total = ("All", Cell(1053, "1,053 in all"), "", "")
    sheet = opened(make(Section(title="Counts", blocks=[table(ROW, total=total)])))["Counts"]
    bold = [cell_with(sheet, value) for value in ("Counts", "By town", "Town", "All")]
    plain = cell_with(sheet, "Musterstadt")

    assert [cell.font.b for cell in bold] == [True] * 4
    assert not plain.font.b
    assert [cell.alignment.wrap_text for cell in (*bold, plain)] == [True] * 5
    assert cell_with(sheet, "People").alignment.horizontal == "right"
    assert cell_with(sheet, 1053).alignment.horizontal == "right"
    assert plain.alignment.horizontal == "left"


def test_no_cell_of_a_table_is_merged() -> None:
    """Merged cells are only found outside the tables."""
    blocks = [Paragraph("words"), table(ROW, ROW), Paragraph("more words")]
    sheet = opened(make(Section(title="Counts", blocks=blocks)))["Counts"]
    (found,) = sheet.tables.values()
    inside = {cell.coordinate for row in sheet[found.ref] for cell in row}

    assert sheet.merged_cells.ranges
    assert not any(inside & {c for r in m.rows for c in map(_name, r)} for m in sheet.merged_cells)


def _name(position: tuple[int, int]) -> str:
    from openpyxl.utils import get_column_letter

    return f"{get_column_letter(position[1])}{position[0]}"


def test_empty_table_keeps_its_header() -> None:
    """A table without rows is still a table, over one empty row."""
    sheet = opened(make(Section(title="Counts", blocks=[table()])))["Counts"]
    (found,) = sheet.tables.values()

    assert [cell.value for cell in sheet[found.ref][0]] == ["Town", "People", "Share", "Day"]
    assert len(sheet[found.ref]) == 2


def test_there_is_room_to_sign() -> None:
    """Where nobody has signed yet, rows are at least 12 mm high and the column is wide."""
    columns = (Column(title="Name"), Column(title="Signature", kind=ColumnKind.SIGNATURE))
    to_sign = Table(caption="List", columns=columns, rows=[("Beispiel", ""), ("Muster", "")])
    block = SignatureBlock(heading="Certified", labels=("Date", "Stamp"))
    sheet = opened(make(Section(title="List", blocks=[to_sign, block])))["List"]
    row = cell_with(sheet, "Beispiel").row  # type: ignore[attr-defined]

    assert sheet.row_dimensions[row].height >= 34
    assert sheet.column_dimensions["B"].width >= 30
    assert sheet.row_dimensions[cell_with(sheet, "Stamp").row].height >= 34  # type: ignore[attr-defined]


def test_every_sheet_prints_on_a4_across() -> None:
    """Each sheet is A4 landscape, as wide as the page, with page numbers and its name."""
    sheets = opened(make(Section(title="Counts", blocks=[table(ROW)]))).worksheets

    assert len(sheets) == 2
    for sheet in sheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.left.text == "Trial"
        assert sheet.oddHeader.right.text == "&A"
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.oddFooter.left.text == "R&&D-1"


def test_draft_is_marked_on_every_sheet() -> None:
    """A draft says so in the first cell and in the print header of each sheet, others do not."""
    section = Section(title="Counts", blocks=[table(ROW)])

    assert opened(make(section)).sheetnames == opened(make(section, is_draft=True)).sheetnames
    for sheet in opened(make(section, is_draft=True)).worksheets:
        assert sheet["A1"].value == "DRAFT"
        assert "DRAFT" in sheet.oddHeader.center.text
    for sheet in opened(make(section)).worksheets:
        assert "DRAFT" not in values(sheet)
        assert not sheet.oddHeader.center.text


def test_overview_shows_all_key_figures_side_by_side() -> None:
    """The figures of each section stand in one table on the overview, those not known left open."""

    def section(title: str, **figures: int) -> Section:
        known = [KeyFigure(key=k, label=k, value=v, text=str(v)) for k, v in figures.items()]
        return Section(title=title, blocks=[KeyFigures(known), table(ROW)])

    data = render(make(section("One", people=7, signed=6), section("Two", people=9)))
    figures = read_xlsx(data).tables[0]

    assert figures == (("Section", "people", "signed"), ("One", "7", "6"), ("Two", "9", ""))


def test_overview_acknowledges_the_funding() -> None:
    """The statement, the disclaimer and the emblem with its description stand on the overview."""
    funding = Funding(statement="Co-funded", disclaimer="Views are ours", emblem_alternative="Flag")
    data = render(attrs.evolve(make(Paragraph("x")), funding=funding))
    sheet = load_workbook(BytesIO(data))["Overview"]

    assert {"Co-funded", "Views are ours"} <= set(values(sheet))
    with ZipFile(BytesIO(data)) as archive:
        assert b'descr="Flag"' in archive.read("xl/drawings/drawing1.xml")
        assert archive.read("xl/media/image1.png").startswith(b"\x89PNG")


def test_properties_tell_title_author_day_and_language() -> None:
    """The file's own properties come from the document; its only date is that of the report."""
    properties = opened(make(Paragraph("x"), language="de")).properties

    assert (properties.title, properties.creator) == ("Trial", "Stadt Musterstadt")
    assert properties.language == "de"
    assert properties.created == properties.modified == datetime(2020, 2, 28)


def test_figures_are_shown_in_the_reader_s_language() -> None:
    """A German reader sees every key figure of the German list as the document words it."""
    reporter = reporter_for(Xlsx())
    document = reporter.compose(sample_project(), "participant-list", language="de")
    text = read_xlsx(render(document)).text

    assert "37,7\N{NO-BREAK SPACE}%" in {figure.text for figure in document.key_figures()}
    assert all(figure.text in text for figure in document.key_figures())


def test_sheets_are_linked_from_the_overview() -> None:
    """The overview lists the sheets, each a link within the workbook."""
    workbook = opened(make(Section(title="Towns' counts", blocks=[table(ROW)])))
    link = cell_with(workbook["Overview"], "Towns' counts")

    assert link.hyperlink.location == "'Towns’ counts'!A1"  # type: ignore[attr-defined]
    assert workbook.sheetnames[1] == "Towns’ counts"


def test_chart_page_break_and_list_are_shown() -> None:
    """A chart becomes its table, a page break one in print, a list its points."""
    chart = Chart(
        caption="Chart",
        label_title="Country",
        value_title="People",
        alternative="bars",
        bars=[ChartBar(label="Portugal", value=5, text="5")],
    )
    blocks = [table(ROW), PageBreak(), chart, BulletList(["first point"])]
    sheet = opened(make(Section(title="Counts", blocks=blocks)))["Counts"]

    assert len(sheet.tables) == 2
    assert len(sheet.row_breaks.brk) == 1
    assert "• first point" in values(sheet)


def test_link_keeps_its_target_as_text() -> None:
    """A link is written as words with the address behind, never as something to click on."""
    text = (Run(text="our page", link="https://musterstadt.example"),)
    sheet = opened(make(Paragraph(text)))["Overview"]

    assert "our page (https://musterstadt.example)" in values(sheet)


def test_lists_that_fit_on_a_page_are_not_parted() -> None:
    """A list that would run over the end of a page starts on the next one with its heading."""
    columns = (Column(title="Name"), Column(title="Signature", kind=ColumnKind.SIGNATURE))
    people = Table(caption="List", columns=columns, rows=[(f"N{n}", "") for n in range(8)])
    sections = [Section(title=f"Town {n}", blocks=[people]) for n in range(3)]
    sheet = opened(make(Section(title="Meeting", blocks=sections)))["Meeting"]
    broken_after = {brk.id for brk in sheet.row_breaks.brk}

    headings = [cell_with(sheet, f"Town {n}").row for n in (1, 2)]  # type: ignore[attr-defined]
    assert broken_after == {row - 2 for row in headings}


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (20, "20", Shown(value=20, number_format="0")),
        (1053, "1.053", Shown(value=1053, number_format="#,##0")),
        (1053, "1\u202f053", Shown(value=1053, number_format="#,##0")),
        (-3, "−3", Shown(value=-3, number_format="0")),
        (20, "20 (planned)", Shown(value="20 (planned)")),
        (10**15, str(10**15), Shown(value=str(10**15))),
        (Fraction(1, 2), "50 %", Shown(value=0.5, number_format="0 %")),
        (Fraction(26, 32), "81.3 %", Shown(value=0.8125, number_format="0.0 %")),
        (Fraction(62, 207), "29.95 %", Shown(value=62 / 207, number_format="0.00 %")),
        (Fraction(62, 207), "30.0 %", Shown(value=62 / 207, number_format="0.0 %")),
        (Fraction(1, 2), "half", Shown(value="half")),
        (
            date(2019, 5, 1),
            "1 May 2019",
            Shown(value=date(2019, 5, 1), number_format="d mmmm yyyy"),
        ),
        (
            date(2019, 5, 1),
            "1. Mai 2019",
            Shown(value=date(2019, 5, 1), number_format=r"d\. mmmm yyyy"),
        ),
        (date(2019, 5, 1), "Wed", Shown(value=date(2019, 5, 1), number_format="yyyy-mm-dd")),
        (date(1899, 5, 1), "1 May 1899", Shown(value="1 May 1899")),
        (None, "", Shown(value="")),
    ],
)
def test_value_is_shown_as_the_text_says(value: object, text: str, expected: Shown) -> None:
    """The typed value is taken only where its number format shows what the text says."""
    assert shown(value, text) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Meeting 1: A/B [x]?", [], "Meeting 1 A B x"),
        ("Meeting", ["meeting"], "Meeting (2)"),
        ("History", [], "History (2)"),
        ("'quoted'", [], "’quoted’"),
        ("x" * 40, [], "x" * 30 + "…"),
        ("x" * 40, ["x" * 30 + "…"], "x" * 26 + "… (2)"),
        ("😀" * 20, [], "😀" * 15 + "…"),
        (":", [], "(2)"),
    ],
)
def test_sheet_names_are_such_as_excel_takes(title: str, taken: list[str], expected: str) -> None:
    """A name has no forbidden character, at most 31 units and is the only one of its kind."""
    assert sheet_name(title, taken) == expected


def test_header_names_differ() -> None:
    """Excel wants every header of a table filled and different from the others in any case."""
    columns = [Column(title=title) for title in ("Town", "", "TOWN", "x" * 300)]

    assert header_names(columns) == ["Town", "(2)", "TOWN (3)", "x" * 249]


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    """Whatever characters a text has, the workbook opens and shows those that can be shown."""
    document = make(
        Section(
            title=text, blocks=[Table(caption=text, columns=[Column(title=text)], rows=[(text,)])]
        )
    )
    (found,) = read_xlsx(render(document)).tables

    assert found[1][0] == safe_text(text).replace("\r", "\n")
