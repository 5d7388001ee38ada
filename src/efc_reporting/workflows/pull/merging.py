"""Puts what changed into the text of a section, and leaves the lines of all else as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import attrs

from efc_reporting.base.i18n import Word
from efc_reporting.blocks import Paragraph
from efc_reporting.blocks.passages import (
    Passage,
    PassageKind,
    digest_of_passages,
    leveled,
    raw_passages,
    short_digest,
)
from efc_reporting.contracts import ReportContext
from efc_reporting.documents.markdown import Piece, picture_source, pieces_of
from efc_reporting.documents.marks import FieldMark
from efc_reporting.documents.own_words import known_images
from efc_reporting.facts.fields import field_name, known_fields, masked_fields
from efc_reporting.loading.narrative import file_of_section
from efc_reporting.loading.values import ID_PATTERN
from efc_reporting.model import NarrativeSection
from efc_reporting.workflows.pull.markdown import Writer
from efc_reporting.workflows.pull.pictures import SectionPictures
from efc_reporting.workflows.pull.reading import EditedSection
from efc_reporting.workflows.pull.results import FigureChange, Outcome, SectionResult

if TYPE_CHECKING:
    from pathlib import Path

    from efc_reporting.blocks import Image


Reads = Callable[[str], Sequence[Piece]]
"""Reads Markdown as pieces with their lines."""


def keys_of(passages: Sequence[Passage]) -> list[tuple[object, ...]]:
    """Return what passages say, to compare them."""
    return [passage.key for passage in passages]


def passages_of_pieces(pieces: Sequence[Piece]) -> list[Passage]:
    """Return the passages of a text."""
    raw = (p for piece in pieces for p in raw_passages(piece.blocks, max(piece.depth, 1)))
    return list(leveled(raw))


def merged(
    markdown: str,
    edited: Sequence[Passage],
    reads: Reads,
    picture: Callable[[Passage], str],
) -> str:
    """Return the text with what was edited in it; the text itself where nothing was.

    Where the merged text would not read back as what was edited, all of it is written anew.
    """
    pieces = reads(markdown)
    if keys_of(passages_of_pieces(pieces)) == keys_of(edited):
        return markdown
    writer = Writer(
        reads=lambda text: passages_of_pieces(reads(text)),
        picture=picture,
        outermost=_outermost(markdown, pieces),
        breaks_sentences=_breaks_sentences(markdown, pieces),
    )
    known = {p.picture for p in edited if p.kind is PassageKind.PICTURE}
    text = "".join(_Merge(markdown, pieces, writer).chunks(edited))
    if _says(text, edited, reads, known):
        return text
    anew = "\n\n".join(writer.blocks(edited))
    return anew if _says(anew, edited, reads, known) else text


def _says(text: str, edited: Sequence[Passage], reads: Reads, pictures: set[str]) -> bool:
    """Say whether a text reads as what was edited, pictures apart: new ones are not known yet."""
    found = passages_of_pieces(reads(text))
    wanted = [p for p in edited if p.kind is not PassageKind.PICTURE]
    others = [p for p in found if p.kind is not PassageKind.PICTURE or p.picture not in pictures]
    return keys_of(others) == keys_of(wanted)


def _outermost(markdown: str, pieces: Sequence[Piece]) -> int:
    """Return how many signs the first heading of the outermost level has."""
    lines = markdown.split("\n")
    for piece in pieces:
        if piece.depth == 1:
            line = lines[piece.start].lstrip()
            signs = len(line) - len(line.lstrip("#"))
            return signs or 1
    return 2


def _breaks_sentences(markdown: str, pieces: Sequence[Piece]) -> bool:
    """Say whether the lines of paragraphs end with their sentences."""
    lines = markdown.split("\n")
    inner = [
        line.rstrip()
        for piece in pieces
        if not piece.depth and all(isinstance(block, Paragraph) for block in piece.blocks)
        for line in lines[piece.start : max(piece.start, piece.end - 1)]
    ]
    return bool(inner) and all(line.endswith((".", "!", "?", ":", ">")) for line in inner)


@attrs.frozen(kw_only=True)
class _Kept:
    """A piece of the text that stays, from its first passage on."""

    index: int
    length: int


class _Merge:
    """Walks through what was edited, and takes from the text what is still there."""

    def __init__(self, markdown: str, pieces: Sequence[Piece], writer: Writer) -> None:
        self._lines = markdown.split("\n")
        self._pieces = pieces
        self._writer = writer
        self._counts = [len(passages_of_pieces([piece])) for piece in pieces]
        self._last = -1

    def chunks(self, edited: Sequence[Passage]) -> Iterator[str]:
        """Yield the chunks of the new text."""
        kept = self._kept(edited)
        waiting: list[Passage] = []
        index = 0
        begun = False
        while index < len(edited):
            if index not in kept:
                waiting.append(edited[index])
                index += 1
                continue
            for block in self._written(waiting):
                yield f"{self._gap(begun)}{block}"
                begun = True
            waiting = []
            piece = kept[index].index
            yield f"{self._gap(begun, piece)}{self._source(piece)}"
            begun, self._last = True, piece
            index += kept[index].length
        for block in self._written(waiting):
            yield f"{self._gap(begun)}{block}"
            begun = True
        for rest in self._unseen():
            yield f"{self._gap(begun)}{rest}"
            begun = True

    def _written(self, waiting: list[Passage]) -> Iterator[str]:
        for block in self._writer.blocks(waiting):
            yield block
            self._last = -1

    def _gap(self, begun: bool, piece: int = -1) -> str:
        if not begun:
            return ""
        if piece > 0 and self._last == piece - 1:
            between = self._lines[self._end(piece - 1) : self._pieces[piece].start]
            return "\n".join(["", *(line for line in between if not line.strip()), ""])
        return "\n\n"

    def _source(self, piece: int) -> str:
        return "\n".join(self._lines[self._pieces[piece].start : self._end(piece)])

    def _end(self, piece: int) -> int:
        """Return where the lines of a piece end; lists reach over the empty lines behind them."""
        end = self._pieces[piece].end
        while end > self._pieces[piece].start and not self._lines[end - 1].strip():
            end -= 1
        return end

    def _kept(self, edited: Sequence[Passage]) -> dict[int, _Kept]:
        """Return the pieces whose passages all still stand together, by where they now begin."""
        old = keys_of(passages_of_pieces(self._pieces))
        matcher = SequenceMatcher(None, old, keys_of(edited), autojunk=False)
        now = {
            block.a + step: block.b + step
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
        }
        kept = {}
        first = 0
        for index, count in enumerate(self._counts):
            places = [now.get(place) for place in range(first, first + count)]
            start = places[0] if places else None
            if start is not None and places == list(range(start, start + count)):
                kept[start] = _Kept(index=index, length=count)
            first += count
        return kept

    def _unseen(self) -> Iterator[str]:
        """Yield the lines that show nothing by themselves, such as the targets of links."""
        done = 0
        for piece in self._pieces:
            yield from self._shown_nowhere(done, piece.start)
            done = piece.end
        yield from self._shown_nowhere(done, len(self._lines))

    def _shown_nowhere(self, start: int, end: int) -> Iterator[str]:
        text = "\n".join(self._lines[start:end]).strip("\n")
        if text.strip():
            yield text


class Comparer:
    """Compares sections in one language with the project as it now stands in the folder."""

    def __init__(self, root: Path, context: ReportContext, recipient: str) -> None:
        self._root = root
        self._context = context
        self._recipient = recipient
        self._fields = known_fields(context.project, context.facts)
        self._images = known_images(context)

    def result(self, edited: EditedSection, pictures: SectionPictures) -> SectionResult:
        """Return what becomes of a section."""
        mark, project = edited.mark, self._context.project
        result = SectionResult(
            section_id=mark.section_id,
            language=mark.language,
            outcome=Outcome.UNKNOWN,
            left_out=(*edited.left_out, *pictures.left_out),
            has_copies=edited.has_copies,
        )
        if not re.match(ID_PATTERN, mark.section_id) or mark.language not in project.languages:
            return result
        section = project.section(mark.section_id, mark.language)
        before = section.markdown if section else ""
        plain = self._with_plain_fields(before)
        after = merged(plain, pictures.passages, self._pieces, self._picture)
        return attrs.evolve(
            result,
            outcome=Outcome.UNCHANGED
            if after == plain
            else self._outcome(edited, pictures.passages, section),
            file=file_of_section(self._root, mark.section_id, mark.language, project.languages),
            owner=section.owner if section else "",
            before=before,
            after=before if after == plain else after,
        )

    def figures(
        self, edited: EditedSection, fields: Mapping[int, FieldMark]
    ) -> Iterator[FigureChange]:
        """Yield the figures that somebody edited."""
        for found in edited.fields:
            mark = fields[found.number]
            says = self._says(mark.source)
            now = " ".join(found.text.split())
            if now not in (" ".join(mark.text.split()), " ".join(says.split())):
                yield FigureChange(
                    section_id=edited.mark.section_id,
                    field=mark.source,
                    was=mark.text,
                    now=now,
                    says=says,
                )

    def _outcome(
        self,
        edited: EditedSection,
        passages: tuple[Passage, ...],
        section: NarrativeSection | None,
    ) -> Outcome:
        if digest_of_passages(passages) == edited.mark.text_digest:
            return Outcome.OLDER
        owner = section.owner if section else ""
        if owner and self._recipient not in ("", owner):
            return Outcome.NOT_THEIRS
        now = short_digest(section.markdown) if section else ""
        return Outcome.CHANGED if now == edited.mark.digest else Outcome.CONFLICT

    def _says(self, source: str) -> str:
        name = field_name(source.strip("{} \n\t"))
        if name not in self._fields:
            return ""
        value: Word = self._fields[name]
        return self._context.translator.word(value)

    def _with_plain_fields(self, markdown: str) -> str:
        """Return the text with each field in one line, so that its lines are those of pieces."""
        masked, fields = masked_fields(markdown, self._fields, self._context.translator)
        for number, field in enumerate(fields):
            masked = masked.replace(f"\ue000{number}\ue001", field.source, 1)
        return masked

    def _pieces(self, markdown: str) -> tuple[Piece, ...]:
        masked, fields = masked_fields(markdown, self._fields, self._context.translator)
        return tuple(pieces_of(masked, self._images, fields))

    def _picture(self, passage: Passage) -> str:
        image: Image = self._images[f"pictures/{passage.picture}.png"]
        return picture_source(image)
