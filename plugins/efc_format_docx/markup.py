"""Text becomes WordprocessingML: cleaned, escaped, in languages and directions of Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_OPEN = '<w:t xml:space="preserve">'
_CLOSE = "</w:t>"
_COUNTRIES = {
    "bs": "BA",
    "cs": "CZ",
    "da": "DK",
    "el": "GR",
    "en": "GB",
    "et": "EE",
    "ga": "IE",
    "mk": "MK",
    "sl": "SI",
    "sq": "AL",
    "sr": "RS",
    "sv": "SE",
    "uk": "UA",
}
"""The country whose spelling Word knows a language by, where it has another code."""

HEBREW = "he-IL"
ARABIC = "ar-SA"
RIGHT_TO_LEFT_LANGUAGES = ("ar", "fa", "he", "ur", "yi")
# Letters of Hebrew, Arabic and the other scripts of their kind.
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_STRETCH = re.compile(rf"[{_RIGHT_TO_LEFT}]+(?:[\W\d_]*[{_RIGHT_TO_LEFT}]+)*")
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_HEBREW_LETTER = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")


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


def bookmarked(name: str, number: int, content: str = "") -> str:
    """Return runs or paragraphs between the ends of a bookmark; `number` is its own in the file."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def value_of(element: _Element | None, path: str) -> str:
    """Return the value of an element below another one, "" where either is not there."""
    found = None if element is None else element.find(path)
    return "" if found is None else found.get(f"{W}val", "")


def parsed(content: str) -> list[_Element]:
    """Return the elements of a piece of WordprocessingML, parsed at once."""
    from docx.oxml.parser import parse_xml

    return list(cast("_Element", parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>")))


def word_language(language: str) -> str:
    """Return a language as Word names it: "de-DE" for "de"."""
    if not language or "-" in language:
        return language
    return f"{language}-{_COUNTRIES.get(language, language.upper())}"


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in stretches of one direction, each with its language if right to left.

    Spaces, signs and digits between two words of such a script belong to it.
    """
    done = 0
    for match in _STRETCH.finditer(text):
        if match.start() > done:
            yield text[done : match.start()], ""
        yield match[0], HEBREW if _HEBREW_LETTER.match(match[0]) else ARABIC
        done = match.end()
    if done < len(text) or not text:
        yield text[done:], ""


def is_right_to_left(text: str) -> bool:
    """Say whether the first letter of a text belongs to a script from right to left."""
    if text.isascii():
        return False
    letter = _FIRST_LETTER.search(text)
    return letter is not None and _STRETCH.match(letter[0]) is not None
