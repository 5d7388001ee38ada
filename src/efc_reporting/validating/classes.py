"""Formats and documents as classes: what they lack, and how hooks hand them over."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping

from efc_reporting.validating.hooks import hook_of, hooks_in
from efc_reporting.validating.remarks import Remark, problem
from efc_reporting.validating.trees import Tree

NEEDS: Mapping[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "ReportFormat": (("info", "options_type"), "render", ("document", "context", "options")),
    "DocumentKind": (("info",), "compose", ("context",)),
}
"""What classes that derive from ours have to have: values, a method, and what that is given."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def remarks_on_classes(trees: Collection[Tree]) -> Iterator[Remark]:
    """Yield what formats and documents lack; classes from which others derive are left out."""
    classes = [
        (tree, node)
        for tree in trees
        for node in ast.walk(tree.body)
        if isinstance(node, ast.ClassDef)
    ]
    bases = {_name(base) for _, node in classes for base in node.bases}
    ours = {node.name for _, node in classes if _kind(node)}
    for tree, node in classes:
        kind = _kind(node)
        if kind and node.name not in bases:
            yield from _remarks_on(node, kind, tree)
    for tree in trees:
        for function in hooks_in(tree):
            yield from _remarks_on_returns(function, ours, tree)


def _remarks_on(node: ast.ClassDef, kind: str, tree: Tree) -> Iterator[Remark]:
    values, method, given = NEEDS[kind]
    where = tree.where(node)
    held = set(_members(node))
    written = f"def {method}(self, {', '.join(given)})"
    if method not in held:
        yield problem(where, f"{node.name} has no {method}", f"write {written}")
    for name in values:
        if name not in held:
            yield problem(where, f"{node.name} has no {name}", f"write {name} = … in it")
    for function in node.body:
        if isinstance(function, Function) and function.name == method:
            if isinstance(function, ast.AsyncFunctionDef):
                yield problem(
                    tree.where(function), f"{method} is asynchronous", "take `async` away"
                )
            if not _takes(function, len(given)):
                yield problem(
                    tree.where(function),
                    f"{node.name}.{method} cannot be called with {', '.join(given)}",
                    f"write it as {written}",
                )


def _remarks_on_returns(function: Function, ours: set[str], tree: Tree) -> Iterator[Remark]:
    hook = hook_of(function)
    for node in ast.walk(function):
        if not (hook.startswith("efc_register") and isinstance(node, ast.Return)):
            continue
        match node.value:
            case ast.Constant(value=value) if value is not None:
                yield problem(tree.where(node), f"{hook} returns no list", "return a list")
            case ast.Call(func=ast.Name(id=name)) if name in ours:
                fault = f"{hook} returns one {name} instead of a list"
                yield problem(tree.where(node), fault, "put it in brackets")
            case ast.List(elts=items) | ast.Tuple(elts=items):
                for item in items:
                    if isinstance(item, ast.Name) and item.id in ours:
                        fault = f"{hook} returns the class {item.id}"
                        remedy = f"return an object of it: {item.id}()"
                        yield problem(tree.where(node), fault, remedy)


def _kind(node: ast.ClassDef) -> str:
    """Return which of our classes a class derives from, "" where it has other bases too."""
    names = [_name(base) for base in node.bases]
    return names[0] if len(names) == 1 and names[0] in NEEDS else ""


def _name(node: ast.expr) -> str:
    match node:
        case ast.Subscript(value=value):
            return _name(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _members(node: ast.ClassDef) -> Iterator[str]:
    """Yield what a class and its objects have, as far as the class itself gives it to them."""
    for part in ast.walk(node):
        match part:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name


def _takes(function: Function, number: int) -> bool:
    """Say whether a method can be called with so many arguments after itself."""
    given = function.args
    plain = len(given.posonlyargs) + len(given.args) - 1
    needed = plain - len(given.defaults)
    is_named = any(default is None for default in given.kw_defaults)
    return not is_named and needed <= number and (plain >= number or given.vararg is not None)
