"""What stands in the way of an amount, each with where to add it; nothing is ever guessed."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.facts.figures import MeetingFacts
from efc_reporting.facts.grant.amounts import LumpSum
from efc_reporting.model import Finding, LumpSumTable, Meeting, Severity, TableKind

SOURCE_TABLE = "Programme guide, or Grant Calculation Sheet (annex 2) of the grant agreement"


def _which_table(expected: TableKind | None) -> str:
    message = (
        "No amount can be computed: the lump-sum table is missing. "
        "Copy it from your agreement into {file} and name the file at {key}."
    )
    if expected is TableKind.BRACKETS:
        message = (
            "No amount can be computed: the table of lump sums by invited participants is missing. "
            "Copy it from your agreement into {file} and name the file at {key}."
        )
    elif expected is TableKind.MATRIX:
        message = (
            "No amount can be computed: the table of lump sums by participants and countries "
            "is missing. Copy it from your agreement into {file} and name the file at {key}."
        )
    elif expected is TableKind.FORMULA:
        message = (
            "No amount can be computed: the daily rates and the rate per kilometre are missing. "
            "Copy them from your agreement into {file} and name the file at {key}."
        )
    return message


def table_missing(expected: TableKind | None, table: LumpSumTable | None) -> Finding:
    """Return which table is missing, or that another one than the measure's was given."""
    if table is not None and expected is not None:
        return Finding(
            code="lump-sum-table-unfit",
            severity=Severity.WARNING,
            where="lump-sums.toml",
            message="No amount can be computed: the lump-sum table is of the kind “{given}”, "
            "but this measure is paid by “{expected}”.",
            values={"given": table.kind.value, "expected": expected.value},
            source=SOURCE_TABLE,
        )
    return Finding(
        code="lump-sum-table-missing",
        severity=Severity.NOTE,
        where="grant.lump_sums",
        message=_which_table(expected),
        values={"file": "lump-sums.toml", "key": "[grant] lump_sums"},
        source=SOURCE_TABLE,
    )


def people_unknown(meeting: Meeting, figures: MeetingFacts) -> Finding:
    """Return that it is not known who came, and nothing was planned either."""
    return Finding(
        code="lump-sum-unknown",
        severity=Severity.NOTE,
        where=f"meetings.{meeting.id}",
        message="Meeting {number} “{meeting}”: no amount can be computed, for it is not known "
        "how many people came from which country.",
        values={"number": figures.number, "meeting": meeting.title},
        source=SOURCE_TABLE,
    )


def preparatory_missing() -> Finding:
    """Return that the people of the preparatory activities are not given."""
    return Finding(
        code="preparatory-people-missing",
        severity=Severity.NOTE,
        where="grant.preparatory_people",
        message="The table pays for preparatory activities, but how many people took part in them "
        "is not given at {key}.",
        values={"key": "[grant] preparatory_people"},
        source=SOURCE_TABLE,
    )


def not_in_table(found: LumpSum, where: str) -> Iterator[Finding]:
    """Yield that the table ends before these numbers, so that it says no amount."""
    if found.amount is None:
        yield Finding(
            code="beyond-lump-sum-table",
            severity=Severity.WARNING,
            where=where,
            message="The lump-sum table ends before these numbers: people: {people}, "
            "countries: {countries}."
            if found.countries is not None
            else "The lump-sum table ends before this number of people: {people}.",
            values={"people": found.people, "countries": found.countries},
            source=SOURCE_TABLE,
        )
