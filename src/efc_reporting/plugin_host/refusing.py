"""Why a plugin cannot be used: hooks nobody would call, info that says nothing, names taken."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import ModuleType
from typing import Any

import attrs
import pluggy

from efc_reporting.contracts import (
    API_VERSION,
    Audience,
    DocumentInfo,
    DocumentKind,
    FormatInfo,
    ReportFormat,
)
from efc_reporting.plugin_host import hookspecs
from efc_reporting.plugin_host.registry import PluginState

HOOK_NAMES = tuple(sorted(name for name in vars(hookspecs) if name.startswith("efc_")))

NAME = re.compile(r"[a-z0-9]+([-_.][a-z0-9]+)*")
EXTENSION = re.compile(r"\.[a-z0-9]+(\.[a-z0-9]+)*")
_NAMED = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


class RefusedError(Exception):
    """A plugin cannot be used: in which state it is, and why in one sentence with the remedy."""

    def __init__(self, reason: str, state: PluginState = PluginState.BROKEN) -> None:
        super().__init__(reason)
        self.reason = reason
        self.state = state


def arguments_of(hook: str) -> tuple[str, ...]:
    """Return the names of the arguments that a hook may take."""
    return tuple(inspect.signature(getattr(hookspecs, hook)).parameters)


def no_such_hook(name: str) -> str:
    """Say that there is no such hook, and which one was meant."""
    near = get_close_matches(name, HOOK_NAMES, n=1)
    hint = f"did you mean {near[0]}?" if near else f"hooks are {', '.join(HOOK_NAMES)}"
    return f"there is no hook {name}; {hint}"


def no_such_argument(hook: str, name: str) -> str:
    """Say that a hook has no such argument, and which one was meant."""
    known = arguments_of(hook)
    near = get_close_matches(name, known, n=1)
    listed = f"it may take {', '.join(known)}" if known else "it takes no argument"
    hint = f"did you mean {near[0]}?" if near else listed
    return f"{hook} has no argument {name}; {hint}"


def refuse_useless_hooks(manager: pluggy.PluginManager, plugin: object) -> None:
    """Refuse hooks that nobody would ever call: misspelt, unmarked, or with what is never filled.

    A plugin without any hook is refused too: it would bring nothing, and nobody would know why.
    """
    hooks = 0
    for name in dir(plugin):
        marks = manager.parse_hookimpl_opts(plugin, name)
        if marks is not None:
            hooks += 1
            _refuse_hook(marks.get("specname") or name, marks, getattr(plugin, name))
        elif name.startswith("efc_") and not isinstance(
            inspect.getattr_static(plugin, name), ModuleType
        ):
            if name not in HOOK_NAMES:
                raise RefusedError(no_such_hook(name))
            raise RefusedError(f"{name} is not marked as a hook; put @hookimpl above it")
    if not hooks:
        near = [n for n in dir(plugin) if get_close_matches(n, HOOK_NAMES, n=1, cutoff=0.8)]
        hint = no_such_hook(near[0]) if near else "define one, such as efc_register_formats"
        raise RefusedError(f"it has no hook, and so brings nothing; {hint}")


def _refuse_hook(name: str, marks: Mapping[str, Any], function: Callable[..., object]) -> None:
    if name not in HOOK_NAMES:
        raise RefusedError(no_such_hook(name))
    if marks.get("wrapper") or marks.get("hookwrapper"):
        raise RefusedError(f"{name} is a wrapper, and hooks are called alone; make it a plain hook")
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name == "self":
            raise RefusedError(
                f"{name} belongs to the objects of a class; name an object as the plugin, such as "
                "`plugin = Plugin()`, and not its class"
            )
        if parameter.default is not inspect.Parameter.empty:
            raise RefusedError(
                f"the argument {parameter.name} of {name} has a default, so it would never be "
                "filled; take the default away"
            )
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            raise RefusedError(
                f"the argument {parameter.name} of {name} stands after a *, so it would never be "
                "filled; take the * away"
            )
        if parameter.kind in _NAMED and parameter.name not in arguments_of(name):
            raise RefusedError(no_such_argument(name, parameter.name))


def refuse_no_list(result: object, kind: type[Any], hook: str) -> None:
    """Refuse what a hook returned in the place of a list."""
    if result is None:
        raise RefusedError(f"{hook} returned nothing; return a list, empty if need be")
    if isinstance(result, kind):
        name = type(result).__name__
        raise RefusedError(f"{hook} returned one {name} instead of a list; put it in brackets")
    if not isinstance(result, Iterable):
        said = f"{hook} returned {type(result).__name__} instead of a list"
        raise RefusedError(f"{said}; return a list of {kind.__name__}")


def refuse_other_items(items: Sequence[object], kind: type[Any], hook: str) -> None:
    """Refuse what a hook returned that is no format, document, measure or reader."""
    for item in items:
        if isinstance(item, type) and issubclass(item, kind):
            name = item.__name__
            raise RefusedError(
                f"{hook} returned the class {name}; return an object of it: {name}()"
            )
        if not isinstance(item, kind):
            raise RefusedError(
                f"{hook} returned {type(item).__name__} instead of {kind.__name__}; correct it"
            )
        _refuse_without_info(item)


def _refuse_without_info(item: object) -> None:
    """Refuse formats and documents that do not say what they are, before anybody asks them."""
    name = type(item).__name__
    if isinstance(item, ReportFormat):
        wanted: dict[str, type] = {"info": FormatInfo, "options_type": type}
    elif isinstance(item, DocumentKind):
        wanted = {"info": DocumentInfo}
    else:
        return
    for attribute, kind in wanted.items():
        if not isinstance(getattr(item, attribute, None), kind):
            raise RefusedError(f"{name} has no {attribute}; give it one, a {kind.__name__}")
    for problem in problems_of_info(attrs.asdict(item.info, recurse=False)):
        raise RefusedError(f"the info of {name} is wrong: {problem}")
    if item.info.api != API_VERSION:
        raise RefusedError(
            f"{item.info.name!r} is made for version {item.info.api} of the plugin interface, "
            f"this is version {API_VERSION}; install a matching version of the plugin",
            PluginState.INCOMPATIBLE,
        )
    _refuse_other_arguments(item)
    options_type = item.options_type if isinstance(item, ReportFormat) else item.info.options_type
    if not (isinstance(options_type, type) and attrs.has(options_type)):
        raise RefusedError(f"the options_type of {name} is no attrs class; put @attrs.frozen on it")
    for field in attrs.fields(options_type):
        if field.default is attrs.NOTHING:
            raise RefusedError(f"the option {field.name} of {name} has no default; give it one")


def _refuse_other_arguments(item: ReportFormat[Any] | DocumentKind) -> None:
    """Refuse a method that could not be called with what it is given."""
    method: Callable[..., object]
    given: tuple[str, ...]
    if isinstance(item, ReportFormat):
        method, given = item.render, ("document", "context", "options")
    else:
        method, given = item.compose, ("context",)
    try:
        inspect.signature(method).bind(*given)
    except TypeError as error:
        name = f"{type(item).__name__}.{method.__name__}"
        written = f"def {method.__name__}(self, {', '.join(given)})"
        raise RefusedError(
            f"{name} cannot be called with {', '.join(given)}; write it as {written}"
        ) from error


def problems_of_info(fields: Mapping[str, object]) -> list[str]:
    """Return what cannot be in those fields of a FormatInfo or DocumentInfo that are given."""
    problems = []
    for field, value in fields.items():
        match field:
            case "name" if not (isinstance(value, str) and NAME.fullmatch(value)):
                said = "small letters and digits, with hyphens between them"
                problems.append(f"the name {value!r} is not made of {said}; rename it")
            case "extension" if not (isinstance(value, str) and EXTENSION.fullmatch(value)):
                said = "a dot and small letters or digits, as in '.txt'"
                problems.append(f"the extension {value!r} is not {said}; correct it")
            case "media_type" if not (isinstance(value, str) and value.count("/") == 1):
                problems.append(f"the media_type {value!r} is not like 'text/plain'; correct it")
            case "title" | "api" if not isinstance(value, str):
                problems.append(f"the {field} {value!r} is no text; correct it")
            case "magic" if not isinstance(value, bytes):
                problems.append(f"the magic {value!r} is not bytes; write it as b'…'")
            case "audiences" if not (
                isinstance(value, frozenset) and value <= frozenset(Audience) and value
            ):
                problems.append("the audiences are no frozenset of Audience; correct them")
            case "documents" if value is not None and not _are_texts(value, frozenset):
                problems.append("the documents are no frozenset of names; correct them")
            case "preferred_for" if not _are_texts(value, frozenset):
                problems.append("preferred_for is no frozenset of names; correct it")
            case "requires" if not _are_texts(value, tuple):
                problems.append("requires is no tuple of import names; correct it")
    return problems


def _are_texts(value: object, kind: type) -> bool:
    return isinstance(value, kind) and all(isinstance(v, str) for v in value)  # type: ignore[attr-defined]  # tuples and frozensets can be walked


def refuse_duplicates(
    names: Mapping[str, Sequence[str]], origins: Mapping[tuple[str, str], str], origin: str
) -> None:
    """Refuse a plugin that registers what is there already; `origins` say from whom."""
    claims = [(kind, name) for kind, of_kind in names.items() for name in of_kind]
    for kind, name in claims:
        is_twice = claims.count((kind, name)) > 1
        if is_twice:
            raise RefusedError(f"it brings the {kind} {name!r} twice; leave one of the two out")
        owner = origins.get((kind, name))
        if owner is not None:
            raise RefusedError(
                f"the {kind} {name!r} of {origin} already comes from {owner}; "
                "rename it or disable one of the two"
            )
