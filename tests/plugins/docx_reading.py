"""Helpers to look into a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def parts(data: bytes) -> dict[str, bytes]:
    """Return every part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return one part of a file as XML."""
    return etree.fromstring(parts(data)[name])


def text_of(element: etree._Element) -> str:
    """Return what a reader reads in an element."""
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def paragraphs(element: etree._Element, style: str) -> list[etree._Element]:
    """Return the paragraphs of one style, named by its id."""
    return [
        found
        for found in element.iter(f"{W}p")
        if (named := found.find(f"{W}pPr/{W}pStyle")) is not None and named.get(f"{W}val") == style
    ]


def values(elements: Iterable[etree._Element], name: str = "val") -> list[str | None]:
    """Return one attribute of each element."""
    return [element.get(f"{W}{name}") for element in elements]
