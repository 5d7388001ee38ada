"""What notebooks show of a value: numbers, escaped, and nobody's name."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from efc_reporting import Finding, Findings, Project, Reporter, Severity
from efc_reporting.base.values import counts_html, rows_html
from efc_reporting.blocks import Cell, Column, Table
from efc_reporting.testing import awkward_projects, read_html, sample_project
from efc_reporting.testing.contracts.canaries import CANARY, with_canaries

REPORTER = Reporter(discover_plugins=False, as_of=date(2020, 2, 28))


def shown(value: object) -> list[list[str]]:
    """Return the rows that a notebook shows for a value."""
    (table,) = read_html(value._repr_html_().encode()).tables  # type: ignore[attr-defined]
    return [list(row) for row in table]


def test_project_shows_its_counts() -> None:
    """Partners, meetings, people: how many, not who."""
    rows = dict(shown(sample_project()))

    assert rows["Partners"] == "4"
    assert rows["Meetings"] == "4"
    assert rows["People on lists"] == "13"
    assert rows["Languages"] == "2"


def test_facts_show_meetings_and_their_sum() -> None:
    """One row per meeting, one for all."""
    rows = shown(REPORTER.facts(sample_project()))

    assert rows[0] == ["Meeting", "People", "Invited", "Local", "Not eligible", "Countries"]
    assert rows[2] == ["2", "53", "20", "33", "0", "3"]
    assert rows[-1][:2] == ["All", "160"]


def test_unknown_number_is_a_dash() -> None:
    """Nobody counted is not the same as nobody came."""
    rows = shown(REPORTER.facts(awkward_projects()["bare"]))

    assert rows[1] == ["1", "–", "–", "–", "–", "0"]


def test_findings_show_codes_with_their_number() -> None:
    """How often which code was found, and no sentence."""
    finding = Finding(code="a-b", severity=Severity.NOTE, where="x", message="Kim <b>")
    worse = attrs.evolve(finding, severity=Severity.ERROR)

    assert shown(Findings((finding, finding, worse))) == [
        ["Severity", "Code", "Number"],
        ["error", "a-b", "1"],
        ["note", "a-b", "2"],
        ["All", "", "3"],
    ]


def test_document_shows_what_it_is_made_of() -> None:
    """Kinds of blocks and key figures, counted."""
    document = REPORTER.compose(sample_project(), "narrative", language="de")
    rows = dict(shown(document))

    assert "Document narrative, de, for agency" in document._repr_html_()
    assert int(rows["Section"]) == len(list(document.sections()))
    assert int(rows["Table"]) == len(list(document.tables()))
    assert int(rows["Key figures"]) == len(list(document.key_figures()))


@pytest.mark.parametrize("title", ["sample", *awkward_projects()])
def test_nobody_is_named(title: str) -> None:
    """Neither people nor partners nor what somebody wrote stand in a summary."""
    project: Project = {"sample": sample_project(), **awkward_projects()}[title]
    canaries = with_canaries(project)
    values = (
        canaries,
        REPORTER.facts(canaries),
        REPORTER.check(canaries),
        REPORTER.compose(canaries, "participant-list"),
    )
    told = "".join(value._repr_html_() for value in values)

    assert CANARY not in told
    assert not any(partner.name in told for partner in project.partners)
    assert project.title == "x" or project.title not in told


def test_everything_is_escaped() -> None:
    """A title or a cell cannot become a tag."""
    told = counts_html("<b>", [("<script>", "&")]) + rows_html("x", ["<i>"], [["<u>"]])

    assert "<b>" not in told
    assert "<script>" not in told
    assert "<i>" not in told
    assert "<u>" not in told
    assert "&amp;" in told


def test_table_tells_rows_and_columns_apart() -> None:
    """Who hears a table read out learns what names a row and what a column."""
    told = rows_html("T", ["A", "B"], [["a", 1]])

    assert told.count('scope="col"') == 2
    assert told.count('scope="row"') == 1
    assert "<caption>T</caption>" in told


@pytest.mark.parametrize(("per", "number"), [("meeting", 4), ("delegation", 14), ("country", 14)])
def test_facts_become_records(per: str, number: int) -> None:
    """Each record has the same columns, of plain values that a data frame takes."""
    records = REPORTER.facts(sample_project()).to_records(per)  # type: ignore[arg-type]

    assert len(records) == number
    assert len({tuple(record) for record in records}) == 1
    plain = (str, int, float, bool, date, type(None))
    assert all(type(value) in plain for record in records for value in record.values())


def test_records_hold_the_facts() -> None:
    """The figures are those that every report shows."""
    facts = REPORTER.facts(sample_project())
    meeting = facts.to_records()[1]
    delegations = [row for row in facts.to_records("delegation") if row["meeting"] == "workshop"]
    countries = facts.to_records("country")

    assert (meeting["meeting"], meeting["total"], meeting["invited"]) == ("workshop", 53, 20)
    assert meeting["invited_share"] == float(Fraction(20, 53))
    assert meeting["host_countries"] == "PT"
    assert [(row["town"], row["count"]) for row in delegations] == [
        ("Vila Exemplo", 33),
        ("Musterstadt", 12),
        ("Przykładowo", 8),
    ]
    assert {row["country"]: row["is_eligible"] for row in countries}["CH"] is False


def test_records_are_per_something_known() -> None:
    """A slip is told with the words that there are."""
    with pytest.raises(ValueError, match="per meeting, delegation, country, not per 'town'"):
        REPORTER.facts(sample_project()).to_records("town")  # type: ignore[arg-type]


def test_findings_become_records() -> None:
    """Each finding is a record with its sentence in English."""
    (record,) = REPORTER.check(sample_project()).to_records()

    assert record["code"] == "delegation-without-partner"
    assert record["severity"] == "note"
    assert "{" not in str(record["message"])
    assert record["is_confirmed"] is True


def test_tables_of_documents_become_records() -> None:
    """The values of a table by the titles of its columns, without its total."""
    table = Table(
        caption="T",
        columns=[Column(title="Town"), Column(title="People")],
        rows=[("Musterstadt", Cell(5, "5"))],
        total=("Total", Cell(5, "5")),
    )

    assert table.to_records() == [{"Town": "Musterstadt", "People": 5}]
