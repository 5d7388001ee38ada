"""The place on a letterhead where the text goes, its room, and how places are told in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import attrs

from efc_format_docx.letterhead.parts import BODY, TextPart, take_out, text_of
from efc_format_docx.letterhead.remarks import refusal
from efc_format_docx.letterhead.styles import style_of
from efc_format_docx.markup import R, W, value_of
from efc_reporting.plugin import ReportContext

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.section import CT_SectPr
    from lxml.etree import _Element

CELL_MARGINS = 216
"""What stays free on both sides of a cell in a table of Word, in twentieths of a point."""

MARKS = ("efc-report", "efc_report")
"""Names that mark the place: of a bookmark, in which Word takes no hyphen, or the tag or title of
a content control."""

HERE = "<?efc-report text?>"
"""What stands in the body until the text is filled in."""

VISIBLE = ("t", "drawing", "pict", "object", "br", "fldChar", "fldSimple", "sym", "sectPr", "sdt")
HOLDERS = (f"{W}body", f"{W}tc", f"{W}sdtContent")
MARGINS = {
    ("header", "default"): "header",
    ("header", "first"): "header of the first page",
    ("header", "even"): "header of even pages",
    ("footer", "default"): "footer",
    ("footer", "first"): "footer of the first page",
    ("footer", "even"): "footer of even pages",
}
LONGEST = 40


@attrs.frozen
class Place:
    """A place for the text: its section of pages, how wide it is, and whether it is in a table."""

    page: CT_SectPr
    width: int
    is_in_table: bool


def make_room(file: WordDocument, name: str) -> Place:
    """Put HERE into the body, in the place that is marked or else at the end of the first section.

    What the mark encloses goes; all other text stays, but for empty lines before the end of a
    section without a mark.
    Raise NotAcceptedError where the mark stands where no text of several paragraphs fits.
    """
    body = cast("_Element", file.element.body)
    here = _marked(body, name)
    if here is None:
        here = _at_end(body)
    page = _page(body, here)
    cell = next(here.iterancestors(f"{W}tc"), None)
    return Place(page, _width(page, cell), cell is not None)


def width_of(page: CT_SectPr) -> int:
    """Return the room between the margins, or of a column, in twentieths of a point."""
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    whole = _number(size, "w", 11906)
    room = whole - sum(_number(margins, side, 1134) for side in ("left", "right"))
    room -= _number(margins, "gutter", 0)
    columns = page.find(f"{W}cols")
    many = _number(columns, "num", 1)
    return (room - (many - 1) * _number(columns, "space", 720)) // many


def _page(body: _Element, here: _Element) -> CT_SectPr:
    """Return the properties of the section of pages in which a place lies."""
    chain = [here, *here.iterancestors()]
    top = next(element for element in chain if element.getparent() is body)
    for element in (top, *top.itersiblings()):
        for page in element.iter(f"{W}sectPr"):
            return cast("CT_SectPr", page)
    page = body.makeelement(f"{W}sectPr")
    body.append(page)
    return cast("CT_SectPr", page)


def _width(page: CT_SectPr, cell: _Element | None) -> int:
    if cell is None:
        return width_of(page)
    given = cell.find(f"{W}tcPr/{W}tcW")
    if given is not None and given.get(f"{W}type") == "dxa":
        return _number(given, "w", width_of(page)) - CELL_MARGINS
    after = list(cell.itersiblings(f"{W}tc"))
    before = list(cell.itersiblings(f"{W}tc", preceding=True))
    return width_of(page) // len([*before, cell, *after]) - CELL_MARGINS


def _number(element: _Element | None, name: str, otherwise: int) -> int:
    given = "" if element is None else element.get(f"{W}{name}", "")
    return int(float(given)) if given.replace(".", "", 1).isdecimal() else otherwise


def marks(body: _Element) -> list[_Element]:
    """Return the content controls and the bookmarks that mark a place, in their order."""
    found = []
    for element in body.iter(f"{W}sdt", f"{W}bookmarkStart"):
        if element.tag == f"{W}bookmarkStart":
            names = [element.get(f"{W}name", "")]
        else:
            names = [value_of(element, f"{W}sdtPr/{W}{tag}") for tag in ("tag", "alias")]
        if any(given.casefold() in MARKS for given in names):
            found.append(element)
    return found


def _marked(body: _Element, name: str) -> _Element | None:
    found = marks(body)
    if not found:
        return None
    mark = found[0]
    # The outermost paragraph: a control within a line may stand in another one.
    line = [mark, *mark.iterancestors(f"{W}p")][-1]
    holder = line.getparent()
    if holder is None or holder.tag not in HOLDERS or _is_afloat(mark):
        raise refusal(
            name,
            "the place for the text is marked where no text of several paragraphs fits",
            "mark an empty paragraph of its own in the body",
        )
    if mark.tag == f"{W}sdt":
        return _instead_of(line, line) if line is mark else _instead_or_after(line, mark)
    last = _end_of(body, mark)
    if line is mark or last is not line:
        return _instead_of(line, last)
    return _instead_or_after(line, mark)


def _is_afloat(line: _Element) -> bool:
    return any(
        str(above.tag).endswith(("}txbxContent", "}textbox")) for above in line.iterancestors()
    )


def _end_of(body: _Element, start: _Element) -> _Element:
    """Return the line, beside that of the start, in which a bookmark ends."""
    line = [start, *start.iterancestors(f"{W}p")][-1]
    for end in body.iter(f"{W}bookmarkEnd"):
        if end.get(f"{W}id") == start.get(f"{W}id"):
            beside = [end, *end.iterancestors()]
            following = [line, *line.itersiblings()]
            return next((sibling for sibling in following if sibling in beside), line)
    return line


def _instead_or_after(line: _Element, mark: _Element) -> _Element:
    """Put HERE in the place of a line, or behind it where it says more than the mark encloses."""
    said = text_of(line)
    enclosed = text_of(mark) if mark.tag == f"{W}sdt" else _between(line, mark)
    if said.strip() == enclosed.strip() and not list(line.iter(f"{W}drawing", f"{W}pict")):
        return _instead_of(line, line)
    here = _here()
    line.addnext(here)
    take_out(mark, *_ends(line, mark))
    return _with_page_kept(line, here)


def _between(line: _Element, start: _Element) -> str:
    """Return what stands between the ends of a bookmark within one line."""
    inside, text = False, ""
    for element in line.iter():
        if element is start:
            inside = True
        elif element in _ends(line, start):
            return text
        elif inside and element.tag == f"{W}t":
            text += element.text or ""
    return text


def _ends(line: _Element, start: _Element) -> list[_Element]:
    number = start.get(f"{W}id")
    return [e for e in line.iter(f"{W}bookmarkEnd") if number and e.get(f"{W}id") == number]


def _instead_of(first: _Element, last: _Element) -> _Element:
    here = _here()
    first.addprevious(here)
    gone = [first]
    while gone[-1] is not last:
        following = gone[-1].getnext()
        if following is None:
            break
        gone.append(following)
    kept = None
    for element in gone:
        found = next(element.iter(f"{W}sectPr"), None)
        kept = found if found is not None and element.tag != f"{W}sectPr" else kept
        if element.tag != f"{W}sectPr":
            take_out(element)
    if kept is not None:
        here.addnext(_end_of_section(kept))
    return here


def _at_end(body: _Element) -> _Element:
    """Put HERE at the end of the first section."""
    here = _here()
    last = next((child for child in body if next(child.iter(f"{W}sectPr"), None) is not None), None)
    if last is None:
        body.append(here)
    elif last.tag == f"{W}sectPr" or not _is_visible(last, besides="sectPr"):
        last.addprevious(here)
    else:
        last.addnext(here)
        here = _with_page_kept(last, here)
    while (before := here.getprevious()) is not None and before.tag == f"{W}p":
        if _is_visible(before):
            break
        body.remove(before)
    return here


def _with_page_kept(line: _Element, here: _Element) -> _Element:
    """Let the section of pages that ends with a line end behind HERE."""
    page = line.find(f"{W}pPr/{W}sectPr")
    if page is not None:
        here.addnext(_end_of_section(page))
    return here


def _end_of_section(page: _Element) -> _Element:
    from docx.oxml import OxmlElement

    line = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    line.append(properties)
    properties.append(page)
    return line


def _is_visible(line: _Element, besides: str = "") -> bool:
    tags = tuple(f"{W}{tag}" for tag in VISIBLE if tag != besides)
    return any(e.tag != f"{W}t" or (e.text or "").strip() for e in line.iter(*tags))


def _here() -> _Element:
    from lxml import etree

    return etree.ProcessingInstruction("efc-report", "text")


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
    style = style_of(file, value_of(paragraph, f"{W}pPr/{W}pStyle"))
    return style is not None and style.find(f"{W}pPr/{W}outlineLvl") is not None
