"""The dates that a project lead must not miss, each with its source."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import attrs

from efc_reporting.model import Project
from efc_reporting.programme import Measure


@attrs.frozen(kw_only=True)
class Deadline:
    """One date: what it is for and where it stands.

    `day` is None where it cannot be told yet; `missing` then names what is not known.
    """

    code: str
    title: str
    day: date | None
    source: str
    missing: str = ""

    def days_left(self, as_of: date) -> int | None:
        """Return the days from `as_of` to the deadline, negative when it has passed."""
        return (self.day - as_of).days if self.day else None


def deadlines(project: Project, measure: Measure) -> tuple[Deadline, ...]:
    """Return the deadlines of a project, the earliest first, those without a date last."""
    found = (
        _deadline(rule, project, measure) for rule in _rules() if _holds(rule, project, measure)
    )
    return tuple(sorted(found, key=lambda deadline: (deadline.day or date.max, deadline.code)))


@cache
def _rules() -> tuple[Mapping[str, Any], ...]:
    text = (files("efc_reporting.programme") / "deadlines.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["deadlines"])


def _holds(rule: Mapping[str, Any], project: Project, measure: Measure) -> bool:
    """Say whether a rule is one for this programme and award; an unknown award meets the longer."""
    if measure.programme.name not in rule.get("programmes", [measure.programme.name]):
        return False
    awarded = project.grant.awarded
    if "awarded_up_to" in rule:
        return awarded is not None and awarded <= rule["awarded_up_to"]
    return awarded is None or awarded > rule.get("awarded_above", -1)


def _deadline(rule: Mapping[str, Any], project: Project, measure: Measure) -> Deadline:
    months = rule.get("months", 0) + 12 * rule.get("years", 0)
    base = project.grant.balance_paid if rule["from"] == "balance" else _last_day(project, measure)
    missing = "" if base else "grant.balance_paid" if rule["from"] == "balance" else "meetings"
    return Deadline(
        code=rule["code"],
        title=rule["title"],
        day=months_after(base, -months if rule.get("before") else months) if base else None,
        source=rule["source"],
        missing=missing,
    )


def _last_day(project: Project, measure: Measure) -> date | None:
    """Return the day from which the funder counts: the event's last one where there is but one."""
    if not measure.is_single_event:
        return project.end
    return max(_last_days(project), default=None)


def _last_days(project: Project) -> Iterator[date]:
    return (meeting.last_day for meeting in project.meetings if meeting.last_day is not None)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where it has none."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def as_icalendar(
    found: tuple[Deadline, ...], project: Project, as_of: date, language: str
) -> bytes:
    """Return the deadlines with a date as an iCalendar file with all-day events."""
    from datetime import UTC, datetime

    from icalendar import Calendar, Event

    from efc_reporting.base.i18n import translator_for

    t = translator_for(language)
    calendar = Calendar()
    calendar.add("prodid", "-//efc-reporting//deadlines//EN")
    calendar.add("version", "2.0")
    for deadline in found:
        if deadline.day is None:
            continue
        event = Event()
        event.add("uid", f"{deadline.code}-{_known_as(project)}@efc-reporting")
        event.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
        event.add("dtstart", deadline.day)
        event.add("summary", f"{project.name}: {t.text(deadline.title)}")
        event.add("description", t.text(deadline.source))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _known_as(project: Project) -> str:
    """Return what no other project is called: a calendar takes the same UID for the same event."""
    name = sha256(project.name.encode()).hexdigest()[:12]
    return project.reference or f"{project.start.isoformat()}-{name}"
