"""One Document, many formats: the same figures and words in every file."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest

from efc_reporting import Project, Reporter
from efc_reporting.blocks import CellValue, KeyFigures, Table
from efc_reporting.blocks.document import Document
from efc_reporting.plugin_host.choosing import accepts
from efc_reporting.testing import (
    ReadBack,
    read_csv,
    read_docx,
    read_html,
    read_pdf,
    read_xlsx,
    sample_project,
)
from efc_reporting.testing.contexts import SAMPLE_DAY
from projects import monteu_mareu, shipped_formats, tolint

READERS = {
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".html": read_html,
}
REPORTER = Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=SAMPLE_DAY)
PAIRS = [
    (document, name)
    for document, kind in REPORTER.registry.documents.items()
    for name, report_format in REPORTER.registry.formats.items()
    if accepts(kind, report_format)
]
PROJECTS: dict[str, Project] = {
    "sample": sample_project(),
    "tolint": tolint(),
    "monteu-mareu": monteu_mareu(),
    "wrong": monteu_mareu(partners=monteu_mareu().partners[:1]),
}


def squeezed(text: str) -> str:
    """Return the characters without any white space: where lines break is the format's affair."""
    return "".join(text.split())


def is_in(text: str, file: ReadBack) -> bool:
    """Say whether a file shows a text; in a column of a page its words stand on several lines."""
    whole = squeezed(file.text)
    return squeezed(text) in whole or all(word in whole for word in re.split(r"[\s-]+", text))


def forms(value: CellValue, text: str, name: str) -> tuple[str, ...]:
    """Return how a format may write a figure: CSV is for programs and writes plain amounts."""
    return (text, str(value)) if name == "csv" and isinstance(value, Decimal) else (text,)


@cache
def made(title: str, document: str, name: str, language: str) -> tuple[Document, ReadBack]:
    """Return a document of a project, and what is read back from its file."""
    project = PROJECTS[title]
    composed = REPORTER.compose(project, document, language=language)
    data = REPORTER.render(project, document, name, language=language)
    return composed, READERS[REPORTER.registry.format(name).info.extension](data)


def test_every_shipped_format_is_read_back() -> None:
    """A format that is added has to be added here."""
    assert set(READERS) == {f.info.extension for f in REPORTER.registry.formats.values()}


def test_every_document_has_a_file_and_every_format_a_document() -> None:
    """Nothing stands alone."""
    assert {document for document, _ in PAIRS} == set(REPORTER.registry.documents)
    assert {name for _, name in PAIRS} == set(REPORTER.registry.formats)


@pytest.mark.parametrize("title", ["sample", "tolint", "monteu-mareu"])
@pytest.mark.parametrize(("document", "name"), PAIRS)
def test_every_figure_is_in_every_file(document: str, name: str, title: str) -> None:
    """Each key figure, each number of a table, and the figures of each total stand in the file."""
    composed, file = made(title, document, name, "en")
    cells = [
        cell for table in composed.tables() for row in (*table.rows, table.total) for cell in row
    ]
    missing = [
        shown.text
        for shown in (*composed.key_figures(), *cells)
        if not any(is_in(form, file) for form in forms(shown.value, shown.text, name))
    ]

    assert missing == []


@pytest.mark.parametrize(("document", "name"), PAIRS)
def test_every_word_is_in_every_file(document: str, name: str) -> None:
    """What the Document says in German, with its headings, the file says too."""
    composed, file = made("sample", document, name, "de")
    text = squeezed(file.text)
    # A CSV file is made of figures and tables: what holds neither is not in it.
    headings = [
        part.title
        for _, part in composed.sections()
        if name != "csv" or {type(block) for block in part.blocks} & {KeyFigures, Table}
    ]

    assert [title for title in headings if squeezed(title) not in text] == []
    assert squeezed(composed.title) in text
    assert squeezed(composed.subtitle) in text
    assert squeezed(composed.funding.statement) in text


@pytest.mark.parametrize(("document", "name"), PAIRS)
def test_files_say_their_title_and_language(document: str, name: str) -> None:
    """Metadata are the document's, where the format has any."""
    composed, file = made("sample", document, name, "de")
    if name == "csv":
        pytest.skip("a CSV file has no metadata")

    assert file.language.startswith("de")
    assert composed.title in file.metadata["title"]
    assert file.metadata["author"] == "Stadt Musterstadt"


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx", "html"])
def test_tolints_conference_is_the_same_everywhere(name: str) -> None:
    """53 people, 20 of them invited, 37.7 %, seven countries, Luzern 6 and Sansibar 1 shown."""
    document = "participant-list"
    _, file = made("tolint", document, name, "en")

    assert "LuzernSwitzerlandnoteligible6" in squeezed(file.text)
    assert "SansibarTanzanianoteligible1" in squeezed(file.text)
    for figure in ("53", "20", "26", "37.7%"):
        assert figure in squeezed(file.text)


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_public_notice_of_monteu_mareu_is_the_same_everywhere(name: str) -> None:
    """The sentence that San Venanzo has to publish stands word for word in each file."""
    _, file = made("monteu-mareu", "public-notice", name, "en")
    sentence = (
        "The project involved 90 citizens, notably 52 participants from the city of San Venanzo "
        "(Italy), 14 participants from the city of Tisno (Croatia), 24 participants from the city "
        "of San Lawrenz (Malta)."
    )

    assert squeezed(sentence) in squeezed(file.text)


@pytest.mark.parametrize(("document", "name"), PAIRS)
def test_draft_is_marked_in_every_file(document: str, name: str) -> None:
    """A report in spite of errors says that it is a draft, a clean one does not."""
    draft, draft_file = made("wrong", document, name, "en")
    clean, clean_file = made("sample", document, name, "en")

    assert (draft.is_draft, clean.is_draft) == (True, False)
    assert "draft" in draft_file.text.casefold()
    assert "draft" not in clean_file.text.casefold()


@pytest.mark.parametrize("title", ["sample", "tolint"])
def test_both_engines_number_tables_and_figures_alike(title: str) -> None:
    """A reader who is told of Figure 2 finds the same one in either file."""
    found = {
        engine: [
            sorted(set(re.findall(r"(Table|Figure)(\d+):(.{8})", squeezed(file.text))))
            for document in REPORTER.registry.documents
            for _, file in [made(title, document, engine, "en")]
        ]
        for engine in ("pdf", "pdf-typst")
    }

    assert found["pdf"] == found["pdf-typst"]
    assert {kind for captions in found["pdf"] for kind, _, _ in captions} == {"Table", "Figure"}
