"""Reads an OpenDocument text back: what stands on its pages, margins included."""

from __future__ import annotations

import io
from zipfile import ZipFile

from lxml import etree

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the members of the file by name."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def root_of(data: bytes, part: str = "content.xml") -> etree._Element:
    """Return the root of one part."""
    return etree.fromstring(parts_of(data)[part])


def read_text(data: bytes) -> str:
    """Return the lines of the text, then those at the top and the bottom of pages."""
    lines = []
    for part in ("content.xml", "styles.xml"):
        for line in root_of(data, part).iter(f"{TEXT}p", f"{TEXT}h"):
            for description in line.iter(f"{SVG}desc"):
                description.text = ""
            lines.append("".join(_characters(line)))
    return "\n".join(lines)


def _characters(line: etree._Element) -> list[str]:
    found = [line.text or ""]
    for child in line:
        if child.tag == f"{TEXT}s":
            found.append(" " * int(child.get(f"{TEXT}c", "1")))
        elif child.tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            found.append(" ")
        else:
            found += _characters(child)
        found.append(child.tail or "")
    return found
