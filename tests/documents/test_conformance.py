"""Every PDF of every engine is PDF/UA-1 and PDF/A-3a, sound, and holds no font but ours.

Each document is made in each language by each engine, of one example in turn, so that each example
meets each document and each language too; each awkward project meets each document in one language
in turn, and both engines, those with nothing awkward for an engine one of them in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import attrs
import pikepdf
import pytest

import verapdf
from efc_reporting import Project, Reporter, load_project
from efc_reporting.document import Document
from efc_reporting.html_to_pdf import html_to_pdf
from efc_reporting.i18n import available_languages
from efc_reporting.templating import Templates
from efc_reporting.testing import awkward_projects, sample_project
from pdf_text import letters, reading, squeezed
from projects import ROOT

ENGINES = ("pdf", "pdf-typst")
EXAMPLES = ("tolint", "migration_in_communes", "town_twinning")
LANGUAGES = tuple(sorted(available_languages()))
DOCUMENTS = (
    "narrative",
    "grant-statement",
    "interim",
    "participant-list",
    "certificate",
    "public-notice",
)
MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 15 * MILLIMETRE
LEAST_SIZE = 9.0

OF_MANY = ("narrative", "participant-list")
"""The documents made of five hundred people: five hundred certificates are one again and again."""

EASY = ("year-change", "bare", "nobody", "no-pictures")
"""Projects with nothing that an engine could stumble over but what is not there."""

OURS = re.compile(
    r"NotoSans(Hebrew|Arabic)?-(Regular|Bold|Italic|BoldItalic)|EfCSansSymbols.*"
    r"|EfC-Sans(-Hebrew|-Arabic|-Symbols)?(-Bold)?(-Italic)?"
)
"""The names in the files of the fonts, and those that our style sheet gives them."""


@attrs.frozen
class Made:
    """One document of a project, and its file."""

    document: Document
    data: bytes


def with_pictures(number: int) -> Project:
    """Return the sample project with so many pictures."""
    project = sample_project()
    first = project.pictures[0]
    pictures = tuple(attrs.evolve(first, id=f"picture-{n}") for n in range(number))
    return attrs.evolve(project, pictures=pictures)


def every_task() -> Iterator[tuple[str, Project, str, str, tuple[str, ...]]]:
    """Yield the name of a project, the project, a document, a language and the engines."""
    examples = {name: load_project(ROOT / "examples" / name) for name in EXAMPLES}
    for number, document in enumerate(DOCUMENTS):
        for place, language in enumerate(LANGUAGES):
            name = EXAMPLES[(number + place) % len(EXAMPLES)]
            yield name, examples[name], document, language, ENGINES
    awkward = {
        **awkward_projects(),
        "no-pictures": with_pictures(0),
        "ten-pictures": with_pictures(10),
    }
    for number, (name, project) in enumerate(awkward.items()):
        for place, document in enumerate(DOCUMENTS):
            if name != "many" or document in OF_MANY:
                turn = number + place
                engines = (ENGINES[turn % 2],) if name in EASY else ENGINES
                yield name, project, document, LANGUAGES[turn % len(LANGUAGES)], engines


@pytest.fixture(scope="module")
def files(reporter: Reporter) -> dict[str, Made]:
    """Return the files of both engines by what they are."""
    return {
        f"{name}, {document}, {language}, {engine}": Made(
            reporter.compose(project, document, language=language),
            reporter.render(project, document, engine, language=language),
        )
        for name, project, document, language, engines in every_task()
        for engine in engines
    }


def test_every_document_and_language_is_judged(reporter: Reporter, files: dict[str, Made]) -> None:
    """A document that is added has to be added here; the design covers what it says."""
    told = {tuple(name.split(", ")) for name in files}

    assert set(DOCUMENTS) == set(reporter.registry.documents)
    assert set(LANGUAGES) >= {"de", "en"}
    assert {name[1:] for name in told if name[0] in EXAMPLES} == {
        (document, language, engine)
        for document in DOCUMENTS
        for language in LANGUAGES
        for engine in ENGINES
    }
    assert {name[:2] for name in told} >= {(e, d) for e in EXAMPLES for d in DOCUMENTS}


@pytest.mark.tool("verapdf")
def test_every_pdf_is_accessible_and_archival(files: dict[str, Made], tmp_path: Path) -> None:
    """VeraPDF finds no failure against PDF/UA-1 and PDF/A-3a."""
    assert len(files) >= 100
    assert verapdf.failures({name: made.data for name, made in files.items()}, tmp_path) == {}


@pytest.mark.tool("verapdf")
def test_broken_pages_are_found(tmp_path: Path) -> None:
    """The judge is awake: a ragged table, a skipped heading and a picture without words fail."""
    family = "font-family: 'EfC Sans'"
    pages = {
        "7.2-": "<table><tr><th>a<th>b<tr><td>c</table>",
        "7.4.2-": "<h1>a</h1><h3>b</h3>",
        "7.3-": '<img src="efc-asset:shared/emblem.svg">',
        "7.1-": "<p>no title</p>",
    }
    broken = {
        clause: html_to_pdf(
            f"<html lang=en>{'' if clause == '7.1-' else '<title>t</title>'}"
            f'<body style="{family}">{page}',
            assets=Templates().asset,
        ).data
        for clause, page in pages.items()
    }
    found = verapdf.failures(broken, tmp_path)

    for clause in pages:
        assert any(rule.startswith(f"ua1 {clause}") for rule in found.get(clause, [])), clause


def test_every_pdf_is_sound_and_holds_our_fonts_alone(files: dict[str, Made]) -> None:
    """Qpdf's own check has nothing to say, and each font is embedded and one of ours."""
    for name, made in files.items():
        with pikepdf.open(BytesIO(made.data)) as pdf:
            fonts = {
                str(item.FontName).rpartition("+")[2]
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            }

            assert pdf.check_pdf_syntax() == [], name
            assert fonts, name
            assert all(map(OURS.fullmatch, fonts)), f"{name}: {fonts}"


def test_every_character_stands_inside_the_margins_and_is_large_enough(
    files: dict[str, Made],
) -> None:
    """Headers, footers and drawings too: 15 mm from each edge, 9 points and more."""
    wrong = [
        f"{name}, page {letter.page}: {letter.text} {letter}"
        for name, made in files.items()
        for letter in letters(made.data)
        if min(letter.left, letter.right, letter.bottom, letter.top) < LEAST_MARGIN
        or round(letter.size, 2) < LEAST_SIZE
    ]

    assert wrong == []


@pytest.mark.tool("pdftotext")
def test_text_is_read_in_the_order_of_the_document(files: dict[str, Made]) -> None:
    """Paragraphs that say something of their own come one after the other, as composed."""
    counted = 0
    for name, made in files.items():
        read = reading(made.data)
        found = [read.find(text) for text in telling(made.document, read)]
        counted += len(found)

        assert found == sorted(found), name
    assert counted > 1000


def telling(document: Document, read: str) -> list[str]:
    """Return the paragraphs that stand in the document and in its text exactly once.

    Cells of a table and long paragraphs with a page break inside are read in pieces. The disclaimer
    stands at the end of the document, but on the cover where there is one.
    """
    disclaimer = document.funding.disclaimer if document.funding else ""
    texts = [squeezed(text) for text in document.plain_paragraphs() if text != disclaimer]
    return [
        text
        for text in texts
        if len(text) >= 25 and texts.count(text) == 1 and read.count(text) == 1
    ]
