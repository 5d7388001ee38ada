"""Make the workbook that each partner fills in: its language, drop-downs, and how to do it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import attrs

from efc_reporting.base.i18n import SOURCE_LANGUAGE, Translator, available_languages, translator_for
from efc_reporting.base.writing import safe_name
from efc_reporting.base.zip import normalise_zip
from efc_reporting.loading.countries import EU_LANGUAGES, country_codes
from efc_reporting.loading.dump import COLUMNS
from efc_reporting.loading.sheets.cells import MAX_AGE
from efc_reporting.loading.sheets.encodings import languages_of
from efc_reporting.loading.sheets.headers import OWN_MARK, header_of
from efc_reporting.model import Meeting, Partner, Project, Role


def translator_of_country(country: str) -> Translator:
    """Return the translator of a country's first language with a catalogue, else the English."""
    spoken = languages_of(country)[:3] if country else ()
    known = [language for language in spoken if language in available_languages()]
    first = spoken[:1]
    # A second language helps only where the first is an official one as well, as in Luxembourg.
    chosen = [code for code in known if code in first or country in ("BE", "LU", "CH")]
    return translator_for(next(iter(chosen), SOURCE_LANGUAGE))


def header_language(country: str) -> str:
    """Return the language in which the columns of a country's lists are named."""
    spoken = languages_of(country) if country else ()
    return next((code for code in spoken if code in EU_LANGUAGES), SOURCE_LANGUAGE)


ROWS = 300
"""Rows that are ready for people; more may be added below."""

_WIDTHS = {"address": 32, "email": 28, "organisation": 28, "country": 22, "meeting": 32}
_CREATED = datetime(1980, 1, 1)
_LINE_HEIGHT = 15
_LINE_LENGTH = 70
"""Signs in a line of the instructions: it fits on a page also where Excel's fonts are missing."""


@attrs.frozen(kw_only=True)
class Unanswered:
    """A partner of whom no list names anybody, and the ids of the meetings held without one."""

    partner: Partner
    meetings: tuple[str, ...]


def partner_workbooks(project: Project) -> Mapping[str, bytes]:
    """Return one workbook for every partner, by file name."""
    return {
        f"{safe_name(partner.id)}.xlsx": partner_workbook(project, partner)
        for partner in project.partners
    }


def unanswered(project: Project, as_of: date) -> tuple[Unanswered, ...]:
    """Return the partners who are in no list of a meeting that is over.

    Where delegations are declared, a list is expected only of those who sent one.
    """
    held = [meeting for meeting in project.meetings if meeting.is_over(as_of)]
    found = []
    for partner in project.partners:
        missing = tuple(
            meeting.id
            for meeting in held
            if _is_expected(partner, meeting)
            and all(person.home.key != partner.home.key for person in meeting.participants)
        )
        if missing:
            found.append(Unanswered(partner=partner, meetings=missing))
    return tuple(found)


def _is_expected(partner: Partner, meeting: Meeting) -> bool:
    sent = [delegation for delegation in meeting.delegations if delegation.count]
    return not sent or any(delegation.town.key == partner.home.key for delegation in sent)


def partner_workbook(project: Project, partner: Partner) -> bytes:
    """Return the workbook of one partner; filled in, it loads as a list for all meetings."""
    import xlsxwriter

    t = translator_of_country(partner.country)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _CREATED, "title": project.title})
    bold = book.add_format(
        {"bold": True, "bg_color": "#DDE6F0", "border": 1, "text_wrap": True, "valign": "top"}
    )
    choices = _choices(project, partner, t)
    page = book.add_worksheet(_sheet_name(t.text("Participants")))
    page.set_row(0, 2 * _LINE_HEIGHT + 2)  # programs that do not measure text show all of a header
    columns = [*COLUMNS, "meeting"]
    text = book.add_format({"num_format": "@"})
    for index, field in enumerate(columns):
        page.write_string(0, index, _header(field, partner), bold)
        # As text, so that +48 and 01234 stay what they are.
        page.set_column(index, index, _WIDTHS.get(field, 16), None if field == "age" else text)
        _validate(page, index, field, columns, choices, t)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    _instruct(book, project, t)
    _list_choices(book, choices, t)
    book.close()
    return normalise_zip(stream.getvalue())


def _sheet_name(text: str) -> str:
    return text[:31]


def _header(field: str, partner: Partner) -> str:
    own = header_of(field, header_language(partner.country))
    english = header_of(field)
    return own if own == english else f"{own} / {english}"


