"""Joins our text and the body of a letterhead, each with its own names of namespaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from efc_format_docx.blocks import PAGE_BREAK
from efc_format_docx.letterhead.marking import HERE
from efc_format_docx.letterhead.parts import take_out
from efc_format_docx.letterhead.place import Place
from efc_format_docx.markup import NAMESPACES, W
from efc_format_docx.page import OPEN_END, SECTION_END

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

EMPTY = "<w:p/>"
_NAME = re.compile(r'xmlns:(\w+)="([^"]+)"')
_BOOKMARK = re.compile(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"')


def joined(file: WordDocument, content: str, place: Place) -> str:
    """Return the XML of the letterhead with the text where HERE stands.

    The sections of its pages look like the one round it.
    """
    from lxml import etree

    root = _with_our_names(file.element)
    _drop_bookmarks(root, set(_BOOKMARK.findall(content)))
    if place.is_in_table:
        content = content.replace(SECTION_END, PAGE_BREAK) + EMPTY
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
