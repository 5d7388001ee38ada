"""Everything that can be said of a plugin without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.plugin_host.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.workflows.validate_plugin.classes import (
    Taken,
    remarks_on_classes,
    remarks_on_infos,
)
from efc_reporting.workflows.validate_plugin.hooks import names_of_hooks, remarks_on_hooks
from efc_reporting.workflows.validate_plugin.imports import (
    remarks_on_imports,
    remarks_on_names,
    remarks_on_packages,
)
from efc_reporting.workflows.validate_plugin.reading import PluginSource
from efc_reporting.workflows.validate_plugin.remarks import Level, Remark, note, problem, warning
from efc_reporting.workflows.validate_plugin.trees import Tree, bound_names, loaded_with, parse

_OWN = re.compile(r"efc[-_.]reporting(?![-_.\w])", re.IGNORECASE)


def remarks_on_quality(source: PluginSource) -> Iterator[Remark]:
    """Yield what the metadata and the folder lack."""
    yield from _remarks_on_metadata(source)
    for package in source.packages:
        is_package = package in source.modules and source.modules[package].is_package
        if is_package and not any(f.endswith(f"{package}/py.typed") for f in source.files):
            yield note(package, "type checkers do not see its types", "add an empty py.typed")
    if not source.is_wheel:
        yield from _remarks_on_folder(source)


def _remarks_on_metadata(source: PluginSource) -> Iterator[Remark]:
    metadata, where = source.metadata, "METADATA" if source.is_wheel else "pyproject.toml"
    dynamic = metadata.get("dynamic")
    computed = set(dynamic) if isinstance(dynamic, list) else set()
    dependencies = metadata.get("dependencies")
    listed = [str(name) for name in dependencies] if isinstance(dependencies, list) else []
    own = [name for name in listed if _OWN.match(name)]
    if not own and "dependencies" not in computed:
        yield warning(
            where,
            "the dependencies do not name efc-reporting, so that no version of it is asked for",
            'add "efc-reporting>=0.1" to them',
        )
    elif own and not any(sign in own[0] for sign in "<>=~"):
        yield note(where, "any version of efc-reporting will do", 'ask for "efc-reporting>=0.1"')
    for key, why, remedy in (
        ("description", "lists of packages say nothing of it", "add a sentence"),
        ("readme", "its page on a package index stays empty", 'add readme = "README.md"'),
        ("requires-python", "it installs on any Python", 'add requires-python = ">=3.11"'),
        ("license", "nobody may use it without a licence", 'add license = "MIT" or another'),
        ("classifiers", "nobody finds it by its subject", "add classifiers"),
    ):
        if not metadata.get(key) and key not in computed:
            yield note(where, f"it has no {key}: {why}", remedy)


def _remarks_on_folder(source: PluginSource) -> Iterator[Remark]:
    files = {file.casefold() for file in source.files}
    tops = {file.partition("/")[0] for file in files}
    for name, beginning, remedy in (
        ("README", "readme", "add README.md: what it is for, how to install it, an example"),
        ("licence", ("licen", "copying"), "add LICENSE"),
        ("list of changes", ("changelog", "changes", "history"), "add CHANGELOG.md"),
        ("tests", "test", "add tests; FormatContract of efc_reporting.testing brings most of them"),
    ):
        if not any(top.startswith(beginning) for top in tops):
            yield note("the folder", f"it has no {name}", remedy)
    if source.tests and not any("Contract" in text for text in source.tests):
        yield note(
            "the tests",
            "none of them is the contract that our own formats keep",
            "subclass FormatContract, DocumentContract or MeasureContract",
        )


TARGET = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(:[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)?")


@attrs.frozen(kw_only=True)
class Validation:
    """A plugin and the remarks on it, the worst first."""

    source: PluginSource
    remarks: tuple[Remark, ...] = attrs.field(converter=as_tuple)

    @property
    def has_problems(self) -> bool:
        """Whether the plugin would be refused, or is none."""
        return any(remark.level is Level.PROBLEM for remark in self.remarks)


def validate(source: PluginSource, taken: Taken) -> Validation:
    """Look at metadata and source; `taken` are the names of formats and documents in use."""
    trees, remarks = parse(source)
    loaded = loaded_with(iter(source.targets.values()), trees)
    own = frozenset(name.partition(".")[0] for name in source.modules)
    remarks += _remarks_on_targets(source, trees)
    remarks += remarks_on_hooks(trees.values())
    remarks += remarks_on_infos(trees.values(), taken)
    remarks += remarks_on_classes(trees.values())
    remarks += remarks_on_names(loaded.values())
    remarks += remarks_on_packages(loaded.values(), own, _dependencies(source))
    remarks += remarks_on_imports(trees.values(), loaded, own)
    remarks += remarks_on_quality(source)
    order = list(Level)
    return Validation(
        source=source, remarks=sorted(remarks, key=lambda remark: order.index(remark.level))
    )


def _dependencies(source: PluginSource) -> list[str]:
    given = source.metadata.get("dependencies")
    return [str(one) for one in given] if isinstance(given, list) else []


def _remarks_on_targets(source: PluginSource, trees: Mapping[str, Tree]) -> Iterator[Remark]:
    where = "entry_points.txt" if source.is_wheel else "pyproject.toml"
    if not source.targets:
        yield problem(
            where,
            f"there is no entry point in the group {PLUGIN_NAMESPACE}, so nobody finds the plugin",
            f'add [project.entry-points.{PLUGIN_NAMESPACE}] with `name = "package"`',
        )
    for name, target in source.targets.items():
        module, _, attribute = target.partition(":")
        at = f"{where}: {name}"
        if not TARGET.fullmatch(target):
            yield problem(at, f"{target!r} is no module", 'write "package" or "package:object"')
        elif module not in source.modules:
            yield problem(at, f"there is no module {module} here", "correct the entry point")
        elif module in trees:
            yield from _remarks_on_target(trees[module], attribute, at)


def _remarks_on_target(tree: Tree, attribute: str, at: str) -> Iterator[Remark]:
    if attribute and attribute.partition(".")[0] not in bound_names(tree):
        yield problem(at, f"{tree.name} has no {attribute}", "correct the entry point")
    elif not attribute and not names_of_hooks(tree):
        yield problem(
            at,
            f"{tree.name} has no hook, so the plugin brings nothing",
            "define a hook there, as in `@hookimpl` above `def efc_register_formats():`",
        )
