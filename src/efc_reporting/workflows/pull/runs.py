"""What stands in a paragraph: runs with their looks, links and fields, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.base.links import link_target
from efc_reporting.base.text import clean
from efc_reporting.blocks.content import Run, Text
from efc_reporting.documents.marks import FieldMark
from efc_reporting.workflows.pull.package import R, W, is_on, local, value
from efc_reporting.workflows.pull.styles import Looks

FIELD_TAG = re.compile(r"efc:f:([0-9]{1,5})\Z")
_FIELD_BOOKMARK = re.compile(r"efc_f_([0-9]{1,5})\Z")
_HYPERLINK = re.compile(r"\s*HYPERLINK\s+\"([^\"]*)\"", re.IGNORECASE)
_OUR_PICTURE = re.compile(r"Picture [0-9]+ ([\w.-]+)")
_LETTERS = {"tab": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "cr": "\n"}
_PASSED = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo", "fldSimple"}
    | {"AlternateContent", "Choice"}
)
_LEFT_OUT = {
    "footnoteReference": "footnote",
    "endnoteReference": "endnote",
    "oMath": "formula",
    "oMathPara": "formula",
    "object": "embedded object",
    "pict": "drawing",
    "txbxContent": "text box",
    "chart": "chart",
}


@attrs.frozen(kw_only=True)
class FoundPicture:
    """A picture in a line: the id of the project's picture, "" for another; its relation."""

    picture_id: str
    relation: str
    alternative: str


@attrs.frozen(kw_only=True)
class FoundField:
    """A field of ours with what a reader of the file sees."""

    number: int
    text: str


@attrs.frozen
class _Piece:
    run: Run
    field: int = 0


@attrs.define(kw_only=True)
class Line:
    """What was found in one paragraph."""

    text: Text = ()
    pictures: list[FoundPicture] = attrs.field(factory=list)
    fields: list[FoundField] = attrs.field(factory=list)
    left_out: list[str] = attrs.field(factory=list)
    is_caption: bool = False


class LineReader:
    """Reads paragraphs of one file."""

    def __init__(
        self, looks: Looks, links: Mapping[str, str], fields: Mapping[int, FieldMark]
    ) -> None:
        self._looks = looks
        self._links = links
        self._fields = fields

    def line(self, paragraph: Element) -> Line:
        """Return what stands in a paragraph."""
        reading = _Reading(self._looks, self._links)
        pieces = list(reading.pieces(paragraph, link="", field=0))
        line = reading.line
        line.text = tuple(self._runs(pieces, line))
        return line

    def _runs(self, pieces: list[_Piece], line: Line) -> Iterator[Run]:
        """Yield the runs; the pieces of one field become one."""
        index = 0
        while index < len(pieces):
            run, number = pieces[index].run, pieces[index].field
            index += 1
            mark = self._fields.get(number)
            if mark is None:
                if run.text:
                    yield run
                continue
            text = run.text
            while index < len(pieces) and pieces[index].field == number:
                run = run if run.text else pieces[index].run  # the mark itself has no look
                text += pieces[index].run.text
                index += 1
            line.fields.append(FoundField(number=number, text=text))
            yield attrs.evolve(run, text=text, source=mark.source)


class _Reading:
    """Reads one paragraph from its first element to its last."""

    def __init__(self, looks: Looks, links: Mapping[str, str]) -> None:
        self.line = Line()
        self._looks = looks
        self._links = links
        self._instructions: list[str] = []
        self._is_instruction: list[bool] = []
        self._bookmarks: dict[str, int] = {}

    def pieces(self, parent: Element, link: str, field: int) -> Iterator[_Piece]:
        for child in parent:
            match local(child):
                case "r":
                    yield from self._run(child, link or self._link_of_field(), field)
                case "hyperlink":
                    target = self._links.get(child.get(f"{R}id", ""), "")
                    yield from self.pieces(child, link_target(target) or link, field)
                case "sdt":
                    yield from self._control(child, link, field)
                case "bookmarkStart" | "bookmarkEnd":
                    yield from self._bookmark(child)
                case "fldSimple":
                    self._note_field(value(child, "instr"))
                    yield from self.pieces(child, link, field)
                case name if name in _PASSED:
                    yield from self.pieces(child, link, field)
                case name if name in _LEFT_OUT:
                    self.line.left_out.append(_LEFT_OUT[name])

    def _control(self, control: Element, link: str, field: int) -> Iterator[_Piece]:
        match = FIELD_TAG.match(value(control.find(f"{W}sdtPr/{W}tag")))
        content = control.find(f"{W}sdtContent")
        number = int(match[1]) if match else field
        if match:
            yield _Piece(Run(text="", link=link), number)
        if content is not None:
            yield from self.pieces(content, link, number)

    def _bookmark(self, mark: Element) -> Iterator[_Piece]:
        match = _FIELD_BOOKMARK.match(value(mark, "name"))
        if match and local(mark) == "bookmarkStart":
            self._bookmarks[value(mark, "id")] = int(match[1])
            yield _Piece(Run(text=""), int(match[1]))
        elif local(mark) == "bookmarkEnd":
            self._bookmarks.pop(value(mark, "id"), None)

    def _run(self, run: Element, link: str, field: int) -> Iterator[_Piece]:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            return
        text = "".join(self._letters(run))
        if text:
            strong, emphasised = self._looks.look(properties)
            number = field or next(reversed(self._bookmarks.values()), 0)
            shown = Run(text=clean(text), is_strong=strong, is_emphasised=emphasised, link=link)
            yield _Piece(shown, number)

    def _letters(self, run: Element) -> Iterator[str]:
        for child in run:
            name = local(child)
            if name == "fldChar":
                self._field_step(value(child, "fldCharType"))
            elif name == "instrText" and self._instructions:
                self._instructions[-1] += child.text or ""
            elif any(self._is_instruction):
                continue
            elif name == "t":
                yield child.text or ""
            elif name == "br":
                yield "" if value(child, "type") in ("page", "column") else "\n"
            elif name in _LETTERS:
                yield _LETTERS[name]
            elif name in ("drawing", "AlternateContent"):
                self._drawing(child)
            elif name in _LEFT_OUT:
                self.line.left_out.append(_LEFT_OUT[name])

    def _field_step(self, step: str) -> None:
        if step == "begin":
            self._instructions.append("")
            self._is_instruction.append(True)
        elif step == "separate" and self._is_instruction:
            self._is_instruction[-1] = False
            self._note_field(self._instructions[-1])
        elif step == "end" and self._instructions:
            self._instructions.pop()
            self._is_instruction.pop()

    def _note_field(self, instruction: str) -> None:
        self.line.is_caption = self.line.is_caption or instruction.split()[:1] == ["SEQ"]

    def _link_of_field(self) -> str:
        matches = (_HYPERLINK.match(text) for text in reversed(self._instructions))
        return next((link_target(match[1]) for match in matches if match), "")

    def _drawing(self, drawing: Element) -> None:
        shown = next((e for e in drawing.iter() if local(e) == "docPr"), None)
        blip = next((e for e in drawing.iter() if local(e) == "blip"), None)
        others = {_LEFT_OUT[name] for e in drawing.iter() if (name := local(e)) in _LEFT_OUT}
        if blip is None:
            self.line.left_out += sorted(others or {"drawing"})
            return
        named = _OUR_PICTURE.match("" if shown is None else shown.get("name", ""))
        self.line.pictures.append(
            FoundPicture(
                picture_id=named[1] if named else "",
                relation=blip.get(f"{R}embed", ""),
                alternative=clean("" if shown is None else shown.get("descr", "")),
            )
        )
