"""Fields that the narrative may hold, such as `{{ meetings["potsdam-2018"].total }}`.

They are a closed list filled from the facts, so that a figure in the text cannot be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from efc_reporting.figures import MeetingFacts, ProjectFacts
from efc_reporting.i18n import Translator, Word
from efc_reporting.model import Project

FIELD = re.compile(r"\{\{\s*(.+?)\s*\}\}")

OF_EVERY_SCOPE: dict[str, Callable[[MeetingFacts | ProjectFacts], Word]] = {
    "total": lambda facts: facts.total,
    "invited": lambda facts: facts.invited,
    "local": lambda facts: facts.local,
    "not_eligible": lambda facts: facts.not_eligible,
    "signed": lambda facts: facts.signed,
    "days": lambda facts: facts.days,
    "countries": lambda facts: len(facts.countries) if facts.countries else None,
    "eligible_countries": lambda facts: len(facts.eligible_countries) if facts.countries else None,
}
"""Figures of the project (`{{ total }}`) and of a meeting (`{{ meetings["id"].total }}`)."""

OF_A_MEETING: dict[str, Callable[[MeetingFacts], Word]] = {
    "number": lambda facts: facts.number,
    "towns": lambda facts: len(facts.delegations) or None,
    "invited_share": lambda facts: facts.invited_share,
    "first_day": lambda facts: facts.first_day,
    "last_day": lambda facts: facts.last_day,
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


def fill_fields(text: str, fields: dict[str, Word], translator: Translator) -> str:
    """Return the text with its fields filled; an unknown field stays as it was typed."""

    def filled(match: re.Match[str]) -> str:
        name = _normal(match[1])
        return translator.word(fields[name]) if name in fields else match[0]

    return FIELD.sub(filled, text)


def unknown_fields(text: str, fields: dict[str, Word]) -> Iterator[tuple[str, str]]:
    """Yield each field that is not in the list, with the nearest one that is, or ""."""
    for match in FIELD.finditer(text):
        name = _normal(match[1])
        if name not in fields:
            near = get_close_matches(name, fields, n=1)
            yield name, near[0] if near else ""


def empty_fields(text: str, fields: dict[str, Word]) -> Iterator[str]:
    """Yield each field that is in the list but whose value is not known."""
    for match in FIELD.finditer(text):
        name = _normal(match[1])
        if name in fields and fields[name] is None:
            yield name


def _normal(name: str) -> str:
    """Return the name as the list has it: Markdown editors make curly quotes of straight ones."""
    return re.sub(r"[“”„'’‘]", '"', name).replace(" ", "")
