"""Deadlines by the rules of the grant conditions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest

from efc_reporting.model import GrantAgreement, Project
from efc_reporting.programme import measure_named
from efc_reporting.programme.deadlines import as_icalendar, deadlines, months_after
from efc_reporting.testing import sample_project

NETWORK = measure_named("networks-of-towns")


def days_by_code(project: Project) -> dict[str, date | None]:
    return {deadline.code: deadline.day for deadline in deadlines(project, NETWORK)}


def test_a_network_counts_from_the_end_of_the_project() -> None:
    """The report is due two months after the end, a change one month before, the page six after."""
    project = attrs.evolve(sample_project(), start=date(2018, 6, 1), end=date(2019, 12, 31))

    assert days_by_code(project) == {
        "change-request-due": date(2019, 11, 30),
        "report-due": date(2020, 2, 29),
        "publish-until": date(2020, 6, 30),
        "keep-until": None,
    }


def test_town_twinning_counts_from_the_last_day_of_the_event() -> None:
    """For a single event the end of the event counts, not the end of the project."""
    project = sample_project()
    last = max(meeting.last_day for meeting in project.meetings if meeting.last_day)
    found = deadlines(project, measure_named("town-twinning"))

    assert {d.code: d.day for d in found}["report-due"] == months_after(last, 2)


@pytest.mark.parametrize(
    ("awarded", "kept_until"),
    [("60000", date(2023, 6, 1)), ("60000.01", date(2025, 6, 1)), (None, date(2025, 6, 1))],
)
def test_proof_is_kept_by_the_size_of_the_grant(awarded: str | None, kept_until: date) -> None:
    """Up to EUR 60 000 three years, above, or where the award is not known, five."""
    grant = GrantAgreement(
        awarded=Decimal(awarded) if awarded else None, balance_paid=date(2020, 6, 1)
    )

    assert days_by_code(attrs.evolve(sample_project(), grant=grant))["keep-until"] == kept_until


@pytest.mark.parametrize("name", ["cerv-town-twinning", "town-twinning-2007"])
def test_other_programmes_have_no_deadlines_of_2014_to_2020(name: str) -> None:
    """Their days were not found in any source; how long proof is kept is law for all."""
    found = deadlines(sample_project(), measure_named(name))

    assert [deadline.code for deadline in found] == ["keep-until"]


@pytest.mark.parametrize(("day", "left"), [(28, 1), (29, 0), (30, -1)])
def test_days_left_are_counted_to_the_deadline(day: int, left: int) -> None:
    """None are left on the day itself."""
    end = date(2020, 6, 29)
    project = attrs.evolve(sample_project(), start=date(2019, 1, 1), end=end)
    (due,) = [d for d in deadlines(project, NETWORK) if d.code == "report-due"]

    assert due.days_left(date(2020, 8, day)) == left


def test_every_deadline_names_its_source() -> None:
    """A date without a source is worth nothing."""
    known = list(deadlines(sample_project(), NETWORK))

    assert known
    assert [deadline for deadline in known if not deadline.source] == []


def test_the_day_of_a_missing_payment_is_named() -> None:
    """Without the payment of the balance nobody knows how long to keep the lists."""
    project = attrs.evolve(sample_project(), grant=GrantAgreement())

    assert {d.code: d.missing for d in deadlines(project, NETWORK)}["keep-until"] == (
        "grant.balance_paid"
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2019, 12, 31), 2, date(2020, 2, 29)),
        (date(2019, 12, 31), -1, date(2019, 11, 30)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2018, 1, 15), -1, date(2017, 12, 15)),
    ],
)
def test_months_end_on_the_last_day_that_there_is(day: date, months: int, expected: date) -> None:
    """There is no 31 November."""
    assert months_after(day, months) == expected


def test_the_calendar_holds_the_dated_deadlines() -> None:
    """Whole-day events with the German titles; the same bytes each time."""
    project = attrs.evolve(sample_project(), grant=GrantAgreement())
    found = deadlines(project, NETWORK)
    first = as_icalendar(found, project, date(2020, 2, 29), "de")

    assert first.count(b"BEGIN:VEVENT") == sum(d.day is not None for d in found) == 3
    assert b"Abschlussbericht" in first
    assert first == as_icalendar(found, project, date(2020, 2, 29), "de")


def test_no_two_projects_share_an_event_of_the_calendar() -> None:
    """A calendar takes the same UID for the same event, and would replace the other's deadline."""
    projects = [
        attrs.evolve(sample_project(), reference="", acronym=acronym) for acronym in ("ONE", "TWO")
    ]
    files = [
        as_icalendar(deadlines(p, NETWORK), p, date(2020, 2, 29), "en").decode() for p in projects
    ]
    one, two = ({line for line in file.split() if line.startswith("UID:")} for file in files)

    assert one
    assert not one & two
