"""A measure of the programme: who is eligible when, and its rules as data."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from efc_reporting.tuples import as_tuple


class CheckName(StrEnum):
    """What a rule measures; `checks.py` holds one function for each."""

    PARTNER_COUNTRIES = "partner-countries"
    MEMBER_STATES = "member-states"
    INVITED_IN_PROJECT = "invited-in-project"
    INVITED_SHARE = "invited-share"
    MEETINGS = "meetings"
    MEETING_DAYS = "meeting-days"
    PROJECT_MONTHS = "project-months"
    VENUE = "venue"


@attrs.frozen(kw_only=True)
class Rule:
    """One demand of a measure, with its source.

    `minimum` and `maximum` are inclusive; shares are in per cent. A rule that is not confirmed
    yields at most a note, which says so.
    """

    check: CheckName
    source: str
    is_confirmed: bool
    minimum: int | None = None
    maximum: int | None = None
    first_call_year: int = 0
    last_call_year: int = 9999

    def holds_in(self, call_year: int) -> bool:
        """Say whether the rule stands in the calls of a year."""
        return self.first_call_year <= call_year <= self.last_call_year


@attrs.frozen(kw_only=True)
class Membership:
    """A country of the programme, and from when to when it was eligible."""

    country: str
    is_member_state: bool
    since: date | None = None
    until: date | None = None


@attrs.frozen(kw_only=True)
class Programme:
    """A programme of the Union with the countries that take part in it."""

    name: str
    title: str
    memberships: tuple[Membership, ...] = attrs.field(converter=as_tuple)
    countries_source: str
    funding_statement: str
    disclaimer: str

    def is_eligible(self, country: str, day: date | None) -> bool:
        """Say whether people from `country` count at a meeting that starts on `day`."""
        for membership in self.memberships:
            if membership.country == country:
                begun = day is None or membership.since is None or membership.since <= day
                ended = day is not None and membership.until is not None and day > membership.until
                return begun and not ended
        return False

    def is_member_state(self, country: str) -> bool:
        """Say whether `country` was a Member State at the time of the programme."""
        return any(m.country == country and m.is_member_state for m in self.memberships)


@attrs.frozen(kw_only=True)
class Measure:
    """One measure, such as `networks-of-towns`.

    `notice_heading` is the line of the funder's information template that names it;
    `is_single_event` says that the project is one event, described day by day.
    """

    name: str
    title: str
    programme: Programme
    notice_heading: str
    rules: tuple[Rule, ...] = attrs.field(converter=as_tuple)
    is_single_event: bool = False

    def eligible_on(self, country: str, day: date | None) -> bool:
        """Say whether people from `country` count at a meeting that starts on `day`."""
        return self.programme.is_eligible(country, day)

    def rule(self, check: CheckName, call_year: int) -> Rule | None:
        """Return the rule that one check follows in the calls of a year."""
        return next((r for r in self.rules if r.check is check and r.holds_in(call_year)), None)
