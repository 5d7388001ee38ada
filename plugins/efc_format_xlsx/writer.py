"""Every block of a document, put on a page."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from efc_format_xlsx.grid import LINE_HEIGHT, SIGNATURE_HEIGHT, height_of
from efc_format_xlsx.page import Page
from efc_format_xlsx.tables import is_to_sign, table_height, write_table
from efc_format_xlsx.values import Shown, safe_text, shown
from efc_reporting.plugin import (
    Block,
    FieldList,
    Image,
    KeyFigures,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Section,
    SignatureBlock,
    Table,
    Text,
)

_LOOKS = {ParagraphStyle.LEAD: "lead", ParagraphStyle.NOTE: "note"}


def write_blocks(page: Page, blocks: Iterable[Block], level: int = 1) -> None:
    """Write blocks one under another, unknown ones as what they fall back to."""
    rest = tuple(blocks)
    for place, block in enumerate(rest):
        if isinstance(block, Table):
            _write_table(page, block, rest[place + 1 :])
        else:
            _write_block(page, block, level)


def _write_table(page: Page, table: Table, following: tuple[Block, ...]) -> None:
    """Write a table; on paper, the last two rows of a list stand above those who certify it.

    Only below another table it starts on a page of its own: a heading must not be left alone.
    """
    below = _certification(page, following) if is_to_sign(table) else 0.0
    if page.has_table:
        page.keep_together(table_height(page, table) + below)
    write_table(page, table, below)


def _certification(page: Page, following: tuple[Block, ...]) -> float:
    """Return how high the notes and the signatures are that follow at once; 0 where none sign."""
    noted = tuple(takewhile(lambda block: isinstance(block, Paragraph), following))
    signing = takewhile(lambda b: isinstance(b, SignatureBlock), following[len(noted) :])
    heights = [_signature_height(block) for block in signing if isinstance(block, SignatureBlock)]
    if not heights:
        return 0.0
    texts = (text_with_links(block.text) for block in noted if isinstance(block, Paragraph))
    return sum(heights) + sum(height_of(text, sum(page.widths)) for text in texts)


def _write_block(page: Page, block: Block, level: int) -> None:
    match block:
        case Section():
            page.keep_together(_height_with_next(page, block))
            page.gap()
            page.across(block.title, "heading" if level == 1 else "subheading")
            write_blocks(page, block.blocks, level + 1)
        case Paragraph():
            page.across(text_with_links(block.text), _LOOKS.get(block.style, "text"))
        case KeyFigures():
            for figure in block.figures:
                page.labelled(figure.label, shown(figure.value, figure.text), "figure")
        case FieldList():
            for field in block.fields:
                text = safe_text(text_with_links(field.text))
                page.labelled(field.label, Shown(value=text), "text")
        case Image():
            page.picture(block.data, block.alternative or block.caption)
            if block.caption:
                page.across(block.caption, "note")
        case SignatureBlock():
            _write_signature(page, block)
        case PageBreak():
            page.break_page()
        case _:
            write_blocks(page, block.fallback(), level)


def _height_with_next(page: Page, section: Section) -> float:
    """Return the height of a heading with the table or section that it must not be parted from."""
    heading = 2 * LINE_HEIGHT
    match section.blocks[:1]:
        case (Table() as table,):
            return heading + table_height(page, table)
        case (Section() as inner,):
            return heading + _height_with_next(page, inner)
        case _:
            return heading + LINE_HEIGHT


def text_with_links(text: Text) -> str:
    """Return the characters of a text, the target of a link behind its words."""
    return "".join(
        f"{run.text} ({run.link})" if run.link and run.link not in run.text else run.text
        for run in text
    )


def _signature_height(block: SignatureBlock) -> float:
    return 3 * LINE_HEIGHT + SIGNATURE_HEIGHT * len(block.labels)


def _write_signature(page: Page, block: SignatureBlock) -> None:
    page.keep_together(_signature_height(block))
    page.gap()
    page.across(block.heading, "caption")
    known = ", ".join(part for part in (block.signatory, block.function) if part)
    if known:
        page.across(known, "text")
    for label in block.labels:
        page.labelled(label, Shown(value=""), "line", SIGNATURE_HEIGHT)
