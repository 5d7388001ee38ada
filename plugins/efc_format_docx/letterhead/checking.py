"""Checks a letterhead before anything is written on it, and comments on a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from efc_format_docx.letterhead.annotating import annotated
from efc_format_docx.letterhead.cleaning import cleaned_letterhead
from efc_format_docx.letterhead.features import features
from efc_format_docx.letterhead.filling import FoundField, fields_in
from efc_format_docx.letterhead.marking import marks
from efc_format_docx.letterhead.parts import TextPart, text_parts
from efc_format_docx.letterhead.places import place_of
from efc_format_docx.letterhead.remarks import note, warning
from efc_format_docx.letterhead.report import (
    UNKNOWN_FIELD,
    LetterheadReport,
    acknowledges,
    report_on,
    unknown_field,
)
from efc_format_docx.markup import W
from efc_format_docx.writing import opened
from efc_reporting.plugin import (
    Document,
    Finding,
    ReportContext,
    TemplateCheck,
    text_fields,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

NARROW = 5670
"""Ten centimetres in twentieths of a point: tables in less are hard to read."""

NO_MARK = (
    "No place for the text is marked: it follows the text of the first section. Mark another place "
    "with a bookmark efc_report or a content control with the tag efc-report."
)
MANY_MARKS = "Several places are marked ({number}); the text goes to the first one."
EMPTY = "The project does not tell {field}: a dash stands there."
CHANGES = (
    "The letterhead holds tracked changes, which appear in every report: accept or reject them."
)
NO_PAGES = "No header or footer holds the number of the page."
NO_EMBLEM = "The emblem and the statement of funding stand on top of the text."
TOO_NARROW = "The text is {width} mm wide: tables with many columns are hard to read."


@attrs.frozen
class PlacedField:
    """A field of the letterhead, and the part in which it stands."""

    found: FoundField
    part: TextPart


def check_letterhead(
    data: bytes, name: str, document: Document, context: ReportContext, *, is_sample: bool
) -> TemplateCheck:
    """Return what is to be said of a letterhead; raise NotAcceptedError where it will not do."""
    report = report_on(data, name, document, context)
    file = opened(cleaned_letterhead(data, name).data)
    fields = text_fields(document, context)
    placed = [
        PlacedField(found, part)
        for part in text_parts(file)
        for found in fields_in(part.root, fields)
    ]
    on_fields = {
        some: finding
        for some in placed
        if not (is_sample and some.found.field.is_of_unknown_meeting)
        for finding in _on_field(some, file, context)
    }
    others = [
        *(remark for remark in report.remarks if remark.code != UNKNOWN_FIELD),
        *_on_pages(file, document, report),
    ]
    seen = tuple(features(file, context))
    return TemplateCheck(
        findings=(*on_fields.values(), *others),
        features=seen,
        fields=[p.found.field.name for p in placed],
        annotated=annotated(file, on_fields, others, context),
    )


def _on_field(placed: PlacedField, file: WordDocument, context: ReportContext) -> Iterator[Finding]:
    where = place_of(placed.found.line, placed.part, file, context)
    if placed.found.field.value is None:
        yield unknown_field(placed.found, where)
    elif placed.found.field.is_empty:
        yield note("empty-field", EMPTY, where, field=placed.found.field.name)


def _on_pages(
    file: WordDocument, document: Document, report: LetterheadReport
) -> Iterator[Finding]:
    many = len(marks(file.element.body))
    if not many:
        yield note("no-mark", NO_MARK)
    elif many > 1:
        yield warning("marks", MANY_MARKS, number=many)
    if any(
        next(part.root.iter(f"{W}ins", f"{W}del"), None) is not None for part in text_parts(file)
    ):
        yield warning("changes", CHANGES)
    if report.place.width < NARROW:
        yield warning("narrow", TOO_NARROW, width=round(report.place.width / 56.7))
    if not _counts_pages(file):
        yield note("no-page-number", NO_PAGES)
    if not acknowledges(file, document.funding):
        yield note("no-emblem", NO_EMBLEM)


def _counts_pages(file: WordDocument) -> bool:
    margins = [part.root for part in text_parts(file)][1:]
    simple = (
        field.get(f"{W}instr", "") for root in margins for field in root.iter(f"{W}fldSimple")
    )
    spread = (text.text or "" for root in margins for text in root.iter(f"{W}instrText"))
    return any("PAGE" in instruction.upper().split() for instruction in (*simple, *spread))
