"""Tables: a header row that repeats, fixed widths, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from efc_format_docx.captions import table_caption
from efc_format_docx.languages import is_right_to_left
from efc_format_docx.markup import attribute
from efc_format_docx.runs import plain_runs, text_paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import Cell, ColumnKind, Table

TO_THE_RIGHT = frozenset((ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.MONEY))
STRONG = '<w:rStyle w:val="Strong"/>'
SIGNING_HEIGHT = 567
"""One centimetre, in twentieths of a point: room to sign in a row."""

TABLE_END = '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'
"""The paragraph that keeps a table apart from what follows; two tables in touch become one."""


def table(block: Table, story: Story) -> str:
    """Return the caption, the table and its note.

    The rows are one string that is parsed once: building them element by element is many times
    slower.
    """
    widths = column_widths([column.weight for column in block.columns], story.width)
    numeric = [column.kind in TO_THE_RIGHT for column in block.columns]
    can_sign = any(column.kind is ColumnKind.SIGNATURE for column in block.columns)
    row_properties = "<w:cantSplit/>" + (
        f'<w:trHeight w:val="{SIGNING_HEIGHT}" w:hRule="atLeast"/>' if can_sign else ""
    )
    openings = [
        cell_opening(w, "TableNumber" if n else "TableText")
        for w, n in zip(widths, numeric, strict=True)
    ]
    headings = [
        cell_opening(w, "TableHeadingNumber" if n else "TableHeading")
        for w, n in zip(widths, numeric, strict=True)
    ]
    titles = [column.title for column in block.columns]
    total = row("<w:cantSplit/>", openings, _texts(block.total), STRONG) if block.total else ""
    return "".join(
        (
            table_caption(block.caption, story),
            table_start(
                "ReportTable",
                widths,
                look=table_look(first_column=True, last_row=bool(block.total)),
                title=block.caption,
                description=block.note or "; ".join(filter(None, titles)),
            ),
            row("<w:cantSplit/><w:tblHeader/>", headings, titles),
            *(row(row_properties, openings, _texts(cells)) for cells in block.rows),
            total,
            "</w:tbl>",
            text_paragraph("TableNote", block.note, story) if block.note else TABLE_END,
        )
    )


def column_widths(weights: Iterable[int], width: int) -> list[int]:
    """Share a width out by weight; the parts add up to the whole."""
    shares = list(weights)
    total = sum(shares)
    ends = [width * sum(shares[: number + 1]) // total for number in range(len(shares))]
    return [end - start for start, end in pairwise([0, *ends])]


def table_start(style: str, widths: list[int], *, look: str, title: str, description: str) -> str:
    """Return the opening of a table up to its first row."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f'<w:tblCaption w:val="{attribute(title)}"/>'
        f'<w:tblDescription w:val="{attribute(description)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )


def table_look(*, first_column: bool, last_row: bool) -> str:
    """Return which parts of a table are special; its first row always is."""
    value = 0x0620 | (0x0080 if first_column else 0) | (0x0040 if last_row else 0)
    return (
        f'<w:tblLook w:val="{value:04X}" w:firstRow="1" w:lastRow="{last_row:d}"'
        f' w:firstColumn="{first_column:d}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def row(properties: str, openings: list[str], texts: Iterable[str], looks: str = "") -> str:
    """Return one row; every cell ends in a paragraph, an empty one too."""
    pairs = zip(openings, texts, strict=True)
    cells = "".join(_cell(opening, text, looks) for opening, text in pairs)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def cell_opening(width: int, style: str) -> str:
    """Return what every cell of a column begins with."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
    )


def _cell(opening: str, text: str, looks: str) -> str:
    # In a paragraph from right to left Word reads "right" as the far side: the column stays even.
    turned = '<w:bidi/><w:jc w:val="right"/>' if is_right_to_left(text) else ""
    content = plain_runs(text, looks) if text else ""
    return f"{opening}{turned}</w:pPr>{content}</w:p></w:tc>"


def _texts(cells: Iterable[Cell]) -> Iterator[str]:
    return (cell.text for cell in cells)
