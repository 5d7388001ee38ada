"""Every web page is free of violations that axe-core finds, and its markup is clean."""

from __future__ import annotations

from pathlib import Path

import pytest

import web_checkers
from efc_reporting import Reporter, load_project
from efc_reporting.testing import awkward_projects, sample_project
from projects import ROOT

LANGUAGES = ("de", "en")
DOCUMENTS = (
    "narrative",
    "grant-statement",
    "interim",
    "participant-list",
    "certificate",
    "public-notice",
)


@pytest.fixture(scope="module")
def pages(reporter: Reporter) -> dict[str, str]:
    """Return every document of TOLINT in both languages, and all of awkward projects in one."""
    tolint = load_project(ROOT / "examples" / "tolint")
    awkward = {"sample": sample_project(), **awkward_projects()}
    tasks = [
        *(("tolint", tolint, name, language) for name in DOCUMENTS for language in LANGUAGES),
        *(
            (title, project, name, project.languages[-1])
            for title, project in awkward.items()
            for name in DOCUMENTS
            if title != "many"
        ),
    ]
    return {
        f"{title}-{name}-{language}": reporter.render(
            project, name, "html", language=language
        ).decode()
        for title, project, name, language in tasks
    }


def test_every_document_is_judged(reporter: Reporter) -> None:
    """A document that is added has to be added here."""
    assert set(DOCUMENTS) == set(reporter.registry.documents)


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_page_breaks_a_rule_of_access(
    document: str, language: str, pages: dict[str, str], tmp_path: Path
) -> None:
    """axe-core finds no violation in Chromium."""
    page = pages[f"tolint-{document}-{language}"]

    assert web_checkers.axe_violations(page, tmp_path) == []


@pytest.mark.tool("chromium")
def test_broken_access_is_found(pages: dict[str, str], tmp_path: Path) -> None:
    """The judge is awake: a page whose language and alternatives were taken away fails."""
    page = pages["tolint-narrative-en"]
    spoilt = page.replace('<html lang="en">', "<html>").replace(' alt="', ' title-of="')
    found = " ".join(web_checkers.axe_violations(spoilt, tmp_path))

    assert "html-has-lang" in found
    assert "image-alt" in found


@pytest.mark.tool("vnu")
def test_the_markup_of_every_page_is_clean(pages: dict[str, str], tmp_path: Path) -> None:
    """The Nu Html Checker has nothing to say, of awkward projects neither."""
    assert len(pages) >= 50
    assert web_checkers.markup_errors(pages, tmp_path) == []


@pytest.mark.tool("vnu")
def test_broken_markup_is_found(pages: dict[str, str], tmp_path: Path) -> None:
    """The judge is awake: a paragraph in a list, and a place that is named twice."""
    page = pages["tolint-narrative-en"].replace("</main>", "<ul><p>a</ul><i id=content></i></main>")
    found = " ".join(web_checkers.markup_errors({"broken": page}, tmp_path))

    assert "not allowed as child" in found
    assert "Duplicate ID" in found
