"""Tell whether two rows of lists are the same person, without saying who it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs

from efc_reporting.model import Meeting, Participant

ALIKE = 90
"""The score, of 100, from which two names are told as possibly one. "Maria Silva" and "Mario
Silva" reach 91: nothing is ever merged."""

NEAR = 100
"""With how many rows before it, by the alphabet, a name is compared."""

_PREFIX = 3
_ASCII = bytes(range(128))
_SIGNS_BETWEEN_PARTS = {code: " " for code in _ASCII if not re.match(r"[a-z0-9\s]", chr(code))}
_NO_DIGITS = str.maketrans("", "", "abcdefghijklmnopqrstuvwxyz ")

_LETTER_GROUPS = {
    **{"ου": "ou", "αυ": "av", "ευ": "ev", "ηυ": "iv", "γγ": "ng", "γκ": "gk", "γξ": "nx"},
    **{"γχ": "nch", "μπ": "b", "ντ": "d"},
    **{"щ": "sht", "ьо": "yo"},
}
"""Greek and Bulgarian letters as passports write them in Latin ones, where that is not one by one:
the nearest Latin letter alone would make Ntalas of Ντάλας, whom partners write Dalas."""

_SIGNS_ON_LETTERS = frozenset(map(chr, range(0x0300, 0x0370))) - {"\u0306"}
"""Combining signs but the breve, without which й, a letter of its own, would be и."""

_GROUP = re.compile("|".join(_LETTER_GROUPS))
_E_FOR_AN_UMLAUT = re.compile(r"(?<=[aou])e")


@attrs.frozen(kw_only=True)
class PossibleDuplicate:
    """Two rows of one list whose names are alike, counted from 0; `score` is of 100."""

    first: int
    second: int
    score: int


def normal_names(people: Sequence[Participant]) -> list[str]:
    """Return the names in small ASCII letters, their parts in order: Ćirić, Ana is "ana ciric".

    All are written as one text, a line each: name by name it would take three times as long.
    """
    if not people:
        return []
    names = [f"{person.given_name} {person.family_name}".replace("\n", " ") for person in people]
    text = "\n".join(names).casefold()
    if not text.isascii():
        text = _latin(_without_signs(unicodedata.normalize("NFD", text)))
    lines = text.translate(_SIGNS_BETWEEN_PARTS).split("\n")
    return [" ".join(sorted(line.split())) for line in lines]


def _without_signs(text: str) -> str:
    # Few letters of a long list are not ASCII: without the others they are soon looked through.
    rare = text.encode(errors="surrogatepass").translate(None, _ASCII)
    for sign in _SIGNS_ON_LETTERS.intersection(rare.decode(errors="surrogatepass")):
        text = text.replace(sign, "")
    return text


def _latin(text: str) -> str:
    """Return a text, whose signs are taken off, in Latin letters."""
    if text.isascii():
        return text
    from anyascii import anyascii

    text = unicodedata.normalize("NFC", text)
    text = _GROUP.sub(lambda group: _LETTER_GROUPS[group[0]], text)
    return text.translate({ord(letter): anyascii(letter) for letter in set(text)}).casefold()


def possible_duplicates(meeting: Meeting) -> Iterator[PossibleDuplicate]:
    """Yield for each row the earlier one of the same country whose name is the most alike, if any.

    Names are compared that share the beginning of one part and all digits ("Guest 1" and
    "Guest 2" are meant to differ). Each is compared with those NEAR it in the alphabet: all pairs
    of a long list would take minutes.
    """
    from rapidfuzz import fuzz

    # Müller and Mueller are one name here, and so are Noel and Nol: it is but a question.
    spelt = "\n".join(normal_names(meeting.participants))
    names = _E_FOR_AN_UMLAUT.sub("", spelt).split("\n") if meeting.participants else []
    best: dict[int, tuple[float, int]] = {}
    for group in _groups(names, meeting.participants):
        ordered = sorted(group, key=lambda row: (names[row], row))
        for place, row in enumerate(ordered):
            for other in ordered[max(0, place - NEAR) : place]:
                first, second = sorted((row, other))
                score = fuzz.ratio(names[first], names[second], score_cutoff=ALIKE)
                # Of rows that are equally alike the first is told.
                best[second] = max(best.get(second, (0.0, 0)), (score, -first))
    for second in sorted(best):
        score, first = best[second]
        if score:
            yield PossibleDuplicate(first=-first, second=second, score=round(score))


def _groups(names: Sequence[str], people: Sequence[Participant]) -> Iterable[list[int]]:
    """Return the rows that are worth comparing with each other."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    all_digits = "\n".join(names).translate(_NO_DIGITS).split("\n") if names else []
    for row, (name, digits, person) in enumerate(zip(names, all_digits, people, strict=True)):
        for beginning in {part[:_PREFIX] for part in name.split()}:
            groups.setdefault((person.country, digits, beginning), []).append(row)
    return (group for group in groups.values() if len(group) > 1)


def people_by_meetings(meetings: Iterable[Meeting]) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Return how many people came to which meetings: name and town tell who is the same.

    It holds no name, so that figures for the public may be made of it.
    """
    came: dict[tuple[str | int, ...], tuple[str, ...]] = {}
    for meeting in meetings:
        people = meeting.participants
        towns = [person.town.casefold() for person in people]
        countries = [person.country for person in people]
        rows = Counter(zip(normal_names(people), towns, countries, strict=True))
        for who, count in rows.items():
            # Twice in one list may be two people of one name: each counts.
            for nth in range(count):
                person = (*who, nth) if nth else who
                came[person] = (*came.get(person, ()), meeting.id)
    return tuple(sorted(Counter(came.values()).items()))
