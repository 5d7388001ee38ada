"""Each kind of page has an index that a reader finds all its pages in."""

from __future__ import annotations

from pathlib import Path

import pytest
from doc_pages import ROOT, links_of

DOCS = ROOT / "docs"
KINDS = ("tutorials", "how-to", "reference", "explanation", "explanation/decisions")


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_in_the_index_of_its_kind(kind: str) -> None:
    """A page without a line in the README.md of its folder is named here."""
    assert missing_in_index(DOCS / kind) == []


@pytest.mark.parametrize("kind", KINDS)
def test_index_says_what_it_lists(kind: str) -> None:
    """A title, and a sentence on what this kind of page is for."""
    lines = (DOCS / kind / "README.md").read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("# ")
    assert len(lines[2].split()) > 5


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_in_the_index_twice(kind: str) -> None:
    """One place for each page, so that nobody looks for the difference."""
    links = [link for link in links_of(DOCS / kind / "README.md") if "/" not in link]

    assert {link for link in links if links.count(link) > 1} == set()


def test_no_page_stands_outside_the_kinds() -> None:
    """Every folder with pages has its index."""
    folders = {page.parent.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}

    assert folders == set(KINDS)


def test_forgotten_page_is_found(tmp_path: Path) -> None:
    """The search can fail."""
    (tmp_path / "README.md").write_text("# Pages\n\n- [One](one.md)\n", encoding="utf-8")
    (tmp_path / "one.md").write_text("# One\n", encoding="utf-8")
    (tmp_path / "two.md").write_text("# Two\n", encoding="utf-8")

    assert missing_in_index(tmp_path) == ["two.md"]


def missing_in_index(folder: Path) -> list[str]:
    """Return the pages of a folder that its README.md does not link."""
    linked = {link.partition("#")[0] for link in links_of(folder / "README.md")}
    return sorted({page.name for page in folder.glob("*.md")} - {"README.md"} - linked)
