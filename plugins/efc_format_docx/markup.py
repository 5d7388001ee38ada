"""Text becomes WordprocessingML: cleaned, escaped, never markup of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)

# What XML 1.0 forbids, the other control characters, and the marks that turn the direction of a
# whole line (U+202A-202E, U+2066-2069) and so let a name rewrite its neighbours.
_UNWANTED = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_PLAIN = re.compile("[\x20-%'-;=?-~\xa0-\u024f]+")
"""Text of one line in Latin letters without what XML writes otherwise: most cells hold no other."""

_LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")


def cleaned(text: str) -> str:
    """Return the text without characters that may not stand in a Word file."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def escaped(text: str) -> str:
    """Return the text as it stands between tags."""
    return cleaned(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Return the text as it stands between double quotes; an attribute has one line."""
    return " ".join(escaped(text).replace('"', "&quot;").split())


def text_nodes(text: str) -> str:
    """Return the inside of a run: text, line breaks and tabs."""
    if _PLAIN.fullmatch(text):
        return f"{_OPEN}{text}{_CLOSE}"
    content = escaped(text)
    if "\n" in content or "\t" in content:
        content = content.replace("\n", f"{_CLOSE}<w:br/>{_OPEN}").replace(
            "\t", f"{_CLOSE}<w:tab/>{_OPEN}"
        )
    return f"{_OPEN}{content}{_CLOSE}".replace(f"{_OPEN}{_CLOSE}", "")


def plain_line(text: str) -> str:
    """Return the inside of a run that has one line."""
    return text_nodes(" ".join(text.split()))


_OPEN = '<w:t xml:space="preserve">'
_CLOSE = "</w:t>"


def parsed(content: str) -> list[_Element]:
    """Return the elements of a piece of WordprocessingML, parsed at once."""
    from docx.oxml.parser import parse_xml

    return list(cast("_Element", parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>")))
