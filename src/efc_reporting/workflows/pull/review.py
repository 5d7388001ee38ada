"""Tracked changes and comments: listed, and changes accepted or rejected so that text remains."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from enum import StrEnum
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.base.text import clean
from efc_reporting.workflows.pull.package import W, local, text_pieces, value

_ADDED = frozenset({f"{W}ins", f"{W}moveTo"})
_TAKEN = frozenset({f"{W}del", f"{W}moveFrom"})
_MOVES = frozenset({f"{W}moveTo", f"{W}moveFrom"})
_FORMATS = frozenset(
    f"{W}{name}PrChange" for name in ("r", "p", "tbl", "tblEx", "tblGrid", "tr", "tc", "sect")
) | {f"{W}numberingChange", f"{W}tblGridChange"}
_DELETED_TEXT = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


class Settling(StrEnum):
    """What is done with tracked changes."""

    ACCEPT = "accept"
    REJECT = "reject"
    STOP = "stop"


@attrs.frozen(kw_only=True)
class TrackedChange:
    """A change that somebody made while Word recorded it; `section_id` is "" outside of all."""

    section_id: str
    kind: str
    author: str
    date: str
    text: str


@attrs.frozen
class Settler:
    """Settles the changes in the blocks of one section, and tells of each to `found`."""

    settling: Settling
    section_id: str
    found: list[TrackedChange]

    def blocks(self, blocks: Iterable[Element]) -> list[Element]:
        """Return the blocks without tracked changes; what joins two paragraphs joins them."""
        settled: list[Element] = []
        joined: Element | None = None
        for block in blocks:
            if block.tag != f"{W}p":
                settled += [block] if joined is None else [joined, block]
                joined = None
                if not self._settle(block):
                    settled.pop()
                continue
            ends = self._mark_stays(block)
            self._settle(block)
            current = block if joined is None else _together(joined, block)
            joined = None if ends else current
            if ends:
                settled.append(current)
        return settled if joined is None else [*settled, joined]

    def _mark_stays(self, paragraph: Element) -> bool:
        """Say whether the end of a paragraph stays, and note where it was added or taken."""
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        stays = True
        for child in list(mark) if mark is not None else ():
            if child.tag in _ADDED | _TAKEN:
                self._note(child, "¶")
                stays = stays and self._keeps(child)
        return stays

    def _keeps(self, change: Element) -> bool:
        is_added = change.tag in _ADDED
        return is_added is (self.settling is not Settling.REJECT)

    def _settle(self, element: Element) -> bool:
        """Settle what is in an element; say whether it stays itself, which rows may not."""
        row = element.find(f"{W}trPr") if element.tag == f"{W}tr" else None
        stays = True
        for child in list(row) if row is not None else ():
            if child.tag in _ADDED | _TAKEN:
                self._note(child, " ".join("".join(text_pieces(element)).split()))
                stays = stays and self._keeps(child)
        self._settle_formats(element)
        children = list(self._children(element))
        had_blocks = any(child.tag == f"{W}tr" for child in element)
        element[:] = children
        return stays and not (had_blocks and not any(c.tag == f"{W}tr" for c in children))

    def _settle_formats(self, element: Element) -> None:
        """Settle how something looked before, which stands in its properties."""
        for properties in element:
            for change in [child for child in properties if child.tag in _FORMATS]:
                self._note(change, " ".join("".join(text_pieces(element)).split()))
                properties.remove(change)
                if self.settling is Settling.REJECT:
                    _restore(properties, change)

    def _children(self, element: Element) -> Iterator[Element]:
        if any(child.tag == f"{W}p" for child in element) and element.tag != f"{W}body":
            yield from self._settled_cell(element)
            return
        for child in list(element):
            yield from self._child(child, element)

    def _settled_cell(self, element: Element) -> Iterator[Element]:
        others = [child for child in element if child.tag in (f"{W}tcPr", f"{W}sdtPr")]
        yield from others
        yield from self.blocks(child for child in element if child not in others)

    def _child(self, child: Element, parent: Element) -> Iterator[Element]:
        if child.tag in _ADDED | _TAKEN:
            if len(child) and parent.tag != f"{W}rPr":
                yield from self._content_of(child)
        elif self._settle(child):
            child.tag = _DELETED_TEXT.get(child.tag, child.tag)
            yield child

    def _content_of(self, change: Element) -> Iterator[Element]:
        words = "".join(
            piece.text or "" for piece in change.iter() if piece.tag in (f"{W}t", f"{W}delText")
        )
        self._note(change, words)
        if self._keeps(change):
            for child in list(change):
                yield from self._child(child, change)

    def _note(self, change: Element, text: str) -> None:
        kind = (
            "moved"
            if change.tag in _MOVES
            else "inserted"
            if change.tag in _ADDED
            else "deleted"
            if change.tag in _TAKEN
            else "formatted"
        )
        self.found.append(
            TrackedChange(
                section_id=self.section_id,
                kind=kind,
                author=clean(value(change, "author")),
                date=clean(value(change, "date")),
                text=clean(text),
            )
        )


def _restore(properties: Element, change: Element) -> None:
    """Give properties their content of before."""
    old = next((child for child in change if local(child) == local(properties)), None)
    is_paragraph = properties.tag == f"{W}pPr"  # whose mark is not part of the change
    kept = [child for child in properties if is_paragraph and child.tag == f"{W}rPr"]
    properties[:] = [*(list(old) if old is not None else []), *kept]


def _together(first: Element, second: Element) -> Element:
    """Return two paragraphs as one, which is what the second was."""
    properties = second.find(f"{W}pPr")
    rest = [child for child in second if child is not properties]
    begun = [child for child in first if child.tag != f"{W}pPr"]
    joined = Element(first.tag, first.attrib)
    joined.extend([*([properties] if properties is not None else []), *begun, *rest])
    return joined


LONGEST = 120
"""So many letters of the words that a comment is about are told."""


@attrs.frozen(kw_only=True)
class Comment:
    """A comment, and the beginning of the words that it is about."""

    section_id: str
    author: str
    date: str
    text: str
    about: str


def comments_in(
    comments: Element | None, blocks: Iterable[Element], section_id: str
) -> Iterator[Comment]:
    """Yield the comments on some blocks in the order in which they begin."""
    if comments is None:
        return
    written = {value(c, "id"): c for c in comments.findall(f"{W}comment")}
    for identity, words in _about(blocks).items():
        comment = written.get(identity)
        if comment is not None:
            yield Comment(
                section_id=section_id,
                author=clean(value(comment, "author")),
                date=clean(value(comment, "date")),
                text=clean(" ".join("".join(_paragraphs(comment)).split())),
                about=textwrap.shorten(clean(words), LONGEST, placeholder=" …"),
            )


def _paragraphs(comment: Element) -> Iterator[str]:
    for paragraph in comment.iter(f"{W}p"):
        yield from text_pieces(paragraph)
        yield " "


def _about(blocks: Iterable[Element]) -> dict[str, str]:
    """Return the words of each comment's range by its id."""
    words: dict[str, str] = {}
    current: list[str] = []
    for block in blocks:
        for element in block.iter():
            identity = value(element, "id")
            if element.tag == f"{W}commentRangeStart":
                words[identity] = ""
                current.append(identity)
            elif element.tag == f"{W}commentRangeEnd" and identity in current:
                current.remove(identity)
            elif element.tag == f"{W}commentReference":
                words.setdefault(identity, "")
            elif element.tag in (f"{W}t", f"{W}delText"):
                for open_one in current:
                    words[open_one] += element.text or ""
        for open_one in current:
            words[open_one] += " "
    return words
