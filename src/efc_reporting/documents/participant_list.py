"""The participant list: per meeting its figures, then one list per delegation, ready to sign."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from efc_reporting.base.writing import safe_name
from efc_reporting.blocks import Section
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import DocumentInfo, DocumentKind, ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.attendance_options import ParticipantListOptions
from efc_reporting.documents.attendance_page import list_section
from efc_reporting.documents.parts import report
from efc_reporting.documents.small_cells import few_people, without_small_cells
from efc_reporting.facts import MeetingFacts
from efc_reporting.facts.attendance import AttendanceList, lists_of
from efc_reporting.model import Meeting

Found = tuple[Meeting, MeetingFacts, AttendanceList]


class ParticipantList(DocumentKind):
    """Who came to which meeting, by delegation; only counts for those who may not see names."""

    info = DocumentInfo(
        name="participant-list",
        title="Participant list",
        is_tabular=True,
        options_type=ParticipantListOptions,
    )

    def compose(self, context: ReportContext) -> Document:
        """Return the figures and the lists of every meeting, each list on pages of its own."""
        pairs = zip(context.project.meetings, context.facts.meetings, strict=True)
        blocks: list[Section] = []
        for meeting, figures in pairs:
            blocks.append(_figures(context, meeting, figures, is_apart=_has_list(blocks)))
            blocks += (
                list_section(context, meeting, figures, found, is_apart=True)
                for found in lists_of(context.project, meeting)
            )
        return attrs.evolve(_empty(context), blocks=tuple(blocks))

    def compose_files(self, context: ReportContext) -> tuple[tuple[str, Document], ...]:
        """Return one file, or one per list where the lists are split by delegation."""
        if not context.options_as(ParticipantListOptions).split_by:
            return super().compose_files(context)
        return tuple((_file_name(item[-1]), _only(context, *item)) for item in _lists(context))


def _file_name(attendance: AttendanceList) -> str:
    """Return the id of a list with its town in ASCII letters, by which people find the file."""
    from anyascii import anyascii

    return safe_name(f"{attendance.id}-{anyascii(attendance.town.name)}")


def _lists(context: ReportContext) -> Iterator[Found]:
    pairs = zip(context.project.meetings, context.facts.meetings, strict=True)
    for meeting, figures in pairs:
        for attendance in lists_of(context.project, meeting):
            yield meeting, figures, attendance


def _only(
    context: ReportContext, meeting: Meeting, figures: MeetingFacts, attendance: AttendanceList
) -> Document:
    """Return one list as a document of its own."""
    empty = _empty(context)
    return attrs.evolve(
        empty,
        title=f"{empty.title} {attendance.id}",
        fields=(),
        blocks=(list_section(context, meeting, figures, attendance, is_apart=False),),
    )


def _empty(context: ReportContext) -> Document:
    title = context.translator.text("Participant list")
    return report(context, ParticipantList.info, title, (), is_landscape=True)


def _has_list(blocks: list[Section]) -> bool:
    return any(section.is_apart for section in blocks)


def _figures(
    context: ReportContext, meeting: Meeting, figures: MeetingFacts, *, is_apart: bool
) -> Section:
    hides = context.options_as(ParticipantListOptions).small_cells
    participation = parts.participation(context, figures)
    towns = parts.delegation_table(context, figures)
    blocks = (
        *parts.when_and_where(context, meeting),
        *(few_people(participation) if hides else participation),
        *(without_small_cells(context.translator, towns) if hides else towns),
    )
    title = parts.meeting_title(context, meeting, figures)
    return Section(title=title, id=f"meeting-{meeting.id}", blocks=blocks, is_apart=is_apart)
