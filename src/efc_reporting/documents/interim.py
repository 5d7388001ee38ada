"""The interim report: the state of the work on a day, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from efc_reporting.blocks import (
    Block,
    BulletList,
    Cell,
    Column,
    ColumnKind,
    Section,
    Table,
)
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import DocumentInfo, DocumentKind, ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.drawn_figures import share_chart
from efc_reporting.documents.narrative import signature_page
from efc_reporting.documents.parts import report
from efc_reporting.model import Finding, Findings
from efc_reporting.programme import CheckName

KNOWN_LATER = frozenset(
    {"counts-missing", "dates-missing", "days-without-programme", "lump-sum-unknown"}
)
"""Findings on gaps that are none as long as the meeting lies ahead."""


class Interim(DocumentKind):
    """The interim report; meetings that end after the day of the report are planned ones."""

    info = DocumentInfo(name="interim", title="Interim report")

    def compose(self, context: ReportContext) -> Document:
        """Return the report on the state of the work on the day `context.as_of`."""
        title = context.translator.text("Interim report")
        return report(context, self.info, title, _blocks(context), has_cover=True)


def _blocks(context: ReportContext) -> Iterator[Block]:
    t = context.translator
    yield from parts.section(
        context, t.text("State of the work"), "state", [meeting_table(context)]
    )
    held = context.facts.over(m.id for m in context.project.meetings if m.is_over(context.as_of))
    figures = parts.participation(context, held)
    yield Section(
        title=t.text("Participation so far"), blocks=(*figures, *_against_minimum(context))
    )
    yield from parts.section(context, t.text("Deviations"), "deviations", _moved(context))
    yield from parts.section(context, t.text("Next steps"), "next-steps", _ahead(context))
    yield from _open_points(context)
    yield from signature_page(context, Interim.info.title)


def meeting_table(context: ReportContext) -> Table:
    """Return every meeting with its state on the day of the report."""
    t = context.translator
    columns = (
        Column(title=t.text("Meeting"), weight=5),
        Column(title=t.text("Place"), weight=4),
        Column(title=t.text("Dates"), weight=5),
        Column(title=t.text("State"), weight=4),
        Column(title=t.text("People"), kind=ColumnKind.NUMBER, weight=3),
    )
    rows = [
        (
            parts.meeting_title(context, meeting, figures),
            t.series(parts.sitting_place(t, sitting) for sitting in meeting.sittings),
            t.series(parts.sitting_dates(t, sitting) for sitting in meeting.sittings),
            t.text("held") if meeting.is_over(context.as_of) else t.text("planned"),
            parts.number(t, figures.total if meeting.is_over(context.as_of) else None),
        )
        for meeting, figures in zip(context.project.meetings, context.facts.meetings, strict=True)
    ]
    return Table(caption=t.text("Meetings held and planned"), columns=columns, rows=rows)


def _against_minimum(context: ReportContext) -> Iterator[Block]:
    """Yield the table of invited people against what the measure demands, where it demands any."""
    t, project = context.translator, context.project
    by_share = context.measure.rule(CheckName.INVITED_SHARE, project.call_year)
    by_number = context.measure.rule(CheckName.INVITED_IN_PROJECT, project.call_year)
    rule = by_share or by_number
    if rule is None or rule.minimum is None:
        return
    minimum = (
        Cell(Fraction(rule.minimum, 100), t.percent(Fraction(rule.minimum, 100)))
        if by_share
        else parts.number(t, rule.minimum)
    )
    kind = ColumnKind.PERCENT if by_share else ColumnKind.NUMBER
    columns = (
        Column(title=t.text("Meeting"), weight=6),
        Column(title=t.text("People"), kind=ColumnKind.NUMBER, weight=3),
        Column(title=t.text("Invited"), kind=ColumnKind.NUMBER, weight=4),
        Column(title=t.text("Share of invited people"), kind=ColumnKind.PERCENT, weight=4),
        Column(title=t.text("Minimum"), kind=kind, weight=4),
    )
    rows = []
    for meeting, figures in zip(project.meetings, context.facts.meetings, strict=True):
        if not meeting.is_over(context.as_of):
            continue
        share = figures.invited_share
        rows.append(
            (
                parts.meeting_title(context, meeting, figures),
                parts.number(t, figures.total),
                parts.number(t, figures.invited),
                Cell(share, t.word(share)),
                minimum,
            )
        )
    if rows:
        caption = t.text("Invited people against the minimum")
        source = t.text("Source of the minimum: {source}", source=rule.source)
        yield Table(caption=caption, columns=columns, rows=rows, note=source)
        held = (m.id for m in project.meetings if m.is_over(context.as_of))
        yield from share_chart(context, held, has_table=False)


def _moved(context: ReportContext) -> Iterator[Block]:
    """Yield the meetings that took place otherwise than the application planned."""
    t = context.translator
    columns = (
        Column(title=t.text("Meeting"), weight=4),
        Column(title=t.text("Planned"), weight=4),
        Column(title=t.text("Now"), weight=4),
    )
    rows = []
    for meeting, figures in zip(context.project.meetings, context.facts.meetings, strict=True):
        if meeting.planned is None or meeting.planned in meeting.sittings:
            continue
        now = parts.sittings(t, meeting)
        planned = (
            f"{parts.sitting_place(t, meeting.planned)}, {parts.sitting_dates(t, meeting.planned)}"
        )
        rows.append((parts.meeting_title(context, meeting, figures), planned, now))
    if rows:
        yield Table(
            caption=t.text("Meetings held elsewhere or on other days"), columns=columns, rows=rows
        )


def _ahead(context: ReportContext) -> Iterator[Block]:
    t = context.translator
    items = [
        ": ".join(
            filter(
                None, (parts.meeting_title(context, meeting, figures), parts.sittings(t, meeting))
            )
        )
        for meeting, figures in zip(context.project.meetings, context.facts.meetings, strict=True)
        if not meeting.is_over(context.as_of)
    ]
    if items:
        yield BulletList(items)


def _open_points(context: ReportContext) -> Iterator[Block]:
    points = Findings(finding for finding in context.findings if _is_open(finding, context))
    if points.items:
        title = context.translator.text("Open points")
        blocks = parts.findings_blocks(attrs.evolve(context, findings=points))
        yield Section(title=title, blocks=blocks)


def _is_open(finding: Finding, context: ReportContext) -> bool:
    """Say whether a finding is one for the agency: not the folder's, nor what only time brings."""
    ahead = [m.id for m in context.project.meetings if not m.is_over(context.as_of)]
    places = {f"meetings.{name}{part}" for name in ahead for part in ("", ".sittings", ".agenda")}
    waits = finding.code in KNOWN_LATER and finding.where in places
    return not waits and finding.code != "lump-sum-table-missing"
