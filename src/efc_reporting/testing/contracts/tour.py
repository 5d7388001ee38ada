"""Documents made for tests: one with every block, others with as much as asked."""

from __future__ import annotations

from fractions import Fraction

import attrs

from efc_reporting.blocks import (
    Block,
    BulletList,
    Cell,
    Chart,
    ChartBar,
    Column,
    ColumnKind,
    Field,
    FieldList,
    Image,
    KeyFigure,
    KeyFigures,
    ListItem,
    Map,
    MapPlace,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    SignatureBlock,
    Table,
)
from efc_reporting.blocks.document import Document
from efc_reporting.workflows.sample import sample_picture

HOSTILE_WORDS = (
    "Έλενα",
    "Ćirić",
    "O'Brien",
    "Söhne & Co",
    "<b>bold</b>",
    "&amp;",
    "{{7*7}}",
    "{% raise %}",
    "=1+1",
    "+49 1",
    "@SUM(A1)",
    "NO",
    "Null",
    "01234",
    "“quoted”",
    "דוגמה",
)
"""Words that a careless writer changes, loses, or runs."""

TOUR_WORDS = {
    "title of the document": "Qtit",
    "heading": "Qhea",
    "paragraph": "Qpar",
    "strong words": "Qbol",
    "linked words": "Qlin",
    "quotation": "Qquo",
    "point of a list": "Qpoi",
    "point below a point": "Qnes",
    "point of a numbered list": "Qnum",
    "label of a field": "Qlab",
    "words of a field": "Qfie",
    "label of a key figure": "Qkey",
    "heading of a section within a section": "Qsub",
    "caption of a table": "Qcap",
    "title of the first column": "Qcol",
    "title of the last column": "Qlas",
    "cell": "Qcel",
    "number in the last column": "864",
    "total of a table": "Qtot",
    "number in the total of a table": "975",
    "note of a table": "Qnot",
    "bar of a chart": "Qbar",
    "value of a bar": "37.5 %",
    "caption of a chart": "Qcha",
    "caption of a map": "Qmap",
    "note of a map": "Qmno",
    "caption of a picture": "Qpic",
    "who signs": "Qsig",
    "name of who signs": "Qsna",
    "function of who signs": "Qsfu",
    "words under the line to sign on": "Qsla",
    "block that is not known": "Qnew",
}
"""What a reader must find of each block; too short to be broken at the end of a line."""

_W = TOUR_WORDS


@attrs.frozen
class BlockOfTomorrow(Block):
    """A block that no format knows; it falls back to a key figure."""

    figure: KeyFigure

    def fallback(self) -> tuple[Block, ...]:
        """Return the figure."""
        return (KeyFigures((self.figure,)),)


def tour_of(document: Document) -> Document:
    """Return the document with other contents: every block, each with a word of its own."""
    return attrs.evolve(
        document,
        title=f"{_W['title of the document']} tour",
        subtitle="",
        blocks=(Section(title=f"{_W['heading']} one", id="tour", blocks=(*_words(), *_figures())),),
    )


def _words() -> tuple[Block, ...]:
    return (
        Paragraph(
            (
                Run(text=f"{_W['paragraph']} and "),
                Run(text=_W["strong words"], is_strong=True),
                Run(text=" and "),
                Run(text=_W["linked words"], link="https://example.org/", is_emphasised=True),
            )
        ),
        Paragraph(_W["quotation"], ParagraphStyle.QUOTE),
        BulletList([ListItem(_W["point of a list"], items=(ListItem(_W["point below a point"]),))]),
        BulletList([_W["point of a numbered list"], "second"], is_ordered=True),
        FieldList((Field(label=_W["label of a field"], text=_W["words of a field"]),)),
        PageBreak(),
    )


def _figures() -> tuple[Block, ...]:
    figure = KeyFigure(key="tour", label=_W["label of a key figure"], value=4711, text="4,711")
    new = attrs.evolve(figure, key="new", label=_W["block that is not known"], text="8,642")
    picture = Image(
        data=sample_picture(),
        media_type="image/png",
        alternative="A picture",
        caption=_W["caption of a picture"],
    )
    place = MapPlace(label="Musterstadt", country="DE", latitude=52.0, longitude=12.0)
    return (
        KeyFigures((figure,)),
        Section(title=f"{_W['heading of a section within a section']} two", blocks=(_table(),)),
        Chart(
            caption=_W["caption of a chart"],
            label_title="Meeting",
            value_title="Share",
            alternative="One bar",
            bars=(
                ChartBar(
                    label=_W["bar of a chart"], value=Fraction(3, 8), text=_W["value of a bar"]
                ),
            ),
        ),
        Map(
            caption=_W["caption of a map"],
            alternative="One place: Musterstadt",
            places=(place,),
            note=_W["note of a map"],
        ),
        picture,
        SignatureBlock(
            heading=_W["who signs"],
            signatory=_W["name of who signs"],
            function=_W["function of who signs"],
            labels=(_W["words under the line to sign on"],),
        ),
        BlockOfTomorrow(new),
    )


def _table() -> Table:
    rows = [
        (_W["cell"], Cell(864, _W["number in the last column"])),
        *((word, Cell(2, "2")) for word in HOSTILE_WORDS),
    ]
    return Table(
        caption=_W["caption of a table"],
        columns=(
            Column(title=_W["title of the first column"], weight=3),
            Column(title=_W["title of the last column"], kind=ColumnKind.NUMBER),
        ),
        rows=rows,
        total=(_W["total of a table"], Cell(975, _W["number in the total of a table"])),
        note=_W["note of a table"],
    )


def list_of(document: Document, rows: int) -> Document:
    """Return the document with other contents: one table of so many rows of five cells."""
    titles = ("Number", "Family name", "Given name", "Town", "Country")
    table = Table(
        caption="People",
        columns=[Column(title=title) for title in titles],
        rows=[
            (Cell(n, str(n)), f"Muster-{n:05}", "Kim", "Vila Exemplo", "Portugal")
            for n in range(1, rows + 1)
        ],
    )
    return attrs.evolve(document, blocks=(Section(title="List", id="list", blocks=(table,)),))


LONG_ROWS, LONG_WORDS = 300, 400
"""More than stands on one page, or in one screen of a test."""


def long_of(document: Document) -> Document:
    """Return the document with other contents: a long paragraph and a long table.

    Its words are Qw001, Qw002 and so on; its rows, from the last number to the first, Qr300 and
    the number that is left when that is divided by three, so that zero is among them.
    """
    table = Table(
        caption="Rows",
        columns=(Column(title="Row"), Column(title="Rest", kind=ColumnKind.NUMBER)),
        rows=[(f"Qr{n:03}", Cell(n % 3, str(n % 3))) for n in range(LONG_ROWS, 0, -1)],
    )
    words = Paragraph(" ".join(f"Qw{n:03}" for n in range(1, LONG_WORDS + 1)))
    return attrs.evolve(document, blocks=(Section(title="Long", id="long", blocks=(words, table)),))
