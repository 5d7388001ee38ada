"""A document with every block, for the formats made of HTML; its people are fictional."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from efc_reporting.contracts import ReportContext
from efc_reporting.plugin import (
    Block,
    BulletList,
    Cell,
    Chart,
    ChartBar,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldList,
    Funding,
    Image,
    KeyFigure,
    KeyFigures,
    ListItem,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    SignatureBlock,
    Table,
)
from efc_reporting.testing import context_for, sample_picture, sample_project

LONG_WORD = "D" + "o" * 78 + "n"
NAMES = (
    "Jyväskylä",
    "Gävle",
    "Săcueni",
    "Łódź",
    "Θεσσαλονίκη",
    "Враца",
    "Έλενα",
    "O'Brien",
    "<b>",
    "{{7*7}}",
    '"><img src=x onerror=alert(1)>',
)
FUNDING = Funding(
    statement="With the support of a programme of the European Union",
    disclaimer="The views are those of the authors alone.",
    emblem_alternative="Emblem of the European Union",
)


def context(language: str = "en") -> ReportContext:
    """Return a context on a fixed day."""
    return context_for(sample_project(), language=language)


def people(count: int) -> Table:
    """Return a list to sign with so many people."""
    names = (*NAMES, LONG_WORD)
    return Table(
        caption="People at the meeting",
        columns=(
            Column(title="No.", kind=ColumnKind.NUMBER),
            Column(title="Name", weight=5),
            Column(title="Share", kind=ColumnKind.PERCENT, weight=2),
            Column(title="Signature", kind=ColumnKind.SIGNATURE, weight=4),
        ),
        rows=[
            (
                Cell(number, str(number)),
                f"{names[number % len(names)]} {number}",
                Cell(Fraction(1, 3), "33.3 %"),
                "",
            )
            for number in range(1, count + 1)
        ],
        total=("", "All", Cell(Fraction(1), "100.0 %"), ""),
        note="Shares are rounded.",
    )


def every_block(rows: int = 3) -> tuple[Block, ...]:
    """Return one block of each kind, four levels deep."""
    figures = (("total", "Participants", "318"), ("share", "Share of guests", "37.7 %"))
    return (
        Section(
            title="Summary",
            blocks=(
                Paragraph("A question to eight towns.", ParagraphStyle.LEAD),
                KeyFigures(
                    KeyFigure(key=key, label=label, value=text, text=text)
                    for key, label, text in figures
                ),
                Paragraph(
                    (
                        Run(text="See "),
                        Run(text="the page", link="https://example.org/towns?a=1&b=2"),
                        Run(text=", not "),
                        Run(text="this", link="javascript:alert(1)"),
                        Run(text=", "),
                        Run(text="strong", is_strong=True),
                        Run(text=" and "),
                        Run(text="Städtepartner", language="de", is_emphasised=True),
                    )
                ),
                BulletList((ListItem("outer", (ListItem("inner"),)), "last ✓")),
                Paragraph("It was good to be asked.", ParagraphStyle.QUOTE),
                PageBreak(),
            ),
        ),
        Section(
            title="Meetings",
            blocks=(
                Section(
                    title="Jyväskylä",
                    blocks=(
                        FieldList((Field(label="Place", text="Gävle (SE)"),)),
                        Chart(
                            caption="Guests by country",
                            label_title="Country",
                            value_title="Guests",
                            alternative="Most guests came from Germany",
                            bars=(
                                ChartBar(label="Germany", value=17, text="17"),
                                ChartBar(label="Italy", value=4, text="4"),
                            ),
                        ),
                        Image(
                            data=sample_picture(),
                            media_type="image/png",
                            alternative="Two people at a table",
                            caption="At work",
                        ),
                        Section(title="Deeper", blocks=(Paragraph("Deep."),)),
                    ),
                ),
            ),
        ),
        Section(title="People", blocks=(people(rows),)),
        Section(
            title="Declaration",
            blocks=(
                SignatureBlock(
                    heading="For the beneficiary",
                    signatory="Έλενα Ćirić",
                    function="Mayor",
                    labels=("Place and date", "Signature"),
                ),
            ),
        ),
    )


def document(**changes: Any) -> Document:
    """Return the document, with some of its values changed."""
    values: dict[str, Any] = {
        "kind": "narrative",
        "title": "Report of O'Brien & <i>Søn</i>",
        "subtitle": "A network",
        "language": "en",
        "audience": "agency",
        "as_of": date(2020, 2, 28),
        "author": "City of Jyväskylä",
        "fields": (Field(label="Beneficiary", text="City of Jyväskylä"),),
        "funding": FUNDING,
        "has_cover": True,
        "has_contents": True,
        "blocks": every_block(),
    }
    return Document(**(values | changes))
