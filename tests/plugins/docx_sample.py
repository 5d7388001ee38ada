"""A document with every block; the people in it are fictional."""

from __future__ import annotations

import io
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from efc_format_docx.format import DocxFormat, DocxOptions
from efc_reporting.base.i18n import translator_for
from efc_reporting.facts import count
from efc_reporting.model import Findings, Project
from efc_reporting.plugin import (
    Audience,
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
    Measure,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Programme,
    ReportContext,
    Run,
    Section,
    SignatureBlock,
    Table,
    Templates,
)

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
NAMES = (
    "Jyväskylä",
    "Săcueni",
    "Θεσσαλονίκη",
    "Враца",
    "O'Brien",
    "<b>",
    "{{7*7}}",
    "=1+1",
    LONG_WORD,
    "王",
    "محمد علي",
    "שרה כהן",
    "a & b",
)
STATEMENT = "With the support of a programme of the European Union"
DISCLAIMER = "The views in this sample are those of its authors alone."
EMBLEM_TEXT = "Emblem of the European Union"
AS_OF = date(2019, 12, 31)

PROGRAMME = Programme(
    name="sample",
    title="Sample programme",
    memberships=(),
    countries_source="",
    funding_statement=STATEMENT,
    disclaimer=DISCLAIMER,
)
MEASURE = Measure(
    name="sample", title="Sample measure", programme=PROGRAMME, notice_heading="", rules=()
)
PROJECT = Project(
    title="Sample",
    measure="sample",
    call_year=2018,
    start=date(2018, 6, 1),
    end=AS_OF,
    languages=("en",),
)


def context(language: str = "en") -> ReportContext:
    """Return the context of a project without meetings."""
    return ReportContext(
        project=PROJECT,
        facts=count(PROJECT, MEASURE),
        findings=Findings(()),
        measure=MEASURE,
        audience=Audience.AGENCY,
        language=language,
        translator=translator_for(language),
        templates=Templates(),
        as_of=AS_OF,
    )


def picture(width: int = 640, height: int = 400, kind: str = "PNG") -> bytes:
    """Return a plain picture."""
    from PIL import Image as Drawing

    written = io.BytesIO()
    Drawing.new("RGB", (width, height), "#8FA8C8").save(written, kind)
    return written.getvalue()


@attrs.frozen
class Verse(Block):
    """A block that no format knows."""

    lines: tuple[str, ...]

    def fallback(self) -> tuple[Block, ...]:
        """Return a paragraph per line."""
        return tuple(Paragraph(line) for line in self.lines)


