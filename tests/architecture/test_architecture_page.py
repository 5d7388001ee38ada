"""The page on the architecture names every package and module, in layers that the code keeps."""

from __future__ import annotations

import re

import grimp
import pytest
from test_packages import PACKAGES

from projects import ROOT

PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
CORE = "efc_reporting"


def rows_of(heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading, without its two first lines."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture(scope="module")
def layers() -> list[set[str]]:
    """Return the modules of each layer of the page, from the top."""
    return [set(re.findall(r"`([^`]+)`", row[1])) for row in rows_of("The layers")]


def test_the_tree_names_every_package() -> None:
    """With the folder in which it stands."""
    assert sorted(row[0].strip("`") for row in rows_of("The tree")) == sorted(PACKAGES)


def test_the_layers_name_every_module_once(layers: list[set[str]]) -> None:
    """Each module and package at the top of the core, but no more: `apart` is a shim."""
    source = ROOT / "src" / CORE
    modules = {path.stem for path in source.glob("*.py")} - {"__init__", "apart"}
    packages = {path.parent.name for path in source.glob("*/__init__.py")}
    named = [name for layer in layers for name in layer]

    assert sorted(named) == sorted(modules | packages)


def test_the_layers_are_kept(layers: list[set[str]]) -> None:
    """No module imports from a layer above its own."""
    graph = grimp.build_graph(CORE, exclude_type_checking_imports=False, cache_dir=None)
    below = [
        (upper, lower)
        for number, layer in enumerate(layers)
        for lower in layer
        for above in layers[:number]
        for upper in above
    ]
    wrong = {
        f"{lower} imports {upper}"
        for upper, lower in below
        for chain in [
            graph.find_shortest_chain(f"{CORE}.{lower}", f"{CORE}.{upper}", as_packages=True)
        ]
        if chain
    }

    assert wrong == set()
