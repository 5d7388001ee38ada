"""The parts of a letterhead that hold text: the body, headers, footers and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from efc_format_docx.markup import W

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.parts.story import StoryPart
    from lxml.etree import _Element

PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
BODY, HEADER, FOOTER = "body", "header", "footer"


@attrs.frozen
class TextPart:
    """One part: `kind` is BODY, HEADER or FOOTER."""

    kind: str
    part: StoryPart

    @property
    def root(self) -> _Element:
        """The XML of the part."""
        element: _Element = self.part.element
        return element


def text_parts(file: WordDocument) -> Iterator[TextPart]:
    """Yield the body, then headers and footers in the order of their names."""
    yield TextPart(BODY, file.part)
    found = {
        str(relation.target_part.partname): TextPart(kind, relation.target_part)
        for relation in file.part.rels.values()
        for kind in (HEADER, FOOTER)
        if relation.reltype.endswith(f"/{kind}")
    }
    yield from (part for _, part in sorted(found.items()))


def lines(root: _Element) -> Iterator[tuple[_Element, list[_Element]]]:
    """Yield every paragraph with its pieces of text, however many runs Word made of them."""
    for line in root.iter(f"{W}p"):
        pieces = [t for t in line.iter(f"{W}t") if next(t.iterancestors(f"{W}p")) is line]
        if pieces:
            yield line, pieces


def said(root: _Element) -> str:
    """Return what a part says, in one line."""
    texts = ("".join(piece.text or "" for piece in pieces) for _, pieces in lines(root))
    return " ".join(" ".join(texts).split())


def text_of(element: _Element) -> str:
    """Return all text below an element, as it stands."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def take_out(*elements: _Element) -> None:
    """Take elements out of the tree; one that is out already stays out."""
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def shows_picture(root: _Element) -> bool:
    """Say whether a part holds a picture."""
    return next(root.iter(*PICTURES), None) is not None
