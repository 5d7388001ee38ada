"""The styles, lists and language of a letterhead, and ours in the place of those that it lacks."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any, cast

import attrs

from efc_format_docx.letterhead.parts import take_out, text_parts
from efc_format_docx.markup import W, value_of, word_language

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.numbering import CT_Numbering
    from docx.oxml.text.run import CT_R
    from lxml.etree import _Element

FOR_NOTHING = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}
"""Our styles that stand for what a letterhead has by default, whatever it calls it."""

REFERRING = ("basedOn", "next", "link")
FAR_STOP = 4400
"""Tab stops beyond this know how wide the text of base.docx is, in twentieths of a point."""

_HIGHER = {
    "TOCHeading": ("Heading1",),
    **{
        f"Heading{n}": tuple(f"Heading{above}" for above in range(n - 1, 0, -1))
        for n in range(2, 10)
    },
}
"""The styles after which a heading is made that a letterhead lacks, the nearest first."""

_STYLE = re.compile(r'<w:(p|r|tbl)Style w:val="([^"]+)"/>')
LEAST_LEVELS = 3
"""A list of fewer levels cannot hold points below points below points."""

BULLETS, ORDERED = "1", "2"
"""The numbers of our lists in base.docx; abstract and real ones are the same there."""

FOLLOWING = ("w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")


@attrs.define
class Styles:
    """Which style of the letterhead each of ours became; `missing` are names of those it lacks.

    `own` are names that no Word file has unless somebody made them for our reports. `numbers` are
    those of our lists, and what they became.
    """

    file: WordDocument
    base: WordDocument
    ids: dict[str, str] = attrs.field(factory=dict)
    missing: list[str] = attrs.field(factory=list)
    own: list[str] = attrs.field(factory=list)
    numbers: dict[str, str] = attrs.field(factory=dict)

    def apply(self, content: str) -> str:
        """Return the content with the styles of the letterhead in the place of ours."""
        return _STYLE.sub(lambda m: f'<w:{m[1]}Style w:val="{self.id_of(m[2])}"/>', content)

    def id_of(self, ours: str) -> str:
        """Return the id of the style in the letterhead; take ours in where it has none."""
        if ours not in self.ids:
            found = self.found(ours)
            self.ids[ours] = found if found else self._taken_in(_with_id(self.base, ours))
        return self.ids[ours]

    def found(self, ours: str) -> str:
        """Return the id of the style that the letterhead has itself, "" where it has none."""
        style = _with_id(self.base, ours)
        return _default(self.file, style) or _same(self.file, style)

    def _taken_in(self, style: _Element) -> str:
        ours = style.get(f"{W}styleId", "")
        taken = style_ids(self.file)
        identity = ours if ours not in taken else f"EfC{ours}"
        self.ids[ours] = identity  # before its relatives: two may name each other
        is_own = style.get(f"{W}customStyle") == "1"
        (self.own if is_own else self.missing).append(_name(style))
        copy = deepcopy(style)
        copy.set(f"{W}styleId", identity)
        copy.attrib.pop(f"{W}default", "")
        for tag in REFERRING:
            for relative in copy.findall(f"{W}{tag}"):
                relative.set(f"{W}val", self.id_of(relative.get(f"{W}val", "")))
        self._suit_headings(ours, copy)
        for number in copy.iter(f"{W}numId"):
            number.set(f"{W}val", self.numbers.get(number.get(f"{W}val", ""), "0"))
        self.file.styles.element.append(copy)
        return identity

    def _suit_headings(self, ours: str, copy: _Element) -> None:
        """Let a heading look like the next higher one that the letterhead has, but for its size."""
        above = next(filter(None, map(self.found, _HIGHER.get(ours, ()))), "")
        looks, layout = copy.find(f"{W}rPr"), copy.find(f"{W}pPr")
        if not above or looks is None or layout is None:
            return
        for relative in copy.findall(f"{W}basedOn"):
            relative.set(f"{W}val", above)
        for look in list(looks):
            if look.tag not in (f"{W}sz", f"{W}szCs"):
                looks.remove(look)
        if layout.find(f"{W}outlineLvl") is None:
            level = layout.makeelement(f"{W}outlineLvl")
            level.set(f"{W}val", "9")  # the heading of the contents is none of the text
            layout.append(level)


def stretch(styles: Styles, base_width: int, width: int) -> None:
    """Let the styles that were taken in know how wide the text is here."""
    taken = {*styles.missing, *styles.own}
    for style in styles.file.styles.element.findall(f"{W}style"):
        for stop in style.iter(f"{W}tab") if _name(style) in taken else ():
            position = int(stop.get(f"{W}pos", "0"))
            if position > FAR_STOP:
                stop.set(f"{W}pos", str(position * width // base_width))


def style_of(file: WordDocument, identity: str) -> _Element | None:
    """Return a style by its id."""
    styles = file.styles.element.findall(f"{W}style")
    return next((style for style in styles if style.get(f"{W}styleId") == identity), None)


def _with_id(file: WordDocument, identity: str) -> _Element:
    found = style_of(file, identity)
    if found is None:
        raise LookupError(f"base.docx has no style {identity}")
    return found


def _default(file: WordDocument, ours: _Element) -> str:
    kind = ours.get(f"{W}type", "")
    if ours.get(f"{W}styleId") != FOR_NOTHING.get(kind):
        return ""
    for style in file.styles.element.findall(f"{W}style"):
        if style.get(f"{W}type") == kind and style.get(f"{W}default") in ("1", "true", "on"):
            return str(style.get(f"{W}styleId", ""))
    return ""


def _same(file: WordDocument, ours: _Element) -> str:
    wanted = _name(ours).casefold()
    for style in file.styles.element.findall(f"{W}style"):
        others = value_of(style, f"{W}aliases").split(",")
        names = {name.strip().casefold() for name in (_name(style), *others)}
        if wanted in names and style.get(f"{W}type") == ours.get(f"{W}type"):
            return str(style.get(f"{W}styleId", ""))
    return ""


def style_ids(file: WordDocument) -> set[str]:
    """Return the ids of all styles."""
    return {style.get(f"{W}styleId", "") for style in file.styles.element.findall(f"{W}style")}


def _name(style: _Element) -> str:
    return value_of(style, f"{W}name")


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
    number = value_of(style_of(file, style), f"{W}pPr/{W}numPr/{W}numId")
    for real in numbering.findall(f"{W}num"):
        if real.get(f"{W}numId") == number:
            pattern = value_of(real, f"{W}abstractNumId")
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


def keep_languages(file: WordDocument, language: str) -> None:
    """Name the language of every run that has none, where the report is in another one.

    `language` is that of the report. Only then may it become the language of the whole file.
    """
    spoken = _spoken_in(file)
    wanted = word_language(language)
    if spoken and spoken != wanted:
        for part in text_parts(file):
            for run in part.root.iter(f"{W}r"):
                if (
                    run.find(f"{W}rPr/{W}lang") is None
                    and next(run.iter(f"{W}t"), None) is not None
                ):
                    cast("CT_R", run).get_or_add_rPr().insert_element_before(
                        _language(run, spoken), *FOLLOWING
                    )
    styles = file.styles.element
    for lang in styles.xpath("w:style[@w:default='1']/w:rPr/w:lang"):
        lang.attrib.pop(f"{W}val", None)
    if not styles.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang"):
        _default_run(styles).append(_language(styles, wanted))


def _default_run(styles: _Element) -> _Element:
    """Return the element for what holds of every run, which may not be there yet."""
    place = styles
    for tag in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(f"{W}{tag}")
        if found is None:
            found = place.makeelement(f"{W}{tag}")
            place.insert(0, found)
        place = found
    return place


def _spoken_in(file: WordDocument) -> str:
    """Return the language of text without one: that of the default style, or of the file."""
    styles = file.styles.element
    for place in (
        "w:style[@w:default='1'][@w:type='paragraph']/w:rPr/w:lang",
        "w:docDefaults//w:lang",
    ):
        for lang in styles.xpath(place):
            if lang.get(f"{W}val"):
                return str(lang.get(f"{W}val"))
    return ""


def _language(run: _Element, language: str) -> Any:
    lang = run.makeelement(f"{W}lang")
    lang.set(f"{W}val", language)
    return lang
