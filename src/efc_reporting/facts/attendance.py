"""Attendance lists: one per meeting and delegation, each with an id and a fixed order."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterable
from hashlib import sha256

import attrs

from efc_reporting.base.i18n import main_language
from efc_reporting.base.sorting import sort_key
from efc_reporting.base.values import as_tuple
from efc_reporting.errors import NotAcceptedError, UnknownNameError
from efc_reporting.model import Meeting, Participant, Project, Town

# The letters of base 32 with 8 and 9 in the place of I and O, which look like 1 and 0.
_LETTERS = str.maketrans("IO", "89")
_RANGE = re.compile(r"([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?")
_SIGNS = re.compile(r"[0-9A-Z]+")


@attrs.frozen(kw_only=True)
class AttendanceList:
    """The people of one delegation at one meeting, in the order of their numbers.

    Numbers begin with 1 and follow the family name, then the given name, then the sheet, in the
    alphabet of the delegation; they do not depend on the language of a document or on how a printed
    list is sorted.
    """

    id: str
    meeting: str
    town: Town
    people: tuple[Participant, ...] = attrs.field(converter=as_tuple, repr=False)

    @property
    def language(self) -> str:
        """The language whose alphabet puts the names in order, "" where it is not known."""
        return main_language(self.town.country)

    @property
    def state(self) -> str:
        """Four signs that change whenever somebody is added, left out or renamed."""
        names = "\n".join(f"{p.family_name}\t{p.given_name}" for p in self.people)
        return _signs(names, 4)


def attendance_lists(project: Project) -> tuple[AttendanceList, ...]:
    """Return the lists of all meetings, in the order of the meetings and of the sheets."""
    return tuple(found for meeting in project.meetings for found in lists_of(project, meeting))


def lists_of(project: Project, meeting: Meeting) -> tuple[AttendanceList, ...]:
    """Return the lists of one meeting."""
    by_town: dict[tuple[str, str], list[Participant]] = {}
    for person in meeting.participants:
        by_town.setdefault(person.home.key, []).append(person)
    return tuple(
        AttendanceList(
            id=list_id(project, meeting, people[0].home),
            meeting=meeting.id,
            town=people[0].home,
            people=numbered(people, main_language(people[0].country)),
        )
        for people in by_town.values()
    )


def list_named(project: Project, name: str) -> AttendanceList:
    """Return the list with this id, however its letters are typed; raise UnknownNameError."""
    lists = {found.id: found for found in attendance_lists(project)}
    wanted = name.strip().upper()
    if wanted not in lists:
        raise UnknownNameError(kind="attendance list", name=name, known=tuple(sorted(lists)))
    return lists[wanted]


def printed_name(text: str) -> tuple[str, str]:
    """Return the id and the state in what a paper says, such as "K7QD-3MXA, state 59Y8".

    The word between them is that of the language of the paper, or a hyphen, or nothing. The state
    is "" where the text has none.
    """
    signs = _SIGNS.findall(text.upper())
    if len(signs) < 2:
        return text.strip(), ""
    return "-".join(signs[:2]), signs[-1] if len(signs) > 2 else ""


def as_printed(found: AttendanceList, state: str) -> AttendanceList:
    """Return a list of which a paper says `state`; raise NotAcceptedError where it changed since.

    The numbers of another state may be those of other people.
    """
    if state == found.state:
        return found
    again = (
        "print the list anew and give the state and the numbers of the new paper, "
        "or mark who signed with x in the signature column of the sheet"
    )
    if state:
        raise NotAcceptedError(
            what=f"state {state} of the list {found.id}",
            problem="the list has changed since that paper was printed: its people "
            f"({len(found.people)}) now have the state {found.state}",
            remedy=again,
        )
    raise NotAcceptedError(
        what=f"list {found.id} without its state",
        problem="nothing says that the paper shows the list as it is now: its people "
        f"({len(found.people)}) have the state {found.state}",
        remedy=f"write {found.id}-{found.state} where the paper says that state beside the id; "
        f"where it says another, {again}",
    )


def numbers_in(text: str, most: int) -> tuple[int, ...]:
    """Return the numbers that a text such as "1-14,17" names; "none" names nobody.

    Raise NotAcceptedError where it is no such text, or names a number above `most`.
    """
    if text.strip().casefold() == "none":
        return ()
    found: set[int] = set()
    missing: list[str] = []
    for part in text.split(","):
        match = _RANGE.fullmatch(part.strip())
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if first > last:
            raise NotAcceptedError(
                what=f"numbers {text!r}",
                problem=f"{part.strip()!r} is neither a number nor a range",
                remedy="write numbers and ranges, such as 1-14,17, or none",
            )
        found.update(range(max(first, 1), min(last, most) + 1))
        missing += ["0"] if first == 0 else []
        missing += [_range(max(first, most + 1), last)] if last > most else []
    if missing:
        raise NotAcceptedError(
            what=f"numbers {text!r}",
            problem=f"the list has the numbers {_range(1, most)}, but not {', '.join(missing)}",
            remedy="leave those out; who signed on an empty line belongs into the sheet, "
            "and the list is then printed anew",
        )
    return tuple(sorted(found))


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def numbered(people: Iterable[Participant], language: str) -> tuple[Participant, ...]:
    """Return people in the order of their numbers, in the alphabet of a language."""

    def names(person: Participant) -> tuple[tuple[str, str], tuple[str, str]]:
        return sort_key(person.family_name, language), sort_key(person.given_name, language)

    return tuple(sorted(people, key=names))


def list_id(project: Project, meeting: Meeting, town: Town) -> str:
    """Return the id of a list: the same as long as reference, meeting and town stay the same.

    The acronym, or the title, stands in for a reference that is not known.
    """
    named = "\n".join((project.reference or project.name, meeting.id, *town.key))
    signs = _signs(named, 8)
    return f"{signs[:4]}-{signs[4:]}"


def _signs(text: str, number: int) -> str:
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode("ascii")[:number].translate(_LETTERS)
