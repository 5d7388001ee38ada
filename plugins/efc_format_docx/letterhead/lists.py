"""The lists of a letterhead, or ours where it has none of several levels."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import attrs

from efc_format_docx.letterhead.parts import take_out
from efc_format_docx.letterhead.styles import Styles, numbers_in, style_of
from efc_format_docx.markup import W

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.numbering import CT_Numbering
    from lxml.etree import _Element

LEAST_LEVELS = 3
"""A list of fewer levels cannot hold points below points below points."""

BULLETS, ORDERED = "1", "2"
"""The numbers of our lists in base.docx; abstract and real ones are the same there."""


@attrs.frozen
class Lists:
    """Which list of the file is used: `bullets` as it is, `ordered` as a pattern for new ones."""

    bullets: int
    ordered: int


def join_lists(file: WordDocument, base: WordDocument, styles: Styles) -> Lists:
    """Return the lists for our text; ours are taken in where the letterhead has none."""
    numbering = _numbering(file)
    bullets = _list_of(numbering, file, styles.found("ListBullet"))
    ordered = _list_of(numbering, file, styles.found("ListNumber"))
    own_bullets = bullets or _taken_in(numbering, base, BULLETS)
    own_ordered = ordered or _taken_in(numbering, base, ORDERED)
    styles.numbers.update({BULLETS: own_bullets[0], ORDERED: own_ordered[0]})
    return Lists(int(own_bullets[0]), int(own_ordered[1]))


def _numbering(file: WordDocument) -> CT_Numbering:
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml.ns import nsdecls
    from docx.oxml.parser import parse_xml
    from docx.parts.numbering import NumberingPart

    if not any(r.reltype == RELATIONSHIP_TYPE.NUMBERING for r in file.part.rels.values()):
        part = NumberingPart(
            PackURI("/word/numbering.xml"),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            file.part.package,
        )
        file.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    element: CT_Numbering = file.part.numbering_part.element
    return element


def _list_of(numbering: _Element, file: WordDocument, style: str) -> tuple[str, str] | None:
    """Return the number of a style's list and of its pattern, None where it will not do."""
    number = numbers_in(style_of(file, style))
    for real in numbering.findall(f"{W}num"):
        if real.get(f"{W}numId") == number:
            named = real.find(f"{W}abstractNumId")
            pattern = "" if named is None else named.get(f"{W}val", "")
            for abstract in numbering.findall(f"{W}abstractNum"):
                levels = abstract.findall(f"{W}lvl")
                if abstract.get(f"{W}abstractNumId") == pattern and len(levels) >= LEAST_LEVELS:
                    return number, pattern
    return None


def _taken_in(numbering: CT_Numbering, base: WordDocument, number: str) -> tuple[str, str]:
    patterns = numbering.findall(f"{W}abstractNum")
    used = [int(p.get(f"{W}abstractNumId", "0")) for p in patterns]
    pattern = str(max(used, default=0) + 1)
    ours = base.part.numbering_part.element.findall(f"{W}abstractNum")
    copy = deepcopy(next(p for p in ours if p.get(f"{W}abstractNumId") == number))
    copy.set(f"{W}abstractNumId", pattern)
    take_out(*copy.iter(f"{W}pStyle"))
    # The patterns stand before the lists, and after the pictures of bullets.
    before = [*numbering.findall(f"{W}numPicBullet"), *patterns]
    numbering.insert(numbering.index(before[-1]) + 1 if before else 0, copy)
    instance: Any = numbering.add_num(int(pattern))  # type: ignore[no-untyped-call] # python-docx's
    return str(instance.numId), pattern
