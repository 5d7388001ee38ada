"""A measure of the programme with its rules as data, each with its source."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.programme.eligibility import Programme


class CheckName(StrEnum):
    """What a rule measures, and which bounds it can have: where it can have any, it needs one.

    `checks.rules.registry` says what each needs, and holds its function.
    """

    PARTNER_COUNTRIES = "partner-countries", "minimum"
    MEMBER_STATES = "member-states", "minimum"
    APPLICANTS = "applicants", "minimum"
    INVITED_IN_PROJECT = "invited-in-project", "minimum"
    INVITED_SHARE = "invited-share", "minimum"
    INVITED_PER_MEETING = "invited-per-meeting", "minimum"
    PEOPLE_PER_MEETING = "people-per-meeting", "minimum"
    MEETINGS = "meetings", "minimum", "maximum"
    MEETING_DAYS = "meeting-days", "maximum"
    ACTIVITY_COUNTRIES = "activity-countries", "minimum"
    ACTIVITY_TYPES = "activity-types", "minimum"
    PROJECT_MONTHS = "project-months", "minimum", "maximum"
    PROJECT_IS_MEETING = "project-is-meeting"
    VENUE = "venue"
    VENUE_TAKES_PART = "venue-takes-part"
    GRANT = "grant", "minimum", "maximum"
    FINAL_GRANT = "final-grant", "minimum"
    PREPARATORY_GRANT = "preparatory-grant", "maximum"

    bounds: frozenset[str]

    def __new__(cls, name: str, *bounds: str) -> CheckName:
        """Make a kind of rule of its name and its bounds."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.bounds = frozenset(bounds)
        return member


@attrs.frozen(kw_only=True)
class Rule:
    """One demand of a measure, with its source.

    `minimum` and `maximum` are inclusive; shares are in per cent, grants in EUR. A rule that is
    not confirmed yields at most a note, which says so.
    """

    check: CheckName
    source: str
    is_confirmed: bool
    minimum: int | None = None
    maximum: int | None = None
    first_call_year: int = MINYEAR
    last_call_year: int = MAXYEAR

    def holds_in(self, call_year: int) -> bool:
        """Say whether the rule stands in the calls of a year."""
        return self.first_call_year <= call_year <= self.last_call_year

    def lacking(self, number: int) -> int:
        """Return how many are missing to the minimum; 0 where it is met or not demanded."""
        return 0 if self.minimum is None else max(0, self.minimum - number)


@attrs.frozen(kw_only=True)
class Measure:
    """One measure, such as `networks-of-towns`.

    `notice_heading` is the line of the funder's information template that names it;
    `is_single_event` says that the project is one event, described day by day. `is_co_funded`
    takes the programme's other statement of funding.
    """

    name: str
    title: str
    programme: Programme
    notice_heading: str
    rules: tuple[Rule, ...] = attrs.field(converter=as_tuple)
    is_single_event: bool = False
    is_co_funded: bool = False

    def eligible_on(self, country: str, day: date | None) -> bool:
        """Say whether people from `country` count at a meeting that starts on `day`."""
        return self.programme.is_eligible(country, day)

    def rules_in(self, call_year: int) -> tuple[Rule, ...]:
        """Return the rules that hold in the calls of a year."""
        return tuple(rule for rule in self.rules if rule.holds_in(call_year))

    def rule(self, check: CheckName, call_year: int) -> Rule | None:
        """Return the rule that one check follows in the calls of a year."""
        return next((r for r in self.rules_in(call_year) if r.check is check), None)
