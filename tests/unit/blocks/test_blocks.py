"""Blocks hold what they are given, and fall back to paragraphs without losing a word."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from efc_reporting import blocks as module
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
    OwnWords,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    SignatureBlock,
    Table,
    as_text,
    plain,
)

COLUMNS = (Column(title="Town"), Column(title="People", kind=ColumnKind.NUMBER))
TABLE = Table(
    caption="Participants",
    columns=COLUMNS,
    rows=[("Opole", Cell(3, "3")), ("", Cell(None, ""))],
    total=("Total", Cell(3, "3")),
    note="Counted once.",
)
EXAMPLES: list[tuple[Block, list[str]]] = [
    (Paragraph("Words"), ["Words"]),
    (Section(title="Title", blocks=[Paragraph("Words")]), ["Title", "Words"]),
    (
        BulletList(["a", ListItem("b", [ListItem("c")])]),
        ["• a", "• b", "• c"],
    ),
    (
        TABLE,
        ["Participants", "Town: Opole; People: 3", "Town: Total; People: 3", "Counted once."],
    ),
    (
        KeyFigures([KeyFigure(key="total", label="People", value=3, text="3")]),
        ["• People: 3"],
    ),
    (FieldList([Field(label="Host", text="Opole")]), ["Host: Opole"]),
    (
        Chart(
            caption="People",
            label_title="Town",
            value_title="Share",
            alternative="One bar",
            bars=[ChartBar(label="Opole", value=Fraction(1, 2), text="50 %")],
        ),
        ["People", "Town: Opole; Share: 50 %"],
    ),
    (
        Map(
            caption="Places",
            alternative="Opole in Poland",
            places=[MapPlace(label="Opole", country="PL", latitude=50.7, longitude=17.9)],
            note="From the towns of the meetings.",
        ),
        ["Places", "Opole in Poland", "From the towns of the meetings."],
    ),
    (
        Image(data=b"x", media_type="image/png", alternative="A book", caption="Sign"),
        ["Sign", "A book"],
    ),
    (
        SignatureBlock(heading="Signed", signatory="Kim", function="Mayor", labels=["Date"]),
        ["Signed", "Kim, Mayor", "Date: ____________________"],
    ),
    (SignatureBlock(heading="Signed", labels=["Date"]), ["Signed", "Date: ____________________"]),
    (PageBreak(), []),
    (
        OwnWords(section_id="state", language="en", prompt="Write", blocks=[Paragraph("Words")]),
        ["Words"],
    ),
    (OwnWords(section_id="state", language="en", title="State", prompt="Write"), []),
]


@pytest.mark.parametrize(("block", "words"), EXAMPLES)
def test_blocks_say_what_they_hold(block: Block, words: list[str]) -> None:
    """In plain paragraphs no word of a block is lost."""
    assert list(block.plain_paragraphs()) == words


def test_every_block_has_an_example() -> None:
    """A block added later has to be added to the examples above."""
    known = {
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Block) and value is not Block
    }

    assert {type(block) for block, _ in EXAMPLES} == known


@pytest.mark.parametrize(("block", "words"), EXAMPLES)
def test_fallbacks_end_in_paragraphs(block: Block, words: list[str]) -> None:
    """Falling back again and again leaves paragraphs alone, and they say the same."""
    pending, paragraphs = [block], []
    while pending:
        one = pending.pop(0)
        if isinstance(one, Paragraph):
            paragraphs.append(plain(one.text))
        pending[:0] = one.fallback()

    assert paragraphs == words


def test_table_refuses_ragged_rows() -> None:
    """A row with a cell too few or too many is named with its number."""
    for row in [("a",), ("a", "b", "c")]:
        with pytest.raises(ValueError, match=r"'Ragged': row 2 has \d cells, not 2"):
            Table(caption="Ragged", columns=COLUMNS, rows=[("a", "b"), row])


def test_table_refuses_a_ragged_total() -> None:
    """The closing row is as long as the others."""
    with pytest.raises(ValueError, match="row 1 has 1 cells, not 2"):
        Table(caption="Ragged", columns=COLUMNS, total=("a",))


def test_table_without_caption_says_no_empty_line() -> None:
    """A table of the narrative has no caption, and no empty paragraph in its place."""
    table = Table(caption="", columns=COLUMNS, rows=[("Opole", "3")])

    assert list(table.plain_paragraphs()) == ["Town: Opole; People: 3"]


def test_collections_become_tuples() -> None:
    """Whatever a block is given, it holds values that cannot be changed."""
    points = ["a", "b"]
    block = BulletList(points)
    points.append("c")

    assert block.items == (ListItem("a"), ListItem("b"))
    assert isinstance(TABLE.rows[0], tuple)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        block.items = ()


def test_plain_cells_are_their_own_text() -> None:
    """A string in a row is a cell whose value and text it is."""
    assert TABLE.rows[0][0] == Cell("Opole", "Opole")


def test_text_is_made_of_runs() -> None:
    """A string, a run or many runs are a text; no string is none."""
    run = Run(text="a", is_strong=True)

    assert as_text("a") == (Run(text="a"),)
    assert as_text("") == ()
    assert as_text(run) == (run,)
    assert as_text([run, run]) == (run, run)
    assert plain((run, Run(text="b"))) == "ab"


def test_picture_hides_its_bytes_in_messages() -> None:
    """An error message that shows a picture does not show a megabyte."""
    image = Image(data=b"secret", media_type="image/png", alternative="x")

    assert "image/png" in repr(image)
    assert "secret" not in repr(image)


def test_blocks_are_values() -> None:
    """Two blocks that say the same are the same."""
    assert Paragraph("a", ParagraphStyle.NOTE) == Paragraph("a", ParagraphStyle.NOTE)
    assert Paragraph("a", ParagraphStyle.NOTE) != Paragraph("a")