def _choices(project: Project, partner: Partner, t: Translator) -> Mapping[str, Sequence[str]]:
    """Return what the drop-downs offer; loading knows each of these words."""
    likely = dict.fromkeys([partner.country, *(p.country for p in project.partners)])
    names = {code: t.country(code) for code in country_codes()}
    # A few islands have no name in some languages: their code would stand among the names.
    others = t.sorted(
        names[code] for code in country_codes() - likely.keys() if names[code] != code
    )
    return {
        "country": [*(names[code] for code in likely), *others],
        "role": [
            t.text("Participant"),
            t.text("Speaker"),
            t.text("Organiser"),
            t.text("Interpreter"),
            t.text("Volunteer"),
            t.text("Elected representative"),
        ],
        "gender": [t.text("female"), t.text("male"), t.text("non-binary")],
        "is_signed": [t.text("yes"), t.text("no")],
        "meeting": [_meeting_name(meeting, project, t) for meeting in project.meetings],
    }


def _meeting_name(meeting: Meeting, project: Project, t: Translator) -> str:
    """Return the title, or the id where two meetings have one title."""
    title = meeting.title.in_language(t.language)
    same = [m for m in project.meetings if m.title.in_language(t.language) == title]
    return title if len(same) == 1 and title else meeting.id


def _validate(
    page: Any,
    column: int,
    field: str,
    columns: Sequence[str],
    choices: Mapping[str, Sequence[str]],
    t: Translator,
) -> None:
    if field == "age":
        rule: dict[str, Any] = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 0,
            "maximum": MAX_AGE,
            "error_message": t.text("Write the age in full years."),
        }
    elif choices.get(field):
        place = chr(ord("A") + list(choices).index(field))
        last = len(choices[field]) + _FIRST_CHOICE
        rule = {
            "validate": "list",
            "source": f"='{_choices_name(t)}'!${place}${_FIRST_CHOICE + 1}:${place}${last}",
            "error_message": t.text("Choose one of the words in the list."),
            # Any role may be written; the list only helps.
            "error_type": "information" if field == "role" else "stop",
        }
    else:
        return
    page.data_validation(1, column, ROWS, column, rule)


_FIRST_CHOICE = 2
"""The row, from 0, in which the words begin."""


def _choices_name(t: Translator) -> str:
    return _sheet_name(t.text("Choices"))


def _list_choices(book: Any, choices: Mapping[str, Sequence[str]], t: Translator) -> None:
    page = book.add_worksheet(_choices_name(t))
    page.set_column(0, len(choices), 32)
    page.write_string(0, 0, f"{OWN_MARK} {t.text('words that you may choose')}")
    for column, words in enumerate(choices.values()):
        for row, word in enumerate(words, start=_FIRST_CHOICE):
            page.write_string(row, column, word)


def _instruct(book: Any, project: Project, t: Translator) -> None:
    page = book.add_worksheet(_sheet_name(t.text("Instructions")))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True})
    page.set_column(0, 0, _LINE_LENGTH, wrapped)
    page.write_string(0, 0, f"{OWN_MARK} {t.text('How to fill in this list')}", bold)
    page.write_string(1, 0, project.title)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    for row, (sentence, is_heading) in enumerate(_sentences(project, t), start=3):
        page.write_string(row, 0, sentence, bold if is_heading else wrapped)
        page.set_row(row, _LINE_HEIGHT * (1 + len(sentence) // (_LINE_LENGTH - 10)))


def _sentences(project: Project, t: Translator) -> Iterator[tuple[str, bool]]:
    lead = next((p.name for p in project.partners if p.role is Role.BENEFICIARY), project.title)
    yield t.text("Write one row for each person and meeting."), False
    yield (
        t.text("Family name, town, country and meeting must be filled in; the rest may be."),
        False,
    )
    yield t.text("Choose country, meeting, gender, role and signature from the lists."), False
    yield t.text("Write names as they stand in the passport, with all their letters."), False
    yield t.text("Do not change the first row. Save the file as .xlsx and send it back."), False
    yield "", False
    yield t.text("Data protection"), True
    yield (
        t.text(
            "{organisation} needs these data to prove to the funder who took part in the project, "
            "and for nothing else.",
            organisation=lead,
        ),
        False,
    )
    yield (
        t.text(
            "They are kept for five years after the last payment of the grant, three years where "
            "the grant is at most 60,000 EUR, and longer while a check or an appeal is open."
        ),
        False,
    )
    yield t.text("Only counts are published, never names."), False
    yield (
        t.text(
            "Everyone listed may ask {organisation} what is kept about them, have it corrected, "
            "or complain to a data-protection authority. Tell them so before you enter them.",
            organisation=lead,
        ),
        False,
    )
