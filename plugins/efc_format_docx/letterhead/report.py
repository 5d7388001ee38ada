"""Writes a report on a letterhead: its pages, styles and words, and our text in their midst."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import attrs

from efc_format_docx.around import draft_mark
from efc_format_docx.blocks import PAGE_BREAK
from efc_format_docx.letterhead.cleaning import cleaned_letterhead
from efc_format_docx.letterhead.filling import FoundField, fill_fields
from efc_format_docx.letterhead.parts import said, shows_picture, take_out, text_parts
from efc_format_docx.letterhead.place import HERE, Place, make_room, width_of
from efc_format_docx.letterhead.remarks import note, warning
from efc_format_docx.letterhead.styles import Styles, join_lists, keep_languages, stretch
from efc_format_docx.markup import NAMESPACES, W, parsed
from efc_format_docx.page import (
    OPEN_END,
    SECTION_END,
    has_sections_apart,
    number_apart,
    text_width,
    turn_section,
)
from efc_format_docx.story import Story
from efc_format_docx.writing import BASE, finished, opened, whole_text
from efc_reporting.plugin import (
    Document,
    Finding,
    Funding,
    ReportContext,
    Severity,
    text_fields,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import _BaseHeaderFooter
    from lxml.etree import _Element

LACKING = "Missing in the letterhead, so that our styles stand in, in its font: {styles}."
OWN = (
    "For these texts Word has no style of its own, and ours stand in: {styles}. Make styles of "
    "these names in the letterhead if you want another look."
)
UNKNOWN_FIELD = "letterhead-field"
UNKNOWN = "There is no field {field}; it stays as it stands."
STATEMENT = "There are no loops and no conditions; {field} stays as it stands."
NEAREST = "There is no field {field}; did you mean {nearest}? It stays as it stands."
EMPTY_LINE = "<w:p/>"
_NAME = re.compile(r'xmlns:(\w+)="([^"]+)"')
_BOOKMARK = re.compile(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"')


@attrs.frozen(kw_only=True)
class LetterheadReport:
    """A report on a letterhead, and everything that is to be said of how it went."""

    data: bytes
    remarks: tuple[Finding, ...]
    place: Place

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What somebody has to know who only writes a report."""
        return tuple(r for r in self.remarks if r.severity is not Severity.NOTE)


def report_on(
    data: bytes, name: str, document: Document, context: ReportContext
) -> LetterheadReport:
    """Return a document on a letterhead, given by its bytes and the name of its file.

    Raise NotAcceptedError where the letterhead cannot be used.
    """
    letterhead = cleaned_letterhead(data, name)
    file, base = opened(letterhead.data), opened(context.templates.asset(BASE))
    keep_languages(file, document.language)
    unknown = tuple(_filled(file, document, context))
    place = make_room(file, name)
    if document.is_landscape and not place.is_in_table and _is_upright(place):
        turn_section(next(s for s in file.sections if s._sectPr is place.page))
        place = attrs.evolve(place, width=width_of(place.page))
    styles = Styles(file, base)
    lists = join_lists(file, base, styles)
    story = Story(
        part=file.part,
        context=context,
        language=document.language,
        width=place.width,
        ids=_free_ids(file),
        funding=None if acknowledges(file, document.funding) else document.funding,
        bullets=lists.bullets,
        ordered=lists.ordered,
    )
    has_cover = document.has_cover and not place.is_in_table
    content = whole_text(document, story, has_cover=has_cover, has_free_foot=False)
    content = styles.apply(content)
    if document.is_draft:
        _mark_draft(file, story, styles)
    stretch(styles, text_width(base), place.width)
    if has_sections_apart(document) and not place.is_in_table:
        number_apart(place.page)
    data = finished(file, _joined(file, content, place), document, story)
    remarks = (*letterhead.remarks, *map(unknown_field, unknown), *_style_remarks(styles))
    return LetterheadReport(data=data, remarks=remarks, place=place)


