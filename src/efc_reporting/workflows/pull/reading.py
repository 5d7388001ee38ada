"""Reads an edited file: what each section says now, and what else somebody did in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.blocks.content import Run, Text
from efc_reporting.blocks.passages import Passage, PassageKind, is_blank, leveled
from efc_reporting.documents.marks import FieldMark, SectionMark
from efc_reporting.facts.fields import FIELD
from efc_reporting.workflows.pull.package import (
    W,
    WordFile,
    local,
    not_accepted,
    text_pieces,
    value,
)
from efc_reporting.workflows.pull.review import (
    Comment,
    Settler,
    Settling,
    TrackedChange,
    comments_in,
)
from efc_reporting.workflows.pull.runs import FIELD_TAG, FoundField, FoundPicture, Line, LineReader
from efc_reporting.workflows.pull.styles import Looks

_TAG = re.compile(r"efc:([0-9]{1,4}):([0-9a-f]*):([^/]*)/(.*)\Z")
_BOOKMARK = re.compile(r"efc_([0-9]{1,4})_")
_AROUND = frozenset({"customXml", "smartTag", "sdtContent", "AlternateContent", "Choice"})


@attrs.define
class _Placed:
    """A block of the body with the sections that its control and its bookmark tell, 0 for none."""

    element: Element
    control: int
    copy: int
    bookmark: int


@attrs.frozen(kw_only=True)
class Regions:
    """The blocks of each section by its number, and those outside of all.

    `tags` tell of sections what the properties of a file may have lost. `copies` are the numbers
    of sections that stand in the file more than once; their first copy counts.
    """

    sections: Mapping[int, tuple[Element, ...]]
    outside: tuple[Element, ...]
    tags: Mapping[int, SectionMark]
    copies: frozenset[int]


def regions_of(body: Element) -> Regions:
    """Return where the sections stand."""
    finder = _Finder(_last_ends(body))
    placed = list(finder.placed(body, 0, 0))
    with_control = {block.control for block in placed if block.control}
    sections: dict[int, list[Element]] = {number: [] for number in finder.opened}
    outside = []
    for block in placed:
        is_left = block.bookmark and block.bookmark not in with_control
        number = block.control or (block.bookmark if is_left else 0)
        if number and block.copy < 2:
            sections.setdefault(number, []).append(block.element)
        elif not number:
            outside.append(block.element)
    return Regions(
        sections={number: tuple(blocks) for number, blocks in sections.items()},
        outside=tuple(outside),
        tags=finder.tags,
        copies=frozenset(n for n, copies in finder.opened.items() if copies > 1),
    )


def _last_ends(body: Element) -> frozenset[Element]:
    """Return where the bookmark of each section ends for the last time.

    LibreOffice writes that of a text with a table at its end twice: empty where the text begins,
    and anew behind the table.
    """
    numbers: dict[str, int] = {}
    ends: dict[int, Element] = {}
    for element in body.iter():
        if element.tag == f"{W}bookmarkStart":
            match = _BOOKMARK.match(value(element, "name"))
            if match:
                numbers[value(element, "id")] = int(match[1])
        elif element.tag == f"{W}bookmarkEnd" and value(element, "id") in numbers:
            ends[numbers[value(element, "id")]] = element
    return frozenset(ends.values())


class _Finder:
    """Walks through a body once, in the order in which it is read."""

    def __init__(self, ends: frozenset[Element]) -> None:
        self._ends = ends
        self.tags: dict[int, SectionMark] = {}
        self.opened: dict[int, int] = {}
        self._bookmarks: dict[str, int] = {}

    def placed(self, parent: Iterable[Element], control: int, copy: int) -> Iterator[_Placed]:
        for element in parent:
            name = local(element)
            if name == "sdt":
                yield from self._control(element, control, copy)
            elif name in _AROUND:
                yield from self.placed(element, control, copy)
            elif name in ("p", "tbl"):
                yield _Placed(element, control, copy, self._section_of(element))
            elif name in ("bookmarkStart", "bookmarkEnd"):
                self._mark(element)

    def _control(self, element: Element, control: int, copy: int) -> Iterator[_Placed]:
        content = element.find(f"{W}sdtContent")
        match = _TAG.match(value(element.find(f"{W}sdtPr/{W}tag")))
        if content is None:
            return
        if match and not control:
            control = int(match[1])
            copy = self.opened[control] = self.opened.get(control, 0) + 1
            self.tags.setdefault(
                control,
                SectionMark(
                    section_id=match[4], language=match[3], digest=match[2], text_digest=""
                ),
            )
        yield from self.placed(content, control, copy)

    def _section_of(self, block: Element) -> int:
        """Return the section whose bookmark holds a block; open and close what does so in it."""
        before = self._open_section()
        begun = 0
        has_text = False
        for element in block.iter():
            if element.tag == f"{W}t" and element.text:
                has_text = True
            elif element.tag == f"{W}bookmarkStart":
                self._mark(element)
                begun = begun or self._bookmarks.get(value(element, "id"), 0)
            elif element.tag == f"{W}bookmarkEnd" and self._mark(element) and not has_text:
                before = 0  # it ended where this block begins
        return begun or before

    def _mark(self, element: Element) -> bool:
        """Take note of a bookmark; say whether a section ends with it."""
        match = _BOOKMARK.match(value(element, "name"))
        if match and element.tag == f"{W}bookmarkStart":
            self._bookmarks[value(element, "id")] = int(match[1])
            self.opened.setdefault(int(match[1]), 0)
            return False
        if element not in self._ends:
            return False
        number = self._bookmarks.get(value(element, "id"), 0)
        # LibreOffice may write the start of a bookmark twice, and only one of the two then ends.
        self._bookmarks = {i: n for i, n in self._bookmarks.items() if n != number}
        return bool(number)

    def _open_section(self) -> int:
        return next(iter(self._bookmarks.values()), 0)


MOST = 3000
"""Paragraphs of one text; to compare very many takes time that grows with their square."""

NEW_PICTURE = "new:"
"""How a passage calls a picture that is none of the project's; its relation follows."""


