"""Reads the public interface from the code: a text for every thing that others may rely on."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module

import attrs
from docs_reference.describing import (
    call_of,
    field_type,
    kind_of,
    name_of,
    signature_of,
    type_text,
    value_text,
)
from docs_reference.errors import error_kinds
from docs_reference.findings import findings_of_the_core
from docs_reference.hooks import hook_specifications
from docs_reference.public_api import FACADES

from efc_reporting import facts, model

Api = Mapping[str, Mapping[str, str]]
"""Sections, and in each the things by their names with what would be a change of them."""

ALSO_PUBLIC = (model, facts)
"""Modules beside the façades whose classes are promised."""


def read_api() -> dict[str, dict[str, str]]:
    """Return the public interface as it is now, sorted, the same in every process."""
    sections: dict[str, dict[str, str]] = {}
    for facade in FACADES:
        module = import_module(facade)
        sections[facade] = {name: kind_of(getattr(module, name)) for name in module.__all__}
    sections["hooks"] = {name: signature_of(hook) for name, hook in hook_specifications().items()}
    sections["findings"] = dict(findings_of_the_core())
    for section in ("signatures", "fields", "words"):
        sections[section] = {}
    for name, thing in _things().items():
        for section, member, text in _entries(name, thing):
            sections[section][member] = text
    return {section: dict(sorted(things.items())) for section, things in sections.items()}


def _things() -> dict[str, object]:
    """Return all public things by their names; the same name never means two of them."""
    found: dict[str, object] = {kind.__name__: kind for kind in error_kinds()}
    modules = [*map(import_module, FACADES), *ALSO_PUBLIC]
    for module in modules:
        for name in module.__all__:
            thing = getattr(module, name)
            if found.setdefault(name, thing) is not thing:
                raise ValueError(f"{name} of {module.__name__} is another thing elsewhere")
    return found


def _entries(name: str, thing: object) -> Iterator[tuple[str, str, str]]:
    """Yield section, name and text of a thing and of its members."""
    if not inspect.isclass(thing):
        yield "signatures", name, call_of(thing)
    elif issubclass(thing, Enum):
        for word in thing:
            yield "words", f"{name}.{word.name}", value_text(word.value)
    else:
        if attrs.has(thing):
            yield from (("fields", f"{name}.{field}", text) for field, text in _fields(thing))
        else:
            yield "signatures", name, call_of(thing)
        for member, text in _methods(thing):
            yield "signatures", f"{name}.{member}", text


def _fields(kind: type) -> Iterator[tuple[str, str]]:
    """Yield each field with its type and default; one given by position says at which place."""
    for place, field in enumerate(attrs.fields(kind), start=1):
        default = "" if field.default is attrs.NOTHING else f" = {value_text(field.default)}"
        position = "" if field.kw_only else f"{place}: "
        yield name_of(field), f"{position}{field_type(kind, field)}{default}"


def _methods(kind: type) -> Iterator[tuple[str, str]]:
    fields = {name_of(field) for field in attrs.fields(kind)} if attrs.has(kind) else set()
    ours = [base for base in kind.__mro__ if base.__module__.startswith("efc_reporting")]
    members = {name: member for base in reversed(ours) for name, member in vars(base).items()}
    for name, member in members.items():
        function = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if name.startswith("_") or name in fields:
            continue
        if isinstance(function, property) and function.fget:
            yield name, type_text(inspect.signature(function.fget).return_annotation)
        elif inspect.isfunction(function):
            yield name, signature_of(function, is_method=not isinstance(member, staticmethod))
