"""What several documents say alike: funding, dates, participation, the project's own words."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from efc_reporting.base.i18n import Country, Translator
from efc_reporting.blocks import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Field,
    FieldList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    Table,
    Text,
)
from efc_reporting.blocks.document import Document, Funding
from efc_reporting.contracts import DocumentInfo, ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.own_words import own_words
from efc_reporting.facts import DelegationFacts, MeetingFacts, ProjectFacts, Standing
from efc_reporting.facts.figures import PEOPLE, people_of
from efc_reporting.model import LocalText, Meeting, Severity, Sitting

STANDINGS = {
    Standing.INVITED: "invited",
    Standing.LOCAL: "local",
    Standing.NOT_ELIGIBLE: "not eligible",
}
ROLES = {"beneficiary": "beneficiary", "partner": "partner", "associated": "associated partner"}
SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def funding(context: ReportContext) -> Funding:
    """Return how the Union's support is acknowledged."""
    t, programme = context.translator, context.measure.programme
    is_other = context.measure.is_co_funded and programme.co_funding_statement
    statement = programme.co_funding_statement if is_other else programme.funding_statement
    return Funding(
        statement=official(t, statement),
        disclaimer=official(t, programme.disclaimer),
        emblem_alternative=t.text("Flag of the European Union: twelve yellow stars on blue"),
    )


def official(t: Translator, text: LocalText) -> str:
    """Return an official text as the programme words it in this language, else translated."""
    words, language = text.choose(t.language)
    return t.text(words) if words and language != t.language else words


def project_fields(context: ReportContext) -> tuple[Field, ...]:
    """Return the data of the project that stand on a cover."""
    t, project = context.translator, context.project
    beneficiary = project.beneficiary
    known = (
        (t.text("Project"), project.title),
        (t.text("Acronym"), project.acronym),
        (t.text("Reference number"), project.reference),
        (
            t.text("Programme and measure"),
            f"{t.text(context.measure.programme.title)}: {t.text(context.measure.title)}",
        ),
        (t.text("Call"), str(project.call_year)),
        (t.text("Duration"), t.date_range(project.start, project.end)),
        (t.text("Beneficiary"), beneficiary.name if beneficiary else ""),
        (t.text("Date of this report"), t.day(context.as_of)),
    )
    return tuple(Field(label=label, text=text) for label, text in known if text)


def author(context: ReportContext) -> str:
    """Return who speaks in a document: the beneficiary."""
    return context.project.beneficiary.name if context.project.beneficiary else ""


def in_words(text: LocalText, context: ReportContext) -> Text:
    """Return a text in the document's language, marked where it exists in another one only."""
    words, language = text.choose(context.language)
    foreign = language if language not in ("", context.language) else ""
    return (Run(text=words, language=foreign),) if words else ()


def aim(context: ReportContext, meeting: Meeting) -> Text:
    """Return the sentence on the aim of a meeting, as the funder's template words it."""
    return around(
        context.translator.text("The aim of the event was {aim}."), "{aim}", meeting.aim, context
    )


def around(sentence: str, place: str, text: LocalText, context: ReportContext) -> Text:
    """Put a text of the project into its place in a sentence, marked where it is foreign."""
    before, _, after = sentence.partition(place)
    words = in_words(text, context)
    if after == ".":  # one full stop is enough
        words = tuple(attrs.evolve(run, text=run.text.rstrip(".")) for run in words)
    return tuple(run for run in (Run(text=before), *words, Run(text=after)) if run.text)


def meeting_title(context: ReportContext, meeting: Meeting, figures: MeetingFacts) -> str:
    """Return the heading of a meeting: "Meeting 2: Conference"."""
    title = meeting.title.in_language(context.language)
    return context.translator.text("Meeting {number}: {title}", number=figures.number, title=title)


