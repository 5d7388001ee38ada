"""The figures of a project as flat records, such as a DataFrame is made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from efc_reporting.facts.figures import MeetingFacts, ProjectFacts

Per = Literal["meeting", "delegation", "country"]
Record = dict[str, str | int | float | bool | date | None]
"""Values by the names of their columns; a share is a number from 0 to 1."""


def records_of(facts: ProjectFacts, per: Per) -> list[Record]:
    """Return a record for each meeting, delegation of a meeting, or country of a meeting.

    Raise ValueError for another word.
    """
    makers = {"meeting": _of_meeting, "delegation": _of_delegations, "country": _of_countries}
    if per not in makers:
        raise ValueError(f"records are per {', '.join(makers)}, not per {per!r}")
    return [record for meeting in facts.meetings for record in makers[per](meeting)]


def _of_meeting(meeting: MeetingFacts) -> Iterator[Record]:
    share = meeting.invited_share
    yield {
        "meeting": meeting.id,
        "number": meeting.number,
        "first_day": meeting.first_day,
        "last_day": meeting.last_day,
        "days": meeting.days,
        "host_countries": ", ".join(meeting.host_countries),
        "declared_total": meeting.declared_total,
        "total": meeting.total,
        "invited": meeting.invited,
        "local": meeting.local,
        "not_eligible": meeting.not_eligible,
        "signed": meeting.signed,
        "invited_share": None if share is None else float(share),
        "eligible_countries": len(meeting.eligible_countries),
    }


def _of_delegations(meeting: MeetingFacts) -> Iterator[Record]:
    for delegation in meeting.delegations:
        yield {
            "meeting": meeting.id,
            "town": delegation.town.name,
            "country": delegation.town.country,
            "standing": str(delegation.standing),
            "count": delegation.count,
            "listed": delegation.listed,
            "declared": delegation.declared,
            "signed": delegation.signed,
            "kilometres": delegation.kilometres,
        }


def _of_countries(meeting: MeetingFacts) -> Iterator[Record]:
    for country in meeting.countries:
        yield {
            "meeting": meeting.id,
            "country": country.country,
            "count": country.count,
            "is_eligible": country.is_eligible,
        }
