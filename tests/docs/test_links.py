"""Every link of the documentation that stays in the repository leads somewhere."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from doc_pages import PAGES, ROOT, links_of, name_of, tokens_of
from markdown_it import MarkdownIt
from markdown_it.token import Token

LARGEST_PICTURE = 200_000


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    """A link names a file that is there, and a heading of it."""
    lost = [link for link in links_of(page) if not leads_somewhere(page, link)]

    assert not leads_somewhere(page, "nowhere.md")
    assert lost == []


def test_every_page_is_linked() -> None:
    """A reader who follows links from the README reaches every page."""
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached:
            continue
        reached.add(page)
        for link in links_of(page):
            target = (page.parent / unquote(link.partition("#")[0])).resolve()
            if target.suffix == ".md" and target.is_file():
                ahead.append(target)

    assert [name_of(page) for page in PAGES if page not in reached] == []


def test_pictures_are_small() -> None:
    """No picture slows the page down, and each is shown on a page."""
    shown = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in links_of(page)
        if "#" not in link
    }
    pictures = sorted((ROOT / "docs" / "images").iterdir())

    assert pictures
    assert [picture.name for picture in pictures if picture not in shown] == []
    assert [p.name for p in pictures if p.stat().st_size > LARGEST_PICTURE] == []


def images_of(page: Path) -> list[Token]:
    """Return the pictures of a page."""
    return [token for token in tokens_of(page) if token.type == "image"]


@pytest.mark.parametrize("page", list(filter(images_of, PAGES)), ids=name_of)
def test_pictures_have_words(page: Path) -> None:
    """Each picture says in words what it shows."""
    images = images_of(page)

    assert images
    assert [str(image.attrs["src"]) for image in images if len(image.content.split()) < 4] == []


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / unquote(path)).resolve() if path else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or anchor in anchors_of(target)


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that a page's headings get, as the usual sites of code make them."""
    tokens = MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8"))
    titles = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
