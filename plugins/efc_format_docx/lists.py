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
    number = story.add_numbering() if block.is_ordered else story.bullets
    style = "ListNumber" if block.is_ordered else "ListBullet"
    return "".join(
        paragraph(style, runs(item.text, story), _properties(item, level, number))
        for item, level in _walk(block.items, 0)
    )


def _walk(items: tuple[ListItem, ...], level: int) -> Iterator[tuple[ListItem, int]]:
    for item in items:
        yield item, level
        yield from _walk(item.items, level + 1)


def _properties(item: ListItem, level: int, number: int) -> str:
    turned = "<w:bidi/>" if is_right_to_left(plain(item.text)) else ""
    return (
        f'<w:numPr><w:ilvl w:val="{min(level, DEEPEST)}"/><w:numId w:val="{number}"/></w:numPr>'
        f"{turned}"
    )
