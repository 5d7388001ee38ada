"""The public results page in the words of the funder's information template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from efc_reporting.base.i18n import Country, Translator
from efc_reporting.blocks import Block, Paragraph, Section, Text, as_text
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import Audience, DocumentInfo, DocumentKind, ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.attendance_options import SMALL
from efc_reporting.documents.small_cells import SmallCellsOptions, hidden_among
from efc_reporting.facts import DelegationFacts, MeetingFacts
from efc_reporting.model import Meeting, Sitting


class PublicNotice(DocumentKind):
    """What the beneficiary has to publish: who came, where, when and what for.

    Source: the information template of the programme, one block for a single event
    (town twinning), one block per event otherwise.
    """

    info = DocumentInfo(
        name="public-notice",
        title="Public results page",
        default_audience=Audience.PUBLIC,
        options_type=SmallCellsOptions,
    )

    def compose(self, context: ReportContext) -> Document:
        """Return the page; it needs no name of anybody."""
        t = context.translator
        return Document(
            kind=self.info.name,
            title=context.project.title,
            subtitle=t.text("Results of the project"),
            language=context.language,
            audience=context.audience,
            as_of=context.as_of,
            author=parts.author(context),
            reference=context.project.reference,
            funding=parts.funding(context),
            blocks=(*_opening(context), *_events(context)),
        )


def _opening(context: ReportContext) -> Iterator[Block]:
    t = context.translator
    programme = t.text(context.measure.programme.title)
    yield Paragraph(
        t.text(
            "The project « {title} » was funded with the support of the European Union "
            'under the Programme "{programme}"',
            title=context.project.title,
            programme=programme,
        )
    )
    yield Paragraph(t.text(context.measure.notice_heading))


def _events(context: ReportContext) -> Iterator[Block]:
    t = context.translator
    pairs = [
        (meeting, figures)
        for meeting, figures in zip(context.project.meetings, context.facts.meetings, strict=True)
        if meeting.is_over(context.as_of)
    ]
    if context.measure.is_single_event:
        for meeting, figures in pairs:
            yield from _single_event(context, meeting, figures)
        return
    yield Paragraph(
        t.plural(
            "{count} event has been carried out within this project:",
            "{count} events have been carried out within this project:",
            len(pairs),
        )
    )
    for number, (meeting, figures) in enumerate(pairs, start=1):
        title = t.text("Event {number}", number=number)
        yield Section(title=title, id=meeting.id, blocks=_event(context, meeting, figures))


def _single_event(
    context: ReportContext, meeting: Meeting, figures: MeetingFacts
) -> Iterator[Block]:
    t = context.translator
    hides, total = _hides(context), figures.total or 0
    involved = (
        t.text("The project involved fewer than {number} citizens", number=SMALL)
        if hides and 0 < total < SMALL
        else t.plural(
            "The project involved {count} citizen", "The project involved {count} citizens", total
        )
    )
    said = _involved(t, involved, t.text("notably"), figures, hides=hides)
    yield _part(t, "Participation", [said])
    yield _part(t, "Location / Dates", _places(t, meeting, is_single=True))
    yield _part(t, "Short description", _description(context, meeting))


def _event(context: ReportContext, meeting: Meeting, figures: MeetingFacts) -> Iterator[Block]:
    t = context.translator
    hides, total = _hides(context), figures.total or 0
    involved = (
        t.text("The event involved fewer than {number} citizens", number=SMALL)
        if hides and 0 < total < SMALL
        else t.plural(
            "The event involved {count} citizen", "The event involved {count} citizens", total
        )
    )
    said = _involved(t, involved, t.text("including"), figures, hides=hides)
    yield _part(t, "Participation", [said])
    yield _part(t, "Location / Dates", _places(t, meeting, is_single=False))
    yield _part(t, "Short description", _description(context, meeting))


def _part(t: Translator, title: str, sentences: Iterable[str | Text]) -> Section:
    return Section(title=t.text(title), blocks=map(Paragraph, sentences))


def _hides(context: ReportContext) -> bool:
    return context.options_as(SmallCellsOptions).small_cells


def _involved(
    t: Translator, involved: str, notably: str, figures: MeetingFacts, *, hides: bool
) -> str:
    if figures.total is None:
        return t.text("The number of participants is not known.")
    known = [delegation for delegation in figures.delegations if delegation.count]
    small, withheld = hidden_among([d.count for d in known if hides])
    delegations = [
        _from_small(t, delegation, is_small=place in small)
        if place in small | withheld
        else t.plural(
            "{count} participant from the city of {town} ({country})",
            "{count} participants from the city of {town} ({country})",
            delegation.count,
            town=delegation.town.name,
            country=Country(delegation.town.country),
        )
        for place, delegation in enumerate(known)
    ]
    return f"{involved}, {notably} {', '.join(delegations)}." if delegations else f"{involved}."


def _from_small(t: Translator, delegation: DelegationFacts, *, is_small: bool) -> str:
    """Say where people came from whose number is not told."""
    town, country = delegation.town.name, Country(delegation.town.country)
    if is_small:
        return t.text(
            "fewer than {number} participants from the city of {town} ({country})",
            number=SMALL,
            town=town,
            country=country,
        )
    return t.text("participants from the city of {town} ({country})", town=town, country=country)


def _places(t: Translator, meeting: Meeting, *, is_single: bool) -> list[str]:
    return [_place(t, sitting, is_single=is_single) for sitting in meeting.sittings]


def _place(t: Translator, sitting: Sitting, *, is_single: bool) -> str:
    place, country = sitting.place, Country(sitting.country)
    if sitting.is_online:
        return t.text(
            "The event took place online, hosted from {place} ({country}), {dates}",
            place=place,
            country=country,
            dates=parts.sitting_dates(t, sitting),
        )
    if sitting.start is None or sitting.end is None:
        return t.text(
            "The event took place in {place} ({country}), {dates}",
            place=place,
            country=country,
            dates=parts.sitting_dates(t, sitting),
        )
    message = (
        "The event took place in {place}, {country}, from {start} to {end}"
        if is_single
        else "The event took place in {place} ({country}), from {start} to {end}"
    )
    start, end = t.numeric_date(sitting.start), t.numeric_date(sitting.end)
    return t.text(message, place=place, country=country, start=start, end=end)


def _description(context: ReportContext, meeting: Meeting) -> list[Text]:
    """Return the aim, and the days one by one where the programme of the meeting is known."""
    t = context.translator
    aim = [parts.aim(context, meeting)] if meeting.aim else []
    days = [
        parts.around(
            t.text("The day of {day} was dedicated to {text}", day=t.numeric_date(item.date)),
            "{text}",
            item.text,
            context,
        )
        for item in meeting.agenda
    ]
    open_point = t.text("The description of this event has not been written yet.")
    return [*aim, *days] or [as_text(open_point)]
