"""One part of the file that holds text: the body, a header or a footer."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

import attrs

from efc_reporting.plugin import Audience, FieldMark, Funding, ReportContext, SectionMark

if TYPE_CHECKING:
    from docx.parts.story import StoryPart


@attrs.frozen
class Heading:
    """A heading that was written, for the table of contents."""

    level: int
    title: str
    bookmark: str


@attrs.frozen
class Picture:
    """A picture that is in the file: how the part refers to it, and its own size in EMU."""

    relationship: str
    width: int
    height: int


@attrs.define
class Marks:
    """The sections and fields that were marked so far."""

    sections: list[SectionMark] = attrs.field(factory=list)
    fields: list[FieldMark] = attrs.field(factory=list)
    prompt: str = ""


@attrs.define(kw_only=True)
class Story:
    """Hands out what has to be unique, and keeps links and pictures with the right part.

    `width` is that of the text in twentieths of a point. Numbers are shared by all parts of one
    file; `headings` grows while the body is written. `funding` is acknowledged at the top of the
    text and of sections that are apart. `bullets` is the list of points, `ordered` the pattern of
    numbered lists. `marks` are those of sections and fields.
    """

    part: StoryPart
    context: ReportContext
    language: str
    width: int
    ids: Iterator[int] = attrs.field(factory=lambda: count(1))
    headings: list[Heading] = attrs.field(factory=list)
    funding: Funding | None = None
    marks: Marks = attrs.field(factory=Marks)
    captions: dict[str, Iterator[int]] = attrs.field(factory=dict)
    bullets: int = 1
    ordered: int = 2

    def text(self, message: str) -> str:
        """Translate a message; its places stay open."""
        return self.context.translator.text(message)

    def for_part(self, part: StoryPart) -> Story:
        """Return the same for another part of the file."""
        return attrs.evolve(self, part=part)

    @property
    def is_taken_back(self) -> bool:
        """Whether the text is marked, so that the file can be edited and pulled."""
        return self.context.audience is not Audience.PUBLIC

    def next_caption(self, kind: str) -> int:
        """Return the number of the next caption of a kind."""
        return next(self.captions.setdefault(kind, count(1)))

    def add_heading(self, level: int, title: str) -> Heading:
        """Note a heading and give it a bookmark."""
        heading = Heading(level, title, f"_Toc{len(self.headings) + 1:08}")
        self.headings.append(heading)
        return heading

    def add_link(self, target: str) -> str:
        """Return the relationship that leads to an address outside."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        return self.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    def add_picture(self, data: bytes) -> Picture:
        """Put a picture into the file, once for the same bytes."""
        relationship, image = self.part.get_or_add_image(io.BytesIO(data))
        return Picture(relationship, int(image.width), int(image.height))

    def add_numbering(self, level: int = 0) -> int:
        """Return the number of a new ordered list that starts at 1 on a level, 0 the outermost."""
        numbering = self.part._document_part.numbering_part.element
        instance = numbering.add_num(self.ordered)
        instance.add_lvlOverride(level).add_startOverride(1)
        return int(instance.numId)
