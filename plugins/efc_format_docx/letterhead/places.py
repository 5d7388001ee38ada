"""Says in words where on a letterhead something stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from efc_format_docx.letterhead.parts import BODY, TextPart
from efc_format_docx.letterhead.styles import style_of
from efc_format_docx.markup import R, W
from efc_reporting.plugin import ReportContext

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

MARGINS = {
    ("header", "default"): "header",
    ("header", "first"): "header of the first page",
    ("header", "even"): "header of even pages",
    ("footer", "default"): "footer",
    ("footer", "first"): "footer of the first page",
    ("footer", "even"): "footer of even pages",
}
LONGEST = 40


def place_of(line: _Element, part: TextPart, file: WordDocument, context: ReportContext) -> str:
    """Return where a paragraph stands: section, header or footer, table and cell, heading."""
    return ", ".join(_words(line, part, file, context))


def _words(
    line: _Element, part: TextPart, file: WordDocument, context: ReportContext
) -> Iterator[str]:
    t = context.translator
    if part.kind == BODY:
        yield t.text("section {number}", number=_section(line, file))
    else:
        number, margin = _margin(part, file)
        yield t.text("section {number}", number=number)
        yield t.text(margin)
    cell = next(line.iterancestors(f"{W}tc"), None)
    if cell is not None:
        table = next(cell.iterancestors(f"{W}tbl"))
        row = next(cell.iterancestors(f"{W}tr"))
        yield t.text(
            "table {table}, row {row}, column {column}",
            table=list(part.root.iter(f"{W}tbl")).index(table) + 1,
            row=table.findall(f"{W}tr").index(row) + 1 if row in table else 1,
            column=list(row.iter(f"{W}tc")).index(cell) + 1,
        )
    heading = _heading(line, file) if part.kind == BODY else ""
    if heading:
        yield t.text("below “{heading}”", heading=heading)


def _section(line: _Element, file: WordDocument) -> int:
    body = file.element.body
    chain = [line, *line.iterancestors()]
    top = next(element for element in chain if element.getparent() is body)
    return 1 + sum(1 for before in body[: body.index(top)] for _ in before.iter(f"{W}sectPr"))


def _margin(part: TextPart, file: WordDocument) -> tuple[int, str]:
    for number, page in enumerate(file.element.body.iter(f"{W}sectPr"), start=1):
        for reference in page.iter(f"{W}{part.kind}Reference"):
            relation = file.part.rels.get(reference.get(f"{R}id", ""))
            if relation is not None and relation.target_part is part.part:
                return number, MARGINS[part.kind, reference.get(f"{W}type", "default")]
    return 1, MARGINS[part.kind, "default"]


def _heading(line: _Element, file: WordDocument) -> str:
    """Return the nearest heading above a paragraph of the body."""
    found = ""
    for paragraph in file.element.body.iter(f"{W}p"):
        if paragraph is line:
            break
        if _is_heading(paragraph, file):
            found = "".join(paragraph.itertext(f"{W}t")).strip() or found
    return found if len(found) <= LONGEST else f"{found[:LONGEST].rstrip()} …"


def _is_heading(paragraph: _Element, file: WordDocument) -> bool:
    if paragraph.find(f"{W}pPr/{W}outlineLvl") is not None:
        return True
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    style = None if named is None else style_of(file, named.get(f"{W}val", ""))
    return style is not None and style.find(f"{W}pPr/{W}outlineLvl") is not None
