"""The place on a letterhead where the text goes, and how much room it has there."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from efc_format_docx.letterhead.marking import put_here
from efc_format_docx.markup import W

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.section import CT_SectPr
    from lxml.etree import _Element

CELL_MARGINS = 216
"""What stays free on both sides of a cell in a table of Word, in twentieths of a point."""


@attrs.frozen
class Place:
    """A place for the text: its section of pages, how wide it is, and whether it is in a table."""

    page: CT_SectPr
    width: int
    is_marked: bool
    is_in_table: bool


def make_room(file: WordDocument, name: str) -> Place:
    """Put HERE into the body, in the place that is marked or else at the end of the first section.

    Raise NotAcceptedError where the mark stands where no text of several paragraphs fits.
    """
    body = cast("_Element", file.element.body)
    here, is_marked = put_here(body, name)
    page = _page(body, here)
    cell = next(here.iterancestors(f"{W}tc"), None)
    return Place(page, _width(page, cell), is_marked, cell is not None)


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
    beside = (
        1
        + len(list(cell.itersiblings(f"{W}tc")))
        + len(list(cell.itersiblings(f"{W}tc", preceding=True)))
    )
    return width_of(page) // beside - CELL_MARGINS


def _number(element: _Element | None, name: str, otherwise: int) -> int:
    given = "" if element is None else element.get(f"{W}{name}", "")
    return int(float(given)) if given.replace(".", "", 1).isdecimal() else otherwise