@attrs.frozen(kw_only=True)
class EditedSection:
    """What a section says in the file; `left_out` is what Markdown cannot hold."""

    mark: SectionMark
    passages: tuple[Passage, ...]
    fields: tuple[FoundField, ...]
    pictures: tuple[FoundPicture, ...]
    left_out: tuple[str, ...]
    has_copies: bool = False


@attrs.frozen(kw_only=True)
class EditedFile:
    """Everything that was read from a file; `missing` are sections that it lost.

    `lines` stand outside the sections.
    """

    sections: tuple[EditedSection, ...]
    missing: tuple[SectionMark, ...]
    lines: tuple[str, ...]
    changes: tuple[TrackedChange, ...]
    comments: tuple[Comment, ...]


def read_edited(file: WordFile, settling: Settling) -> EditedFile:
    """Return what a file says, its tracked changes settled."""
    regions = regions_of(file.body)
    known = dict(enumerate(file.marks.sections, start=1)) if file.marks else dict(regions.tags)
    fields = fields_of(file)
    prompt = file.marks.prompt if file.marks else ""
    comments = [*comments_in(file.comments, regions.outside, "")]
    changes: list[TrackedChange] = []
    sections = []
    for number, mark in known.items():
        blocks = regions.sections.get(number, ())
        if not blocks:
            continue
        comments += comments_in(file.comments, blocks, mark.section_id)
        settled = Settler(settling, mark.section_id, changes).blocks(blocks)
        reader = _SectionReader(file, fields)
        found = (p for p in reader.passages(settled) if not _is_prompt(p, prompt))
        passages = tuple(leveled(islice(found, MOST + 1)))
        if len(passages) > MOST:
            raise not_accepted(
                file.name,
                f"the text {mark.section_id!r} has more than {MOST} paragraphs",
                "take out what is not part of the report",
            )
        sections.append(
            EditedSection(
                mark=mark,
                passages=passages,
                fields=tuple(reader.fields),
                pictures=tuple(reader.pictures),
                left_out=tuple(reader.left_out),
                has_copies=number in regions.copies,
            )
        )
    outside = Settler(settling, "", changes).blocks(regions.outside)
    return EditedFile(
        sections=tuple(sections),
        missing=tuple(mark for n, mark in known.items() if not regions.sections.get(n)),
        lines=tuple(_lines(outside, Looks(file.styles, file.numbering))),
        changes=tuple(changes),
        comments=tuple(comments),
    )


