"""What paragraphs and runs are by their styles and lists, whatever program wrote the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.workflows.pull.package import W, is_on, value

_HEADING = re.compile(r"(?:heading|title)\s*([1-9])?\Z")
_QUOTES = frozenset({"quote", "intense quote", "quotations", "block text", "block quotation"})
_LIST = re.compile(r"list (bullet|number)\s*([1-9])?\Z")
_NO_NUMBERS = ("bullet", "none")
LIMIT = 30
"""How far a chain of styles is followed."""


@attrs.frozen(kw_only=True)
class ListPlace:
    """A point of a list: its level, 1 for the outermost, and whether it has a number."""

    depth: int
    is_ordered: bool


class Looks:
    """Answers what an element is; made once for a file."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        found = [] if styles is None else styles.findall(f"{W}style")
        self._styles = {value(style, "styleId"): style for style in found}
        self._lists = _numbered(numbering)

    def heading(self, paragraph: Element) -> int:
        """Return the level of a heading, 0 for any other paragraph."""
        properties = paragraph.find(f"{W}pPr")
        for found in _given(properties, "outlineLvl"):
            return _level(found)
        for style in self._chain(properties, "pStyle"):
            match = _HEADING.match(_name(style))
            if match:
                return int(match[1] or 1)
            for found in _given(style.find(f"{W}pPr"), "outlineLvl"):
                return _level(found)
        return 0

    def is_quote(self, paragraph: Element) -> bool:
        """Say whether a paragraph is a quotation."""
        chain = self._chain(paragraph.find(f"{W}pPr"), "pStyle")
        return any(_name(style) in _QUOTES for style in chain)

    def is_of_contents(self, paragraph: Element) -> bool:
        """Say whether a paragraph is an entry of the contents."""
        chain = self._chain(paragraph.find(f"{W}pPr"), "pStyle")
        return any(_name(style).startswith("toc ") for style in chain)

    def list_place(self, paragraph: Element) -> ListPlace | None:
        """Return where in a list a paragraph stands, None where it stands in none."""
        properties = paragraph.find(f"{W}pPr")
        chain = list(self._chain(properties, "pStyle"))
        number = level = ""
        for given in (properties, *(style.find(f"{W}pPr") for style in chain)):
            found = None if given is None else given.find(f"{W}numPr")
            if found is not None:
                number = number or value(found.find(f"{W}numId"))
                level = level or value(found.find(f"{W}ilvl"))
        named = next((m for style in chain if (m := _LIST.match(_name(style)))), None)
        if number == "0" or not (number or named):
            return None
        depth = int(level) if level.isdecimal() else int(named[2] or 1) - 1 if named else 0
        by_list = self._lists.get(number, {}).get(depth)
        by_name = named is not None and named[1] == "number"
        return ListPlace(depth=depth + 1, is_ordered=by_name if by_list is None else by_list)

    def look(self, properties: Element | None) -> tuple[bool, bool]:
        """Return whether a run is bold and whether it is italic."""
        strong = emphasised = None
        places = [properties, *(s.find(f"{W}rPr") for s in self._chain(properties, "rStyle"))]
        for given in places:
            if given is not None:
                strong = is_on(given.find(f"{W}b")) if strong is None else strong
                emphasised = is_on(given.find(f"{W}i")) if emphasised is None else emphasised
        return bool(strong), bool(emphasised)

    def _chain(self, properties: Element | None, kind: str) -> Iterator[Element]:
        """Yield the style that is named in properties, and those that it is based on."""
        identity = "" if properties is None else value(properties.find(f"{W}{kind}"))
        for _ in range(LIMIT):
            style = self._styles.get(identity)
            if style is None:
                return
            yield style
            identity = value(style.find(f"{W}basedOn"))


def _name(style: Element) -> str:
    return value(style.find(f"{W}name")).lower()


def _given(properties: Element | None, name: str) -> Iterator[Element]:
    found = None if properties is None else properties.find(f"{W}{name}")
    if found is not None:
        yield found


def _level(outline: Element) -> int:
    level = value(outline)
    return int(level) + 1 if level.isdecimal() and int(level) < 9 else 0


def _numbered(root: Element | None) -> dict[str, dict[int, bool]]:
    """Return for each list and level whether its points have numbers."""
    if root is None:
        return {}
    patterns = {}
    by_style = {}
    for pattern in root.findall(f"{W}abstractNum"):
        levels = _levels(pattern)
        patterns[value(pattern, "abstractNumId")] = (
            levels,
            value(pattern.find(f"{W}numStyleLink")),
        )
        by_style[value(pattern.find(f"{W}styleLink"))] = levels
    lists = {}
    for real in root.findall(f"{W}num"):
        levels, link = patterns.get(value(real.find(f"{W}abstractNumId")), ({}, ""))
        given = levels or by_style.get(link, {})
        changed = {k: v for o in real.findall(f"{W}lvlOverride") for k, v in _levels(o).items()}
        lists[value(real, "numId")] = {**given, **changed}
    return lists


def _levels(element: Element) -> dict[int, bool]:
    return {
        int(value(level, "ilvl")): value(level.find(f"{W}numFmt"), default="decimal")
        not in _NO_NUMBERS
        for level in element.findall(f"{W}lvl")
        if value(level, "ilvl").isdecimal()
    }
