"""What project.toml tells of the meetings and partners that a list may be about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.loading.countries import normalise
from efc_reporting.loading.tables import MeetingTable, PartnerTable


@attrs.frozen(kw_only=True, slots=False)
class KnownProject:
    """The languages, meetings and partners of the project while its lists are read."""

    languages: tuple[str, ...] = attrs.field(default=("en",), converter=as_tuple)
    meetings: tuple[MeetingTable, ...] = attrs.field(default=(), converter=as_tuple)
    partners: tuple[PartnerTable, ...] = attrs.field(default=(), converter=as_tuple)

    @cached_property
    def meetings_by_name(self) -> Mapping[str, frozenset[str]]:
        """The ids of the meetings by id and title, normalised; an id goes before any title."""
        index: dict[str, set[str]] = {}
        for meeting in self.meetings:
            for _, title in meeting.title.texts:
                index.setdefault(normalise(title), set()).add(meeting.id)
        index |= {normalise(meeting.id): {meeting.id} for meeting in self.meetings}
        return {name: frozenset(found) for name, found in index.items() if name}

    def first_day(self, meeting_id: str) -> date | None:
        """Return the first day of a meeting, of its month where days are not known."""
        days = [
            sitting.start or date.fromisoformat(f"{sitting.month}-01")
            for meeting in self.meetings
            if meeting.id == meeting_id
            for sitting in meeting.sittings
            if sitting.start or sitting.month
        ]
        return min(days, default=None)

    def meeting_in(self, texts: Iterable[str]) -> str:
        """Return the one meeting whose id, title or place the texts name; "" where none or two."""
        said = [f" {normalise(text)} " for text in texts]
        named = _all_in(said, self.meetings_by_name)
        if not named:
            places: dict[str, set[str]] = {}
            for meeting in self.meetings:
                for sitting in meeting.sittings:
                    places.setdefault(normalise(sitting.place), set()).add(meeting.id)
            named = _all_in(said, places)
        return named.pop() if len(named) == 1 else ""

    def partner_in(self, texts: Iterable[str]) -> PartnerTable | None:
        """Return the one partner whose town the texts name."""
        towns: dict[str, set[str]] = {}
        for partner in self.partners:
            towns.setdefault(normalise(partner.town), set()).add(partner.id)
        named = _all_in([f" {normalise(text)} " for text in texts], towns)
        if len(named) != 1:
            return None
        return next(partner for partner in self.partners if partner.id in named)

    def partner(self, partner_id: str) -> PartnerTable | None:
        """Return a partner by its id."""
        return next((partner for partner in self.partners if partner.id == partner_id), None)


def _all_in(said: Iterable[str], ids_by_name: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the ids of the longest names that are said as whole words."""
    found = [
        name for name in ids_by_name if name and any(f" {name} " in sentence for sentence in said)
    ]
    longest = [
        name for name in found if not any(name != other and name in other for other in found)
    ]
    return {each for name in longest for each in ids_by_name[name]}


_POSTCODE = re.compile(r"\A(?:[A-Za-z]{1,2}[ -])?\d[\d -]{2,8}(?<=\d)\s+(?=\D)")


def respelt_towns(texts: Iterable[str], partners: Iterable[PartnerTable]) -> Mapping[str, str]:
    """Return the partner's spelling for each text that is its town in other letters or signs.

    Accents, capitals, another alphabet and a postal code in front make no other town; anything
    else does. Of towns that only differ so from each other, none is taken.
    """
    towns: dict[str, set[str]] = {}
    for partner in partners:
        towns.setdefault(_key(partner.town), set()).add(partner.town)
    known = {key: found.pop() for key, found in towns.items() if key and len(found) == 1}
    respelt = {text: known.get(_key(_POSTCODE.sub("", text))) for text in texts}
    return {text: town for text, town in respelt.items() if town is not None and town != text}


def _key(town: str) -> str:
    from anyascii import anyascii

    return anyascii(normalise(town)).casefold()
