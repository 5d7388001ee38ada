"""Certificates of attendance: one page for each person at each meeting."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from efc_reporting.base.i18n import translator_for
from efc_reporting.base.text import clean
from efc_reporting.blocks import Block, Paragraph, ParagraphStyle, Section, SignatureBlock
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import Audience, DocumentInfo, DocumentKind, ReportContext
from efc_reporting.documents import parts
from efc_reporting.documents.attendance_page import language_of
from efc_reporting.documents.parts import report
from efc_reporting.facts.attendance import lists_of
from efc_reporting.model import Meeting, Participant


class Certificate(DocumentKind):
    """Says of everybody who came that they did, signed by the host.

    Who is known not to have signed gets none, and so does nobody at a meeting that is not over.
    """

    info = DocumentInfo(
        name="certificate",
        title="Certificates of attendance",
        default_audience=Audience.INTERNAL,
        audiences=frozenset((Audience.INTERNAL, Audience.PARTNERS)),
    )

    def compose(self, context: ReportContext) -> Document:
        """Return the certificates of everybody in the language of the context."""
        return _document(context, list(_attended(context)))

    def compose_files(self, context: ReportContext) -> tuple[tuple[str, Document], ...]:
        """Return a file for each language: people get theirs in that of their country."""
        groups: dict[str, list[tuple[Meeting, Participant]]] = {}
        for meeting, person in _attended(context):
            language = language_of(person.country, context.language)
            groups.setdefault(language, []).append((meeting, person))
        if set(groups) <= {context.language}:
            return super().compose_files(context)
        return tuple(
            (language, _document(_in_language(context, language), people))
            for language, people in sorted(groups.items())
        )


def _in_language(context: ReportContext, language: str) -> ReportContext:
    return attrs.evolve(context, language=language, translator=translator_for(language))


def _attended(context: ReportContext) -> Iterator[tuple[Meeting, Participant]]:
    for meeting in context.project.meetings:
        if meeting.is_over(context.as_of):
            for attendance in lists_of(context.project, meeting):
                yield from ((meeting, p) for p in attendance.people if p.is_signed is not False)


def _document(context: ReportContext, people: list[tuple[Meeting, Participant]]) -> Document:
    t = context.translator
    nobody = parts.note(t.text("Nobody is known by name to have taken part in a meeting so far."))
    certificates = tuple(_certificate(context, *found) for found in people)
    title = t.text("Certificates of attendance")
    return report(context, Certificate.info, title, certificates or (nobody,))


def _certificate(context: ReportContext, meeting: Meeting, person: Participant) -> Section:
    name = clean(" ".join(part for part in (person.given_name, person.family_name) if part))
    blocks = _blocks(context, meeting, person, name)
    return Section(title=name, blocks=tuple(blocks), is_apart=True)


def _blocks(
    context: ReportContext, meeting: Meeting, person: Participant, name: str
) -> Iterator[Block]:
    t, project = context.translator, context.project
    yield Paragraph(t.text("Certificate of attendance"), ParagraphStyle.LEAD)
    home = t.text("{organisation}, {town}", organisation=person.organisation, town=person.town)
    yield Paragraph(home if person.organisation else person.town)
    sentence = t.text(
        "{name} took part in the meeting “{title}” ({where}) of the project “{project}”.",
        name=name,
        title=meeting.title,
        where=parts.sittings(t, meeting),
        project=project.title,
    )
    yield Paragraph(sentence)
    host = project.partner(meeting.host) or project.beneficiary
    signing = host.legal_representative if host else None
    yield SignatureBlock(
        heading=host.name if host else t.text("Host"),
        signatory=signing.name if signing else "",
        function=signing.function if signing else "",
        labels=(t.text("Place and date"), t.text("Signature and stamp")),
    )
