"""The participant list: a section per meeting, and below it one per delegation."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.blocks import Block, Cell, Column, ColumnKind, Section, Table
from efc_reporting.contracts import DocumentInfo, DocumentKind, ReportContext
from efc_reporting.document import Document
from efc_reporting.documents import parts
from efc_reporting.facts import DelegationFacts, MeetingFacts
from efc_reporting.i18n import Country, Translator, sort_key
from efc_reporting.model import Meeting, Participant


class ParticipantList(DocumentKind):
    """Who came to which meeting, by delegation; only counts for those who may not see names."""

    info = DocumentInfo(name="participant-list", title="Participant list", is_tabular=True)

    def compose(self, context: ReportContext) -> Document:
        """Return the list of every meeting."""
        t = context.translator
        pairs = zip(context.project.meetings, context.facts.meetings, strict=True)
        return Document(
            kind=self.info.name,
            title=t.text("Participant list"),
            subtitle=context.project.title,
            language=context.language,
            audience=context.audience,
            as_of=context.as_of,
            author=parts.author(context),
            reference=context.project.reference,
            fields=parts.project_fields(context),
            funding=parts.funding(context),
            is_landscape=True,
            blocks=tuple(_meeting(context, meeting, figures) for meeting, figures in pairs),
        )


def _meeting(context: ReportContext, meeting: Meeting, figures: MeetingFacts) -> Section:
    blocks = (
        *parts.when_and_where(context, meeting),
        *parts.participation(context, figures),
        *parts.delegation_table(context, figures),
        *_lists(context, meeting, figures),
    )
    title = parts.meeting_title(context, meeting, figures)
    return Section(title=title, id=f"meeting-{meeting.id}", blocks=blocks)


def _lists(context: ReportContext, meeting: Meeting, figures: MeetingFacts) -> Iterator[Block]:
    """Yield one list per delegation whose people are known by name."""
    for delegation in figures.delegations:
        people = [p for p in meeting.participants if p.home.key == delegation.town.key]
        if people:
            yield _list(context.translator, delegation, people)


def _list(t: Translator, delegation: DelegationFacts, people: list[Participant]) -> Section:
    title = t.text(
        "Delegation of {town} ({country}): {standing}",
        town=delegation.town.name,
        country=Country(delegation.town.country),
        standing=t.text(parts.STANDINGS[delegation.standing]),
    )
    columns = (
        Column(title=t.text("No."), kind=ColumnKind.NUMBER),
        Column(title=t.text("Family name"), weight=4),
        Column(title=t.text("Given name"), weight=4),
        Column(title=t.text("Organisation"), weight=5),
        Column(title=t.text("Signature"), kind=ColumnKind.SIGNATURE, weight=5),
    )
    ordered = sorted(people, key=lambda p: (sort_key(p.family_name), sort_key(p.given_name)))
    rows = [
        (
            Cell(number, t.number(number)),
            person.family_name,
            person.given_name,
            person.organisation,
            _signature(t, person),
        )
        for number, person in enumerate(ordered, start=1)
    ]
    caption = t.text("Participants from {town}", town=delegation.town.name)
    return Section(title=title, blocks=[Table(caption=caption, columns=columns, rows=rows)])


def _signature(t: Translator, person: Participant) -> str:
    """Return what stands in the signature cell: room to sign where nobody was asked yet."""
    if person.is_signed is None:
        return ""
    return t.text("signed") if person.is_signed else t.text("not signed")
