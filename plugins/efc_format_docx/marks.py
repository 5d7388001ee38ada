"""Marks by which an edited file is taken back: content controls, bookmarks and properties.

Word keeps content controls and their locks; LibreOffice loses tags and locks, but keeps bookmarks.
What a mark stands for is told in the properties of the file, since the tag of a
control holds 64 letters and the name of a bookmark 40.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from efc_format_docx.markup import W, attribute, bookmarked, plain_line, value_of
from efc_format_docx.story import Story
from efc_reporting.plugin import (
    Block,
    Document,
    FieldMark,
    FileMarks,
    OwnWords,
    Run,
    SectionMark,
    line_digests,
    names_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST_TAG = 64
LONGEST_NAME = 40
TAG = "efc:"
"""How the tags of our controls begin."""

HINT = '<w:color w:val="595959"/>'
"""Grey, but dark enough to be read."""

PART = '<w:docPartObj><w:docPartGallery w:val="Quick Parts"/></w:docPartObj>'
"""Makes a control round paragraphs a part of the document. Of any other that follows a field,
LibreOffice 7 makes one in the first paragraph, and takes bold words and links out of that."""

CONTENTS = "TOC"
"""How the styles of the entries in the contents begin; Word writes those lines anew."""


def marked_words(
    block: OwnWords,
    level: int,
    story: Story,
    written: Callable[[Iterable[Block]], Iterator[str]],
) -> str:
    """Return the project's own words in a control and between bookmarks."""
    mark = SectionMark(
        section_id=block.section_id,
        language=block.language,
        digest=block.digest,
        text_digest=block.text_digest,
        level=level,
    )
    story.marks.sections.append(mark)
    number = len(story.marks.sections)
    content = "".join(written(block.editable))
    is_prompt = not content
    if is_prompt:
        story.marks.prompt = block.prompt
        content = f"<w:p><w:r><w:rPr>{HINT}</w:rPr>{plain_line(block.prompt)}</w:r></w:p>"
    tag = f"{TAG}{number}:{block.digest}:{block.language}/{block.section_id}"
    lock = "sdtContentLocked" if block.is_locked else "sdtLocked"
    inner = bookmarked(f"efc_{number}_{block.digest}"[:LONGEST_NAME], next(story.ids), content)
    kind = f"<w:showingPlcHdr/>{PART}" if is_prompt else PART
    alias = block.title or block.section_id
    return _control(inner, alias=alias, tag=tag, lock=lock, kind=kind, story=story)


def marked_run(run: Run, content: str, story: Story) -> str:
    """Return the runs of a field in a control of their own: its figure cannot be edited in Word."""
    story.marks.fields.append(FieldMark(source=run.source, text=run.text))
    number = len(story.marks.fields)
    inner = bookmarked(f"efc_f_{number}", next(story.ids), content or "<w:r><w:t/></w:r>")
    tag = f"{TAG}f:{number}"
    return _control(inner, alias=run.source, tag=tag, lock="contentLocked", kind="", story=story)


def _control(content: str, *, alias: str, tag: str, lock: str, kind: str, story: Story) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{_short(alias)}"/><w:tag w:val="{_short(tag)}"/>'
        f'<w:id w:val="{next(story.ids)}"/><w:lock w:val="{lock}"/>{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _short(text: str) -> str:
    return attribute(" ".join(text.split())[:LONGEST_TAG])


def file_marks(document: Document, story: Story, body: _Element) -> FileMarks:
    """Return all that the file says of itself once its body is written."""
    return FileMarks(
        document=document.kind,
        language=document.language,
        audience=document.audience,
        recipient=story.context.recipient,
        as_of=document.as_of,
        project=names_of(story.context.project),
        prompt=story.marks.prompt,
        sections=story.marks.sections,
        fields=story.marks.fields,
        lines=line_digests(_lines(body)),
    )


def _lines(element: _Element) -> Iterator[str]:
    """Yield the lines that stand outside the marked sections, without the contents."""
    for child in element:
        if child.tag == f"{W}p":
            if not value_of(child, f"{W}pPr/{W}pStyle").startswith(CONTENTS):
                yield _line(child)
        elif not _is_ours(child):
            yield from _lines(child)


def _is_ours(element: _Element) -> bool:
    return element.tag == f"{W}sdt" and value_of(element, f"{W}sdtPr/{W}tag").startswith(TAG)


def _line(paragraph: _Element) -> str:
    pieces = paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
    return "".join((piece.text or "") if piece.tag == f"{W}t" else " " for piece in pieces)
