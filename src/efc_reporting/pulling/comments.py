"""Comments of Word: who wrote what about which words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.cleaning import clean
from efc_reporting.pulling.xml import W, text_pieces, value

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
