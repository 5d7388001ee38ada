"""Finds the sections in the body of a file: by their controls, else by their bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.marks import SectionMark
from efc_reporting.pulling.xml import W, local, value

_TAG = re.compile(r"efc:([0-9]{1,4}):([0-9a-f]*):([^/]*)/(.*)\Z")
_BOOKMARK = re.compile(r"efc_([0-9]{1,4})_")
_AROUND = frozenset({"customXml", "smartTag", "sdtContent", "AlternateContent", "Choice"})


@attrs.define
class _Placed:
    """A block of the body with the sections that its control and its bookmark tell, 0 for none."""

    element: Element
    control: int
    copy: int
    bookmark: int


@attrs.frozen(kw_only=True)
class Regions:
    """The blocks of each section by its number, and those outside of all.

    `tags` tell of sections what the properties of a file may have lost. `copies` are the numbers
    of sections that stand in the file more than once; their first copy counts.
    """

    sections: Mapping[int, tuple[Element, ...]]
    outside: tuple[Element, ...]
    tags: Mapping[int, SectionMark]
    copies: frozenset[int]


def regions_of(body: Element) -> Regions:
    """Return where the sections stand."""
    finder = _Finder(_last_ends(body))
    placed = list(finder.placed(body, 0, 0))
    with_control = {block.control for block in placed if block.control}
    sections: dict[int, list[Element]] = {number: [] for number in finder.opened}
    outside = []
    for block in placed:
        is_left = block.bookmark and block.bookmark not in with_control
        number = block.control or (block.bookmark if is_left else 0)
        if number and block.copy < 2:
            sections.setdefault(number, []).append(block.element)
        elif not number:
            outside.append(block.element)
    return Regions(
        sections={number: tuple(blocks) for number, blocks in sections.items()},
        outside=tuple(outside),
        tags=finder.tags,
        copies=frozenset(n for n, copies in finder.opened.items() if copies > 1),
    )


def _last_ends(body: Element) -> frozenset[Element]:
    """Return where the bookmark of each section ends for the last time.

    LibreOffice writes that of a text with a table at its end twice: empty where the text begins,
    and anew behind the table.
    """
    numbers: dict[str, int] = {}
    ends: dict[int, Element] = {}
    for element in body.iter():
        if element.tag == f"{W}bookmarkStart":
            match = _BOOKMARK.match(value(element, "name"))
            if match:
                numbers[value(element, "id")] = int(match[1])
        elif element.tag == f"{W}bookmarkEnd" and value(element, "id") in numbers:
            ends[numbers[value(element, "id")]] = element
    return frozenset(ends.values())


class _Finder:
    """Walks through a body once, in the order in which it is read."""

    def __init__(self, ends: frozenset[Element]) -> None:
        self._ends = ends
        self.tags: dict[int, SectionMark] = {}
        self.opened: dict[int, int] = {}
        self._bookmarks: dict[str, int] = {}

    def placed(self, parent: Iterable[Element], control: int, copy: int) -> Iterator[_Placed]:
        for element in parent:
            name = local(element)
            if name == "sdt":
                yield from self._control(element, control, copy)
            elif name in _AROUND:
                yield from self.placed(element, control, copy)
            elif name in ("p", "tbl"):
                yield _Placed(element, control, copy, self._section_of(element))
            elif name in ("bookmarkStart", "bookmarkEnd"):
                self._mark(element)

    def _control(self, element: Element, control: int, copy: int) -> Iterator[_Placed]:
        content = element.find(f"{W}sdtContent")
        match = _TAG.match(value(element.find(f"{W}sdtPr/{W}tag")))
        if content is None:
            return
        if match and not control:
            control = int(match[1])
            copy = self.opened[control] = self.opened.get(control, 0) + 1
            self.tags.setdefault(
                control,
                SectionMark(
                    section_id=match[4], language=match[3], digest=match[2], text_digest=""
                ),
            )
        yield from self.placed(content, control, copy)

    def _section_of(self, block: Element) -> int:
        """Return the section whose bookmark holds a block; open and close what does so in it."""
        before = self._open_section()
        begun = 0
        has_text = False
        for element in block.iter():
            if element.tag == f"{W}t" and element.text:
                has_text = True
            elif element.tag == f"{W}bookmarkStart":
                self._mark(element)
                begun = begun or self._bookmarks.get(value(element, "id"), 0)
            elif element.tag == f"{W}bookmarkEnd" and self._mark(element) and not has_text:
                before = 0  # it ended where this block begins
        return begun or before

    def _mark(self, element: Element) -> bool:
        """Take note of a bookmark; say whether a section ends with it."""
        match = _BOOKMARK.match(value(element, "name"))
        if match and element.tag == f"{W}bookmarkStart":
            self._bookmarks[value(element, "id")] = int(match[1])
            self.opened.setdefault(int(match[1]), 0)
            return False
        if element not in self._ends:
            return False
        number = self._bookmarks.get(value(element, "id"), 0)
        # LibreOffice may write the start of a bookmark twice, and only one of the two then ends.
        self._bookmarks = {i: n for i, n in self._bookmarks.items() if n != number}
        return bool(number)

    def _open_section(self) -> int:
        return next(iter(self._bookmarks.values()), 0)
