"""Lists with Word's own bullets and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from efc_format_docx.languages import is_right_to_left
from efc_format_docx.runs import paragraph, runs
from efc_format_docx.story import Story
from efc_reporting.plugin import BulletList, ListItem, plain

DEEPEST = 8
"""Word has nine levels, counted from 0."""


def bullet_list(block: BulletList, story: Story) -> str:
    """Return a paragraph per point; each ordered list starts at 1 again."""
    return "".join(_points(block, 0, None, story))


def _points(block: BulletList, level: int, number: int | None, story: Story) -> Iterator[str]:
    """Yield the paragraphs of a list; `number` is that of the list around, if of the same kind."""
    if number is None:
        number = story.add_numbering(min(level, DEEPEST)) if block.is_ordered else story.bullets
    style = "ListNumber" if block.is_ordered else "ListBullet"
    for item in block.items:
        yield paragraph(style, runs(item.text, story), _properties(item, level, number))
        for below in item.lists_below(block.is_ordered):
            same = number if below.is_ordered is block.is_ordered else None
            yield from _points(below, level + 1, same, story)


def _properties(item: ListItem, level: int, number: int) -> str:
    turned = "<w:bidi/>" if is_right_to_left(plain(item.text)) else ""
    return (
        f'<w:numPr><w:ilvl w:val="{min(level, DEEPEST)}"/><w:numId w:val="{number}"/></w:numPr>'
        f"{turned}"
    )