def people_table(rows: int = 3, note: str = "Source: attendance lists.") -> Table:
    """Return a table with every kind of column, a total and a note."""
    return Table(
        caption="Participants of the kick-off meeting",
        columns=(
            Column(title="Town", weight=3),
            Column(title="Participants", kind=ColumnKind.NUMBER, weight=2),
            Column(title="Share", kind=ColumnKind.PERCENT, weight=2),
            Column(title="Arrival", kind=ColumnKind.DATE, weight=2),
        ),
        rows=[
            (
                Cell(name, name),
                Cell(10 + number, str(10 + number)),
                Cell(Fraction(number, 53), f"{number}.0 %"),
                Cell(date(2018, 6, 4), "4 June 2018"),
            )
            for number, name in enumerate((NAMES * (rows // len(NAMES) + 1))[:rows], start=1)
        ],
        total=(
            Cell("Total", "Total"),
            Cell(53, "53"),
            Cell(Fraction(1), "100.0 %"),
            Cell(None, ""),
        ),
        note=note,
    )


def sign_table() -> Table:
    """Return a list to sign."""
    return Table(
        caption="Attendance list",
        columns=(
            Column(title="Name", weight=2),
            Column(title="Signature", kind=ColumnKind.SIGNATURE, weight=3),
        ),
        rows=[(name, "") for name in NAMES],
    )


KEY_FIGURES = KeyFigures(
    (
        KeyFigure(key="participants", label="Participants", value=53, text="53"),
        KeyFigure(key="invited", label="of these invited", value=20, text="20"),
        KeyFigure(key="share", label="Share invited", value=Fraction(20, 53), text="37.7 %"),
        KeyFigure(key="countries", label="Eligible countries", value=7, text="7"),
    )
)
LISTS = (
    BulletList(("Migration", ListItem("Tolerance", (ListItem("in schools"), ListItem("at work"))))),
    BulletList(("First", ListItem("Second", (ListItem("Second, first"),))), is_ordered=True),
    BulletList(("Again the first", "Again the second"), is_ordered=True),
)
RUNS = (
    Run(text="Plain, "),
    Run(text="strong", is_strong=True),
    Run(text=", "),
    Run(text="emphasised", is_emphasised=True),
    Run(text=", "),
    Run(text="both", is_strong=True, is_emphasised=True),
    Run(text=", "),
    Run(text="a page", link="https://example.org/a b?x=1&y=<2>"),
    Run(text=", "),
    Run(text="a trap", link="javascript:alert(1)"),
    Run(text=", "),
    Run(text="Auftakttreffen", language="de"),
    Run(text=", control\x00 and\x0b turned \u202e text."),
)
BLOCKS: tuple[Block, ...] = (
    Section(
        title="Summary",
        id="summary",
        blocks=(
            Paragraph("What the towns did together, in one sentence.", ParagraphStyle.LEAD),
            KEY_FIGURES,
            Paragraph(RUNS),
            Paragraph("A hint for the reader.", ParagraphStyle.NOTE),
            Paragraph("We learnt from each other.", ParagraphStyle.QUOTE),
            *LISTS,
        ),
    ),
    Section(
        title="Meetings",
        id="meetings",
        blocks=(
            Section(
                title="Kick-off meeting in Jyväskylä",
                blocks=(
                    FieldList(
                        (
                            Field(label="Place", text="Jyväskylä, Finland"),
                            Field(label="Dates", text="4 June 2018 – 7 June 2018"),
                            Field(label="Aim", text="The aim of the meeting was " * 6),
                        )
                    ),
                    people_table(),
                    Section(title="Agenda", blocks=(Paragraph("Names: " + ", ".join(NAMES)),)),
                    Image(
                        data=picture(),
                        media_type="image/png",
                        alternative="A blue field without anything on it",
                        caption="The town hall",
                    ),
                    Image(
                        data=picture(3000, 300, "JPEG"),
                        media_type="image/jpeg",
                        alternative="A long blue band",
                    ),
                ),
            ),
            Chart(
                caption="Participants per country",
                label_title="Country",
                value_title="Participants",
                alternative="Most people came from Finland.",
                bars=(
                    ChartBar(label="Finland", value=33, text="33"),
                    ChartBar(label="Romania", value=20, text="20"),
                ),
            ),
            Verse(("A line of a verse", "and another one")),
        ),
    ),
    PageBreak(),
    sign_table(),
    SignatureBlock(
        heading="For the beneficiary",
        signatory="Aino Virtanen",
        function="Mayor",
        labels=("Place, date", "Signature", "Stamp"),
    ),
    SignatureBlock(heading="For the partner", labels=("Place, date", "Signature")),
)
FUNDING = Funding(statement=STATEMENT, disclaimer=DISCLAIMER, emblem_alternative=EMBLEM_TEXT)
DOCUMENT = Document(
    kind="narrative",
    title="Towns for tolerance: final narrative report",
    subtitle="A sample with every block",
    language="en",
    audience="agency",
    as_of=AS_OF,
    author="Town of Jyväskylä",
    reference="SAMPLE-1",
    fields=(
        Field(label="Beneficiary", text="Town of Jyväskylä"),
        Field(label="Period", text="1 June 2018 – 31 December 2019"),
    ),
    blocks=BLOCKS,
    funding=FUNDING,
    has_cover=True,
    has_contents=True,
    is_draft=True,
)


def rendered(document: Document = DOCUMENT) -> bytes:
    """Return the Word file of a document."""
    return DocxFormat().render(document, context(document.language), DocxOptions())


def with_blocks(*blocks: Block, **changes: Any) -> Document:
    """Return a short document without cover, contents and draft mark."""
    plain = {"has_cover": False, "has_contents": False, "is_draft": False, "fields": ()}
    return attrs.evolve(DOCUMENT, blocks=blocks, **{**plain, **changes})
