"""Characters that no font of the reports has, named before a page is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter

import attrs

from efc_reporting.glyphs import characters_of_fonts, unknown_characters
from efc_reporting.model import Finding, Participant, Project, Severity
from efc_reporting.model.participant import DataClass
from efc_reporting.templating import Templates

USUAL = re.compile(r"[\u0000-\u03e1\u0400-\u052f\u1e00-\u1fff\u2010-\u2027]*")
"""Texts that need no look into the fonts: Latin, Greek, Cyrillic and their punctuation."""


def check_glyphs(project: Project) -> Iterator[Finding]:
    """Yield a finding for each row and each part of the project with such characters."""
    for where, place, texts in _parts(project):
        characters = sorted(_unknown(texts))
        if characters:
            yield Finding(
                code="character-not-shown",
                severity=Severity.WARNING,
                where=where,
                message="{place}: no font of the reports has {characters}; "
                "a PDF file shows � instead.",
                values={
                    "place": place,
                    "characters": tuple(f"{char} (U+{ord(char):04X})" for char in characters),
                },
            )


def _parts(project: Project) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield where each part stands, what messages call that, and its texts."""
    plain = attrs.evolve(
        project, partners=(), meetings=(), narrative=(), pictures=(), plans=(), outcomes=()
    )
    yield "project", "project", _strings(plain)
    for folder in ("partners", "narrative", "pictures", "plans", "outcomes"):
        for part in getattr(project, folder):
            yield f"{folder}.{part.id}", f"{folder}.{part.id}", _strings(part)
    for meeting in project.meetings:
        where = f"meetings.{meeting.id}"
        yield where, where, _strings(attrs.evolve(meeting, participants=()))
        printed = list(map(_printed, meeting.participants))
        if not _unknown(chain.from_iterable(printed)):  # thousands are asked at once
            continue
        for number, (person, texts) in enumerate(zip(meeting.participants, printed, strict=True)):
            place = str(person.source or f"participants[{number}]")
            yield f"{where}.participants", place, texts


_printed = attrgetter(
    *(
        field.name
        for field in attrs.fields(Participant)
        if field.metadata["data_class"] is not DataClass.CONTACT and field.type in (str, "str")
    )
)
"""Return the texts that lists print of a person."""


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)
    elif attrs.has(kind := type(value)):
        for field in attrs.fields(kind):
            if field.name != "remarks":
                yield from _strings(getattr(value, field.name))


def _unknown(texts: Iterable[str]) -> frozenset[str]:
    text = "\n".join(texts)
    if USUAL.fullmatch(text):
        return frozenset()
    return unknown_characters(text, _known())


@cache
def _known() -> frozenset[int]:
    """Return the characters of the shipped fonts: project folders bring no fonts of their own."""
    shipped = Templates().asset
    return characters_of_fonts(shipped, shipped("fonts/fonts.css").decode("utf-8"))
