"""What a report will be asked for and the project folder does not hold yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from efc_reporting.base.i18n import Translator, available_languages, translator_for
from efc_reporting.facts import MeetingFacts, ProjectFacts
from efc_reporting.model import Finding, LocalText, Meeting, Project, Severity, Value


def days_in_words(days: Iterable[date]) -> LocalText:
    """Return days as a sentence lists them: "11 May 2018 and 12 May 2018"."""
    listed = tuple(days)
    return _in_every_language(lambda t: t.listing(t.day(day) for day in listed))


def language_in_words(code: str) -> LocalText:
    """Return the name of a language: "German"."""
    return _in_every_language(lambda t: t.language_name(code))


def _in_every_language(write: Callable[[Translator], str]) -> LocalText:
    return LocalText({known: write(translator_for(known)) for known in available_languages()})


SOURCE_COUNTS = (
    "Information template of the programme: number of participants per country, place and dates"
)
SOURCE_PAGE = "Grant conditions: the final report gives the direct link to the public results page"

EXPECTED_SECTIONS = ("summary", "partnership", "results", "dissemination")
"""Without these a final report is not worth reading; all others may be left out."""


def check_completeness(project: Project, facts: ProjectFacts) -> Iterator[Finding]:
    """Yield what is missing; meetings that lie ahead may well miss it, so nothing is an error."""
    if project.beneficiary is None:
        yield _missing("beneficiary-missing", "partners", "No partner has the role of beneficiary.")
    if not project.public_page:
        yield _missing(
            "public-page-missing",
            "public_page",
            "The address of the public results page is not given.",
            source=SOURCE_PAGE,
            severity=Severity.NOTE,
        )
    if not project.reference:
        yield _missing(
            "reference-missing",
            "reference",
            "The reference number of the project is not given.",
            severity=Severity.NOTE,
        )
    yield from _check_narrative(project)
    for meeting, figures in zip(project.meetings, facts.meetings, strict=True):
        yield from _check_meeting(meeting, figures)


def _check_narrative(project: Project) -> Iterator[Finding]:
    for language in project.languages:
        for section in EXPECTED_SECTIONS:
            if project.section(section, language) is None:
                yield Finding(
                    code="section-missing",
                    severity=Severity.NOTE,
                    where=f"narrative/{language}/{section}.md",
                    message="Section “{section}” of the narrative is missing in {language_name}.",
                    values={
                        "section": section,
                        "language": language,
                        "language_name": language_in_words(language),
                    },
                )


def _check_meeting(meeting: Meeting, figures: MeetingFacts) -> Iterator[Finding]:
    where = f"meetings.{meeting.id}"
    named: dict[str, Value] = {"number": figures.number, "meeting": meeting.title}
    if not figures.is_counted:
        yield Finding(
            code="counts-missing",
            severity=Severity.WARNING,
            where=where,
            message="Meeting {number} “{meeting}”: it is not known how many people came from which "
            "town, so it cannot be counted.",
            values=named,
            source=SOURCE_COUNTS,
        )
    if not meeting.sittings or any(sitting.start is None for sitting in meeting.sittings):
        message = "Meeting {number} “{meeting}”: place or exact dates are not given."
        if figures.is_counted and not meeting.sittings:
            message = (
                "Meeting {number} “{meeting}”: it is not given where and when it took place, so "
                "nobody is local, and everybody from an eligible country counts as invited."
            )
        yield Finding(
            code="dates-missing",
            severity=Severity.WARNING,
            where=f"{where}.sittings",
            message=message,
            values=named,
            source=SOURCE_COUNTS,
        )


def _missing(
    code: str, where: str, message: str, *, source: str = "", severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(code=code, severity=severity, where=where, message=message, source=source)
