"""What every document keeps, in every language and for every audience."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from composing import LATER

from efc_reporting import Audience, Project, Reporter
from efc_reporting.base.i18n import available_languages
from efc_reporting.blocks import (
    Block,
    BulletList,
    Column,
    FieldList,
    Image,
    KeyFigures,
    ListItem,
    Paragraph,
    Section,
    Table,
    plain,
)
from efc_reporting.blocks.document import Document
from efc_reporting.testing import awkward_projects, sample_project
from projects import monteu_mareu, tolint

REPORTER = Reporter(discover_plugins=False, as_of=LATER)
PROJECTS = {
    "sample": sample_project(),
    "tolint": tolint(),
    "monteu-mareu": monteu_mareu(),
    **awkward_projects(),
}
DOCUMENTS = tuple(REPORTER.registry.documents)


@pytest.fixture(params=PROJECTS)
def project(request: pytest.FixtureRequest) -> Project:
    return PROJECTS[request.param]


@pytest.fixture(
    params=[(name, language) for name in DOCUMENTS for language in available_languages()],
    ids="-".join,
)
def document(request: pytest.FixtureRequest, project: Project) -> Document:
    name, language = request.param
    return REPORTER.compose(project, name, language=language)


def is_empty(block: Block) -> bool:
    match block:
        case Section():
            return not block.blocks or not block.title.strip()
        case Paragraph():
            return not plain(block.text).strip()
        case BulletList():
            return not block.items or any(not said(item) for item in block.items)
        case FieldList():
            return not block.fields
        case KeyFigures():
            return not block.figures
        case Table():
            return not block.rows or not block.columns
        case Image():
            return not block.alternative
    return False


def said(item: ListItem) -> str:
    return plain(item.text).strip() or "".join(map(said, item.items))


def test_what_is_empty_is_seen() -> None:
    """The search below finds a block without content, of each kind that can have none."""
    empty = (
        Section(title="A", blocks=[]),
        Paragraph(" "),
        BulletList([]),
        FieldList([]),
        KeyFigures([]),
        Table(caption="A", columns=[Column(title="B")], rows=[]),
    )

    assert [is_empty(block) for block in empty] == [True] * len(empty)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_there_is_something_to_look_at(name: str) -> None:
    """Each document has sections and paragraphs, and but for two tables, for the tests below."""
    document = REPORTER.compose(sample_project(), name)

    assert list(document.sections())
    assert bool(list(document.tables())) == (name not in ("certificate", "public-notice"))
    assert list(document.plain_paragraphs())
    assert (document.author, document.reference) == (
        sample_project().partners[0].name,
        sample_project().reference,
    )


def test_nothing_is_empty(document: Document) -> None:
    """No heading stands over nothing, no table is without rows, no picture without words."""
    assert [block for block in document.walk() if is_empty(block)] == []


def test_tables_are_regular(document: Document) -> None:
    """All rows have as many cells as there are columns, and each column but none has a title."""
    assert document.blocks
    for table in document.tables():
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert all(column.title for column in table.columns), table.caption
        assert table.caption


def test_sections_nest_without_skipping(document: Document) -> None:
    """A heading is at most one level below the one before it."""
    levels = [0, *(level for level, _ in document.sections())]

    assert document.blocks
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_ids_of_sections_are_unique(document: Document) -> None:
    """A link to a section leads to one place."""
    ids = [part.id for _, part in document.sections() if part.id]

    assert len(ids) == len(set(ids))


def test_document_says_what_it_is(document: Document) -> None:
    """Title, language, day and funding stand in every document."""
    assert document.title
    assert document.kind in DOCUMENTS
    assert document.as_of == LATER
    assert document.funding is not None
    assert document.funding.emblem_alternative


def test_paragraphs_name_no_unfilled_place(document: Document) -> None:
    """No sentence is left with an unfilled {place}, but where a project typed one."""
    typed = ("{{7*7}}", "{% raise %}")
    texts = list(document.plain_paragraphs())

    assert texts
    for text in texts:
        for words in typed:
            text = text.replace(words, "")

        assert "{" not in text


@pytest.mark.parametrize(
    ("name", "audience"),
    [
        (kind.info.name, audience)
        for kind in REPORTER.registry.documents.values()
        for audience in sorted(kind.info.audiences)
    ],
)
def test_same_context_gives_the_same_document(name: str, audience: Audience) -> None:
    """Composing is a pure function."""
    one, other = (REPORTER.compose(sample_project(), name, audience=audience) for _ in range(2))

    assert one == other
    assert one.audience == audience


@pytest.mark.parametrize("name", DOCUMENTS)
def test_dates_follow_the_day_of_the_report(name: str) -> None:
    """Two reporters on two days differ in nothing but what the day decides."""
    early = Reporter(discover_plugins=False, as_of=date(2021, 1, 1))
    late = Reporter(discover_plugins=False, as_of=date(2031, 1, 1))
    one, other = (r.compose(sample_project(), name) for r in (early, late))

    assert (one.as_of.year, other.as_of.year) == (2021, 2031)
    assert not any("2031" in text for text in one.plain_paragraphs())
    assert not any("2021" in text for text in other.plain_paragraphs() if "2017–2021" not in text)
