"""What of a person each audience may see; all else is gone before a document is composed."""

from __future__ import annotations

from collections import Counter

import attrs

from efc_reporting.contracts import Audience
from efc_reporting.model import Delegation, Meeting, Participant, Partner, Project

FIELDS_FOR_AGENCY = frozenset(
    {"family_name", "given_name", "organisation", "role", "town", "country", "is_signed"}
)
"""The fields of a participant that the agency sees; contact data stay with the beneficiary."""


def audience_named(name: str) -> Audience:
    """Return the audience of that name; the strictest one for a name that nobody knows."""
    return Audience(name) if name in set(Audience) else Audience.PUBLIC


def redact(project: Project, audience: Audience) -> Project:
    """Return the project as one audience may see it.

    The agency sees people with the fields of FIELDS_FOR_AGENCY. Everybody else sees counts per
    town only: no participant and no legal representative is in the project that is returned.
    """
    if audience is Audience.AGENCY:
        return attrs.evolve(project, meetings=tuple(map(_without_contacts, project.meetings)))
    return attrs.evolve(
        project,
        meetings=tuple(map(_without_people, project.meetings)),
        partners=tuple(map(_without_representative, project.partners)),
        remarks=(),
    )


def _without_contacts(meeting: Meeting) -> Meeting:
    people = tuple(map(_as_the_agency_sees, meeting.participants))
    return attrs.evolve(meeting, participants=people)


def _as_the_agency_sees(person: Participant) -> Participant:
    return Participant(**{name: getattr(person, name) for name in FIELDS_FOR_AGENCY})


def _without_people(meeting: Meeting) -> Meeting:
    listed = Counter(person.home for person in meeting.participants)
    known = {town.key for town in listed}
    declared = (d for d in meeting.delegations if d.town.key not in known)
    from_lists = (Delegation(town=town, count=number) for town, number in listed.items())
    return attrs.evolve(meeting, participants=(), delegations=(*declared, *from_lists))


def _without_representative(partner: Partner) -> Partner:
    return attrs.evolve(partner, legal_representative=None)