def sitting_place(t: Translator, sitting: Sitting) -> str:
    """Return where a sitting was."""
    place = t.text("{place} ({country})", place=sitting.place, country=Country(sitting.country))
    return t.text("online, hosted from {place}", place=place) if sitting.is_online else place


def sitting_dates(t: Translator, sitting: Sitting) -> str:
    """Return when a sitting was, as exactly as it is known."""
    if sitting.start is not None and sitting.end is not None:
        return t.date_range(sitting.start, sitting.end)
    first = sitting.first_day
    return t.month(first) if first else t.text("date not given")


def sittings(t: Translator, meeting: Meeting) -> str:
    """Return where and when a meeting sat, in one line."""
    return t.series(f"{sitting_place(t, s)}, {sitting_dates(t, s)}" for s in meeting.sittings)


def when_and_where(context: ReportContext, meeting: Meeting) -> tuple[Block, ...]:
    """Return place, dates and host of a meeting; a meeting of several sittings names each."""
    t = context.translator
    fields = [
        Field(
            label=t.text("Place and dates"),
            text=t.text(
                "{place}, {dates}", place=sitting_place(t, sitting), dates=sitting_dates(t, sitting)
            ),
        )
        for sitting in meeting.sittings
    ]
    host = context.project.partner(meeting.host)
    if host is not None:
        fields.append(Field(label=t.text("Host"), text=host.name))
    return (FieldList(fields),) if fields else ()


def participation(
    context: ReportContext, figures: MeetingFacts | ProjectFacts
) -> tuple[Block, ...]:
    """Return the key figures on the people of a meeting or of the project."""
    t = context.translator
    if figures.total is None:
        return (note(t.text("The number of participants is not known.")),)
    came, (total, *others) = people_of(figures), PEOPLE
    known = [(total.name, t.text(total.label), figures.total, t.word(figures.total))]
    people = None  # at one meeting, everybody is one participation
    if isinstance(figures, ProjectFacts) and len(figures.meetings) > 1:
        people = figures.different_people
    counted = (
        ("different-people", t.text("Different people"), people),
        *((f.name.replace("_", "-"), t.text(f.label), came[f.name]) for f in others),
        ("signature-unknown", t.text("Signature not known"), _signature_unknown(figures)),
    )
    known += [(key, label, n, t.word(n)) for key, label, n in counted if n is not None]
    key_figures = [KeyFigure(key=k, label=label, value=n, text=s) for k, label, n, s in known]
    if isinstance(figures, MeetingFacts) and figures.invited_share is not None:
        share = figures.invited_share
        label = t.text("Share of invited people")
        key_figures.append(
            KeyFigure(key="invited-share", label=label, value=share, text=t.percent(share))
        )
    if figures.countries:
        number = len(figures.eligible_countries)
        label = t.text("Eligible countries")
        key_figures.append(
            KeyFigure(key="eligible-countries", label=label, value=number, text=t.word(number))
        )
    gaps = _not_counted(t, figures) if isinstance(figures, ProjectFacts) else ()
    return (KeyFigures(key_figures), *gaps)


def _signature_unknown(figures: MeetingFacts | ProjectFacts) -> int | None:
    """Return how many people no list tells whether they signed; None where none tells it at all.

    Beside the number of those who signed, all others would seem not to have signed.
    """
    meetings = figures.meetings if isinstance(figures, ProjectFacts) else (figures,)
    told = sum(d.count for m in meetings for d in m.delegations if d.signed is not None)
    unknown = (figures.total or 0) - told
    return unknown if figures.signed is not None and unknown else None


def _not_counted(t: Translator, figures: ProjectFacts) -> Iterable[Block]:
    """Yield which meetings the key figures of the project leave out, in whole or in part."""
    unknown = tuple(str(m.number) for m in figures.meetings if m.total is None)
    if unknown:
        yield note(
            t.text(
                "Meetings that are not in these figures, for the number of participants is not "
                "known: {meetings}.",
                meetings=unknown,
            )
        )
    total_alone = tuple(
        str(m.number) for m in figures.meetings if m.total is not None and not m.is_counted
    )
    if total_alone:
        yield note(
            t.text(
                "Meetings of which only the number of participants is in these figures, for it is "
                "not known where they came from: {meetings}.",
                meetings=total_alone,
            )
        )


