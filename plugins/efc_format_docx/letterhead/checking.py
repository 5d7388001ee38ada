"""Checks a letterhead before anything is written on it, and comments on a copy of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, cast

import attrs

from efc_format_docx.letterhead.cleaning import cleaned_letterhead
from efc_format_docx.letterhead.filling import FoundField, fields_in
from efc_format_docx.letterhead.parts import BODY, TextPart, take_out, text_parts
from efc_format_docx.letterhead.place import marks, place_of, width_of
from efc_format_docx.letterhead.remarks import note, warning
from efc_format_docx.letterhead.report import (
    UNKNOWN_FIELD,
    LetterheadReport,
    acknowledges,
    report_on,
    unknown_field,
)
from efc_format_docx.letterhead.styles import style_ids
from efc_format_docx.markup import W
from efc_format_docx.writing import opened
from efc_reporting.plugin import (
    Document,
    Finding,
    ReportContext,
    TemplateCheck,
    normalise_zip,
    text_fields,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.text.run import CT_R
    from docx.section import Section as PageSection
    from docx.text.run import Run
    from lxml.etree import _Element

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
COMMENT_STYLES = {"CommentText", "CommentReference"}
"""What python-docx gives to comments."""

AUTHOR, INITIALS = "efc-report", "efc"
TWENTIETHS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_THEME_FONT = re.compile(rb'<a:(major|minor)Font>\s*<a:latin typeface="([^"]*)"')


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


def annotated(
    file: WordDocument,
    on_fields: Mapping[PlacedField, Finding],
    others: Iterable[Finding],
    context: ReportContext,
) -> bytes:
    """Return the file with a comment for each finding.

    Word takes comments only in the body, and none in a text box: what is found elsewhere is said at
    the first paragraph, with its place.
    """
    t = context.translator
    for placed, finding in on_fields.items():
        runs = _runs(placed, file)
        place = "" if runs else f"{finding.where}: "
        _comment(file, runs or _first_runs(file), place + t.finding(finding), context)
    for finding in others:
        _comment(file, _first_runs(file), t.finding(finding), context)
    _drop_unknown_styles(file)
    written = io.BytesIO()
    file.save(written)
    return normalise_zip(written.getvalue())


def _comment(file: WordDocument, runs: list[Run], text: str, context: ReportContext) -> None:
    comment = file.add_comment(runs, text, AUTHOR, INITIALS)
    moment = datetime.combine(context.as_of, time(), UTC)
    comment._comment_elm.set(f"{W}date", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _drop_unknown_styles(file: WordDocument) -> None:
    """Let comments look as they do by default where the letterhead has no styles for them."""
    unknown = COMMENT_STYLES - style_ids(file)
    for root in (file.element.body, file.part._comments_part.element):
        named = list(root.iter(f"{W}pStyle", f"{W}rStyle"))
        own = [style for style in named if style.get(f"{W}val", "") in unknown]
        take_out(*own)


def _runs(placed: PlacedField, file: WordDocument) -> list[Run]:
    """Return the runs that hold a field, as far as Word takes comments there."""
    line = placed.found.line
    if placed.part.kind != BODY or next(line.iterancestors(f"{W}p"), None) is not None:
        return []
    offset, elements = 0, []
    for piece in placed.found.pieces:
        end = offset + len(piece.text or "")
        if offset < placed.found.field.end and end > placed.found.field.start:
            elements.append(next(piece.iterancestors(f"{W}r")))
        offset = end
    return _as_runs([elements[0], elements[-1]], file)


def _first_runs(file: WordDocument) -> list[Run]:
    lines = list(file.element.body.iter(f"{W}p"))
    line = lines[0] if lines else file.add_paragraph()._p
    runs = line.findall(f"{W}r")
    if not runs:
        line.append(line.makeelement(f"{W}r"))
        runs = line.findall(f"{W}r")
    return _as_runs([runs[0], runs[-1]], file)


def _as_runs(elements: list[_Element], file: WordDocument) -> list[Run]:
    from docx.text.run import Run

    return [Run(cast("CT_R", element), file) for element in elements]


def features(file: WordDocument, context: ReportContext) -> Iterator[tuple[str, str]]:
    """Yield labels and texts, to be shown below each other."""
    t = context.translator
    for number, page in enumerate(file.sections, start=1):
        yield t.text("Section {number}", number=number), "; ".join(_page(page, context))
    yield t.text("Fonts"), ", ".join(fonts(file))
    place = t.text("where it is marked") if marks(file.element.body) else _unmarked(file, context)
    yield t.text("Place of the text"), place


def fonts(file: WordDocument) -> list[str]:
    """Return the fonts that the letterhead names, without those that only styles unused name."""
    named: set[str] = set()
    for root in (file.styles.element, *(part.root for part in text_parts(file))):
        for found in root.iter(f"{W}rFonts"):
            named |= {found.get(f"{W}{kind}", "") for kind in ("ascii", "hAnsi")}
            theme = found.get(f"{W}asciiTheme", "")
            named.add(_theme_fonts(file).get(theme[:5], "") if theme else "")
    return sorted(named - {""})


def _theme_fonts(file: WordDocument) -> dict[str, str]:
    for relation in file.part.rels.values():
        if relation.reltype.endswith("/theme"):
            found = _THEME_FONT.findall(relation.target_part.blob)
            return {kind.decode(): name.decode() for kind, name in found}
    return {}


def _page(page: PageSection, context: ReportContext) -> Iterator[str]:
    t = context.translator
    if page.page_width and page.page_height:
        yield t.text(
            "{width} × {height} mm",
            width=round(page.page_width.mm),
            height=round(page.page_height.mm),
        )
    yield t.text("text {width} mm wide", width=round(width_of(page._sectPr) / TWENTIETHS))
    if page.different_first_page_header_footer:
        yield t.text("first page different")


def _unmarked(file: WordDocument, context: ReportContext) -> str:
    if len(file.sections) > 1:
        return context.translator.text("at the end of section {number}", number=1)
    return context.translator.text("after the text that stands there")
