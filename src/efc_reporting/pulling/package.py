"""Opens an edited Word file: sizes are checked before, nothing outside it is followed."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.cleaning import clean
from efc_reporting.marks import FileMarks, marks_from_texts
from efc_reporting.pulling.xml import not_accepted, parsed

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
