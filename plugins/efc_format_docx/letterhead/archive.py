"""Reads the members of a Word file that somebody else made, as far as they are harmless."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from efc_format_docx.letterhead.remarks import refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 100_000_000
MAX_RATIO = 100
SMALL = 10_000_000
"""What may unpack to this much may do so at any ratio: style sheets are packed tightly."""

MAX_MEMBERS = 2000
OLD_WORD = b"\xd0\xcf\x11\xe0"
"""How files of Word 97 begin, and those that a password protects."""

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_XML = (".xml", ".rels", ".vml")
SAVE_ANEW = "save it in Word as .docx, without a password"

CONTENT_TYPES = "[Content_Types].xml"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{_WORD}.document.main+xml"
_ALSO_MAIN = (
    MAIN,
    f"{_WORD}.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


def members_of(data: bytes, name: str) -> dict[str, bytes]:
    """Return the members of a Word file; raise NotAcceptedError where it is none or not safe."""
    if data.startswith(OLD_WORD):
        raise refusal(name, "it is a file of an old Word, or a password protects it", SAVE_ANEW)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = [member for member in archive.infolist() if not member.is_dir()]
            _check_sizes(listed, len(data), name)
            members = {member.filename: archive.read(member) for member in listed}
    except _DAMAGED as error:
        raise refusal(name, "it is damaged, or no Word file", SAVE_ANEW) from error
    if CONTENT_TYPES not in members or len(members) != len(listed):
        raise refusal(name, "it is damaged, or no Word file", SAVE_ANEW)
    for member in members:
        if member.casefold().endswith(_XML):
            parsed_part(members[member], name)
    return members


def _check_sizes(members: list[zipfile.ZipInfo], packed_size: int, name: str) -> None:
    size = sum(member.file_size for member in members)
    is_large = size > SMALL and size > MAX_RATIO * packed_size
    if len(members) > MAX_MEMBERS or size > MAX_BYTES or is_large:
        problem = "it unpacks to far more than a letterhead needs"
        raise refusal(name, problem, "copy what you need into a new file")


def parsed_part(content: bytes, name: str) -> _Element:
    """Return a part as XML; raise NotAcceptedError where it declares what Word never does."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise refusal(name, "it is damaged, or no Word file", SAVE_ANEW) from error
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        raise refusal(name, "it holds a DOCTYPE, which Word never writes", SAVE_ANEW)
    return root


def main_part(members: dict[str, bytes], name: str) -> str:
    """Return the name of the part that holds the text; a template counts as a document."""
    targets = [
        posixpath.normpath(relation.get("Target", "").lstrip("/"))
        for relation in parsed_part(members.get("_rels/.rels", b"<none/>"), name).iter(RELATIONS)
        if relation.get("Type", "").endswith("/officeDocument")
    ]
    types = parsed_part(members[CONTENT_TYPES], name)
    kinds = {
        override.get("PartName", "").lstrip("/"): override
        for override in types.iter(f"{_TYPES}Override")
    }
    if len(targets) != 1 or targets[0] not in members or targets[0] not in kinds:
        raise refusal(name, "it is no Word file", SAVE_ANEW)
    kind = kinds[targets[0]]
    if kind.get("ContentType") not in _ALSO_MAIN:
        raise refusal(name, "it is no Word file", SAVE_ANEW)
    if not parsed_part(members[targets[0]], name).tag.startswith("{http://schemas.openxmlformats"):
        remedy = "save it as “Word document (*.docx)”, not as Strict Open XML"
        raise refusal(name, "it is written in the strict form of the format", remedy)
    kind.set("ContentType", MAIN)
    members[CONTENT_TYPES] = packed_part(types)
    return targets[0]


def packed_part(root: _Element) -> bytes:
    """Return a part of XML as bytes."""
    from lxml import etree

    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def archive_of(members: dict[str, bytes]) -> bytes:
    """Return the members as a file again."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return written.getvalue()
