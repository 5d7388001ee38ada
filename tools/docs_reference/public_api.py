"""Every public name with its signature, module by module."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module

import attrs

from docs_reference.describing import (
    arguments_of,
    call_of,
    first_sentence,
    kind_of,
    members_of,
)

FACADES = ("efc_reporting", "efc_reporting.plugin", "efc_reporting.testing")
"""The modules whose lists of names are promised."""

_WIDEST = 88


def public_names() -> Iterator[str]:
    """Yield every name of each façade: what it is, what it is for, and how it is called."""
    for facade in FACADES:
        module = import_module(facade)
        yield from (f"## {facade}", "")
        for name in module.__all__:
            yield from (*_entry(name, getattr(module, name)), "")


def _entry(name: str, thing: object) -> Iterator[str]:
    yield from (f"### {name}", "")
    is_named = inspect.isclass(thing) or inspect.isfunction(thing)
    meaning = first_sentence(thing) if is_named else ""
    yield f"{kind_of(thing).capitalize()}. {meaning}".strip()
    call = call_of(thing)
    if call:
        yield from ("", "```text", *_call(name, thing, call), "```")
    if inspect.isclass(thing) and not attrs.has(thing):
        yield from members_of(thing)


def _call(name: str, thing: object, call: str) -> Iterator[str]:
    """Yield how a thing is called: on one line where it fits, else an argument on each."""
    if not call.startswith("(") or kind_of(thing) == "value":
        yield f"{name} = {call}" if kind_of(thing) in ("value", "type") else call
    elif len(name + call) <= _WIDEST or not callable(thing):
        yield name + call
    else:
        arguments, returned = arguments_of(thing)
        yield f"{name}("
        yield from (f"    {argument}," for argument in arguments)
        yield f"){returned}"
