"""What of a person each audience may see; all else is gone before a document is composed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import attrs

from efc_reporting.errors import UnknownNameError
from efc_reporting.model import Delegation, Meeting, Participant, Partner, Project
from efc_reporting.model.audience import Audience

FIELDS_FOR_AGENCY = frozenset(
    {"family_name", "given_name", "organisation", "role", "town", "country", "is_signed"}
)
"""The fields of a participant that the agency sees; contact data stay with the beneficiary."""

EVERY_FIELD = frozenset(field.name for field in attrs.fields(Participant))

FIELDS_BY_AUDIENCE: Mapping[Audience, frozenset[str]] = {
    Audience.INTERNAL: EVERY_FIELD,
    Audience.AGENCY: FIELDS_FOR_AGENCY,
}
"""The fields that an audience sees of everybody; an audience that is missing here sees no person.

Partners are missing: they see their own people alone.
"""

READS_EVERY_FINDING = frozenset(FIELDS_BY_AUDIENCE)
"""Who may read findings of plugins and remarks of loading, which may name people."""

TOLD_TO_EVERYBODY = frozenset(
    {
        *("activity-types-missing", "award-too-high", "award-too-low"),
        *("final-grant-too-low", "preparatory-grant-too-high", "grant-below-minimum", "grant-cut"),
        *("invited-share-too-low", "signed-share-too-low", "too-few-signed"),
        *("meeting-too-long", "project-is-not-meeting", "project-too-long", "project-too-short"),
        *("too-few-activity-countries", "too-few-activity-types", "too-few-applicants"),
        *("too-few-invited", "too-few-invited-at-meeting", "too-few-people-at-meeting"),
        *("too-few-meetings", "too-many-meetings", "too-few-member-states"),
        *("too-few-partner-countries", "venue-not-eligible", "venue-without-partner"),
        *("eligibility-not-known", "partners-missing", "rules-not-known"),
        *("agenda-outside-meeting", "days-without-programme", "dates-missing"),
        *("meeting-ends-before-start", "meeting-outside-project", "meetings-out-of-order"),
        *("project-ends-before-start", "list-differs", "total-differs", "counts-missing"),
        *("beneficiary-missing", "delegation-without-partner", "partner-never-came"),
        *("public-page-missing", "reference-missing", "section-missing"),
        *("below-lump-sum-table", "beyond-lump-sum-table", "lump-sum-table-missing"),
        *("lump-sum-table-unfit", "lump-sum-unknown", "preparatory-people-missing"),
        *("daily-rate-missing", "grant-needs-dates", "kilometres-missing"),
        *("lists-partly-unsigned", "lists-unsigned", "signatures-missing"),
    }
)
"""The kinds of findings of the core that partners and the public may read.

They name towns, partners, meetings, days, numbers and amounts, and nothing else. All others are
withheld: rows of a list, what somebody wrote, and whatever is new and not yet looked at.
"""


def audience_named(name: str) -> Audience:
    """Return the audience of that name; the strictest one for a name that nobody knows."""
    return Audience(name) if name in set(Audience) else Audience.PUBLIC


def redact(project: Project, audience: Audience, recipient: str = "") -> Project:
    """Return the project as one audience may see it.

    Of everybody only the fields of FIELDS_BY_AUDIENCE are left. The partner with the id
    `recipient` sees its own people and its own legal representative; of all others, and for every
    other audience, there are counts per town only. Raise UnknownNameError where no partner has
    that id.
    """
    fields = FIELDS_BY_AUDIENCE.get(audience)
    if fields is not None:
        meetings = (_with_fields(meeting, fields) for meeting in project.meetings)
        return attrs.evolve(project, meetings=tuple(meetings))
    own = _recipient(project, recipient) if audience is Audience.PARTNERS and recipient else None
    is_own = _own_people(project, own)
    return attrs.evolve(
        project,
        meetings=tuple(_with_people(meeting, is_own) for meeting in project.meetings),
        partners=tuple(p if p is own else _without_representative(p) for p in project.partners),
        remarks=(),
    )


def _recipient(project: Project, recipient: str) -> Partner:
    partner = project.partner(recipient)
    if partner is None:
        known = tuple(sorted(p.id for p in project.partners))
        raise UnknownNameError(kind="partner", name=recipient, known=known)
    return partner


def _own_people(project: Project, own: Partner | None) -> Callable[[Participant], bool]:
    """Return what tells a partner's own people: those of its town.

    Where several partners sit in one town, only people who name the partner as their organisation
    are its own: nobody sees the people of another organisation.
    """
    if own is None:
        return lambda person: False
    here = [p for p in project.partners if _town_key(p) == _town_key(own)]

    def is_own(person: Participant) -> bool:
        if _town_key(own) != person.home.key:
            return False
        return len(here) == 1 or person.organisation.casefold() == own.name.casefold()

    return is_own


def _town_key(partner: Partner) -> tuple[str, str]:
    return partner.town.casefold(), partner.country


def _with_fields(meeting: Meeting, fields: frozenset[str]) -> Meeting:
    people = (
        Participant(**{name: getattr(person, name) for name in fields})
        for person in meeting.participants
    )
    return attrs.evolve(meeting, participants=tuple(people))


def _with_people(meeting: Meeting, is_seen: Callable[[Participant], bool]) -> Meeting:
    """Return a meeting with some of its people; towns that lose any get their count instead."""
    hidden = {p.home.key for p in meeting.participants if not is_seen(p)}
    shown = tuple(p for p in meeting.participants if is_seen(p))
    listed = Counter(p.home for p in meeting.participants if p.home.key in hidden)
    known = {town.key for town in listed}
    declared = (_counts_alone(d) for d in meeting.delegations if d.town.key not in known)
    from_lists = (Delegation(town=town, count=number) for town, number in listed.items())
    return attrs.evolve(meeting, participants=shown, delegations=(*declared, *from_lists))


def _counts_alone(delegation: Delegation) -> Delegation:
    return Delegation(
        town=delegation.town, count=delegation.count, kilometres=delegation.kilometres
    )


def _without_representative(partner: Partner) -> Partner:
    return attrs.evolve(partner, legal_representative=None)
