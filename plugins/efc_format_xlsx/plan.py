"""Which sheets a document gets, what they are called and what stands on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from efc_format_xlsx.values import safe_text
from efc_format_xlsx.words import Words
from efc_reporting.plugin import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Document,
    FieldList,
    KeyFigure,
    KeyFigures,
    Paragraph,
    ParagraphStyle,
    Section,
    Table,
)

MAX_NAME = 31
"""Excel's limit for the name of a sheet."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"


@attrs.frozen(kw_only=True)
class SheetPlan:
    """One sheet: its name on the tab, its title and its blocks.

    `page_header` stands above its pages in the place of the title of the document.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    is_overview: bool = False
    is_apart: bool = False
    page_header: str = ""


def plan_sheets(document: Document, words: Words) -> tuple[SheetPlan, ...]:
    """Return the overview, then a sheet per top-level section that holds a table."""
    apart = [b for b in document.blocks if isinstance(b, Section) and _has_table(b)]
    overview = SheetPlan(
        name=sheet_name(words.overview, []),
        title=document.title,
        blocks=tuple(_overview(document, apart, words)),
        is_overview=True,
    )
    plans = [overview]
    for section in apart:
        name = sheet_name(section.title, [plan.name for plan in plans])
        plans.append(
            SheetPlan(
                name=name,
                title=section.title,
                blocks=section.blocks,
                is_apart=section.is_apart,
                page_header=section.page_header,
            )
        )
    return tuple(plans)


def sheet_name(title: str, taken: Iterable[str]) -> str:
    """Return a name that Excel takes for a sheet and that no other sheet has."""
    plain = " ".join(_FORBIDDEN.sub(" ", safe_text(title)).replace("'", "’").split())
    known = {name.casefold() for name in taken} | {_RESERVED}
    for number in range(1, len(known) + 2):
        ending = f" ({number})" if number > 1 else ""
        name = (_shortened(plain, MAX_NAME - len(ending)) + ending).strip()
        if name and name.casefold() not in known:
            return name
    return str(len(known))


def _shortened(text: str, limit: int) -> str:
    """Cut at `limit` UTF-16 units, in which Excel counts, and say so with an ellipsis."""
    if _units(text) <= limit:
        return text
    while _units(text) > limit - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _overview(document: Document, apart: list[Section], words: Words) -> Iterator[Block]:
    if document.subtitle:
        yield Paragraph(document.subtitle, ParagraphStyle.LEAD)
    if document.fields:
        yield FieldList(document.fields)
    yield from (b for b in document.blocks if not (isinstance(b, Section) and _has_table(b)))
    figures = figures_by_section(apart, words)
    if figures is not None:
        yield figures


def figures_by_section(sections: Iterable[Section], words: Words) -> Table | None:
    """Return the key figures of all sections side by side; None where there are none."""
    rows = [row for section in sections for row in _figures_below(section)]
    if not rows:
        return None
    kinds = {figure.label: _kind(figure) for _, figures in rows for figure in figures}
    return Table(
        caption=words.key_figures,
        columns=(
            Column(title=words.section, weight=2),
            *(Column(title=label, kind=kind) for label, kind in kinds.items()),
        ),
        rows=tuple(
            (title, *(_cell_of(figures, label) for label in kinds)) for title, figures in rows
        ),
    )


def _figures_below(section: Section) -> Iterator[tuple[str, tuple[KeyFigure, ...]]]:
    figures = tuple(f for b in section.blocks if isinstance(b, KeyFigures) for f in b.figures)
    if figures:
        yield section.title, figures
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _figures_below(block)


def _cell_of(figures: tuple[KeyFigure, ...], label: str) -> Cell:
    return next((Cell(f.value, f.text) for f in figures if f.label == label), Cell(None, ""))


def _kind(figure: KeyFigure) -> ColumnKind:
    return ColumnKind.TEXT if isinstance(figure.value, str) else ColumnKind.NUMBER


def _has_table(section: Section) -> bool:
    return any(
        isinstance(block, Table) or (isinstance(block, Section) and _has_table(block))
        for block in section.blocks
    )
