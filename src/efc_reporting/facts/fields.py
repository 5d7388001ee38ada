"""Fields that the narrative may hold, such as `{{ meetings["potsdam-2018"].total }}`.

They are a closed list filled from the facts, so that a figure in the text cannot be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import attrs

from efc_reporting.base.i18n import Translator, Word
from efc_reporting.facts.figures import FIGURES, MeetingFacts, ProjectFacts
from efc_reporting.model import Project

FIELD = re.compile(r"\{\{\s*(.+?)\s*\}\}")

OF_EVERY_SCOPE: dict[str, Callable[[MeetingFacts | ProjectFacts], Word]] = {
    figure.name: figure.of for figure in FIGURES if figure.is_of_meetings and figure.is_of_project
}
"""Figures of the project (`{{ total }}`) and of a meeting (`{{ meetings["id"].total }}`)."""

OF_A_MEETING: dict[str, Callable[[MeetingFacts], Word]] = {
    "number": lambda facts: facts.number,
    "towns": lambda facts: len(facts.delegations) or None,
    **{figure.name: figure.of for figure in FIGURES if not figure.is_of_project},
}

OF_THE_PROJECT: dict[str, Callable[[Project, ProjectFacts], Word]] = {
    "title": lambda project, facts: project.title,
    "acronym": lambda project, facts: project.acronym,
    "meetings": lambda project, facts: len(facts.meetings),
    "partners": lambda project, facts: len(project.partners),
    "months": lambda project, facts: facts.months,
    "start": lambda project, facts: project.start,
    "end": lambda project, facts: project.end,
}


def known_fields(project: Project, facts: ProjectFacts) -> dict[str, Word]:
    """Return every field with its value; None where the value is not known."""
    fields: dict[str, Word] = {name: of(facts) for name, of in OF_EVERY_SCOPE.items()}
    fields |= {name: of(project, facts) for name, of in OF_THE_PROJECT.items()}
    for meeting in facts.meetings:
        scope = f'meetings["{meeting.id}"]'
        fields |= {f"{scope}.{name}": of(meeting) for name, of in OF_EVERY_SCOPE.items()}
        fields |= {f"{scope}.{name}": of(meeting) for name, of in OF_A_MEETING.items()}
    return fields


@attrs.frozen(kw_only=True)
class FilledField:
    """A field as it was typed, and what it shows."""

    source: str
    text: str


def masked_fields(
    text: str, fields: Mapping[str, Word], translator: Translator
) -> tuple[str, tuple[FilledField, ...]]:
    """Return the text with a place holder for each known field, and the fields in their order.

    What a field shows is thus never taken for Markdown. `filled_pieces` puts it back.
    """
    found: list[FilledField] = []

    def masked(match: re.Match[str]) -> str:
        name = field_name(match[1])
        if name not in fields:
            return match[0]
        source = " ".join(match[0].split())
        found.append(FilledField(source=source, text=translator.word(fields[name])))
        return f"\ue000{len(found) - 1}\ue001"

    return FIELD.sub(masked, text), tuple(found)


def filled_pieces(text: str, fields: Sequence[FilledField]) -> Iterator[str | FilledField]:
    """Yield the pieces of a masked text: its letters, and the fields in the place holders."""
    done = 0
    for match in _PLACE.finditer(text):
        if int(match[1] or match[2]) < len(fields):
            if match.start() > done:
                yield text[done : match.start()]
            yield fields[int(match[1] or match[2])]
            done = match.end()
    if done < len(text):
        yield text[done:]


# As it is typed, and as a link within Markdown writes it.
_PLACE = re.compile("\ue000([0-9]{1,4})\ue001|%EE%80%80([0-9]{1,4})%EE%80%81")


def unknown_fields(text: str, fields: dict[str, Word]) -> Iterator[tuple[str, str]]:
    """Yield each field that is not in the list, with the nearest one that is, or ""."""
    for match in FIELD.finditer(text):
        name = field_name(match[1])
        if name not in fields:
            near = get_close_matches(name, fields, n=1)
            yield name, near[0] if near else ""


def empty_fields(text: str, fields: dict[str, Word]) -> Iterator[str]:
    """Yield each field that is in the list but whose value is not known."""
    for match in FIELD.finditer(text):
        name = field_name(match[1])
        if name in fields and fields[name] is None:
            yield name


def field_name(name: str) -> str:
    """Return the name as the list has it: Markdown editors make curly quotes of straight ones."""
    return re.sub(r"[“”„'’‘]", '"', name).replace(" ", "")
