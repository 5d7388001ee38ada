"""What lump-sums.toml may hold, and what is said of each mistake in it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from efc_reporting.loading import dump_project, load_project
from efc_reporting.loading.lump_sums import lump_sums_toml
from efc_reporting.model import Bracket, GrantAgreement, MatrixRow
from lump_sum_tables import formula_table, network_table, twinning_table
from projects import network

GRANT = '[grant]\nlump_sums = "lump-sums.toml"\n'
SOURCE = 'source = "Made for this test"\n'
ROW = '[[brackets]]\nfrom = 25\nto = 60\namount = "5000.00"\n'
NEXT = "[[brackets]]\nfrom = 61\namount = 7000\n"

MISTAKES = [
    ("source missing", ROW, "source", "is missing"),
    ("source empty", 'source = " "\n' + ROW, "source", "is empty"),
    ("no table", SOURCE, "", "give one of: brackets, matrix, formula"),
    (
        "two tables",
        SOURCE + ROW + '[formula]\nper_kilometre = "1"\ndaily_rates=[{country="IT", rate=1}]',
        "",
        "brackets and formula are given",
    ),
    ("unknown key", SOURCE + ROW + "form = 2", "brackets[0].form", "did you mean 'from'?"),
    ("from missing", SOURCE + "[[brackets]]\namount = 1", "brackets[0].from", "is missing"),
    ("amount missing", SOURCE + "[[brackets]]\nfrom = 1", "brackets[0].amount", "is missing"),
    ("float", SOURCE + ROW.replace('"5000.00"', "5000.00"), "brackets[0].amount", '"10000.00"'),
    ("negative", SOURCE + ROW.replace("5000", "-5000"), "brackets[0].amount", "0 or more"),
    ("three decimals", SOURCE + ROW.replace("5000.00", "5.001"), "brackets[0].amount", "at most 2"),
    ("separators", SOURCE + ROW.replace("5000.00", "5.000,00"), "brackets[0].amount", "separators"),
    ("gap", SOURCE + ROW + NEXT.replace("61", "62"), "brackets[1]", "leave a gap"),
    ("overlap", SOURCE + ROW + NEXT.replace("61", "60"), "brackets[1]", "overlap"),
    ("end before begin", SOURCE + ROW.replace("60", "24"), "brackets[0]", "before it begins"),
    ("row after open end", SOURCE + NEXT + ROW, "brackets[1]", "no upper end"),
    ("to and below", SOURCE + ROW + "below = 61", "brackets[0].below", "leave out one"),
    ("minimum", "minimum = 2\nmaximum = 1\n" + SOURCE + ROW, "minimum", "more than maximum"),
    (
        "gap in countries",
        SOURCE
        + "[[matrix]]\nfrom = 1\n"
        + "countries = [{from=2, to=3, amount=1}, {from=5, amount=2}]",
        "matrix[0].countries[1]",
        "leave a gap",
    ),
    (
        "ragged matrix",
        SOURCE
        + "[[matrix]]\nfrom = 1\nto = 2\ncountries = [{from=2, amount=1}]\n"
        + "[[matrix]]\nfrom = 3\ncountries = [{from=1, amount=1}]",
        "matrix[1]",
        "other numbers of countries",
    ),
    (
        "country twice",
        SOURCE
        + '[formula]\nper_kilometre = "0.027"\n'
        + 'daily_rates = [{country="SK", rate=1}, {country="SK", rate=2}]',
        "formula.daily_rates[1].country",
        "given twice",
    ),
]


@pytest.mark.parametrize(
    ("toml", "place", "words"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_told_with_its_place(make_folder, problems_of, toml, place, words):
    """Each mistake is one problem in lump-sums.toml, at its key, with what to do."""
    problems = problems_of(make_folder(GRANT, files={"lump-sums.toml": toml}))

    assert [(p.file, p.place) for p in problems] == [("lump-sums.toml", place)]
    assert words in f"{problems[0].problem}; {problems[0].remedy}"


def test_all_mistakes_are_told_at_once(make_folder, problems_of):
    """Mistakes in both files come together."""
    toml = SOURCE + "colour = 1\n" + ROW.replace('"5000.00"', "5000.0") + NEXT.replace("7000", "-7")
    problems = problems_of(make_folder("acronim = 1\n" + GRANT, files={"lump-sums.toml": toml}))

    assert [p.place for p in problems] == [
        "acronim",
        "colour",
        "brackets[0].amount",
        "brackets[1].amount",
    ]


def test_below_is_the_first_number_that_is_too_high(make_folder):
    """People are whole: below 61 is up to 60; without an end a row is open."""
    toml = SOURCE + ROW.replace("to = 60", "below = 61") + NEXT
    table = load_project(make_folder(GRANT, files={"lump-sums.toml": toml})).grant.lump_sums

    assert table.source == "Made for this test"
    assert table.brackets == (
        Bracket(first=25, last=60, amount=Decimal(5000)),
        Bracket(first=61, last=None, amount=Decimal(7000)),
    )


def test_a_row_that_pays_less_than_the_one_before_is_a_remark(make_folder):
    """More likely a slip than the agreement, but the table is used as it is."""
    toml = SOURCE + ROW + NEXT.replace("7000", "4999")
    project = load_project(make_folder(GRANT, files={"lump-sums.toml": toml}))

    assert [(r.code, r.values["place"]) for r in project.remarks] == [
        ("lump-sum-falls", "brackets[1]")
    ]
    assert project.grant.lump_sums.brackets[1].amount == 4999


def test_a_table_outside_the_folder_is_not_read(make_folder, problems_of):
    """A name that leads out of the folder is refused."""
    problems = problems_of(make_folder('[grant]\nlump_sums = "../lump-sums.toml"'))

    assert [p.place for p in problems] == ["grant.lump_sums"]


def test_a_file_that_is_no_toml_is_told_with_its_line(make_folder, problems_of):
    """A syntax error names the table's file, not project.toml."""
    problems = problems_of(make_folder(GRANT, files={"lump-sums.toml": "source = \n"}))

    assert [(p.file, p.place) for p in problems] == [("lump-sums.toml", "line 1, column 10")]


@pytest.mark.parametrize("table", [twinning_table(), network_table(), formula_table()])
def test_a_table_is_written_and_reads_back_equal(tmp_path, table):
    """Every kind of table survives a round trip."""
    bounds = {"minimum": Decimal("1000.00"), "maximum": Decimal("150000.00")}
    table = type(table)(
        source='A "source"',
        brackets=table.brackets,
        matrix=table.matrix,
        formula=table.formula,
        **bounds,
    )
    project = network(grant=GrantAgreement(lump_sums=table))
    dump_project(project, tmp_path)

    assert load_project(tmp_path).grant == project.grant


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 40), st.decimals(0, 10**6, places=2)), min_size=1))
def test_any_amount_in_cents_survives(tmp_path_factory, rows):
    """Amounts are decimal from the file to the model: no cent is lost."""
    first, brackets = 1, []
    for width, amount in rows:
        brackets.append(Bracket(first=first, last=first + width - 1, amount=amount))
        first += width
    table = network_table(matrix=[MatrixRow(first=1, last=None, countries=brackets)])
    folder = tmp_path_factory.mktemp("folder")
    dump_project(network(grant=GrantAgreement(lump_sums=table)), folder)

    assert load_project(folder).grant.lump_sums == table
    assert (folder / "lump-sums.toml").read_text("utf-8") == lump_sums_toml(table)
