"""How `pdf-typst` parts tables and fields between pages: nothing alone, and nothing lost."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from html_sample import context, document

import efc_format_typst.data as typst_data
from efc_format_typst.breaking import is_one_line, lines_at_most
from efc_format_typst.format import PdfTypst
from efc_reporting.plugin import (
    Block,
    Cell,
    Column,
    ColumnKind,
    Field,
    FieldList,
    NoOptions,
    Paragraph,
    SignatureBlock,
    Table,
    as_text,
)
from pdf_text import Letter, letters

LEAST_MARGIN = 15 * 72 / 25.4

LONG = " ".join(["marmalade"] * 900)
"""More than three pages of a narrow column."""


def render(*blocks: Block) -> bytes:
    """Return the file of a document with these blocks."""
    return PdfTypst().render(document(blocks=blocks), context(), NoOptions())


def words_of(data: bytes) -> list[str]:
    """Return the letters of each page, without white space."""
    pages: dict[int, str] = {}
    for letter in letters(data):
        pages[letter.page] = pages.get(letter.page, "") + letter.text
    return [words for _, words in sorted(pages.items())]


def table(*texts: str, has_total: bool = False, has_signatures: bool = False) -> Table:
    """Return a table with one row for each text."""
    last = ColumnKind.SIGNATURE if has_signatures else ColumnKind.TEXT
    return Table(
        caption="Rows",
        columns=[Column(title="Row", weight=2), Column(title="Other", kind=last)],
        rows=[[Cell(text, text), Cell("", "")] for text in texts],
        total=[Cell("total~", "total~"), Cell("", "")] if has_total else (),
    )


@pytest.mark.parametrize("has_signatures", [True, False])
@pytest.mark.parametrize("has_total", [True, False])
def test_no_last_row_stands_alone(has_total: bool, has_signatures: bool) -> None:
    """Whatever the length: the total stands under a row, and the last row under another."""
    page = 19 if has_signatures else 48
    files = [
        words_of(
            render(table(*["row~"] * number, has_total=has_total, has_signatures=has_signatures))
        )
        for number in range(page - 1, page + 4)
    ]
    rows = [pages[-1].count("row~") for pages in files]

    assert {"total~" in pages[-1] for pages in files} == {has_total}
    assert min(rows) == (1 if has_total else 2)
    assert max(rows) > page - 3
    assert all(
        sum(words.count("row~") for words in pages) == page - 1 + n for n, pages in enumerate(files)
    )


@pytest.mark.parametrize("number", [0, 1, 2, 3])
@pytest.mark.parametrize("has_total", [True, False])
def test_short_tables_are_whole(number: int, has_total: bool) -> None:
    """With no row at all, too."""
    words = "".join(words_of(render(table(*["row~"] * number, has_total=has_total))))

    assert words.count("row~") == number
    assert ("total~" in words) is has_total
    assert ("–" in words) is (number == 0)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("has_total", [True, False])
def test_the_head_of_a_table_stands_over_a_row(number: int, has_total: bool) -> None:
    """Wherever a short table begins: the head and the caption go with its first row."""
    short = table(*["row~"] * number, has_total=has_total)
    for lines in range(36, 45):
        pages = words_of(render(*[Paragraph(f"line {n}") for n in range(lines)], short))
        rows = [page.count("row~") for page in pages]

        assert sum(rows) == number
        assert [page.count("RowOther") for page in pages] == [min(1, n) for n in rows]
        assert [page.count("Table1:") for page in pages].index(1) == rows.index(max(rows, key=bool))


@pytest.mark.parametrize(
    ("block", "times"),
    [
        (table(LONG, LONG, has_total=True), 2),
        (table("a", LONG), 1),
        (FieldList(fields=[Field(label="x", text=as_text(LONG))]), 1),
        (SignatureBlock(heading=LONG, signatory="x", labels=["y"]), 1),
    ],
    ids=["rows with a total", "last row", "field", "heading to sign"],
)
def test_what_is_longer_than_a_page_goes_on_overleaf(block: Block, times: int) -> None:
    """What is kept in one piece and is taller than the page would run out of it and be lost."""
    data = render(block)

    assert "".join(words_of(data)).count("marmalade") == 900 * times
    assert min(letter.bottom for letter in letters(data)) >= LEAST_MARGIN


def test_the_last_rows_are_tagged_as_the_others() -> None:
    """They are kept by a footer, but a row of a table is no footer to a screen reader."""
    data = render(table("a", "b", "c", "d"))
    with pikepdf.open(BytesIO(data)) as pdf:
        kinds = [
            str(o["/S"]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o
        ]

    assert kinds.count("/TR") == 5
    assert kinds.count("/THead") == 1
    assert kinds.count("/TBody") == 2
    assert "/TFoot" not in kinds


def test_rows_of_known_height_look_like_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """The height that is told for one line is the one that Typst finds."""
    names = [f"{name} {n}" for n in range(8) for name in ("Ada", "Éva\nElena", "W" * 60, "Żółć")]
    source = table(*names, has_signatures=True)
    told = list(letters(render(source)))
    monkeypatch.setattr(typst_data, "is_one_line", lambda *_: False)
    found = list(letters(render(source)))

    assert len(told) > 700
    assert [place(letter) for letter in told] == [place(letter) for letter in found]


def place(letter: Letter) -> tuple[int, str, float, float]:
    """Return the page and the place of a letter, to a tenth of a point or so."""
    return letter.page, letter.text, round(letter.left, 1), round(letter.bottom, 1)


def test_lines_are_told_from_the_width_of_letters() -> None:
    """One line is promised only where no font of ours is wider; of several, rather too many."""
    assert is_one_line("Erika Musterfrau", 9, 40)
    assert not is_one_line("Erika\nMusterfrau", 9, 40)
    assert not is_one_line("W" * 20, 9, 40)
    lengths = [lines_at_most("a " * n, 9, 40) for n in (1, 50, 500)]
    assert all(after > before for before, after in pairwise(lengths))
    assert lines_at_most("a\nb\nc", 9, 40) >= 3
