"""Options of a document or a format, checked before anything is composed or rendered."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import Any, get_type_hints

import attrs

from efc_reporting.errors import NotAcceptedError, UnknownNameError
from efc_reporting.rendering.templates import Templates

_TRUE = frozenset({"true", "yes", "1", "on"})
_FALSE = frozenset({"false", "no", "0", "off"})
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_KINDS: dict[object, str] = {bool: "yes or no", int: "a whole number", float: "a number"}


def make_options(options_type: type[Any], given: Mapping[str, object] | object | None) -> Any:
    """Return an instance of `options_type` from names and values, as the command line gives them.

    Raise UnknownNameError for an unknown name, with the nearest known one, and NotAcceptedError
    for a value that does not fit.
    """
    if isinstance(given, options_type):
        return given
    if given is None:
        return options_type()
    if not isinstance(given, Mapping):
        raise NotAcceptedError(
            what="options",
            problem=f"{type(given).__name__} is not {options_type.__name__}",
            remedy=f"give names and values, or an instance of {options_type.__name__}",
        )
    known = tuple(field.name for field in attrs.fields(options_type))
    for name in given:
        if name not in known:
            raise UnknownNameError(kind="option", name=name, known=known)
    types = get_type_hints(options_type)
    try:
        return options_type(**{n: _converted(n, v, types[n]) for n, v in given.items()})
    except (TypeError, ValueError) as error:
        raise NotAcceptedError(what="options", problem=str(error), remedy="correct it") from error


def _converted(name: str, value: object, wanted: object) -> object:
    if not isinstance(value, str) or wanted is str:
        return value
    if wanted == tuple[str, ...]:
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if wanted is bool and value.casefold() in _TRUE | _FALSE:
        return value.casefold() in _TRUE
    if wanted is int and value.removeprefix("-").isdecimal():
        return int(value)
    if wanted is float and _NUMBER.fullmatch(value):
        return float(value)
    if wanted in _KINDS:
        kind = _KINDS[wanted]
        raise NotAcceptedError(
            what=f"option {name}", problem=f"{value!r} does not fit", remedy=f"give {kind}"
        )
    return value


def split_options(
    given: Mapping[str, object], for_document: type[Any], for_formats: Iterable[type[Any]]
) -> tuple[dict[str, object], dict[str, object]]:
    """Return the options of the document and those of the format.

    A name that both know is the document's. Raise UnknownNameError for one that neither knows.
    """
    of_document = _names(for_document)
    known = of_document.union(*map(_names, for_formats))
    for name in given:
        if name not in known:
            raise UnknownNameError(kind="option", name=name, known=tuple(sorted(known)))
    return (
        {name: value for name, value in given.items() if name in of_document},
        {name: value for name, value in given.items() if name not in of_document},
    )


def with_template(
    options: Mapping[str, object] | None,
    template: str | os.PathLike[str] | None,
    templates: Templates,
) -> tuple[dict[str, object], Templates]:
    """Return the options of a format with the template that was named, and where it is found."""
    if not template:
        return {**(options or {})}, templates
    chain, name = templates.with_given(os.fspath(template))
    return {**(options or {}), "template": name}, chain


def _names(options_type: type[Any]) -> set[str]:
    return {field.name for field in attrs.fields(options_type)}