def delegation_table(context: ReportContext, figures: MeetingFacts) -> tuple[Block, ...]:
    """Return the table of who came from where, with its total; nothing where it is not known."""
    if not figures.is_counted or figures.total is None:
        return ()
    t = context.translator
    has_signatures = figures.signed is not None
    signed_column = (Column(title=t.text("Signed"), kind=ColumnKind.NUMBER, weight=3),)
    columns = (
        Column(title=t.text("Town"), weight=4),
        Column(title=t.text("Country"), weight=3),
        Column(title=t.text("Counts as"), weight=3),
        Column(title=t.text("People"), kind=ColumnKind.NUMBER, weight=2),
        *(signed_column if has_signatures else ()),
    )

    def row(delegation: DelegationFacts) -> Iterable[str | Cell]:
        yield delegation.town.name
        yield t.country(delegation.town.country)
        yield t.text(STANDINGS[delegation.standing])
        yield number(t, delegation.count)
        if has_signatures:
            yield number(t, delegation.signed)

    signed = (number(t, figures.signed),) if has_signatures else ()
    total = (t.text("Total"), "", "", number(t, figures.total), *signed)
    caption = t.text("Participants by town")
    rows = [tuple(row(delegation)) for delegation in figures.delegations]
    return (Table(caption=caption, columns=columns, rows=rows, total=total),)


def number(t: Translator, count: int | None) -> Cell:
    """Return a cell with a number; a dash where it is not known."""
    return Cell(count, t.word(count))


def section(
    context: ReportContext, title: str, section_id: str, *more: Iterable[Block]
) -> tuple[Block, ...]:
    """Return a section with the project's own words first.

    Where it would be empty, there is nothing, or room to write for those who may.
    """
    own = context.project.section(section_id, context.language)
    heading = own.title if own and own.title else title
    others = tuple(block for blocks in more for block in blocks)
    words = own_words(context, section_id, heading)
    if others or any(block.blocks for block in words):
        return (Section(title=heading, id=section_id, blocks=(*words, *others)),)
    return tuple(attrs.evolve(block, needs_heading=True) for block in words)


def findings_blocks(context: ReportContext) -> tuple[Block, ...]:
    """Return the findings as a table, the worst first."""
    t = context.translator
    if not context.findings.items:
        return (Paragraph(t.text("Nothing was found.")),)
    columns = (
        Column(title=t.text("Severity"), weight=3),
        Column(title=t.text("Finding"), weight=8),
        Column(title=t.text("Source"), weight=5),
    )
    rows = [
        (t.text(SEVERITIES[finding.severity]), t.finding(finding), t.text(finding.source))
        for finding in context.findings
    ]
    return (Table(caption=t.text("Findings"), columns=columns, rows=rows),)


def note(text: str) -> Paragraph:
    """Return a paragraph that tells of a gap."""
    return Paragraph(text, ParagraphStyle.NOTE)


def report(
    context: ReportContext,
    info: DocumentInfo,
    title: str,
    blocks: Iterable[Block],
    *,
    has_cover: bool = False,
    is_landscape: bool = False,
) -> Document:
    """Return a report on the project, with its data and the acknowledgement of the funding.

    One with a cover has a table of contents too.
    """
    return Document(
        kind=info.name,
        title=title,
        subtitle=context.project.title,
        language=context.language,
        audience=context.audience,
        as_of=context.as_of,
        author=parts.author(context),
        reference=context.project.reference,
        fields=parts.project_fields(context),
        funding=parts.funding(context),
        has_cover=has_cover,
        has_contents=has_cover,
        is_landscape=is_landscape,
        blocks=blocks,
    )
