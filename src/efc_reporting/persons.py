"""Tell whether two rows of lists are the same person, without saying who it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

import attrs

from efc_reporting.model import Meeting, Participant

ALIKE = 90
"""The score, of 100, from which two names are told as possibly one. "Maria Silva" and "Mario
Silva" reach 91: nothing is ever merged."""

_PREFIX = 3
_PARTS = re.compile(r"[a-z0-9]+")


@attrs.frozen(kw_only=True)
class PossibleDuplicate:
    """Two people of one meeting whose names are alike; `score` is of 100."""

    first: Participant
    second: Participant
    score: int


def normal_name(person: Participant) -> str:
    """Return the name in small ASCII letters, its parts in order: Ćirić, Ana is "ana ciric"."""
    name = f"{person.given_name} {person.family_name}"
    if not name.isascii():
        from anyascii import anyascii

        name = anyascii(name)
    return " ".join(sorted(_PARTS.findall(name.casefold())))


def possible_duplicates(meeting: Meeting) -> Iterator[PossibleDuplicate]:
    """Yield pairs of one country and nearly one name.

    Only names are compared that share the beginning of one part, for all pairs of a long list
    would take minutes.
    """
    from rapidfuzz import fuzz

    names = [normal_name(person) for person in meeting.participants]
    groups: dict[tuple[str, str], list[int]] = {}
    for index, (name, person) in enumerate(zip(names, meeting.participants, strict=True)):
        for part in {part[:_PREFIX] for part in name.split()}:
            groups.setdefault((person.country, part), []).append(index)
    pairs = {pair for group in groups.values() for pair in combinations(group, 2)}
    for one, other in sorted(pairs):
        score = fuzz.ratio(names[one], names[other], score_cutoff=ALIKE)
        if score:
            yield PossibleDuplicate(
                first=meeting.participants[one],
                second=meeting.participants[other],
                score=round(score),
            )


def people_by_meetings(meetings: Iterable[Meeting]) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return how many people came to which meetings: name and town tell who is the same.

    It holds no name, so that figures for the public may be made of it.
    """
    came: dict[tuple[str, str, str], list[str]] = {}
    for meeting in meetings:
        # Twice in one list may be two people of one name: each counts.
        seen: Counter[tuple[str, str]] = Counter()
        for person in meeting.participants:
            who = (normal_name(person), f"{person.town.casefold()} {person.country}")
            seen[who] += 1
            came.setdefault((*who, str(seen[who])), []).append(meeting.id)
    return tuple(sorted(Counter(map(tuple, came.values())).items()))
