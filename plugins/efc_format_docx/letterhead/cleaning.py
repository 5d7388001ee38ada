"""Leaves out of a letterhead what runs, what is fetched, and what tells of its maker."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

import attrs

from efc_format_docx.letterhead.archive import (
    RELATIONS,
    archive_of,
    main_part,
    members_of,
    packed_part,
    parsed_part,
)
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
