"""Every block of a document, put on a page."""

from __future__ import annotations

from collections.abc import Iterable

from efc_format_xlsx.grid import LINE_HEIGHT, SIGNATURE_HEIGHT
from efc_format_xlsx.page import Page
from efc_format_xlsx.tables import table_height, write_table
from efc_format_xlsx.values import Shown, safe_text, shown
from efc_reporting.plugin import (
    Block,
    FieldList,
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
    for block in blocks:
        _write_block(page, block, level)


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
        case Table():
            page.keep_together(table_height(page, block))
            write_table(page, block)
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


def _write_signature(page: Page, block: SignatureBlock) -> None:
    page.keep_together(3 * LINE_HEIGHT + SIGNATURE_HEIGHT * len(block.labels))
    page.gap()
    page.across(block.heading, "caption")
    known = ", ".join(part for part in (block.signatory, block.function) if part)
    if known:
        page.across(known, "text")
    for label in block.labels:
        page.labelled(label, Shown(value=""), "line", SIGNATURE_HEIGHT)
