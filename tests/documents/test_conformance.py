"""Every PDF of every engine is PDF/UA-1 and PDF/A-3a, sound, and holds no font but ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfplumber import open as open_pdf

import verapdf
from efc_reporting import Project, Reporter, load_project
from efc_reporting.html_to_pdf import html_to_pdf
from efc_reporting.templating import Templates
from efc_reporting.testing import awkward_projects, sample_project
from projects import ROOT

ENGINES = ("pdf", "pdf-typst")
EXAMPLES = ("tolint", "migration_in_communes", "town_twinning")
MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 15 * MILLIMETRE
FOOT = 8 * MILLIMETRE
"""Header and footer stand in the margins above and below."""

OF_MANY = ("narrative", "participant-list")
"""The documents made of five hundred people: five hundred certificates are one again and again."""

OURS = re.compile(
    r"NotoSans(Hebrew|Arabic)?-(Regular|Bold|Italic|BoldItalic)|EfCSansSymbols.*"
    r"|EfC-Sans(-Hebrew|-Arabic|-Symbols)?(-Bold)?(-Italic)?"
)
"""The names in the files of the fonts, and those that our style sheet gives them."""


def every_task() -> Iterator[tuple[str, Project, str]]:
    """Yield each project with each language in which it is written.

    The awkward ones take one each: what is awkward about them does not lie in the language.
    """
    for name in EXAMPLES:
        project = load_project(ROOT / "examples" / name)
        for language in project.languages:
            yield name, project, language
    for language in sample_project().languages:
        yield "sample", sample_project(), language
    for name, project in awkward_projects().items():
        yield name, project, project.languages[-1]


@pytest.fixture(scope="module")
def files(reporter: Reporter) -> dict[str, bytes]:
    """Return every document of every project from both engines."""
    return {
        f"{name}, {document}, {language}, {engine}": reporter.render(
            project, document, engine, language=language
        )
        for name, project, language in every_task()
        for document in reporter.registry.documents
        if name != "many" or document in OF_MANY
        for engine in ENGINES
    }


@pytest.mark.tool("verapdf")
def test_every_pdf_is_accessible_and_archival(files: dict[str, bytes], tmp_path: Path) -> None:
    """VeraPDF finds no failure against PDF/UA-1 and PDF/A-3a."""
    assert len(files) >= 100
    assert verapdf.failures(files, tmp_path) == {}


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


def test_every_pdf_is_sound_and_holds_our_fonts_alone(files: dict[str, bytes]) -> None:
    """Qpdf's own check has nothing to say, and each font is embedded and one of ours."""
    for name, data in files.items():
        with pikepdf.open(BytesIO(data)) as pdf:
            fonts = {
                str(item.FontName).rpartition("+")[2]
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            }

            assert pdf.check_pdf_syntax() == [], name
            assert fonts, name
            assert all(map(OURS.fullmatch, fonts)), f"{name}: {fonts}"


@pytest.mark.parametrize("project", ["names", "right-to-left", "injections", "tolint"])
def test_every_character_stands_inside_the_margins(project: str, files: dict[str, bytes]) -> None:
    """Words of eighty letters and right-to-left names too; header and footer have less room."""
    chosen = [name for name in files if name.startswith(f"{project}, ") and "interim" not in name]
    for name in chosen:
        with open_pdf(BytesIO(files[name])) as pdf:
            for page in pdf.pages:
                for char in page.chars:
                    where = f"{name}, page {page.page_number}: {char['text']}"
                    assert char["x0"] >= LEAST_MARGIN - 1, where
                    assert char["x1"] <= page.width - LEAST_MARGIN + 1, where
                    assert char["top"] >= FOOT, where
                    assert char["bottom"] <= page.height - FOOT, where
                page.close()

    assert chosen
