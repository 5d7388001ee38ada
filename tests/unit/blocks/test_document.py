"""A composed document can be walked through, whatever is nested in it."""

from __future__ import annotations

from datetime import date

from efc_reporting.blocks import (
    Column,
    Field,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Run,
    Section,
    Table,
)
from efc_reporting.blocks.document import Document, Funding

FIGURE = KeyFigure(key="total", label="People", value=53, text="53")
DEEP = KeyFigure(key="invited", label="Invited", value=20, text="20")
TABLE = Table(caption="Towns", columns=[Column(title="Town")], rows=[("Opole",)])
DOCUMENT = Document(
    kind="narrative",
    title="Report",
    subtitle="TOLINT",
    language="en",
    audience="public",
    as_of=date(2020, 2, 28),
    fields=[Field(label="Call", text=(Run(text="20"), Run(text="18", is_strong=True)))],
    funding=Funding(statement="Co-funded", disclaimer="Views", emblem_alternative="Flag"),
    blocks=[
        Paragraph("Before"),
        Section(
            title="A",
            blocks=[KeyFigures([FIGURE]), Section(title="B", blocks=[KeyFigures([DEEP]), TABLE])],
        ),
        Section(title="C", blocks=[Paragraph("After")]),
    ],
)


def test_everything_is_said_in_order() -> None:
    """Title, subtitle, fields, blocks and funding stand in the order of reading."""
    assert list(DOCUMENT.plain_paragraphs()) == [
        "Report",
        "TOLINT",
        "Call: 2018",
        "Before",
        "A",
        "• People: 53",
        "B",
        "• Invited: 20",
        "Towns",
        "Town: Opole",
        "C",
        "After",
        "Co-funded",
        "Views",
    ]


def test_sections_have_levels() -> None:
    """The outermost section is of level 1, the one in it of level 2."""
    assert [(level, part.title) for level, part in DOCUMENT.sections()] == [
        (1, "A"),
        (2, "B"),
        (1, "C"),
    ]


def test_figures_and_tables_are_found_at_any_depth() -> None:
    """Key figures and tables of inner sections are the document's."""
    assert list(DOCUMENT.key_figures()) == [FIGURE, DEEP]
    assert list(DOCUMENT.tables()) == [TABLE]


def test_walk_meets_each_block_once() -> None:
    """A section comes before what stands in it."""
    kinds = [type(block).__name__ for block in DOCUMENT.walk()]

    assert kinds == [
        "Paragraph",
        "Section",
        "KeyFigures",
        "Section",
        "KeyFigures",
        "Table",
        "Section",
        "Paragraph",
    ]


def test_document_without_extras_says_its_title_alone() -> None:
    """Nothing is said of what is not there."""
    bare = Document(
        kind="x", title="Bare", language="en", audience="public", as_of=date(2020, 1, 1), blocks=()
    )

    assert list(bare.plain_paragraphs()) == ["Bare"]
