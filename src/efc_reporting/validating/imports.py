"""What a plugin imports: of this library only its façades, and nothing heavy before it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from efc_reporting.validating.remarks import Remark, warning
from efc_reporting.validating.trees import Tree, imports_of

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
