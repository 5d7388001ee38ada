"""Everything that can be said of a plugin without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from efc_reporting.hookspecs import PLUGIN_NAMESPACE
from efc_reporting.tuples import as_tuple
from efc_reporting.validating.classes import remarks_on_classes
from efc_reporting.validating.hooks import names_of_hooks, remarks_on_hooks
from efc_reporting.validating.imported import remarks_on_names, remarks_on_packages
from efc_reporting.validating.imports import remarks_on_imports
from efc_reporting.validating.infos import Taken, remarks_on_infos
from efc_reporting.validating.quality import remarks_on_quality
from efc_reporting.validating.reading import PluginSource
from efc_reporting.validating.remarks import Level, Remark, problem
from efc_reporting.validating.trees import Tree, bound_names, loaded_with, parse

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
