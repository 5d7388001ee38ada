"""Compares a section of an edited file with the folder: what changed, and whose that is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from efc_reporting.contracts import ReportContext
from efc_reporting.documents.markdown import Piece, picture_source, pieces_of
from efc_reporting.documents.own_words import known_images
from efc_reporting.fields import field_name, known_fields, masked_fields
from efc_reporting.i18n import Word
from efc_reporting.loading.narrative import file_of_section
from efc_reporting.loading.values import ID_PATTERN
from efc_reporting.marks import FieldMark
from efc_reporting.model import NarrativeSection
from efc_reporting.passages import Passage, digest_of_passages, short_digest
from efc_reporting.pulling.merging import merged
from efc_reporting.pulling.pictures import SectionPictures
from efc_reporting.pulling.reading import EditedSection
from efc_reporting.pulling.results import FigureChange, Outcome, SectionResult

if TYPE_CHECKING:
    from pathlib import Path

    from efc_reporting.blocks import Image


class Comparer:
    """Compares sections in one language with the project as it now stands in the folder."""

    def __init__(self, root: Path, context: ReportContext, recipient: str) -> None:
        self._root = root
        self._context = context
        self._recipient = recipient
        self._fields = known_fields(context.project, context.facts)
        self._images = known_images(context)

    def result(self, edited: EditedSection, pictures: SectionPictures) -> SectionResult:
        """Return what becomes of a section."""
        mark, project = edited.mark, self._context.project
        result = SectionResult(
            section_id=mark.section_id,
            language=mark.language,
            outcome=Outcome.UNKNOWN,
            left_out=(*edited.left_out, *pictures.left_out),
            has_copies=edited.has_copies,
        )
        if not re.match(ID_PATTERN, mark.section_id) or mark.language not in project.languages:
            return result
        section = project.section(mark.section_id, mark.language)
        before = section.markdown if section else ""
        plain = self._with_plain_fields(before)
        after = merged(plain, pictures.passages, self._pieces, self._picture)
        return attrs.evolve(
            result,
            outcome=Outcome.UNCHANGED
            if after == plain
            else self._outcome(edited, pictures.passages, section),
            file=file_of_section(self._root, mark.section_id, mark.language, project.languages),
            owner=section.owner if section else "",
            before=before,
            after=before if after == plain else after,
        )

    def figures(
        self, edited: EditedSection, fields: Mapping[int, FieldMark]
    ) -> Iterator[FigureChange]:
        """Yield the figures that somebody edited."""
        for found in edited.fields:
            mark = fields[found.number]
            says = self._says(mark.source)
            now = " ".join(found.text.split())
            if now not in (" ".join(mark.text.split()), " ".join(says.split())):
                yield FigureChange(
                    section_id=edited.mark.section_id,
                    field=mark.source,
                    was=mark.text,
                    now=now,
                    says=says,
                )

    def _outcome(
        self,
        edited: EditedSection,
        passages: tuple[Passage, ...],
        section: NarrativeSection | None,
    ) -> Outcome:
        if digest_of_passages(passages) == edited.mark.text_digest:
            return Outcome.OLDER
        owner = section.owner if section else ""
        if owner and self._recipient not in ("", owner):
            return Outcome.NOT_THEIRS
        now = short_digest(section.markdown) if section else ""
        return Outcome.CHANGED if now == edited.mark.digest else Outcome.CONFLICT

    def _says(self, source: str) -> str:
        name = field_name(source.strip("{} \n\t"))
        if name not in self._fields:
            return ""
        value: Word = self._fields[name]
        return self._context.translator.word(value)

    def _with_plain_fields(self, markdown: str) -> str:
        """Return the text with each field in one line, so that its lines are those of pieces."""
        masked, fields = masked_fields(markdown, self._fields, self._context.translator)
        for number, field in enumerate(fields):
            masked = masked.replace(f"\ue000{number}\ue001", field.source, 1)
        return masked

    def _pieces(self, markdown: str) -> tuple[Piece, ...]:
        masked, fields = masked_fields(markdown, self._fields, self._context.translator)
        return tuple(pieces_of(masked, self._images, fields))

    def _picture(self, passage: Passage) -> str:
        image: Image = self._images[f"pictures/{passage.picture}.png"]
        return picture_source(image)
