"""The syntax trees of a plugin's modules, and which of them are imported when it is loaded."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import attrs

from efc_reporting.workflows.validate_plugin.reading import Module, PluginSource
from efc_reporting.workflows.validate_plugin.remarks import Remark, problem


@attrs.frozen(kw_only=True)
class Tree:
    """One module that could be parsed."""

    name: str
    module: Module
    body: ast.Module = attrs.field(repr=False)

    def where(self, node: ast.AST) -> str:
        """Return the file and the line of a node."""
        return f"{self.module.file}, line {getattr(node, 'lineno', 1)}"


@attrs.frozen(kw_only=True)
class Import:
    """One import: the module that is asked for, the names taken from it, and where it stands.

    `is_at_load` says that it happens when the module is imported.
    """

    module: str
    names: tuple[str, ...]
    node: ast.AST = attrs.field(repr=False)
    is_at_load: bool


def parse(source: PluginSource) -> tuple[dict[str, Tree], list[Remark]]:
    """Return the trees of all packages that the entry points name, and what cannot be parsed."""
    trees, remarks = {}, []
    for name, module in sorted(source.modules.items()):
        if name.partition(".")[0] not in source.packages:
            continue
        try:
            body = ast.parse(module.source)
        except (SyntaxError, ValueError) as error:
            where = f"{module.file}, line {getattr(error, 'lineno', None) or 1}"
            said = error.msg if isinstance(error, SyntaxError) else str(error)
            remarks.append(problem(where, f"it is no Python ({said})", "correct it"))
            continue
        trees[name] = Tree(name=name, module=module, body=body)
    return trees, remarks


def imports_of(tree: Tree) -> Iterator[Import]:
    """Yield every import of a module but those for type checkers."""
    yield from _imports(tree, tree.body.body, is_at_load=True)


def _imports(tree: Tree, nodes: list[ast.stmt], *, is_at_load: bool) -> Iterator[Import]:
    for node in nodes:
        match node:
            case ast.Import(names=names):
                for name in names:
                    yield Import(module=name.name, names=(), node=node, is_at_load=is_at_load)
            case ast.ImportFrom(names=names):
                yield Import(
                    module=_absolute(tree, node),
                    names=tuple(name.name for name in names),
                    node=node,
                    is_at_load=is_at_load,
                )
            case ast.If(test=test) if "TYPE_CHECKING" in ast.dump(test):
                yield from _imports(tree, node.orelse, is_at_load=is_at_load)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from _imports(tree, node.body, is_at_load=False)
            case _:
                for part in ("body", "orelse", "finalbody"):
                    yield from _imports(tree, getattr(node, part, []), is_at_load=is_at_load)
                for handler in getattr(node, "handlers", []):
                    yield from _imports(tree, handler.body, is_at_load=is_at_load)


def _absolute(tree: Tree, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = tree.name.split(".")
    if not tree.module.is_package:
        parts = parts[:-1]
    above = parts[: len(parts) - (node.level - 1)]
    return ".".join((*above, *([node.module] if node.module else [])))


def bound_names(tree: Tree) -> frozenset[str]:
    """Return the names that a module has once it is imported."""
    names: set[str] = set()
    for node in ast.walk(tree.body):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Import() | ast.ImportFrom():
                names |= {alias.asname or alias.name for alias in node.names}
            case ast.Name(ctx=ast.Store()):
                names.add(node.id)
    return frozenset(names)


def loaded_with(targets: Iterator[str], trees: Mapping[str, Tree]) -> dict[str, Tree]:
    """Return the modules that are imported when the targets are."""
    found: dict[str, Tree] = {}
    waiting = [part for target in targets for part in _with_packages(target.partition(":")[0])]
    while waiting:
        name = waiting.pop()
        if name in found or name not in trees:
            continue
        found[name] = trees[name]
        for item in imports_of(trees[name]):
            if item.is_at_load:
                waiting += _with_packages(item.module)
                waiting += [f"{item.module}.{taken}" for taken in item.names]
    return found


def _with_packages(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[: index + 1]) for index in range(len(parts))]
