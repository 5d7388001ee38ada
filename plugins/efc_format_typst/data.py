"""The data that the Typst templates show: blocks as plain values for JSON, pictures as files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count

from efc_format_typst.breaking import BODY, CELLS, breakable, is_one_line, lines_at_most
from efc_format_typst.grouping import grouped, is_to_sign
from efc_reporting.plugin import (
    Block,
    BulletList,
    Cell,
    Chart,
    Document,
    Field,
    FieldList,
    Funding,
    Image,
    KeyFigures,
    ListItem,
    Map,
    PageBreak,
    Paragraph,
    ReportContext,
    Section,
    SignatureBlock,
    Table,
    Text,
    as_text,
    chart_svg,
    is_web_link,
    map_svg,
    words_around,
)

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

DEEPEST_HEADING = 6
"""PDF/UA-1 knows no heading below the sixth level."""

LONGEST_TITLE = 90
"""Characters of a title that stand in one line of the header."""

SHORT = 6
"""Rows of one line each that stand on one page."""

CELL_INSET = 1.6
"""Millimetres on either side of the text in a cell."""

_MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


class DataMaker:
    """Turns one document into data, and gathers its pictures by the names used there."""

    def __init__(self, document: Document, context: ReportContext) -> None:
        self.pictures: dict[str, bytes] = {}
        self.drawings: dict[str, bytes] = {}
        self.document = document
        self._translator = context.translator
        self._assets = context.templates.asset
        self._tables, self._figures = count(1), count(1)
        self._width = 257 if document.is_landscape else 170  # mm between the margins
        self._header = 150 if document.is_landscape else LONGEST_TITLE  # characters in one line
        self._tall = 9 if document.is_landscape else 15  # lines, about a third of a page

    def data(self) -> dict[str, Json]:
        """Return everything that the templates show."""
        document, around = self.document, words_around(self._translator)
        return {
            "title": document.file_title,
            "short_title": _shortened(document.file_title, LONGEST_TITLE),
            "heading": _runs(as_text(document.title), BODY * 3),
            "subtitle": _runs(as_text(document.subtitle), BODY * 2),
            "author": [document.author] if document.author else [],
            "language": document.language,
            "day": [document.as_of.year, document.as_of.month, document.as_of.day],
            "fields": _fields(document.fields),
            "funding": _funding(document.funding),
            "has_cover": document.has_cover,
            "has_contents": document.has_contents,
            "is_landscape": document.is_landscape,
            "is_draft": document.is_draft,
            "sections": len(list(document.sections())),
            "words": {
                "contents": around.contents,
                "draft": around.draft,
                "page_label": [
                    {"text": part.text, "counter": part.counter} for part in around.page_label
                ],
            },
            "blocks": list(self._blocks(document.blocks, level=2)),
        }

    def _blocks(self, blocks: Iterable[Block], level: int) -> Iterator[Json]:
        return chain.from_iterable(self._group(group, level) for group in grouped(blocks))

    def _group(self, group: Sequence[Block], level: int) -> Iterable[Json]:
        match group:
            case (FieldList() as listed, Image() as image):
                beside = self._image(image)
                return ({"kind": "field_list", "fields": _fields(listed.fields), "beside": beside},)
            case (Table() as table, *below) if below:
                return (self._table(table) | {"closing": self._closing(below)},)
            case (block,):
                return self._block(block, level)
        return ()

    def _closing(self, blocks: Iterable[Block]) -> Json:
        """Return what stands below a list on its last page: notes, and who certifies it."""
        notes: list[Json] = []
        signatures: list[Json] = []
        for block in blocks:
            match block:
                case Paragraph():
                    notes.append(_paragraph(block))
                case SignatureBlock():
                    signatures.append(_signature(block))
        return {"room": self._width, "notes": notes, "signatures": signatures}

    def _block(self, block: Block, level: int) -> Iterable[Json]:
        match block:
            case Section():
                return (self._section(block, level),)
            case Paragraph():
                return (_paragraph(block),)
            case BulletList():
                return ({"kind": "bullet_list", **_list(block)},)
            case FieldList():
                fields = _fields(block.fields)
                return ({"kind": "field_list", "fields": fields, "beside": None},)
            case KeyFigures():
                figures: list[Json] = [
                    {"text": _words(f.text, 1.5 * BODY, 70), "label": _words(f.label, BODY, 70)}
                    for f in block.figures
                ]
                return ({"kind": "key_figures", "figures": figures},)
            case Table():
                return (self._table(block),)
            case Chart():
                drawn = chart_svg(block, self._assets)
                shown = self._drawing(drawn, block.caption, block.alternative)
                return (shown, self._table(block.table)) if block.has_table else (shown,)
            case Map():
                drawn = map_svg(block, self._assets)
                return (self._drawing(drawn, block.caption, block.alternative, block.note),)
            case Image():
                return (self._image(block),)
            case SignatureBlock():
                return (_signature(block),)
            case PageBreak():
                return ({"kind": "page_break"},)
        return self._blocks(block.fallback(), level)

    def _section(self, section: Section, level: int) -> Json:
        return {
            "kind": "section",
            "title": _words(section.title, 1.6 * BODY),
            "level": min(level, DEEPEST_HEADING),
            "is_apart": section.is_apart,
            "funding": _funding(self.document.funding) if section.is_apart else None,
            "page_header": _shortened(section.page_header, self._header),
            "blocks": list(self._blocks(section.blocks, level + 1)),
        }

    def _table(self, table: Table) -> dict[str, Json]:
        weights = [column.weight for column in table.columns]
        rooms = [self._width * weight / sum(weights) - 2 * CELL_INSET for weight in weights]
        has_signatures = is_to_sign(table)
        caption = self._numbered("Table {number}: {caption}", self._tables, table.caption)
        # A row whose height is known is laid out once instead of twice: a third of the time.
        one_line: list[Json] = [
            all(is_one_line(c.text, CELLS, room) for c, room in zip(row, rooms, strict=True))
            for row in (table.rows if has_signatures else table.rows[: SHORT + 1])
        ]
        return {
            "kind": "table",
            "caption": breakable(caption, BODY, self._width),
            "columns": [
                {
                    "title": breakable(column.title, CELLS, room),
                    "kind": str(column.kind),
                    "width": column.weight,
                }
                for column, room in zip(table.columns, rooms, strict=True)
            ],
            "rows": [_row(row, rooms, is_strong=False) for row in table.rows],
            "total": _row(table.total, rooms, is_strong=True) if table.total else [],
            "note": _words(table.note),
            "has_tall_rows": any(
                lines_at_most(cell.text, CELLS, room) > self._tall
                for row in table.rows
                for cell, room in zip(row, rooms, strict=True)
            ),
            "has_signatures": has_signatures,
            "closing": None,
            "one_line": one_line if has_signatures else [],
            "is_short": not has_signatures and len(one_line) <= SHORT and all(one_line),
        }

    def _drawing(self, svg: str, caption: str, alternative: str, note: str = "") -> Json:
        name = f"drawing-{len(self.drawings) + 1}.svg"
        self.drawings[name] = svg.encode()
        return self._figure(name, caption, alternative, note)

    def _image(self, image: Image) -> Json:
        ending = next((e for magic, e in _MAGIC.items() if image.data.startswith(magic)), None)
        if ending is None:
            raise ValueError(
                f"picture {image.alternative!r} is neither PNG nor JPEG; "
                "give the bytes of a PNG or JPEG file"
            )
        if not (alternative := image.alternative or image.caption):
            raise ValueError("a picture has no alternative text; say what it shows")
        name = f"picture-{len(self.pictures) + 1}.{ending}"
        self.pictures[name] = image.data
        return self._figure(name, image.caption, alternative)

    def _figure(self, name: str, caption: str, alternative: str, note: str = "") -> Json:
        numbered = self._numbered("Figure {number}: {caption}", self._figures, caption)
        return {
            "kind": "image",
            "file": name,
            "alternative": alternative,
            "caption": _words(numbered),
            "note": _words(note),
        }

    def _numbered(self, pattern: str, numbers: Iterator[int], caption: str) -> str:
        if not caption:
            return ""
        return self._translator.text(pattern, number=next(numbers), caption=caption)


def _row(cells: Sequence[Cell], rooms: Sequence[float], *, is_strong: bool) -> list[Json]:
    return [
        breakable(cell.text, CELLS, room, is_strong=is_strong)
        for cell, room in zip(cells, rooms, strict=True)
    ]


def _runs(text: Text, size: float = BODY, room: float = 100) -> list[Json]:
    return [
        {
            "text": breakable(run.text, size, room),
            "is_strong": run.is_strong,
            "is_emphasised": run.is_emphasised,
            "link": run.link if is_web_link(run.link) else "",
            "language": run.language,
        }
        for run in text
    ]


def _words(text: str, size: float = BODY, room: float = 100) -> list[Json]:
    return _runs(as_text(text), size, room)


def _list(block: BulletList) -> dict[str, Json]:
    items = [_item(item, block.is_ordered) for item in block.items]
    return {"is_ordered": block.is_ordered, "items": items}


def _item(item: ListItem, is_ordered: bool) -> Json:
    return {"text": _runs(item.text), "lists": list(map(_list, item.lists_below(is_ordered)))}


def _fields(fields: Sequence[Field]) -> list[Json]:
    return [{"label": _words(f.label, BODY, 40), "text": _runs(f.text)} for f in fields]


def _funding(funding: Funding | None) -> Json:
    if funding is None:
        return None
    return {
        "statement": funding.statement,
        "disclaimer": funding.disclaimer,
        "emblem_alternative": funding.emblem_alternative,
    }


def _paragraph(block: Paragraph) -> Json:
    return {"kind": "paragraph", "style": str(block.style), "text": _runs(block.text)}


def _signature(block: SignatureBlock) -> Json:
    known = ", ".join(part for part in (block.signatory, block.function) if part)
    return {
        "kind": "signature",
        "heading": _words(block.heading),
        "signatory": _words(known),
        "labels": [_words(label) for label in block.labels],
    }


def _shortened(title: str, longest: int) -> str:
    return title if len(title) <= longest else title[: longest - 1].rstrip() + "…"
