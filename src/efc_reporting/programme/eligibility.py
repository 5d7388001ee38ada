"""A programme of the Union: whose people count when, and its official texts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.model import LocalText, local_text


class Eligibility(StrEnum):
    """Whether people from a country count; UNKNOWN where no source of ours tells."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not-eligible"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Membership:
    """A country of the programme, and from when to when, both inclusive, it was eligible."""

    country: str
    is_member_state: bool
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Say whether the country takes part on `day`; where no day is known, that it does."""
        if day is None:
            return True
        has_begun = self.since is None or self.since <= day
        return has_begun and (self.until is None or day <= self.until)


@attrs.frozen(kw_only=True)
class Programme:
    """A programme of the Union with the countries that take part in it.

    Where `is_list_complete` is False, it is not known whether further countries take part, but for
    those `excluded`. The texts are official ones, per language; `checked_languages` are those
    whose disclaimer was met in a second independent source.
    """

    name: str
    title: str
    memberships: tuple[Membership, ...] = attrs.field(converter=as_tuple)
    countries_source: str
    funding_statement: LocalText = attrs.field(converter=local_text)
    disclaimer: LocalText = attrs.field(converter=local_text)
    co_funding_statement: LocalText = attrs.field(default=LocalText(), converter=local_text)
    texts_source: str = ""
    checked_languages: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    excluded: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    is_list_complete: bool = True

    def eligibility(self, country: str, day: date | None) -> Eligibility:
        """Return whether people from `country` count at a meeting that starts on `day`."""
        if any(m.country == country and m.holds_on(day) for m in self.memberships):
            return Eligibility.ELIGIBLE
        if self.is_list_complete or not country or country in self.excluded:
            return Eligibility.NOT_ELIGIBLE
        return Eligibility.UNKNOWN

    def is_eligible(self, country: str, day: date | None) -> bool:
        """Say whether people from `country` count at a meeting that starts on `day`."""
        return self.eligibility(country, day) is Eligibility.ELIGIBLE

    def is_unknown(self, country: str, day: date | None) -> bool:
        """Say whether no source of ours tells if people from `country` count on `day`."""
        return self.eligibility(country, day) is Eligibility.UNKNOWN

    def is_member_state(self, country: str, day: date | None = None) -> bool:
        """Say whether `country` was a Member State on `day`, as the programme counts it."""
        return any(
            m.country == country and m.is_member_state and m.holds_on(day) for m in self.memberships
        )
