"""Names of WordprocessingML, and its parts read without trust."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from efc_reporting.errors import NotAcceptedError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MAX_DEPTH = 150
"""Nesting of elements; the text of a table in a table in a text box stays far below it."""


def not_accepted(name: str, problem: str, remedy: str) -> NotAcceptedError:
    """Return the error on a file that cannot be taken back."""
    return NotAcceptedError(what=name, problem=problem, remedy=remedy)


def parsed(content: bytes, name: str) -> Element:
    """Return a part as elements; refuse document types, which may hold entities, and deep ones."""
    depth = 0

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise not_accepted(
                name, "its parts are nested too deep", "copy the text into a new file"
            )

    def closed(*_: object) -> None:
        nonlocal depth
        depth -= 1

    def refused(*_: object) -> None:
        raise not_accepted(name, "a part of it declares a document type", "save it anew in Word")

    checker = expat.ParserCreate()
    checker.StartElementHandler, checker.EndElementHandler = opened, closed
    checker.StartDoctypeDeclHandler = refused
    try:
        checker.Parse(content, True)
        return ElementTree.fromstring(content)
    except (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError) as error:
        raise not_accepted(name, "a part of it is damaged", "save it anew in Word") from error


def value(element: Element | None, name: str = "val", default: str = "") -> str:
    """Return an attribute of an element in the namespace of Word, by default its value."""
    return default if element is None else element.get(f"{W}{name}", default)


def is_on(element: Element | None) -> bool | None:
    """Say whether a property such as bold is on; None where it is not given."""
    return None if element is None else value(element, default="1") not in ("0", "false", "off")


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def text_pieces(element: Element) -> Iterator[str]:
    """Yield the pieces of text in an element; tabs and breaks are blanks."""
    for piece in element.iter():
        if piece.tag == f"{W}t":
            yield piece.text or ""
        elif piece.tag in (f"{W}tab", f"{W}br"):
            yield " "
