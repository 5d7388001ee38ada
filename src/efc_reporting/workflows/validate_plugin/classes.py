"""Formats and documents as classes: what they lack, and how hooks hand them over."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import attrs

from efc_reporting.contracts import API_VERSION, DocumentInfo, FormatInfo
from efc_reporting.plugin_host.guard import MAGIC_OF_ENDINGS
from efc_reporting.plugin_host.refusing import problems_of_info
from efc_reporting.workflows.validate_plugin.hooks import hook_of, hooks_in
from efc_reporting.workflows.validate_plugin.remarks import Remark, note, problem
from efc_reporting.workflows.validate_plugin.trees import Tree

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


KINDS: Mapping[str, tuple[str, type[Any]]] = {
    "FormatInfo": ("format", FormatInfo),
    "DocumentInfo": ("document", DocumentInfo),
}

Taken = Mapping[tuple[str, str], str]
"""From whom names and endings of files that are there already come, by kind and name."""


def remarks_on_infos(trees: Iterable[Tree], taken: Taken) -> Iterator[Remark]:
    """Yield what cannot be in a FormatInfo or a DocumentInfo."""
    for tree in trees:
        for node in ast.walk(tree.body):
            if isinstance(node, ast.Call) and _name(node.func) in KINDS:
                yield from _remarks_on_info(node, tree.where(node), taken)


def _remarks_on_info(call: ast.Call, where: str, taken: Taken) -> Iterator[Remark]:
    class_name = _name(call.func)
    kind, info = KINDS[class_name]
    fields = {field.name: field for field in attrs.fields(info)}
    given = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    if call.args:
        yield problem(where, f"{class_name} takes no argument without its name", "name each")
    for name in sorted(given.keys() - fields.keys()):
        near = get_close_matches(name, fields, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(fields)}"
        yield problem(where, f"{class_name} has no {name}", hint)
    is_open = any(keyword.arg is None for keyword in call.keywords)
    for name, field in fields.items():
        if field.default is attrs.NOTHING and name not in given and not is_open:
            yield problem(where, f"{class_name} needs {name}", "add it")
    known = {name: _value(node) for name, node in given.items() if name in fields}
    values = {name: value for name, value in known.items() if value is not _UNKNOWN}
    for sentence in problems_of_info(values):
        fault, _, remedy = sentence.partition("; ")
        yield problem(where, fault, remedy)
    if isinstance(values.get("api"), str) and values["api"] != API_VERSION:
        yield problem(
            where,
            f"it is made for version {values['api']} of the plugin interface, "
            f"this is version {API_VERSION}",
            "leave `api` out, or install the version that it is made for",
        )
    owner = taken.get((kind, str(values.get("name"))))
    if owner:
        yield problem(
            where, f"the {kind} {values['name']!r} already comes from {owner}", "rename it"
        )
    if info is FormatInfo:
        owner = taken.get(("ending", str(values.get("extension"))))
        if owner and "preferred_for" not in given:
            yield note(
                where,
                f"files that end in {values['extension']} are made by {owner}",
                "take another ending, or tell users to name the format, as in "
                f"`--format {values.get('name', 'NAME')}`",
            )
        yield from _remarks_on_magic(values, given, where)


def _remarks_on_magic(
    values: Mapping[str, object], given: Mapping[str, ast.expr], where: str
) -> Iterator[Remark]:
    extension, magic = values.get("extension"), values.get("magic", b"")
    usual = MAGIC_OF_ENDINGS.get(str(extension), b"")
    if "magic" not in given and usual:
        yield note(where, "it does not say how its files begin", f"add magic={usual!r}")
    elif isinstance(magic, bytes) and magic and usual and not magic.startswith(usual):
        fault = f"files that end in {extension} begin with {usual!r}, not with {magic!r}"
        yield problem(where, fault, "correct the magic or the extension")


_UNKNOWN = object()


def _value(node: ast.expr) -> object:
    """Return the value of a literal, or of a frozenset or tuple of literals."""
    match node:
        case ast.Call(func=ast.Name(id="frozenset"), args=[inner], keywords=[]):
            value = _value(inner)
            is_open = value is _UNKNOWN or not isinstance(value, set | list | tuple)
            return _UNKNOWN if is_open else frozenset(value)  # type: ignore[call-overload]  # checked above
        case ast.Call() | ast.Name() | ast.Attribute():
            return _UNKNOWN
    try:
        return ast.literal_eval(node)
    except ValueError:
        return _UNKNOWN
