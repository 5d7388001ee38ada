"""Finds what is wrong with the shape of a document, whatever it says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from efc_reporting.base.i18n import Translator
from efc_reporting.blocks import (
    Block,
    BulletList,
    CellValue,
    Chart,
    FieldList,
    Image,
    KeyFigures,
    ListItem,
    Map,
    Paragraph,
    plain,
)
from efc_reporting.blocks.document import Document


def faults_of_sections(document: Document) -> Iterator[str]:
    """Yield sections without a title or contents, ids that stand twice, levels left out."""
    sections = list(document.sections())
    for _, section in sections:
        if not section.title.strip():
            yield "a section has no title"
        if not section.blocks:
            yield f"nothing stands in the section {section.title!r}"
    ids = [section.id for _, section in sections if section.id]
    yield from (f"the id {name!r} stands twice" for name in sorted(set(ids)) if ids.count(name) > 1)
    levels = [0, *(level for level, _ in sections)]
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a level of sections is left out"


def faults_of_tables(document: Document) -> Iterator[str]:
    """Yield tables without a caption, rows or titles of columns."""
    for table in document.tables():
        name = f"table {table.caption!r}"
        if not table.caption.strip():
            yield "a table has no caption"
        if not table.rows:
            yield f"{name} has no rows"
        if not all(column.title.strip() for column in table.columns):
            yield f"{name}: a column has no title"


def without_alternative(document: Document) -> list[str]:
    """Return the captions of pictures, charts and maps that say nothing to who cannot see them."""
    return [
        block.caption
        for block in document.walk()
        if isinstance(block, Image | Chart | Map) and not block.alternative.strip()
    ]


def empty_blocks(document: Document) -> list[str]:
    """Return the kinds of blocks that say nothing."""
    return [type(block).__name__ for block in document.walk() if _is_empty(block)]


def _is_empty(block: Block) -> bool:
    match block:
        case Paragraph():
            return not plain(block.text).strip()
        case BulletList():
            return not block.items or any(not _said(item) for item in block.items)
        case FieldList():
            return not block.fields
        case KeyFigures():
            return not block.figures
        case _:
            return False


def _said(item: ListItem) -> str:
    return plain(item.text).strip() or "".join(map(_said, item.items))


def misspelt_figures(document: Document, translator: Translator) -> list[str]:
    """Return the key figures whose text is not how the language writes their value."""
    return [
        f"{figure.label}: {figure.value!r} is written {figure.text!r}"
        for figure in document.key_figures()
        if figure.text not in _spellings(figure.value, translator)
    ]


def _spellings(value: CellValue, translator: Translator) -> tuple[str, ...]:
    match value:
        case Fraction():
            return (translator.percent(value),)
        case Decimal():
            return (translator.money(value),)
        case int():
            return translator.word(value), translator.number(value), str(value)
        case _:
            return (translator.word(value),)
