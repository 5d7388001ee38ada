"""The grant statement says the same, to the cent, in every format and after recalculation."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import attrs
import openpyxl
import pytest

from by_libreoffice import converted
from efc_reporting.blocks import Formula, Operation
from efc_reporting.blocks.document import Document
from efc_reporting.errors import NotAcceptedError
from efc_reporting.model import DailyFormula, GrantAgreement, Project
from efc_reporting.testing import read_docx, read_pdf, read_xlsx
from lump_sum_tables import SOURCE, bracket, formula_table, network_table, twinning_table
from projects import delegation, meeting, monteu_mareu, network, people, sitting, tolint

NAME = "grant-statement"


def project_with_table(**values) -> Project:
    """TOLINT with a table, an award and planned numbers that are made for this test."""
    grant = GrantAgreement(
        lump_sums=network_table(maximum=Decimal("750.00"), preparatory=[bracket(1, 9, "99.99")]),
        awarded=Decimal("1000.00"),
        preparatory_people=5,
    )
    project = tolint(grant=grant, languages=("en", "de"), **values)
    meetings = (attrs.evolve(m, planned_people=30, planned_countries=5) for m in project.meetings)
    return attrs.evolve(project, meetings=tuple(meetings))


AMOUNTS = {
    "en": ("300.03", "400.04", "99.99", "800.06", "750.00", "1,000.00", "250.00"),
    "de": ("300,03", "400,04", "99,99", "800,06", "750,00", "1.000,00", "250,00"),
}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    ("name", "read"), [("pdf", read_pdf), ("docx", read_docx), ("xlsx", read_xlsx)]
)
def test_every_format_gives_the_same_amounts(reporter, name, read, language):
    """Lump sums, their sum, maximum, award and difference agree to the cent."""
    data = reporter.render(project_with_table(), NAME, name, language=language)
    text = read(data).text.replace("\N{NO-BREAK SPACE}", " ")

    for amount in AMOUNTS[language]:
        assert f"{amount} €" in text
    assert SOURCE in " ".join(text.split())


def test_key_figures_are_award_forecast_and_difference(reporter):
    """At a glance: what was awarded, what comes, what is lost."""
    document = reporter.compose(project_with_table(), NAME)

    assert {f.key: f.value for f in document.key_figures()} == {
        "award": Decimal("1000.00"),
        "forecast": Decimal("750.00"),
        "award-less-forecast": Decimal("250.00"),
    }


def test_without_a_table_the_statement_counts_and_names_what_is_missing(reporter):
    """No amount stands in it, but who counts does."""
    document = reporter.compose(tolint(), NAME, language="en")
    text = "\n".join(document.plain_paragraphs())

    assert "€" not in text
    assert "the table of lump sums by participants and countries is missing" in text
    assert "lump-sums.toml" in text
    assert [cell.value for cell in document_table(document, "People who count")[1]][1:5] == [
        53,
        7,
        46,
        7,
    ]


def document_table(document, caption):
    table = next(t for t in document.tables() if t.caption.startswith(caption))
    return table.rows


def test_who_does_not_count_is_named_by_town_with_the_reason(reporter):
    """Lucerne and Zanzibar at TOLINT's conference: not eligible."""
    rows = document_table(reporter.compose(tolint(), NAME, language="en"), "People who do not")

    assert [[c.text for c in row][1:] for row in rows] == [
        ["Sansibar", "Tanzania", "1", "country not eligible"],
        ["Luzern", "Switzerland", "6", "country not eligible"],
    ]


def test_unsigned_people_are_shown_beside_the_signed(reporter):
    """30 came, 28 signed: both figures stand in the statement, and why two do not count."""
    listed = (*people(28, "PL", is_signed=True), *people(2, "PL", is_signed=False))
    document = reporter.compose(network(meeting(participants=listed)), NAME)
    counted, left_out = document_table(document, "People who count"), "not signed"

    assert [cell.value for cell in counted[0]][1:4] == [30, 2, 28]
    assert left_out in "\n".join(document.plain_paragraphs())


@pytest.mark.parametrize(
    ("is_signed", "sentence"),
    [
        (None, "No list carries signatures: this statement rests on unsigned lists."),
        (True, ""),
    ],
)
def test_a_statement_on_unsigned_lists_says_so(reporter, is_signed, sentence):
    """Where no list carries signatures the reader is told."""
    event = meeting(participants=people(30, "PL", is_signed=is_signed))
    paragraphs = list(reporter.compose(network(event), NAME).plain_paragraphs())

    assert (sentence in paragraphs) if sentence else not any("unsigned" in p for p in paragraphs)