def acknowledges(file: WordDocument, funding: Funding | None) -> bool:
    """Say whether the letterhead itself shows the statement of funding beside a picture."""
    if funding is None:
        return False
    statement = " ".join(funding.statement.split()).casefold()
    return any(
        statement in said(part.root).casefold() and shows_picture(part.root)
        for part in text_parts(file)
    )


def unknown_field(found: FoundField, where: str = "") -> Finding:
    """Return the finding on a field that is not in the list."""
    field = found.field
    if field.name.startswith("{%"):
        return warning("field", STATEMENT, where, field=field.name)
    if field.nearest:
        return warning("field", NEAREST, where, field=field.name, nearest=field.nearest)
    return warning("field", UNKNOWN, where, field=field.name)


def _style_remarks(styles: Styles) -> Iterator[Finding]:
    """Yield what is to be said of the styles that a letterhead lacks."""
    if styles.missing:
        yield warning("styles", LACKING, styles=", ".join(styles.missing))
    if styles.own:
        yield note("own-styles", OWN, styles=", ".join(styles.own))


def _filled(file: WordDocument, document: Document, context: ReportContext) -> Iterator[FoundField]:
    fields = text_fields(document, context)
    for part in text_parts(file):
        yield from fill_fields(part.root, fields)


def _is_upright(place: Place) -> bool:
    width, height = place.page.page_width, place.page.page_height
    return bool(width and height and width < height)


def _free_ids(file: WordDocument) -> Iterator[int]:
    """Yield numbers that no bookmark, picture or content control of the letterhead has."""
    numbers = "//w:bookmarkStart/@w:id | //w:id/@w:val | //wp:docPr/@id"
    found = (number for part in text_parts(file) for number in part.part.element.xpath(numbers))
    used = {int(number) for number in found if number.isdecimal()}
    return (number for number in count(1) if number not in used)


def _mark_draft(file: WordDocument, story: Story, styles: Styles) -> None:
    """Put the mark on top of every header; the first section gets those that it lacks."""
    content = styles.apply(draft_mark(story))
    for number, page in enumerate(file.sections):
        places: list[_BaseHeaderFooter] = [page.header]
        if page.different_first_page_header_footer:
            places.append(page.first_page_header)
        if file.settings.odd_and_even_pages_header_footer:
            places.append(page.even_page_header)
        for place in places:
            if place.is_linked_to_previous and number:
                continue
            if place.is_linked_to_previous:
                place.is_linked_to_previous = False
                place._element[:] = parsed(content)
            else:
                place._element[:0] = parsed(content)


def _joined(file: WordDocument, content: str, place: Place) -> str:
    """Return the XML of the letterhead with the text where HERE stands.

    The sections of its pages look like the one round it.
    """
    from lxml import etree

    root = _with_our_names(file.element)
    _drop_bookmarks(root, set(_BOOKMARK.findall(content)))
    if place.is_in_table:
        content = content.replace(SECTION_END, PAGE_BREAK) + EMPTY_LINE
    elif SECTION_END in content:
        for kind in place.page.findall(f"{W}type"):
            place.page.remove(kind)  # each section begins on a new page
        page = etree.tostring(place.page, encoding="unicode", with_tail=False)
        content = content.replace(OPEN_END, page)
    before, after = etree.tostring(root, encoding="unicode").split(HERE)
    return f"{before}{content}{after}"


def _with_our_names(root: _Element) -> _Element:
    """Return the root with the names of namespaces that our text uses beside its own."""
    from lxml import etree

    names: dict[Any, str] = {}  # the default namespace has no name
    names.update(root.nsmap)
    names.update(_NAME.findall(NAMESPACES))
    attributes = {str(name): str(value) for name, value in root.attrib.items()}
    joined = etree.Element(root.tag, attributes, nsmap=names)
    joined.extend(list(root))
    return joined


def _drop_bookmarks(root: _Element, names: set[str]) -> None:
    """Take out bookmarks of names that our text has too: our own report may be the letterhead."""
    starts = [s for s in root.iter(f"{W}bookmarkStart") if s.get(f"{W}name") in names]
    numbers = {start.get(f"{W}id") for start in starts}
    ends = [e for e in root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") in numbers]
    take_out(*starts, *ends)
