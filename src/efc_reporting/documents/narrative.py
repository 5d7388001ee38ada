"""The final narrative report: what the project did, who came, and what it yielded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from efc_reporting.blocks import (
    Block,
    Column,
    Field,
    FieldList,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    SignatureBlock,
    Table,
)
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import DocumentInfo, DocumentKind, ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.drawn_figures import participation_charts, partner_map
from efc_reporting.documents.outcomes import outcome_blocks, plan_blocks
from efc_reporting.documents.own_words import image, own_words
from efc_reporting.documents.parts import report
from efc_reporting.documents.small_cells import (
    SmallCellsOptions,
    few_people,
    without_small_cells,
)
from efc_reporting.facts import MeetingFacts
from efc_reporting.model import Meeting


class Narrative(DocumentKind):
    """The final narrative report."""

    info = DocumentInfo(
        name="narrative", title="Final narrative report", options_type=SmallCellsOptions
    )

    def compose(self, context: ReportContext) -> Document:
        """Return the report with cover, contents and annexes."""
        title = context.translator.text("Final narrative report")
        return report(context, self.info, title, _blocks(context), has_cover=True)


def _blocks(context: ReportContext) -> Iterator[Block]:
    t = context.translator
    figures = _people(context, parts.participation(context, context.facts))
    yield from parts.section(context, t.text("Summary"), "summary", _in_short(context), figures)
    partners = [partner_table(context), *partner_map(context)] if context.project.partners else []
    yield from parts.section(context, t.text("Partnership"), "partnership", partners)
    if context.project.meetings:
        yield Section(title=t.text("Meetings"), id="meetings", blocks=_meetings(context))
    hides = context.options_as(SmallCellsOptions).small_cells
    charts = list(participation_charts(context, hides_small=hides))
    if charts:
        title = t.text("Participation in figures")
        yield Section(title=title, id="participation", blocks=charts)
    yield from parts.section(
        context, t.text("Results and recommendations"), "results", outcome_blocks(context)
    )
    yield from parts.section(context, t.text("Impact"), "impact")
    yield from parts.section(
        context, t.text("Links to the plans of the towns"), "plans", plan_blocks(context)
    )
    yield from parts.section(
        context, t.text("Dissemination"), "dissemination", _public_page(context)
    )
    yield from signature_page(context, Narrative.info.title)
    yield from _annexes(context)


def _people(context: ReportContext, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return figures of people, without small counts where that was asked."""
    if not context.options_as(SmallCellsOptions).small_cells:
        return tuple(blocks)
    return tuple(without_small_cells(context.translator, few_people(blocks)))


def _in_short(context: ReportContext) -> Iterator[Block]:
    """Yield the summary of the project file where no section of the narrative summarises."""
    is_told = context.project.section("summary", context.language) is not None
    words = parts.in_words(context.project.summary, context)
    if words and not is_told:
        yield Paragraph(words, ParagraphStyle.LEAD)


def partner_table(context: ReportContext) -> Table:
    """Return who carried the project."""
    t = context.translator
    columns = (
        Column(title=t.text("Partner"), weight=4),
        Column(title=t.text("Town"), weight=2),
        Column(title=t.text("Country"), weight=2),
        Column(title=t.text("Role"), weight=2),
    )
    rows = [
        (p.name, p.town, t.country(p.country), t.text(parts.ROLES[p.role]))
        for p in context.project.partners
    ]
    return Table(caption=t.text("Partners"), columns=columns, rows=rows)


def signature_page(context: ReportContext, title: str) -> Iterator[Block]:
    """Yield a page that names report and project: it is signed, and often sent, by itself."""
    t = context.translator
    yield PageBreak()
    blocks = (
        Paragraph(t.text(title), ParagraphStyle.LEAD),
        FieldList(parts.project_fields(context)),
        signature(context),
    )
    yield Section(title=t.text("Signature"), blocks=blocks)


def signature(context: ReportContext) -> SignatureBlock:
    """Return room for the signature of the beneficiary's legal representative."""
    t = context.translator
    beneficiary = context.project.beneficiary
    representative = beneficiary.legal_representative if beneficiary else None
    return SignatureBlock(
        heading=t.text("Legal representative of the beneficiary"),
        signatory=representative.name if representative else "",
        function=representative.function if representative else "",
        labels=(t.text("Name and function"), t.text("Place and date"), t.text("Signature, stamp")),
    )


def _meetings(context: ReportContext) -> Iterator[Block]:
    for meeting, figures in zip(context.project.meetings, context.facts.meetings, strict=True):
        title = parts.meeting_title(context, meeting, figures)
        blocks = tuple(_meeting(context, meeting, figures))
        yield Section(title=title, id=f"meeting-{meeting.id}", blocks=blocks)


def _meeting(context: ReportContext, meeting: Meeting, figures: MeetingFacts) -> Iterator[Block]:
    yield from parts.when_and_where(context, meeting)
    if meeting.aim:
        yield Paragraph(parts.aim(context, meeting), ParagraphStyle.LEAD)
    yield from _people(context, parts.participation(context, figures))
    yield from _people(context, parts.delegation_table(context, figures))
    yield from programme(context, meeting)
    yield from own_words(
        context, f"meeting-{meeting.id}", parts.meeting_title(context, meeting, figures)
    )
    for picture in context.project.pictures:
        if picture.meeting == meeting.id:
            yield image(context, picture)


def programme(context: ReportContext, meeting: Meeting) -> Iterator[Block]:
    """Yield the programme of a meeting day by day, where it is known."""
    t = context.translator
    fields = [
        Field(label=t.day(item.date), text=parts.in_words(item.text, context))
        for item in meeting.agenda
    ]
    if fields:
        yield Section(title=t.text("Programme"), blocks=[FieldList(fields)])


def _public_page(context: ReportContext) -> Iterator[Block]:
    t, address = context.translator, context.project.public_page
    if address:
        label = t.text("Public results page")
        yield FieldList([Field(label=label, text=Run(text=address, link=address))])


def _annexes(context: ReportContext) -> Iterator[Block]:
    t = context.translator
    pictures = [p for p in context.project.pictures if not p.meeting]
    if pictures:
        yield PageBreak()
        images = [image(context, picture) for picture in pictures]
        yield Section(title=t.text("Annexes: pictures"), blocks=images)
