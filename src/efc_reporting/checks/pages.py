"""What no page would show: characters that no font has, pictures that are not of the project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter

import attrs

from efc_reporting.base.markdown import names_of_picture, pictures_in
from efc_reporting.checks.completeness import language_in_words
from efc_reporting.model import Finding, NarrativeSection, Participant, Project, Severity
from efc_reporting.model.participant import DataClass
from efc_reporting.rendering.fonts import characters_of_fonts, unknown_characters
from efc_reporting.rendering.templates import Templates

USUAL = re.compile(r"[\u0000-\u03e1\u0400-\u052f\u1e00-\u1fff\u2010-\u2027]*")
"""Texts that need no look into the fonts: Latin, Greek, Cyrillic and their punctuation."""


def check_glyphs(project: Project) -> Iterator[Finding]:
    """Yield a finding for each row and each part of the project with such characters."""
    for where, place, texts in _parts(project):
        characters = sorted(_without_glyph(texts))
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
        if not _without_glyph(chain.from_iterable(printed)):  # thousands are asked at once
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


def _without_glyph(texts: Iterable[str]) -> frozenset[str]:
    text = "\n".join(texts)
    if USUAL.fullmatch(text):
        return frozenset()
    return unknown_characters(text, _known())


@cache
def _known() -> frozenset[int]:
    """Return the characters of the shipped fonts: project folders bring no fonts of their own."""
    shipped = Templates().asset
    return characters_of_fonts(shipped, shipped("fonts/fonts.css").decode("utf-8"))


MOST_LETTERS = 100
"""A longer reference is cut: an address may hold a whole picture."""


def check_pictures(project: Project) -> Iterator[Finding]:
    """Yield a finding for each text that names pictures which are not the project's."""
    known = {name for picture in project.pictures for name in names_of_picture(picture.id)}
    for section in project.narrative:
        unknown = tuple(dict.fromkeys(_not_there(section, known)))
        if unknown:
            yield Finding(
                code="picture-not-of-project",
                severity=Severity.WARNING,
                where=f"narrative/{section.language}/{section.id}.md",
                message="Section “{section}” in {language_name} names pictures that are not shown: "
                "{pictures}. Save each as JPEG or PNG in pictures/ and name it under [[pictures]] "
                "in project.toml, with words for those who cannot see it.",
                values={
                    "section": section.id,
                    "language": section.language,
                    "language_name": language_in_words(section.language),
                    "pictures": unknown,
                },
            )


def _not_there(section: NarrativeSection, known: set[str]) -> Iterator[str]:
    for words, target in pictures_in(section.markdown):
        if target not in known:
            reference = f"![{words}]({target})"
            is_long = len(reference) > MOST_LETTERS
            yield f"{reference[:MOST_LETTERS]}…" if is_long else reference
