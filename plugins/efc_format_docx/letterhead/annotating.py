"""A copy of a letterhead with Word comments that say what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, cast

from efc_format_docx.letterhead.parts import BODY, take_out
from efc_format_docx.markup import W
from efc_format_docx.writing import saved
from efc_reporting.plugin import Finding, ReportContext

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.text.run import CT_R
    from docx.text.run import Run
    from lxml.etree import _Element

    from efc_format_docx.letterhead.checking import PlacedField

COMMENT_STYLES = {"CommentText", "CommentReference"}
"""What python-docx gives to comments."""

AUTHOR, INITIALS = "efc-report", "efc"


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
    return saved(file)


def _comment(file: WordDocument, runs: list[Run], text: str, context: ReportContext) -> None:
    comment = file.add_comment(runs, text, AUTHOR, INITIALS)
    moment = datetime.combine(context.as_of, time(), UTC)
    comment._comment_elm.set(f"{W}date", moment.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _drop_unknown_styles(file: WordDocument) -> None:
    """Let comments look as they do by default where the letterhead has no styles for them."""
    known = {style.get(f"{W}styleId") for style in file.styles.element.findall(f"{W}style")}
    for root in (file.element.body, file.part._comments_part.element):
        named = list(root.iter(f"{W}pStyle", f"{W}rStyle"))
        own = [style for style in named if style.get(f"{W}val", "") in COMMENT_STYLES - known]
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
