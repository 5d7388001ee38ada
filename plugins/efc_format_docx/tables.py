"""Tables: a header row that repeats, fixed widths, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from efc_format_docx.fields import table_caption
from efc_format_docx.markup import attribute, is_right_to_left, text_nodes
from efc_format_docx.runs import KEPT, plain_runs, runs, text_paragraph
from efc_format_docx.story import Story
from efc_reporting.plugin import Cell, Column, ColumnKind, Table, Text, as_text, plain

TO_THE_RIGHT = frozenset((ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.MONEY))
STRONG = '<w:rStyle w:val="Strong"/>'
SIGNING_HEIGHT = 694
"""A little more than 12 mm, in twentieths of a point: room to sign in a row."""

TABLE_END = '<w:p><w:pPr><w:pStyle w:val="TableEnd"/></w:pPr></w:p>'
"""The paragraph that keeps a table apart from what follows; two tables in touch become one."""

KEPT_END = TABLE_END.replace("</w:pPr>", f"{KEPT}</w:pPr>")
"""The same where what follows stays on the page of the last rows."""

LETTER = 112
"""What a letter of a column's title takes; the titles are bold and of 9.5 points."""

LETTER_OF_TEXT = 106
"""The same below the title, where letters are of the same size and not bold."""

MARGINS = 226
"""What stays free on both sides of a cell."""

LONGEST_WORD = 30
"""Words of more letters are torn anyway; no column makes room for them."""

ROWS = 100
"""So many rows are looked through for long words: those of a list are alike."""


def table(block: Table, story: Story, *, is_kept: bool = False) -> str:
    """Return the caption, the table and its note; `is_kept` ties its end to what follows.

    The rows are one string that is parsed once: building them element by element is many times
    slower.
    """
    widths = fitted_widths(block.columns, story.width, block.rows)
    titles = [column.title for column in block.columns]
    rows = _rows(block, _openings(block, widths, "TableText", "TableNumber"), story, is_kept)
    end = KEPT_END if is_kept else TABLE_END
    kept = KEPT if is_kept else ""
    start = table_start(
        "ReportTable",
        widths,
        look=table_look(first_column=True, last_row=bool(block.total)),
        title=block.caption,
        description=block.note or "; ".join(filter(None, titles)),
    )
    headings = _openings(block, widths, "TableHeading", "TableHeadingNumber")
    return "".join(
        (
            table_caption(block.caption, story),
            start,
            _titles(block, headings, titles, story),
            *rows,
            "</w:tbl>",
            text_paragraph("TableNote", block.note, story, kept) if block.note else end,
        )
    )


def _openings(block: Table, widths: list[int], style: str, style_of_numbers: str) -> list[str]:
    return [
        cell_opening(width, style_of_numbers if column.kind in TO_THE_RIGHT else style)
        for column, width in zip(block.columns, widths, strict=True)
    ]


def _titles(block: Table, openings: list[str], titles: list[str], story: Story) -> str:
    properties = "<w:cantSplit/><w:tblHeader/>"
    if any(column.runs for column in block.columns):
        texts = [column.runs or as_text(column.title) for column in block.columns]
        return _row_of_texts(properties, openings, texts, story)
    return row(properties, openings, titles)


def _rows(block: Table, openings: list[str], story: Story, is_kept: bool) -> Iterator[str]:
    can_sign = any(column.kind is ColumnKind.SIGNATURE for column in block.columns)
    height = f'<w:trHeight w:val="{SIGNING_HEIGHT}" w:hRule="atLeast"/>' if can_sign else ""
    properties = f"<w:cantSplit/>{height}"
    every = [*block.rows, *([block.total] if block.total else [])]
    # Neither the last row stands alone on a page, nor what belongs below it.
    kept = {len(every) - 2}
    kept |= {len(every) - 1} if block.note or is_kept else set()
    for number, cells in enumerate(every):
        is_total = number == len(block.rows)
        of_row = "<w:cantSplit/>" if is_total else properties
        opened = [opening + KEPT for opening in openings] if number in kept else openings
        if any(cell.runs for cell in cells):
            texts = [cell.runs or as_text(cell.text) for cell in cells]
            yield _row_of_texts(of_row, opened, texts, story)
        else:
            texts_alone = (cell.text for cell in cells)
            yield row(of_row, opened, texts_alone, STRONG if is_total else "")


def _row_of_texts(properties: str, openings: list[str], texts: Iterable[Text], story: Story) -> str:
    cells = (
        f"{opening}{_turned(plain(text))}</w:pPr>{runs(text, story)}</w:p></w:tc>"
        for opening, text in zip(openings, texts, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


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
    if text.isascii() and text and not looks:  # most cells of a long list
        return f"{opening}</w:pPr><w:r>{text_nodes(text)}</w:r></w:p></w:tc>"
    content = plain_runs(text, looks) if text else ""
    return f"{opening}{_turned(text)}</w:pPr>{content}</w:p></w:tc>"


def _turned(text: str) -> str:
    # In a paragraph from right to left Word reads "right" as the far side: the column stays even.
    return '<w:bidi/><w:jc w:val="right"/>' if is_right_to_left(text) else ""


def column_widths(weights: Iterable[int], width: int) -> list[int]:
    """Share a width out by weight; the parts add up to the whole."""
    shares = list(weights)
    total = sum(shares)
    ends = [width * sum(shares[: number + 1]) // total for number in range(len(shares))]
    return [end - start for start, end in pairwise([0, *ends])]


def fitted_widths(
    columns: Sequence[Column], width: int, rows: Sequence[Sequence[Cell]] = ()
) -> list[int]:
    """Share a width out by weight, but tear no word where there is room for all.

    Where there is not, tear none of the titles at least.
    """
    weights = [column.weight for column in columns]
    of_titles = [_longest(column.title.split()) * LETTER + MARGINS for column in columns]
    of_all = [
        max(of_title, _longest_text(row[number].text for row in rows[:ROWS]))
        for number, of_title in enumerate(of_titles)
    ]
    for needs in (of_all, of_titles):
        if sum(needs) <= width:
            return _at_least(needs, weights, width)
    return column_widths(weights, width)


def _longest_text(texts: Iterable[str]) -> int:
    words = (word for text in texts for word in text.split() if len(word) <= LONGEST_WORD)
    return _longest(words) * LETTER_OF_TEXT + MARGINS


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)


def _at_least(needs: list[int], weights: list[int], width: int) -> list[int]:
    # Columns that got too little get what they need; the others share the rest, and so on.
    # One is always left: the needs of all fit into the width.
    settled: dict[int, int] = {}
    while True:
        others = [number for number in range(len(needs)) if number not in settled]
        rest = width - sum(settled.values())
        shares = dict(zip(others, column_widths([weights[n] for n in others], rest), strict=True))
        short = {number: needs[number] for number in others if shares[number] < needs[number]}
        if not short:
            return [settled.get(number) or shares[number] for number in range(len(needs))]
        settled |= short
