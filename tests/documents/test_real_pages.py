"""Published results pages of real projects: their mistakes are found, and nothing is made up.

A page may show only some events of a project. What meetings still missing could mend, such as
their number, is then a warning; what one event breaks on its own would be an error, and is none on
any of these pages.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from efc_reporting import Reporter
from efc_reporting.model import (
    AgendaItem,
    Delegation,
    Finding,
    Meeting,
    Project,
    Severity,
    Sitting,
    Town,
)

PAGES = Path(__file__).parents[1] / "data" / "real_pages.toml"
MEASURES = {"networks-of-twinned-towns-2007-2013": "networks-of-towns-2007"}
"""How the pages call a measure that is called otherwise here."""

CALLS = {"town-twinning": 2017, "networks-of-towns": 2018, "networks-of-towns-2007": 2012}
"""A call in which the measure existed; no rule on these pages depends on the year."""

DEFECTS: dict[str, list[tuple[str, str, dict[str, object]]]] = {
    "monteu-mareu": [],
    "sacueni": [
        (
            "agenda-outside-meeting",
            "meetings.event-1.agenda",
            {"days": ("2017-08-16", "2017-08-17")},
        )
    ],
    "europa-dialog": [
        ("total-differs", "meetings.event-8.declared_total", {"declared": 30, "total": 32}),
        (
            "meeting-ends-before-start",
            "meetings.event-8.sittings",
            {"start": date(2014, 5, 30), "end": date(2014, 5, 2)},
        ),
    ],
    "tolint": [],
}
"""The mistakes listed with the pages, as findings: code, place, and the values that prove it."""

FIGURES = {
    "monteu-mareu": [(90, 38, 52, 0, 3)],
    "sacueni": [(478, 183, 295, 0, 5)],
    "europa-dialog": [(97, 26, 71, 0, 5), (32, 12, 20, 0, 3)],
    "tolint": [(27, 10, 17, 0, 2), (53, 20, 26, 7, 7)],
}
"""Total, invited, local, not eligible and eligible countries of each event, counted by hand."""


@cache
def pages() -> dict[str, dict[str, Any]]:
    return {page["id"]: page for page in tomllib.loads(PAGES.read_text("utf-8"))["page"]}


def project_of(page: dict[str, Any]) -> Project:
    """Return the project as far as its page tells of it."""
    days = [day for event in page["event"] for day in (event["start"], event["end"])]
    measure = MEASURES.get(page["measure"], page["measure"])
    return Project(
        title=page["title"],
        reference=page.get("reference", ""),
        measure=measure,
        call_year=CALLS[measure],
        start=min(days),
        end=max(days),
        languages=("en",),
        meetings=[meeting_of(event, n) for n, event in enumerate(page["event"], start=1)],
    )


def meeting_of(event: dict[str, Any], number: int) -> Meeting:
    return Meeting(
        id=f"event-{event.get('number', number)}",
        title=event["place"],
        sittings=(
            Sitting(
                place=event["place"],
                country=event["country"],
                start=event["start"],
                end=event["end"],
            ),
        ),
        declared_total=event["total"],
        delegations=[
            Delegation(town=Town(name=sent["town"], country=sent["country"]), count=sent["count"])
            for sent in event["participants"]
        ],
        agenda=[AgendaItem(date=day, text="A day") for day in event.get("agenda_days", [])],
    )


def errors_on(page_id: str) -> list[Finding]:
    findings = Reporter(discover_plugins=False, as_of=date(2020, 1, 1)).check(
        project_of(pages()[page_id])
    )
    return list(findings.of(Severity.ERROR))


def test_every_page_is_tried() -> None:
    """Pages that are added want their defects and figures written down here, one for one."""
    assert list(pages()) == list(DEFECTS) == list(FIGURES)
    assert {name: len(page["defects"]) for name, page in pages().items()} == {
        name: len(defects) for name, defects in DEFECTS.items()
    }


@pytest.mark.parametrize("page_id", DEFECTS)
def test_defects_are_found_and_nothing_else_is_an_error(page_id: str) -> None:
    """Each listed mistake is an error with its code and values; a clean page has none."""
    found = errors_on(page_id)

    assert sorted((f.code, f.where) for f in found) == sorted(
        (code, where) for code, where, _ in DEFECTS[page_id]
    )
    for code, _, values in DEFECTS[page_id]:
        (finding,) = [f for f in found if f.code == code]
        assert values.items() <= finding.values.items()


@pytest.mark.parametrize("page_id", FIGURES)
def test_events_are_counted_as_by_hand(page_id: str) -> None:
    """Invited, local and not eligible people are those that the programme means."""
    facts = Reporter(discover_plugins=False, as_of=date(2020, 1, 1)).facts(
        project_of(pages()[page_id])
    )

    assert [
        (m.total, m.invited, m.local, m.not_eligible, len(m.eligible_countries))
        for m in facts.meetings
    ] == FIGURES[page_id]
