"""Meetings and the delegations that came to them; the programme guide says "event"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.model.participant import Participant
from efc_reporting.model.place import Sitting, Town
from efc_reporting.model.text import LocalText, local_text


def _as_pairs(
    counts: Mapping[str, int] | Iterable[tuple[str, int]],
) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(dict(counts).items()))


@attrs.frozen(kw_only=True)
class Delegation:
    """The declared number of people that one town sent to one meeting.

    `kilometres` is the way there and back, which only the grants of 2007–2013 ask for.
    `is_from_list` says that this is what remains of a list whose people were deleted: it counts as
    the list did, with its `signed`, `genders` and `age_groups`.
    """

    town: Town
    count: int
    kilometres: int | None = None
    is_from_list: bool = False
    signed: int | None = None
    genders: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_as_pairs)
    age_groups: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_as_pairs)


@attrs.frozen(kw_only=True)
class AgendaItem:
    """What one day of a meeting, or a part of it, was dedicated to."""

    date: date
    text: LocalText = attrs.field(converter=local_text)


@attrs.frozen(kw_only=True)
class Meeting:
    """One meeting of the project.

    People are known as `participants` (a list), as `delegations` (declared counts), or both;
    where both stand for one town they are compared. `declared_total` is what was published or
    reported as the sum. `host` is the id of a partner. `planned` is the sitting of the application
    where the meeting later moved; `planned_people` and `planned_countries` are the numbers on which
    its lump sum was awarded.
    """

    id: str
    title: LocalText = attrs.field(converter=local_text)
    sittings: tuple[Sitting, ...] = attrs.field(default=(), converter=as_tuple)
    host: str = ""
    declared_total: int | None = None
    delegations: tuple[Delegation, ...] = attrs.field(default=(), converter=as_tuple)
    participants: tuple[Participant, ...] = attrs.field(default=(), converter=as_tuple)
    agenda: tuple[AgendaItem, ...] = attrs.field(default=(), converter=as_tuple)
    aim: LocalText = attrs.field(default=LocalText(), converter=local_text)
    planned: Sitting | None = None
    planned_people: int | None = None
    planned_countries: int | None = None

    @property
    def host_countries(self) -> frozenset[str]:
        """The countries in which the meeting sat."""
        return frozenset(sitting.country for sitting in self.sittings)

    @property
    def first_day(self) -> date | None:
        """The first day of the first sitting, where any date is known."""
        return min((day for sitting in self.sittings if (day := sitting.first_day)), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day of the last sitting, where any date is known."""
        return max((day for sitting in self.sittings if (day := sitting.last_day)), default=None)

    def is_over(self, as_of: date) -> bool:
        """Say whether the meeting had ended on the day `as_of`; False where no date is known."""
        return self.last_day is not None and self.last_day <= as_of
