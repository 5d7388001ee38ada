"""Reads an edited file: what each section says now, and what else somebody did in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from xml.etree.ElementTree import Element

import attrs

from efc_reporting.content import Run, Text
from efc_reporting.fields import FIELD
from efc_reporting.marks import FieldMark, SectionMark
from efc_reporting.passages import Passage, PassageKind, is_blank, leveled
from efc_reporting.pulling.changes import Settler, Settling, TrackedChange
from efc_reporting.pulling.comments import Comment, comments_in
from efc_reporting.pulling.package import WordFile
from efc_reporting.pulling.regions import regions_of
from efc_reporting.pulling.runs import FIELD_TAG, FoundField, FoundPicture, Line, LineReader
from efc_reporting.pulling.styles import Looks
from efc_reporting.pulling.xml import W, not_accepted, text_pieces, value

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