def fields_of(file: WordFile) -> dict[int, FieldMark]:
    """Return the fields of a file by their numbers.

    Where its properties are lost, the names of the controls tell what they are, but not what they
    showed.
    """
    if file.marks:
        return dict(enumerate(file.marks.fields, start=1))
    found = {}
    for properties in file.body.iter(f"{W}sdtPr"):
        tag = FIELD_TAG.match(value(properties.find(f"{W}tag")))
        source = value(properties.find(f"{W}alias"))
        if tag and FIELD.fullmatch(source):
            found[int(tag[1])] = FieldMark(source=source, text="")
    return found


def _is_prompt(passage: Passage, prompt: str) -> bool:
    return bool(prompt) and "".join(run.text for run in passage.text).strip() == prompt


def _lines(blocks: Iterable[Element], looks: Looks) -> Iterator[str]:
    """Yield the lines that say something, but for those of the contents, which Word renews."""
    for block in blocks:
        for line in block.iter(f"{W}p"):
            words = " ".join("".join(text_pieces(line)).split())
            if words and not looks.is_of_contents(line):
                yield words


class _SectionReader:
    """Turns the blocks of one section into passages, and gathers what else stands there."""

    def __init__(self, file: WordFile, fields: Mapping[int, FieldMark]) -> None:
        self.fields: list[FoundField] = []
        self.pictures: list[FoundPicture] = []
        self.left_out: list[str] = []
        self._looks = Looks(file.styles, file.numbering)
        self._lines = LineReader(self._looks, file.links, fields)
        self._above: list[int] = []
        self._follows_picture = False

    def passages(self, blocks: Iterable[Element]) -> Iterator[Passage]:
        for block in blocks:
            if block.tag == f"{W}tbl":
                yield from self._table(block)
            elif block.tag == f"{W}p":
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: Element) -> Iterator[Passage]:
        line = self._read(paragraph)
        if line.is_caption and self._follows_picture:
            self._follows_picture = False
            return
        if not is_blank(line.text):
            yield self._passage(paragraph, line.text)
        for picture in line.pictures:
            alternative = (Run(text=picture.alternative),) if picture.alternative else ()
            called = picture.picture_id or NEW_PICTURE + picture.relation
            yield Passage(kind=PassageKind.PICTURE, picture=called, text=alternative)
        self._follows_picture = bool(line.pictures)

    def _passage(self, paragraph: Element, text: Text) -> Passage:
        level = self._looks.heading(paragraph)
        if level:
            self._above = [*(above for above in self._above if above < level), level]
            return Passage(kind=PassageKind.HEADING, text=text, depth=len(self._above))
        if self._looks.is_quote(paragraph):
            return Passage(kind=PassageKind.QUOTE, text=text)
        place = self._looks.list_place(paragraph)
        if place is None:
            return Passage(kind=PassageKind.PARAGRAPH, text=text)
        kind = PassageKind.ITEM
        return Passage(kind=kind, text=text, depth=place.depth, is_ordered=place.is_ordered)

    def _table(self, table: Element) -> Iterator[Passage]:
        inner = {e for t in table.iter(f"{W}tbl") if t is not table for e in t.iter()}
        self.left_out += ["table in a table"] * bool(inner)
        rows = [list(self._cells(r, inner)) for r in table.iter(f"{W}tr") if r not in inner]
        width = max(map(len, rows), default=0)
        if width:
            filled = tuple((*row, *((),) * (width - len(row))) for row in rows)
            yield Passage(kind=PassageKind.TABLE, rows=filled)

    def _cells(self, row: Element, inner: set[Element]) -> Iterator[Text]:
        """Yield the cells of a row; the words of a table in one of them stand in it as text."""
        for cell in (found for found in row.iter(f"{W}tc") if found not in inner):
            properties = cell.find(f"{W}tcPr")
            text: list[Run] = []
            for paragraph in cell.iter(f"{W}p"):
                line = self._read(paragraph)
                gap = [Run(text=" ")] if text and line.text else []
                text += [*gap, *line.text]
                self.left_out += ["picture in a table"] * len(line.pictures)
            yield tuple(text)
            span = value(properties.find(f"{W}gridSpan")) if properties is not None else ""
            for _ in range(min(int(span), 60) - 1 if span.isdecimal() else 0):
                yield ()

    def _read(self, paragraph: Element) -> Line:
        line = self._lines.line(paragraph)
        self.fields += line.fields
        self.pictures += line.pictures
        self.left_out += line.left_out
        return line