def test_a_row_says_how_many_people_away_the_next_ones_are(reporter):
    """38 invited: 14 fewer fall out of the row, 3 more reach the next."""
    project = monteu_mareu(grant=GrantAgreement(lump_sums=twinning_table()))
    rows = document_table(reporter.compose(project, NAME, language="en"), "Distance")

    assert [cell.value for cell in rows[0]] == [
        "Whole project",
        14,
        Decimal("-1111.10"),
        3,
        Decimal("1111.10"),
    ]


def test_the_statement_is_not_for_the_public(reporter):
    """It is between the project and its agency."""
    with pytest.raises(NotAcceptedError):
        reporter.compose(tolint(), NAME, audience="public")


def test_partners_get_the_amounts_of_the_agency(reporter):
    """The lists are taken from partners, the figures are not."""
    listed = (*people(28, "PL", is_signed=True), *people(2, "IT", is_signed=False))
    event = meeting(participants=listed, sittings=(sitting("DE"),))
    project = network(event, grant=GrantAgreement(lump_sums=network_table()))
    tables = [
        [t.rows for t in reporter.compose(project, NAME, audience=audience).tables()]
        for audience in ("agency", "partners")
    ]

    assert tables[0] == tables[1]


def test_formulas_name_cells_that_stand_earlier(reporter):
    """A spreadsheet can reckon every formula from what it has already written."""
    known: set[str] = set()
    formulas = 0
    for table in reporter.compose(project_with_table(), NAME).tables():
        for cell in (cell for row in (*table.rows, table.total) for cell in row):
            if cell.formula is not None:
                formulas += 1
                assert set(cell.formula.cells) <= known
                assert cell.value is not None
            assert not cell.name or cell.name not in known
            known |= {cell.name} - {""}

    assert formulas >= 10


def formulas_of(data: bytes) -> dict[str, str]:
    """Return every formula of a workbook by its sheet and cell."""
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.value
        for sheet in book.worksheets
        for row in sheet.rows
        for cell in row
        if cell.data_type == "f"
    }


def values_of(data: bytes) -> dict[str, object]:
    """Return every value of a workbook, of a formula what it came to, rounded to the cent."""
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": round(cell.value, 2)
        for sheet in book.worksheets
        for row in sheet.rows
        for cell in row
        if isinstance(cell.value, int | float)
    }


def test_the_workbook_reckons_with_live_formulas(reporter):
    """Sums, differences and the smallest of the bounds are formulas with our result beside them."""
    data = reporter.render(project_with_table(), NAME, "xlsx", language="en")
    formulas = set(formulas_of(data).values())

    assert any(text.startswith("=SUM(E") and ":E" in text for text in formulas)
    assert any(text.startswith("=MIN(B") and text.count(",") == 2 for text in formulas)
    assert any("'Lump sums'!E" in text for text in formulas)
    assert {values_of(data)[place] for place in formulas_of(data)} >= {800.06, 750.0, 250.0}


@pytest.mark.tool("soffice")
def test_libreoffice_comes_to_the_same_values(reporter, tmp_path):
    """Reckoned anew, every figure of the workbook is what we wrote."""
    data = reporter.render(project_with_table(), NAME, "xlsx", language="en")
    # Without our results LibreOffice has to reckon: it trusts those of others.
    book = openpyxl.load_workbook(BytesIO(data))
    unreckoned = BytesIO()
    book.save(unreckoned)
    assert values_of(unreckoned.getvalue()) != values_of(data)
    reckoned = converted(unreckoned.getvalue(), tmp_path, "xlsx", name="statement.xlsx")

    assert len(formulas_of(data)) >= 10
    assert values_of(reckoned) == values_of(data)


def test_text_never_becomes_a_formula(reporter):
    """A title that looks like a formula stays text beside the real ones."""
    project = project_with_table()
    events = tuple(attrs.evolve(m, title="=1+1") for m in project.meetings)
    data = reporter.render(attrs.evolve(project, meetings=events), NAME, "xlsx")

    assert formulas_of(data)
    assert "=1+1" in read_xlsx(data).text
    assert not any("1+1" in text for text in formulas_of(data).values())


