"""Who counts for the grant at each meeting, and who does not and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.facts.figures import DelegationFacts, MeetingFacts, Standing
from efc_reporting.model import Meeting, TableKind, Town

ELIGIBLE = frozenset((Standing.INVITED, Standing.LOCAL))
COUNTED_STANDINGS = {
    TableKind.BRACKETS: frozenset((Standing.INVITED,)),
    TableKind.MATRIX: ELIGIBLE,
    TableKind.FORMULA: frozenset((Standing.INVITED,)),
}
"""Town twinning is paid for its invited people, every other measure for all eligible ones."""


class Basis(StrEnum):
    """What a number of people rests on."""

    SIGNED = "signed"
    UNSIGNED_LIST = "unsigned-list"
    DECLARED = "declared"
    MIXED = "mixed"
    PLANNED = "planned"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why people who were there do not count."""

    NOT_SIGNED = "not-signed"
    NOT_ELIGIBLE = "not-eligible"
    HOST_COUNTRY = "host-country"


@attrs.frozen(kw_only=True)
class NotCounted:
    """People of one town who do not count."""

    town: Town
    people: int
    reason: Reason


@attrs.frozen(kw_only=True)
class CountedMeeting:
    """What counts at one meeting: `people` of all who `attended`, from `countries`.

    Numbers are None where it is not known who came from where. The countries are those of the
    eligible people who count as present, also where only invited people are paid for.
    """

    id: str
    number: int
    attended: int | None
    people: int | None
    countries: int | None
    basis: Basis
    not_counted: tuple[NotCounted, ...] = attrs.field(default=(), converter=as_tuple)


def count_meeting(
    meeting: Meeting, figures: MeetingFacts, standings: frozenset[Standing]
) -> CountedMeeting:
    """Return who counts at a meeting; its planned numbers where nothing is known of it yet."""
    if not figures.is_counted:
        is_ahead = figures.total is None and meeting.planned_people is not None
        return CountedMeeting(
            id=meeting.id,
            number=figures.number,
            attended=figures.total,
            people=meeting.planned_people if is_ahead else None,
            countries=meeting.planned_countries if is_ahead else None,
            basis=Basis.PLANNED if is_ahead else Basis.UNKNOWN,
        )
    present = [d for d in figures.delegations if d.standing in ELIGIBLE and d.proven]
    return CountedMeeting(
        id=meeting.id,
        number=figures.number,
        attended=figures.total,
        people=sum(d.proven for d in present if d.standing in standings),
        countries=len({d.town.country for d in present}),
        basis=_basis(figures.delegations),
        not_counted=(n for d in figures.delegations for n in _not_counted(d, standings)),
    )


def _not_counted(
    delegation: DelegationFacts, standings: frozenset[Standing]
) -> Iterator[NotCounted]:
    """Yield each person once: who is not eligible is not asked for a signature too."""
    town = delegation.town
    if delegation.standing not in standings:
        is_local = delegation.standing is Standing.LOCAL
        reason = Reason.HOST_COUNTRY if is_local else Reason.NOT_ELIGIBLE
        if delegation.count:
            yield NotCounted(town=town, people=delegation.count, reason=reason)
    elif delegation.count > delegation.proven:
        missing = delegation.count - delegation.proven
        yield NotCounted(town=town, people=missing, reason=Reason.NOT_SIGNED)


def _basis(delegations: Iterable[DelegationFacts]) -> Basis:
    bases = {_basis_of(delegation) for delegation in delegations if delegation.count}
    return bases.pop() if len(bases) == 1 else Basis.MIXED if bases else Basis.DECLARED


def _basis_of(delegation: DelegationFacts) -> Basis:
    if delegation.signed is not None:
        return Basis.SIGNED
    return Basis.UNSIGNED_LIST if delegation.listed is not None else Basis.DECLARED
