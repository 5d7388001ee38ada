"""What formats and documents say of themselves, as far as it is written out in the source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

import attrs

from efc_reporting.contracts import API_VERSION, DocumentInfo, FormatInfo
from efc_reporting.guarding import MAGIC_OF_ENDINGS
from efc_reporting.plugin_vetting import problems_of_info
from efc_reporting.validating.remarks import Remark, note, problem
from efc_reporting.validating.trees import Tree

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
                yield from _remarks_on(node, tree.where(node), taken)


def _remarks_on(call: ast.Call, where: str, taken: Taken) -> Iterator[Remark]:
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


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