def test_a_formula_is_a_value_and_needs_no_spreadsheet():
    """Two formulas that say the same are equal; the cells may be given as any collection."""
    assert Formula(Operation.SUM, ["a", "b"]) == Formula(Operation.SUM, ("a", "b"))


def test_planned_and_real_are_compared_for_the_whole_project_too(reporter):
    """Town twinning is paid once for all: 41 were planned, 30 came, 1,111.10 € less."""
    event = meeting(
        participants=people(30, "DE", is_signed=True), sittings=(sitting("IT"),), planned_people=41
    )
    grant = GrantAgreement(lump_sums=twinning_table(), awarded=Decimal("2222.20"))
    project = network(event, measure="town-twinning", grant=grant)
    last = document_table(reporter.compose(project, NAME), "Planned and real numbers")[-1]

    assert [cell.text for cell in last[:3]] == ["Whole project", "41", "30"]
    assert [cell.value for cell in last[5:]] == [
        Decimal("2222.20"),
        Decimal("1111.10"),
        Decimal("-1111.10"),
    ]


def project_of_2007(kilometres: int | None = 300) -> Project:
    """Two delegations in Italy for four days, paid by rates that are made for this test."""
    rates = DailyFormula(daily_rates={"IT": Decimal("10.25")}, rate_per_kilometre=Decimal("0.0275"))
    event = meeting(
        attrs.evolve(delegation("Ort", "PL", 10), kilometres=300),
        attrs.evolve(delegation("Dort", "DE", 1), kilometres=kilometres),
        delegation("Perugia", "IT", 40),
        sittings=(sitting("IT", days=4),),
    )
    grant = GrantAgreement(lump_sums=formula_table(formula=rates))
    return network(event, measure="town-twinning-2007", call_year=2007, grant=grant)


def rows_of(document: Document, caption: str) -> list[list[str]]:
    """Return what the cells of a table show, without its first column."""
    (table,) = [table for table in document.tables() if table.caption == caption]
    return [[cell.text for cell in row][1:] for row in table.rows]


def test_the_formula_of_2007_is_reckoned_before_the_reader(reporter):
    """People × days × rate and people × kilometres × rate, with all decimals of the rates."""
    document = reporter.compose(project_of_2007(), NAME)

    assert rows_of(document, "Days of the invited people") == [
        ["Ort", "Poland", "10", "Italy", "4", "10.25", "410.00\N{NO-BREAK SPACE}€"],
        ["Dort", "Germany", "1", "Italy", "4", "10.25", "41.00\N{NO-BREAK SPACE}€"],
    ]
    assert rows_of(document, "Kilometres of the invited people") == [
        ["Ort", "Poland", "10", "300", "0.0275", "82.50\N{NO-BREAK SPACE}€"],
        ["Dort", "Germany", "1", "300", "0.0275", "8.25\N{NO-BREAK SPACE}€"],
    ]
    assert "541.75" in " ".join(rows_of(document, "Lump sums by the table")[0])


def test_what_the_formula_of_2007_lacks_shows_as_a_dash(reporter):
    """The kilometres of one delegation are not known, so neither is the lump sum."""
    document = reporter.compose(project_of_2007(kilometres=None), NAME)

    assert rows_of(document, "Kilometres of the invited people")[1][3:] == ["–", "0.0275", "–"]
    assert rows_of(document, "Lump sums by the table")[0][-1] == "–"


def test_other_tables_reckon_no_days(reporter):
    """Brackets and matrices pay lump sums whatever the days."""
    reckoned, paid = (
        {block.caption for block in reporter.compose(project, NAME).tables()}
        for project in (project_of_2007(), project_with_table())
    )

    assert {"Days of the invited people", "Kilometres of the invited people"} <= reckoned
    assert "Lump sums by the table" in paid
    assert not paid & {"Days of the invited people", "Kilometres of the invited people"}


@pytest.mark.parametrize(
    ("name", "read"), [("pdf", read_pdf), ("docx", read_docx), ("xlsx", read_xlsx)]
)
def test_every_format_shows_the_reckoning_of_2007(reporter, name, read):
    """The products, the rates and where they come from."""
    data = reporter.render(project_of_2007(), NAME, name)
    text = " ".join(read(data).text.split())

    for figure in ("10.25", "0.0275", "410.00", "82.50", "541.75", SOURCE):
        assert figure in text
