"""Figures in the project's own text: fields that do not exist, and typed figures that are wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import attrs

from efc_reporting.facts.fields import FIELD, empty_fields, known_fields, unknown_fields
from efc_reporting.facts.figures import MeetingFacts, ProjectFacts, Standing, people_of
from efc_reporting.model import Finding, NarrativeSection, Project, Severity

YEARS = range(1900, 2100)
"""A figure like these is a year, never a number of people."""

SUBJECTS = ("invited", "guests", "people", "countries", "towns", "meetings")
TELLS_OF_PLANS = frozenset({"deviations", "next-steps"})
"""Sections whose figures are those of the application or of the future, not the facts'."""

DIGITS = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,2}|\d{1,5}"
"""A figure with or without a sign between its thousands: 1234, 1,234, 1.234 and 1 234."""

MARKS = r"[*_]{0,3}"
"""What makes a figure or a word strong or emphasised in Markdown."""

MOST_FIGURES = 5
"""A sentence names so many figures at most; the values of the finding hold them all."""

WORDS_BETWEEN = r"(?:[^\W\d_]+\s+){0,2}?"
"""A figure and its word may have up to two others between them: "53 engaged young people"."""


@attrs.frozen(kw_only=True)
class Vocabulary:
    """The words of one language beside which a figure says something about the facts."""

    numbers: Mapping[str, int]
    subjects: Mapping[str, tuple[str, ...]]

    def mentions(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield each figure in a text with its subject and the words as they stand."""
        spelt = "|".join(sorted(self.numbers, key=len, reverse=True))
        seen: set[int] = set()
        for subject in SUBJECTS:
            stems = "|".join(map(re.escape, self.subjects.get(subject, ())))
            before = rf"(?<![\w.,/:-])({DIGITS}|{spelt}){MARKS}\s+{MARKS}{WORDS_BETWEEN}{MARKS}"
            # "Participants: 53", where the line ends with it: else a day or a list may follow.
            after = rf"(?<!\w)(?:{stems})\w*{MARKS}:[*_ \t]*({DIGITS}){MARKS}[.,;]?[ \t]*$"
            pattern = rf"{before}(?:{stems})\w*|{after}"
            for match in re.finditer(pattern, text, re.IGNORECASE | re.MULTILINE):
                if match.start() not in seen:
                    seen.add(match.start())
                    number = self._number(match[1] or match[2])
                    if number is not None:
                        yield number, subject, re.sub("[*_]", "", match[0]).strip(" \t.,;")

    def _number(self, typed: str) -> int | None:
        """Return a figure in digits or in words; None for a year."""
        if typed.isdecimal():
            return None if int(typed) in YEARS else int(typed)
        spelt = self.numbers.get(typed.casefold())
        return int(re.sub(r"\D", "", typed)) if spelt is None else spelt


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """Return the words of a language, None where we have none for it."""
    table = tomllib.loads((files("efc_reporting.checks") / "figures.toml").read_text("utf-8"))
    if language not in table:
        return None
    words = table[language]
    subjects = {subject: tuple(words[subject]) for subject in SUBJECTS}
    # Folded as what is found will be: a Greek final ς becomes σ.
    numbers = {spelt.casefold(): number for spelt, number in words["numbers"].items()}
    return Vocabulary(numbers=numbers, subjects=subjects)


def check_figures(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield fields that nobody can fill and figures that the facts contradict."""
    fields = known_fields(project, facts)
    for section in project.narrative:
        where = f"narrative/{section.language}/{section.id}.md"
        for name, near in unknown_fields(section.markdown, fields):
            message = "There is no field “{field}”; the fields of the project are {known}."
            if near:
                message = "There is no field “{field}”; the nearest one is “{near}”."
            yield Finding(
                code="field-unknown",
                severity=Severity.ERROR,
                where=where,
                message=message,
                values={
                    "field": name,
                    "near": near,
                    "known": None if near else tuple(f for f in fields if f.isidentifier()),
                },
            )
        for name in empty_fields(section.markdown, fields):
            yield Finding(
                code="field-empty",
                severity=Severity.WARNING,
                where=where,
                message="The field “{field}” cannot be filled: the figure is not known.",
                values={"field": name},
            )
        yield from _typed_figures(project, facts, section, where)


def _typed_figures(
    project: Project, facts: ProjectFacts, section: NarrativeSection, where: str
) -> Iterator[Finding]:
    words = vocabulary(section.language)
    if words is None or section.id in TELLS_OF_PLANS:
        return
    meeting = _meeting_of(section, facts)
    for number, subject, typed in words.mentions(FIELD.sub(" ", section.markdown)):
        right = (
            figures_of_meeting(subject, meeting)
            if meeting
            else figures_of_project(subject, project, facts)
        )
        if right and number not in right:
            figures = sorted(right - {0} or right)
            message = (
                "The text says “{typed}”, but the facts give {figures}; "
                "correct one of them, or use a field."
            )
            if len(figures) > MOST_FIGURES:
                message = (
                    "The text says “{typed}”, but no figure of the facts is that; the nearest are "
                    "{nearest}. Correct one of them, or use a field."
                )
            places, outside = _from_outside(project, facts, meeting)
            if subject == "guests" and outside:
                message = (
                    "The text says “{typed}”, but the facts give {outside} from outside {places}; "
                    "correct one of them, or use a field."
                )
            yield Finding(
                code="figure-contradicts",
                severity=Severity.WARNING,
                where=where,
                message=message,
                values={
                    "typed": typed,
                    "number": number,
                    "subject": subject,
                    "outside": outside or None,
                    "places": places,
                    "figures": tuple(map(str, figures)),
                    "nearest": tuple(map(str, _nearest(number, figures))),
                },
            )


def _nearest(number: int, figures: list[int]) -> list[int]:
    """Return the two figures that are nearest to a number, the smaller one first."""
    return sorted(sorted(figures, key=lambda figure: abs(figure - number))[:2])


def _meeting_of(section: NarrativeSection, facts: ProjectFacts) -> MeetingFacts | None:
    return next((m for m in facts.meetings if section.id == f"meeting-{m.id}"), None)


def _from_outside(
    project: Project, facts: ProjectFacts, meeting: MeetingFacts | None
) -> tuple[tuple[str, ...], int]:
    """Return where the one meeting was that a text is about, and how many came from elsewhere."""
    if meeting is None and len(facts.meetings) == 1:
        meeting = facts.meetings[0]
    if meeting is None:
        return (), 0
    sittings = next(m.sittings for m in project.meetings if m.id == meeting.id)
    towns = {(sitting.place.casefold(), sitting.country) for sitting in sittings}
    guests = [
        d for d in meeting.delegations if (d.town.name.casefold(), d.town.country) not in towns
    ]
    return tuple(dict.fromkeys(s.place for s in sittings)), sum(d.count for d in guests)


def figures_of_meeting(subject: str, meeting: MeetingFacts) -> frozenset[int]:
    """Return the figures that a text on one meeting may give for a subject; none if not known."""
    if meeting.total is None or not meeting.is_counted:
        return frozenset({meeting.total} if meeting.total and subject == "people" else ())
    delegations = [d.count for d in meeting.delegations]
    by_country = [country.count for country in meeting.countries]
    outside = meeting.total - sum(
        d.count for d in meeting.delegations if d.standing is Standing.LOCAL
    )
    eligible_towns = sum(d.standing is not Standing.NOT_ELIGIBLE for d in meeting.delegations)
    figures: dict[str, list[int | None]] = {
        "people": [
            *people_of(meeting).values(), outside, *delegations, *by_country,
        ],
        "guests": [meeting.invited, outside, *delegations, *by_country],
        "invited": [meeting.invited, *delegations],
        "countries": [len(meeting.countries), len(meeting.eligible_countries),
                      len(set(meeting.eligible_countries) - set(meeting.host_countries))],
        "towns": [len(delegations), len(delegations) - 1, eligible_towns],
    }  # fmt: skip
    return frozenset(figure for figure in figures.get(subject, []) if figure is not None)


def figures_of_project(subject: str, project: Project, facts: ProjectFacts) -> frozenset[int]:
    """Return the figures that a text on the whole project may give; none where not all is known."""
    carrying = {partner.home.key for partner in project.partners}
    if subject == "meetings":
        return frozenset(range(1, len(facts.meetings) + 1))
    if not facts.meetings or not all(meeting.is_counted for meeting in facts.meetings):
        return frozenset()
    towns = {d.town.key for m in facts.meetings for d in m.delegations}
    figures: dict[str, list[int | None]] = {
        "people": [*people_of(facts).values()],
        "guests": [facts.invited],
        "invited": [facts.invited],
        "countries": [len(facts.countries), len(facts.eligible_countries),
                      len(facts.partner_countries)],
        "towns": [len(towns), len(carrying), len(towns | carrying)],
    }  # fmt: skip
    of_meetings = [f for m in facts.meetings for f in figures_of_meeting(subject, m)]
    return frozenset(f for f in [*figures[subject], *of_meetings] if f is not None)
