"""How Sphinx makes a site of these pages; `make docs` calls it, with the root as the source.

The pages are plain Markdown that reads well on any site of code. What a site of its own needs
beyond that, the tree of pages, is added here while it is built: a new page is taken in by itself.
"""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
PACKAGE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = PACKAGE["name"]
version = release = PACKAGE["version"]
copyright = "the efc-reporting contributors, under the MIT licence"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "README"
include_patterns = ["*.md", "docs/**.md", "examples/README.md", "examples/*/README.md"]
exclude_patterns = [".*", "out", "build", "dist"]
language = "en"
smartquotes = False  # a page shows what its author typed

myst_heading_anchors = 6  # links of the pages go to headings of every level

html_theme = "furo"
html_title = f"{project} {version}"
html_static_path = ["site"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_use_index = False

TOP = (
    "docs/tutorials/README",
    "docs/how-to/README",
    "docs/reference/README",
    "docs/explanation/README",
    "examples/README",
    "CHANGELOG",
    "COMPATIBILITY",
    "CONTRIBUTING",
)
"""What stands below the start page; below every other README stand the pages of its folder."""

SIDEBARS = {"sidebar-drawer": "All pages", "toc-drawer": "This page"}
"""The bars of the theme and what they are called to those who hear them."""

_LINK = re.compile(r"\]\(([^)#:]+)\.md")


def pages_below(index: str, text: str, pages: Iterable[str]) -> list[str]:
    """Return the pages of an index in the order of its links, then those that it forgot."""
    if index == root_doc:
        return list(TOP)
    folder = index.removesuffix("README")
    child = re.compile(re.escape(folder) + r"([^/]+|[^/]+/README)")
    linked = [folder + link for link in _LINK.findall(text)]
    here = {page for page in pages if child.fullmatch(page)} - {index}
    return [page for page in dict.fromkeys(linked) if page in here] + sorted(here - {*linked})


def add_tree(app: Sphinx, page: str, content: list[str]) -> None:
    """Add the tree of pages to an index, unseen: the page itself lists them in words."""
    if page.rpartition("/")[2] == "README":
        below = pages_below(page, content[0], app.env.found_docs)
        if below:
            entries = "\n".join(f"/{entry}" for entry in below)
            content[0] += f"\n\n```{{toctree}}\n:hidden:\n\n{entries}\n```\n"


def name_sidebars(app: Sphinx, error: Exception | None) -> None:
    """Let those who hear a page tell the two bars at its sides apart; the theme does not."""
    for page in Path(app.outdir).rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for bar, label in SIDEBARS.items():
            text = text.replace(f'<aside class="{bar}', f'<aside aria-label="{label}" class="{bar}')
        page.write_text(text, encoding="utf-8")


def add_front_page(app: Sphinx, error: Exception | None) -> None:
    """Let the site be opened by the name of its folder: servers look for index.html."""
    front = Path(app.outdir) / f"{root_doc}.html"
    if error is None and front.is_file():
        shutil.copyfile(front, front.with_name("index.html"))


def setup(app: Sphinx) -> dict[str, bool]:
    """Let Sphinx call the functions above."""
    app.connect("source-read", add_tree)
    app.connect("build-finished", name_sidebars)
    app.connect("build-finished", add_front_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
