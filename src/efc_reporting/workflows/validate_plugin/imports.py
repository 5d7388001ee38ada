"""What a plugin imports: of this library only its façades, and nothing heavy before it is used."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from importlib.util import find_spec

from efc_reporting.workflows.validate_plugin.remarks import Remark, problem, warning
from efc_reporting.workflows.validate_plugin.trees import Import, Tree, imports_of

FACADES = (
    "efc_reporting",
    "efc_reporting.errors",
    "efc_reporting.facts",
    "efc_reporting.model",
    "efc_reporting.plugin",
    "efc_reporting.sheets",
    "efc_reporting.testing",
)
"""The modules that third parties may import; all others may change from one version to the next."""

HEAVY = frozenset(
    {
        "PIL",
        "babel",
        "docx",
        "ezodf",
        "fitz",
        "httpx",
        "jinja2",
        "lxml",
        "markdown_it",
        "matplotlib",
        "numpy",
        "odf",
        "odfdo",
        "openpyxl",
        "pandas",
        "pikepdf",
        "pypdf",
        "reportlab",
        "requests",
        "typst",
        "weasyprint",
        "xlsxwriter",
    }
)
"""Libraries that take longer to import than a list of formats may take."""


def remarks_on_imports(
    trees: Iterable[Tree], loaded: Mapping[str, Tree], own: frozenset[str]
) -> Iterator[Remark]:
    """Yield imports that will hurt; `loaded` are the modules imported when the plugin is."""
    for tree in trees:
        for item in imports_of(tree):
            top = item.module.partition(".")[0]
            where = tree.where(item.node)
            if top == "efc_reporting" and not _is_of_a_facade(item.module, item.names):
                yield warning(
                    where,
                    f"{item.module} is no public module and may change",
                    "take what is needed from efc_reporting.plugin or efc_reporting",
                )
            elif top.startswith("efc_format_") and top not in own:
                yield warning(
                    where, f"{top} is another format and may change", "use efc_reporting.plugin"
                )
            elif top in HEAVY and item.is_at_load and tree.name in loaded:
                yield warning(
                    where,
                    f"{top} is imported whenever plugins are listed, which takes time",
                    "import it inside the function that uses it",
                )


def _is_of_a_facade(module: str, names: tuple[str, ...]) -> bool:
    if module == "efc_reporting":
        from efc_reporting import __all__ as public

        return all(name in public or f"efc_reporting.{name}" in FACADES for name in names)
    return module in FACADES


def remarks_on_names(loaded: Iterable[Tree]) -> Iterator[Remark]:
    """Yield names that are taken from this library and that it does not have."""
    for tree, item in _at_load(loaded):
        if item.module in FACADES:
            facade = import_module(item.module)
            for name in item.names:
                if name != "*" and not hasattr(facade, name):
                    near = get_close_matches(name, dir(facade), n=1)
                    hint = f"did you mean {near[0]}?" if near else "see the list of public names"
                    yield problem(tree.where(item.node), f"{item.module} has no {name}", hint)


def remarks_on_packages(
    loaded: Iterable[Tree], own: frozenset[str], dependencies: Iterable[str]
) -> Iterator[Remark]:
    """Yield packages that are not there, and that no dependency seems to bring."""
    brought = [_plain(dependency) for dependency in dependencies]
    for tree, item in _at_load(loaded):
        top = item.module.partition(".")[0]
        if not top or top in own or top in sys.stdlib_module_names or _is_there(top):
            continue
        if not any(_plain(top) in name for name in brought):
            yield warning(
                tree.where(item.node),
                f"the package {top} is not there, and no dependency is called like it",
                "add what brings it to the dependencies",
            )


def _at_load(loaded: Iterable[Tree]) -> Iterator[tuple[Tree, Import]]:
    """Yield the imports without which the plugin is not loaded: not those that are only tried."""
    for tree in loaded:
        tried = {
            id(node)
            for block in ast.walk(tree.body)
            if isinstance(block, ast.Try)
            for node in ast.walk(block)
        }
        for item in imports_of(tree):
            if item.is_at_load and id(item.node) not in tried:
                yield tree, item


def _is_there(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ValueError:  # it is imported already, and has no place
        return True


def _plain(name: str) -> str:
    return name.casefold().replace("-", "").replace("_", "")
