"""One attendance list as a section: what it is for, who signs it, and who certifies it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import attrs

from efc_reporting.base.i18n import Country, available_languages, main_language, translator_for
from efc_reporting.base.sorting import sort_key
from efc_reporting.blocks import (
    Block,
    Field,
    FieldList,
    Image,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    SignatureBlock,
    Table,
)
from efc_reporting.contracts import ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.attendance_columns import cell, chosen_columns, column
from efc_reporting.documents.attendance_options import ParticipantListOptions
from efc_reporting.facts import MeetingFacts, Standing
from efc_reporting.facts.attendance import AttendanceList
from efc_reporting.model import Meeting, Participant, Partner, Project, Town


def language_of(country: str, otherwise: str) -> str:
    """Return the main language of a country where there is a catalogue, else `otherwise`."""
    language = main_language(country)
    return language if language in available_languages() else otherwise


def notice(context: ReportContext, country: str) -> Paragraph:
    """Return the notice in the language of the delegation, or marked as English."""
    language = language_of(country, "en")
    t = translator_for(language)
    beneficiary = context.project.beneficiary
    text = t.text(
        "Data protection: this list proves who took part. It is kept by {keeper} until the proof "
        "of the grant no longer has to be kept, shown to the funding agency and its auditors when "
        "they check the grant, and then destroyed. You may ask {keeper} to see and to correct your "
        "data.",
        keeper=beneficiary.name if beneficiary else t.text("the beneficiary"),
    )
    marked = language if language != context.language else ""
    return Paragraph(Run(text=text, language=marked), ParagraphStyle.NOTE)


QR_PREFIX = "efc-list:"
"""What the QR code holds before the id of the list; it holds nothing else."""


def list_title(context: ReportContext, attendance: AttendanceList, figures: MeetingFacts) -> str:
    """Return the heading of a list: "Delegation of Opole (Poland): invited"."""
    town, t = attendance.town, context.translator
    return t.text(
        "Delegation of {town} ({country}): {standing}",
        town=town.name,
        country=Country(town.country),
        standing=t.text(parts.STANDINGS[standing_of(attendance, figures)]),
    )


def standing_of(attendance: AttendanceList, figures: MeetingFacts) -> Standing:
    """Say how the people of a list count."""
    return next(d.standing for d in figures.delegations if d.town.key == attendance.town.key)


def list_section(
    context: ReportContext,
    meeting: Meeting,
    figures: MeetingFacts,
    attendance: AttendanceList,
    *,
    is_apart: bool,
) -> Section:
    """Return the section of one list."""
    return Section(
        title=list_title(context, attendance, figures),
        id=f"list-{attendance.id}",
        blocks=tuple(_blocks(context, meeting, figures, attendance)),
        is_apart=is_apart,
        page_header=_page_header(context, meeting, figures, attendance),
    )


def _page_header(
    context: ReportContext, meeting: Meeting, figures: MeetingFacts, attendance: AttendanceList
) -> str:
    """Return what makes a loose sheet known: the list and its state, its town and its meeting."""
    t, town = context.translator, attendance.town
    place = t.text("{place} ({country})", place=town.name, country=Country(town.country))
    known = f"{t.text('Participant list')} {_identity(context, attendance)}"
    return " · ".join((known, place, parts.meeting_title(context, meeting, figures)))


def _identity(context: ReportContext, attendance: AttendanceList) -> str:
    return context.translator.text("{id}, state {state}", id=attendance.id, state=attendance.state)


def _blocks(
    context: ReportContext, meeting: Meeting, figures: MeetingFacts, attendance: AttendanceList
) -> Iterator[Block]:
    """Yield what stands on a list, from its meeting down to its certification."""
    t, attendance = context.translator, _with_room_to_sign(context, meeting, attendance)
    yield FieldList(_fields(context, meeting, figures, attendance))
    yield _qr_code(context, attendance)  # where there are pages, beside the fields
    yield _table(context, attendance)
    if any(person.is_signed is None for person in attendance.people):
        text = t.text("Each person signs in person. Only people who signed count.")
        yield Paragraph(text, ParagraphStyle.NOTE)
    yield notice(context, attendance.town.country)
    yield from _certification(context, meeting, figures, attendance)


def _with_room_to_sign(
    context: ReportContext, meeting: Meeting, attendance: AttendanceList
) -> AttendanceList:
    """Return a list on which nothing is said of signatures while they may still be given.

    That is up to the last day of the meeting, and as long as nobody on the list signed.
    """
    is_ahead = meeting.last_day is not None and context.as_of <= meeting.last_day
    if not is_ahead and any(person.is_signed for person in attendance.people):
        return attendance
    people = [attrs.evolve(person, is_signed=None) for person in attendance.people]
    return attrs.evolve(attendance, people=people)


def _fields(
    context: ReportContext, meeting: Meeting, figures: MeetingFacts, attendance: AttendanceList
) -> Iterator[Field]:
    t = context.translator
    yield Field(label=t.text("Meeting"), text=parts.meeting_title(context, meeting, figures))
    for block in parts.when_and_where(context, meeting):
        if isinstance(block, FieldList):
            yield from block.fields
    identity = _identity(context, attendance)
    yield Field(label=t.text("List"), text=identity)


def _table(context: ReportContext, attendance: AttendanceList) -> Table:
    t, options = context.translator, context.options_as(ParticipantListOptions)
    names = chosen_columns(context, options)
    people = list(enumerate(attendance.people, start=1))
    if options.sort_by == "given":
        people.sort(key=lambda pair: _by_given_name(pair[1], attendance.language))
    rows: list[tuple[int, Participant | None]] = [*people]
    rows += [(len(rows) + line, None) for line in range(1, options.blank_lines + 1)]
    return Table(
        caption=t.text("Participants from {town}", town=attendance.town.name),
        columns=tuple(column(t, name) for name in names),
        rows=[[cell(t, name, number, person) for name in names] for number, person in rows],
    )


def _by_given_name(person: Participant, language: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return sort_key(person.given_name, language), sort_key(person.family_name, language)


def _certification(
    context: ReportContext, meeting: Meeting, figures: MeetingFacts, attendance: AttendanceList
) -> Iterator[SignatureBlock]:
    """Yield who certifies: the host, and on lists of invited towns that town too.

    Programme, participant lists: certified, dated and signed by the legal representative of the
    host, and for the international list of the invited town too.
    """
    t = context.translator
    host = context.project.partner(meeting.host)
    heading = (
        t.text("Certified for the host, {organisation}", organisation=host.name)
        if host
        else t.text("Certified for the host")
    )
    yield _signing(context, heading, host)
    if standing_of(attendance, figures) is not Standing.LOCAL:
        sender = _partner_of(context.project, attendance.town)
        name = sender.name if sender else attendance.town.name
        heading = t.text("Certified for the invited town, {organisation}", organisation=name)
        yield _signing(context, heading, sender)


def _partner_of(project: Project, town: Town) -> Partner | None:
    return next((p for p in project.partners if p.home.key == town.key), None)


def _signing(context: ReportContext, heading: str, partner: Partner | None) -> SignatureBlock:
    t = context.translator
    person = partner.legal_representative if partner else None
    return SignatureBlock(
        heading=heading,
        signatory=person.name if person else "",
        function=person.function if person else t.text("Legal representative"),
        labels=(t.text("Place and date"), t.text("Signature and stamp")),
    )


def _qr_code(context: ReportContext, attendance: AttendanceList) -> Image:
    import segno

    stream = BytesIO()
    code = segno.make(QR_PREFIX + attendance.id, micro=False, error="m", boost_error=False)
    code.save(stream, kind="png", scale=4, dpi=150)  # 2 cm wide
    return Image(
        data=stream.getvalue(),
        media_type="image/png",
        alternative=context.translator.text("QR code of the list {id}", id=attendance.id),
    )
