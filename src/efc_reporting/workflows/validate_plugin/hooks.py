"""Hooks as they are written: spelt, marked and with arguments that somebody will fill."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from efc_reporting.plugin_host.refusing import (
    HOOK_NAMES,
    arguments_of,
    no_such_argument,
    no_such_hook,
)
from efc_reporting.workflows.validate_plugin.remarks import Remark, problem, warning
from efc_reporting.workflows.validate_plugin.trees import Tree, bound_names

Function = ast.FunctionDef | ast.AsyncFunctionDef


def remarks_on_hooks(trees: Iterable[Tree]) -> Iterator[Remark]:
    """Yield what is wrong with functions that are hooks, or were meant to be."""
    for tree in trees:
        for function, is_method in _functions(tree.body.body, is_method=False):
            if function.name.startswith("efc_") or "hookimpl" in _decorators(function):
                yield from _remarks_on(function, tree.where(function), is_method=is_method)


def hooks_in(tree: Tree) -> Iterator[Function]:
    """Yield the functions of a module that are hooks."""
    for function, _ in _functions(tree.body.body, is_method=False):
        if hook_of(function) in HOOK_NAMES:
            yield function


def names_of_hooks(tree: Tree) -> frozenset[str]:
    """Return the hooks that a module has: defined in it, in its classes, or imported."""
    marked = {hook_of(function) for function, _ in _functions(tree.body.body, is_method=False)}
    return (bound_names(tree) | marked) & frozenset(HOOK_NAMES)


def _functions(nodes: list[ast.stmt], *, is_method: bool) -> Iterator[tuple[Function, bool]]:
    for node in nodes:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node, is_method
            case ast.ClassDef():
                yield from _functions(node.body, is_method=True)
            case ast.If() | ast.Try() | ast.With():
                yield from _functions(node.body, is_method=is_method)
                yield from _functions(getattr(node, "orelse", []), is_method=is_method)


def _remarks_on(function: Function, where: str, *, is_method: bool) -> Iterator[Remark]:
    name = hook_of(function)
    if name not in HOOK_NAMES:
        fault, _, hint = no_such_hook(name).partition("; ")
        yield problem(where, fault, hint)
        return
    if isinstance(function, ast.AsyncFunctionDef):
        yield problem(where, f"{name} is asynchronous, and nobody awaits it", "take `async` away")
    decorators = _decorators(function)
    if "hookimpl" not in decorators:
        yield problem(where, f"{name} is not marked as a hook", "put @hookimpl above it")
    if any(_is_wrapper(decorator) for decorator in function.decorator_list):
        yield problem(where, f"{name} is a wrapper", "make it a plain hook: each is called alone")
    is_bound = is_method and "staticmethod" not in decorators
    yield from _remarks_on_arguments(function, where, is_bound=is_bound)
    if function.body and not _returns(function) and name.startswith(("efc_register", "efc_check")):
        yield problem(where, f"{name} returns nothing", "return a list, empty if need be")


def _remarks_on_arguments(function: Function, where: str, *, is_bound: bool) -> Iterator[Remark]:
    name, given = hook_of(function), function.args
    plain = [*given.posonlyargs, *given.args][1 if is_bound else 0 :]
    for argument in plain:
        if argument.arg not in arguments_of(name):
            fault, _, hint = no_such_argument(name, argument.arg).partition("; ")
            yield problem(where, fault, hint)
    for argument in plain[len(plain) - len(given.defaults) :] if given.defaults else []:
        yield problem(
            where,
            f"the argument {argument.arg} of {name} has a default, so it would never be filled",
            "take the default away",
        )
    for argument in given.kwonlyargs:
        yield problem(
            where,
            f"the argument {argument.arg} of {name} stands after a *, so it would never be filled",
            "take the * away",
        )
    for star in (given.vararg, given.kwarg):
        if star:
            yield warning(
                where, f"{name} gets nothing in {star.arg}", "name the arguments that it needs"
            )


def _decorators(function: Function) -> list[str]:
    return [_name_of(decorator) for decorator in function.decorator_list]


def hook_of(function: Function) -> str:
    """Return the hook that a function is: its name, or the `specname` of its mark."""
    for decorator in function.decorator_list:
        for keyword in decorator.keywords if isinstance(decorator, ast.Call) else []:
            if keyword.arg == "specname" and isinstance(keyword.value, ast.Constant):
                return str(keyword.value.value)
    return function.name


def _name_of(decorator: ast.expr) -> str:
    match decorator:
        case ast.Call(func=function):
            return _name_of(function)
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def _is_wrapper(decorator: ast.expr) -> bool:
    match decorator:
        case ast.Call(keywords=keywords):
            return any(k.arg in ("wrapper", "hookwrapper") for k in keywords)
        case _:
            return False


def _returns(function: Function) -> bool:
    """Say whether a function returns or yields anything, or ends in an error."""
    return any(
        isinstance(node, ast.Yield | ast.YieldFrom | ast.Raise)
        or (isinstance(node, ast.Return) and node.value is not None)
        for node in ast.walk(function)
    )
