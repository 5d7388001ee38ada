"""Leaves out of a letterhead what runs, what is fetched, and what tells of its maker."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import attrs

from efc_format_docx.letterhead.parts import take_out
from efc_format_docx.letterhead.remarks import refusal, warning
from efc_format_docx.markup import R, W
from efc_reporting.plugin import Finding, link_target

if TYPE_CHECKING:
    from lxml.etree import _Element

SILENT = frozenset(
    (
        *("extended-properties", "custom-properties", "thumbnail", "attachedTemplate"),
        *("glossaryDocument", "mailMergeSource", "mailMergeHeaderSource", "recipientData"),
        *("keyMapCustomizations", "attachedToolbars", "people", "frame", "origin"),
        *("printerSettings", "classificationlabels", "wordVbaData"),
    )
)
"""Ends of relationship types whose parts nobody sees, but which may tell of people and folders."""

SPOKEN = {
    "vbaProject": ("macros", "The macros of the letterhead are left out."),
    "comments": ("comments", "The comments in the letterhead are left out."),
    "oleObject": ("object", "An object of another program in the letterhead is left out."),
    "control": ("object", "An object of another program in the letterhead is left out."),
    "package": ("object", "An object of another program in the letterhead is left out."),
    "aFChunk": ("object", "A file inside the letterhead is left out."),
    "subDocument": ("object", "A file inside the letterhead is left out."),
}
"""What is left out with a sentence, by the end of its relationship's type."""

COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
SETTINGS = ("attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "rsids")
"""Settings that lock the report, or tell where and when the letterhead was made."""

MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_UNWANTED_ELEMENTS = tuple(f"{W}{tag}" for tag in (*SETTINGS, *MARKS))
FETCHING = ("INCLUDEPICTURE", "INCLUDETEXT", "DDE", "DDEAUTO", "LINK", "DATABASE", "RD")
_QUOTED = re.compile('"[^"]*"')
LINKED = "A picture of the letterhead lies outside of the file and is left out: embed it in Word."
LEADING_AWAY = "A link of the letterhead leads to no page of the web; its text stays."
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


@attrs.frozen
class Cleaned:
    """A letterhead that can be used, and what was left out of it."""

    data: bytes
    remarks: tuple[Finding, ...]


def cleaned_letterhead(data: bytes, name: str) -> Cleaned:
    """Return a letterhead without what does not belong in a report.

    Raise NotAcceptedError where the file is not safe to open or no Word file.
    """
    members = members_of(data, name)
    main_part(members, name)
    remarks: dict[Finding, None] = {}
    dropped: dict[str, set[str]] = {}
    for relations in [member for member in members if member.endswith(".rels")]:
        folder, own = posixpath.split(relations)
        source = posixpath.join(posixpath.dirname(folder), own.removesuffix(".rels"))
        root = parsed_part(members[relations], name)
        for relation in list(root.iter(RELATIONS)):
            if (said := _unwanted(relation, source)) is not None:
                dropped.setdefault(source, set()).add(relation.get("Id", ""))
                root.remove(relation)
                remarks |= dict.fromkeys(said)
        members[relations] = packed_part(root)
    for part in [member for member in members if member.endswith(".xml")]:
        members[part] = _cleaned_part(members[part], dropped.get(part, set()), name)
    return Cleaned(archive_of(members), tuple(remarks))


def _cleaned_part(content: bytes, dropped: set[str], name: str) -> bytes:
    root = parsed_part(content, name)
    _refuse_fetching(root, name)
    for user, identity in _users(root):
        if identity in dropped:
            _take_out(user)
    take_out(*root.iter(*_UNWANTED_ELEMENTS))
    return packed_part(root)


def _unwanted(relation: _Element, source: str) -> tuple[Finding, ...] | None:
    """Return None for a relationship that stays, or what is to be said of one that goes."""
    kind = relation.get("Type", "").rpartition("/")[2]
    if relation.get("TargetMode") == "External":
        if kind == "hyperlink":
            is_page = link_target(relation.get("Target", ""))
            return None if is_page else (warning("link", LEADING_AWAY),)
        return (warning("linked-picture", LINKED),) if kind == "image" else ()
    if kind == "package" and "/charts/" in source:
        return None  # the figures of a chart
    if kind in SPOKEN:
        code, message = SPOKEN[kind]
        return (warning(code, message),)
    return () if kind in SILENT or kind in COMMENTS else None


def _users(part: _Element) -> list[tuple[_Element, str]]:
    return [
        (element, str(value))
        for element in part.iter()
        for key, value in element.attrib.items()
        if str(key).startswith(R)
    ]


def _take_out(user: _Element) -> None:
    """Take out what uses a relationship, a picture with all round it; a link keeps its text."""
    if user.tag == f"{W}hyperlink":
        for child in list(user):
            user.addprevious(child)
    elif not str(user.tag).endswith(("hlinkClick", "hlinkHover")):
        chain = [user, *user.iterancestors()]
        runs = [number for number, element in enumerate(chain) if element.tag == f"{W}r"]
        user = chain[runs[0] - 1] if runs else user
    take_out(user)


def _refuse_fetching(part: _Element, name: str) -> None:
    """Raise NotAcceptedError where a field of Word would fetch other files."""
    simple = (field.get(f"{W}instr", "") for field in part.iter(f"{W}fldSimple"))
    spread = ("".join(map(str, p.itertext(f"{W}instrText"))) for p in part.iter(f"{W}p"))
    for instruction in (*simple, *spread):
        for word in _QUOTED.sub("", instruction).split():
            if word.upper() in FETCHING:
                raise refusal(
                    name,
                    f"its field {word.upper()} fetches another file",
                    "turn the field into text: mark it and press Ctrl+Shift+F9",
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
