"""What costs a part of the grant is found, with its cost in euro."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from efc_reporting.checks import check_grant
from efc_reporting.facts import count
from efc_reporting.model import Finding, GrantAgreement, Project, Severity
from efc_reporting.programme import measure_named
from lump_sum_tables import SOURCE, network_table, twinning_table
from projects import meeting, network, people, sitting, tolint


def findings(project: Project) -> dict[str, Finding]:
    measure = measure_named(project.measure)
    found = list(check_grant(project, count(project, measure), measure))
    assert len({f.code for f in found}) == len(found)
    return {finding.code: finding for finding in found}


def twinning(signed: int, unsigned: int, **grant) -> Project:
    listed = (*people(signed, "DE", is_signed=True), *people(unsigned, "DE", is_signed=False))
    event = meeting(participants=listed, sittings=(sitting("IT"),))
    return network(event, measure="town-twinning", grant=GrantAgreement(**grant))


def test_missing_signatures_are_a_warning_with_their_cost():
    """42 came and 40 signed: the row below pays 1,111.10 € less."""
    found = findings(twinning(40, 2, lump_sums=twinning_table()))["signatures-missing"]

    assert (found.severity, found.where) == (Severity.WARNING, "meetings.meeting.participants")
    assert {k: found.values[k] for k in ("listed", "signed", "missing", "cost")} == {
        "listed": 42,
        "signed": 40,
        "missing": 2,
        "cost": Decimal("1111.10"),
    }
    assert "which costs 1,111.10\N{NO-BREAK SPACE}€ of lump sum" in str(found)


def test_missing_signatures_may_cost_nothing():
    """41 of 42 stay in the same row."""
    found = findings(twinning(41, 1, lump_sums=twinning_table()))["signatures-missing"]

    assert found.values["cost"] == 0


def test_without_a_table_missing_signatures_have_no_cost():
    """Nothing is guessed: the finding gives the numbers of people alone."""
    found = findings(twinning(22, 3))

    assert "cost" not in found["signatures-missing"].values
    assert found["lump-sum-table-missing"].severity is Severity.NOTE


def test_the_cost_is_that_of_one_meeting_alone():
    """Two meetings lack signatures; each finding names what its own cost."""
    listed = (*people(26, "PL", is_signed=True), *people(1, "DE", is_signed=True))
    event = meeting(participants=(*listed[:26], *people(1, "DE", is_signed=False)))
    project = network(
        attrs.evolve(event, id="one"),
        attrs.evolve(event, id="two", participants=(*listed, *people(24, "DE", is_signed=False))),
        grant=GrantAgreement(lump_sums=network_table()),
    )
    measure = measure_named(project.measure)
    found = check_grant(project, count(project, measure), measure)
    costs = [f.values["cost"] for f in found if f.code == "signatures-missing"]

    # The first has one country only without its signature, and so no row of the table.
    assert costs == [Decimal("300.03"), Decimal("200.02")]


def test_lists_without_signatures_are_a_note():
    """No list says who signed: said once for the project."""
    project = network(meeting(participants=people(30, "DE")))

    assert findings(project)["lists-unsigned"].values == {"listed": 30}


def test_a_list_without_signatures_beside_signed_ones_is_a_warning():
    """It may have been forgotten; the figures of the signed lists do not speak of it."""
    listed = (*people(19, "DE", is_signed=True), *people(5, "DE", is_signed=False))
    found = findings(network(meeting(participants=(*listed, *people(4, "PL")))))

    assert found["lists-partly-unsigned"].values["listed"] == 4
    assert found["lists-partly-unsigned"].severity is Severity.WARNING
    assert "lists-unsigned" not in found
    assert "people on lists with signatures: 24; signed: 19" in str(found["signatures-missing"])


def test_a_meeting_without_signatures_beside_a_signed_one_is_a_warning():
    """Its people count as if they had signed, which costs money if the list never comes back."""
    signed = meeting(participants=people(19, "DE", is_signed=True))
    unsigned = meeting(id="open", participants=people(7, "DE"))
    found = findings(network(signed, unsigned))

    assert found["lists-partly-unsigned"].where == "meetings.open.participants"
    assert found["lists-partly-unsigned"].values["listed"] == 7
    assert "no list says who signed" in str(found["lists-partly-unsigned"])
    assert "lists-unsigned" not in found


@pytest.mark.parametrize("project", [tolint(), twinning(25, 0)])
def test_declared_numbers_and_signed_lists_are_no_unsigned_lists(project):
    """The note is about lists, and one list with signatures is enough."""
    unsigned = network(meeting(participants=people(7, "DE")))

    assert "lists-unsigned" in findings(unsigned)
    assert not {"lists-unsigned", "lists-partly-unsigned"} & set(findings(project))


@pytest.mark.parametrize(
    ("award", "cut"), [("700.07", None), ("700.08", "0.01"), ("1000", "299.93")]
)
def test_a_cut_is_found_from_the_first_cent(award, cut):
    """Award less forecast, where that is more than nothing."""
    grant = GrantAgreement(lump_sums=network_table(), awarded=Decimal(award))
    found = findings(tolint(grant=grant))

    assert ("grant-cut" in found) is (cut is not None)
    if cut:
        assert found["grant-cut"].severity is Severity.WARNING
        assert found["grant-cut"].values["difference"] == Decimal(cut)
        assert found["grant-cut"].values["forecast"] == Decimal("700.07")


def test_too_few_people_for_the_table_are_found_with_how_many_lack():
    """22 of 25: three more reach the first row."""
    found = findings(twinning(22, 0, lump_sums=twinning_table()))["below-lump-sum-table"]

    assert (found.values, found.source) == ({"people": 22, "more": 3}, SOURCE)


@pytest.mark.parametrize(("minimum", "is_found"), [("700.07", False), ("700.08", True)])
def test_a_grant_below_the_minimum_is_found(minimum, is_found):
    """It may not be paid at all."""
    table = network_table(minimum=Decimal(minimum))
    found = findings(tolint(grant=GrantAgreement(lump_sums=table)))

    assert ("grant-below-minimum" in found) is is_found
