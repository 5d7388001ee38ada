"""Opens an edited Word file: sizes are checked before, nothing outside it is followed."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

import attrs

from efc_reporting.base.text import clean
from efc_reporting.documents.marks import FileMarks, marks_from_texts
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


MAX_BYTES = 200_000_000
MAX_PART = 60_000_000
MAX_RATIO = 200
MAX_MEMBERS = 2000
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"


@attrs.frozen(kw_only=True)
class WordFile:
    """The parts of a Word file that matter for its text.

    `links` and `pictures` are told by the ids of relations. The links are never followed.
    """

    name: str
    body: Element
    styles: Element | None
    numbering: Element | None
    comments: Element | None
    links: Mapping[str, str]
    pictures: Mapping[str, bytes]
    marks: FileMarks | None


def opened(data: bytes, name: str) -> WordFile:
    """Return what stands in a Word file; raise NotAcceptedError where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, len(data), name)
            return _word_file(archive, name)
    except _DAMAGED as error:
        raise not_accepted(
            name, "it is no Word file, damaged or protected by a password", "save it as .docx"
        ) from error


def _check_sizes(archive: zipfile.ZipFile, packed_size: int, name: str) -> None:
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    largest = max((m.file_size for m in members if _is_xml(m.filename)), default=0)
    is_large = size > MAX_BYTES or size > MAX_RATIO * packed_size or largest > MAX_PART
    if is_large or len(members) > MAX_MEMBERS:
        raise not_accepted(
            name, "it unpacks to far more than a report needs", "copy the text into a new file"
        )


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _word_file(archive: zipfile.ZipFile, name: str) -> WordFile:
    names = set(archive.namelist())

    def part(wanted: str) -> Element | None:
        return parsed(archive.read(wanted), name) if wanted in names else None

    document = part("word/document.xml")
    body = None if document is None else document.find("{*}body")
    if body is None:
        raise not_accepted(name, "it holds no text of Word", "save it as .docx")
    relations = part("word/_rels/document.xml.rels")
    links, pictures = _relations(relations, archive, names)
    return WordFile(
        name=name,
        body=body,
        styles=part("word/styles.xml"),
        numbering=part("word/numbering.xml"),
        comments=part("word/comments.xml"),
        links=links,
        pictures=pictures,
        marks=_marks(part("docProps/custom.xml")),
    )


def _relations(
    root: Element | None, archive: zipfile.ZipFile, names: set[str]
) -> tuple[dict[str, str], dict[str, bytes]]:
    links, pictures = {}, {}
    for relation in () if root is None else root.iter(_RELATIONS):
        key, target = relation.get("Id", ""), relation.get("Target", "")
        kind = relation.get("Type", "").rpartition("/")[2]
        is_outside = relation.get("TargetMode") == "External"
        if kind == "hyperlink" and is_outside:
            links[key] = target
        elif kind == "image" and not is_outside:
            member = posixpath.normpath(posixpath.join("word", target)).lstrip("/")
            if member in names:
                pictures[key] = archive.read(member)
    return links, pictures


def _marks(root: Element | None) -> FileMarks | None:
    properties = () if root is None else root.iter(_PROPERTY)
    texts = {p.get("name", ""): clean("".join(p.itertext())).strip() for p in properties}
    return marks_from_texts(texts)
