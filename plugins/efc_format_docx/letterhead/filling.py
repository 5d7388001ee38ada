"""Fields `{{ … }}` in the text of a letterhead, found and filled however Word split them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

import attrs

from efc_format_docx.letterhead.parts import lines
from efc_format_docx.markup import cleaned
from efc_reporting.plugin import TextField, TextFields

if TYPE_CHECKING:
    from lxml.etree import _Element

STATEMENT = re.compile(r"\{%.*?%\}")
"""Loops and conditions, as other programs know them."""

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@attrs.frozen
class FoundField:
    """A field, the paragraph in which it stands, and its pieces of text."""

    field: TextField
    line: _Element
    pieces: tuple[_Element, ...]


def fields_in(root: _Element, fields: TextFields) -> Iterator[FoundField]:
    """Yield the fields in a part, and the loops and conditions, which are no fields of ours."""
    for line, pieces in lines(root):
        text = "".join(piece.text or "" for piece in pieces)
        found = (*fields.in_text(text), *_statements(text))
        for field in sorted(found, key=attrgetter("start")):
            yield FoundField(field, line, tuple(pieces))


def _statements(text: str) -> Iterator[TextField]:
    for match in STATEMENT.finditer(text):
        yield TextField(start=match.start(), end=match.end(), name=match[0])


def fill_fields(root: _Element, fields: TextFields) -> tuple[FoundField, ...]:
    """Fill the fields in a part; return those that are not known, which stay as they were typed."""
    found = tuple(fields_in(root, fields))
    # From the end on: a value may be longer or shorter than its field.
    for place in reversed(found):
        if place.field.value is not None:
            _write(place.pieces, place.field.start, place.field.end, place.field.value)
    return tuple(place for place in found if place.field.value is None)


def _write(pieces: tuple[_Element, ...], start: int, end: int, value: str) -> None:
    """Put a value in the place of some letters; it looks like the first of them."""
    offset, rest = 0, cleaned(value)
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - offset, 0), min(end - offset, len(text))
        offset += len(text)
        if first >= len(text) or last <= 0:
            continue
        piece.text = text[:first] + rest + text[last:]
        piece.set(SPACE, "preserve")
        rest = ""
