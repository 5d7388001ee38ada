"""The site of the documentation is built without a warning, and is whole and accessible."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from doc_pages import PAGES, ROOT
from lxml import html

from web_checkers import axe_violations

TABLES = "//article//table"
NOT_OURS = {"search.html", "page.html"}
"""The theme's page for searching, and the copy that axe-core was put into."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built as `make docs` does."""
    folder = tmp_path_factory.mktemp("site")
    options = ["-q", "-n", "-W", "--keep-going", "-c", "docs", "-d", str(folder / "trees")]
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, ".", str(folder / "site")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    return folder / "site"


def pages_of(site: Path) -> dict[str, html.HtmlElement]:
    """Return every page of the site by its path, at least those of the repository."""
    found = {
        path.relative_to(site).as_posix(): html.document_fromstring(path.read_bytes())
        for path in sorted(site.rglob("*.html"))
        if path.name not in NOT_OURS and "_static" not in path.parts
    }

    assert len(found) >= len(PAGES)
    return found


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    return pages_of(site)


def test_make_docs_builds_it_the_same_way() -> None:
    """What is tested here is what the target does."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert "sphinx-build -q -n -W --keep-going -c docs -d build/docs . out/docs" in makefile


def test_every_page_is_taken_in(pages: dict[str, html.HtmlElement]) -> None:
    """Each page of the repository is a page of the site, and the start page opens by itself."""
    wanted = {page.relative_to(ROOT).with_suffix(".html").as_posix() for page in PAGES}

    assert wanted - pages.keys() == set()
    assert "index.html" in pages


def test_every_page_is_in_the_tree(pages: dict[str, html.HtmlElement]) -> None:
    """The bar at the side leads to every page."""
    links = pages["index.html"].xpath("//*[contains(@class, 'sidebar-tree')]//a")
    listed = {link.get("href") for link in links}
    ours = {page.relative_to(ROOT).with_suffix(".html").as_posix() for page in PAGES}

    assert ours - listed == {"README.html"}


def test_links_of_the_site_lead_somewhere(site: Path, pages: dict[str, html.HtmlElement]) -> None:
    """Every link that stays in the site finds its file and its anchor."""
    anchors = {
        name: {e.get("id") for e in page.iter() if e.get("id")} for name, page in pages.items()
    }
    lost = []
    for name, page in pages.items():
        for _, _, link, _ in page.iterlinks():
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (site / name).parent / unquote(path.partition("?")[0]) if path else site / name
            key = target.resolve().relative_to(site.resolve()).as_posix()
            is_lost = not target.is_file() or (
                bool(anchor) and key in anchors and unquote(anchor) not in anchors[key]
            )
            if is_lost:
                lost.append(f"{name}: {link}")

    assert lost == []


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, html.HtmlElement]) -> None:
    """No font, script, style or picture comes over a network."""
    loaded = [
        link
        for page in pages.values()
        for element, attribute, link, _ in page.iterlinks()
        if attribute == "src" or element.tag == "link"
    ]
    styles = [path.read_text(encoding="utf-8") for path in (site / "_static").rglob("*.css")]

    assert loaded
    assert styles
    assert [link for link in loaded if re.match(r"(?:[a-z]+:)?//", link)] == []
    assert [style for style in styles if re.search(r"url\(['\"]?(?:https?:)?//", style)] == []


def test_headings_leave_no_level_out(pages: dict[str, html.HtmlElement]) -> None:
    """One title, and below each heading only the next level: screen readers go by them."""
    assert pages
    for name, page in pages.items():
        article = page.xpath("//article")[0]
        levels = [int(e.tag[1]) for e in article.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        steps = [one - other for other, one in pairwise(levels)]

        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(step <= 1 for step in steps), name


def test_pages_name_their_language_title_and_pictures(pages: dict[str, html.HtmlElement]) -> None:
    """What assistive technology reads out first is there."""
    shown = 0
    for name, page in pages.items():
        titles = page.xpath("//head/title/text()")
        pictures = page.xpath("//article//img")
        shown += len(pictures)

        assert page.get("lang") == "en", name
        assert titles, name
        assert all(len((picture.get("alt") or "").split()) > 3 for picture in pictures), name
    assert shown


def test_tables_have_header_cells(pages: dict[str, html.HtmlElement]) -> None:
    """Each column of a table has a heading of its own."""
    tables = [(name, table) for name, page in pages.items() for table in page.xpath(TABLES)]

    assert tables
    assert [name for name, table in tables if not table.xpath("./thead//th")] == []


def test_tables_name_their_columns(pages: dict[str, html.HtmlElement]) -> None:
    """A header cell without words says nothing to those who hear it."""
    cells = [(n, th) for n, page in pages.items() for th in page.xpath(f"{TABLES}/thead//th")]

    assert cells
    assert [name for name, cell in cells if not cell.text_content().strip()] == []


@pytest.mark.tool("chromium")
@pytest.mark.parametrize(
    "name", ["index.html", "docs/reference/findings.html", "docs/tutorials/first-report.html"]
)
def test_axe_finds_no_barrier(site: Path, name: str) -> None:
    """Contrast, landmarks, names and order: the judge of web pages has nothing to say."""
    page = site / name

    assert axe_violations(page.read_text(encoding="utf-8"), page.parent) == []


@pytest.mark.parametrize(
    ("text", "known", "below"),
    [
        ("- [B](b.md)\n- [A](a.md)", ["x/a", "x/b"], ["x/b", "x/a"]),
        ("- [B](b.md#part)", ["x/a", "x/b", "x/c"], ["x/b", "x/a", "x/c"]),
        (
            "- [B](b.md)",
            ["x/a", "x/b", "x/deep/README", "x/deep/y"],
            ["x/b", "x/a", "x/deep/README"],
        ),
        ("- [Other](../y/b.md)", ["x/a", "y/b"], ["x/a"]),
    ],
)
def test_tree_is_in_the_order_of_the_index(text: str, known: list[str], below: list[str]) -> None:
    """The index decides the order; a page that it forgot follows, so that none is lost."""
    assert conf()["pages_below"]("x/README", text, {"x/README", *known}) == below


def conf() -> dict[str, object]:
    """Return what docs/conf.py defines."""
    return runpy.run_path(str(ROOT / "docs" / "conf.py"))
