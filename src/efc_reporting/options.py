"""Options of a format, checked before anything is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

import attrs

from efc_reporting.errors import NotAcceptedError, UnknownNameError

_TRUE = frozenset({"true", "yes", "1", "on"})
_FALSE = frozenset({"false", "no", "0", "off"})


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
        if isinstance(error, NotAcceptedError):
            raise
        raise NotAcceptedError(what="options", problem=str(error), remedy="correct it") from error


def _converted(name: str, value: object, wanted: object) -> object:
    if not isinstance(value, str) or wanted is str:
        return value
    if wanted is bool and value.casefold() in _TRUE | _FALSE:
        return value.casefold() in _TRUE
    if wanted is int and value.removeprefix("-").isdecimal():
        return int(value)
    if wanted in (bool, int):
        kind = "yes or no" if wanted is bool else "a whole number"
        raise NotAcceptedError(
            what=f"option {name}", problem=f"{value!r} does not fit", remedy=f"give {kind}"
        )
    return value
