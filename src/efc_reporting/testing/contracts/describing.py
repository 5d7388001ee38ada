"""What names, options and infos of plugins look like, whatever they describe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from efc_reporting.errors import NotAcceptedError, UnknownNameError
from efc_reporting.plugin_host.options import make_options

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NONSENSE = "no value of any option"


def faults_of_options(options_type: type[Any]) -> Iterator[str]:
    """Yield what is wrong with a class of options: they have to be frozen and to have defaults."""
    if not attrs.has(options_type):
        yield f"{options_type.__name__} is no attrs class"
        return
    if options_type.__setattr__ is object.__setattr__:
        yield f"{options_type.__name__} is not frozen"
    for field in attrs.fields(options_type):
        if field.default is attrs.NOTHING:
            yield f"the option {field.name} has no default"
        if field.type is None:
            yield f"the option {field.name} has no type"


def takes_unknown_option(options_type: type[Any]) -> bool:
    """Say whether a name that no option has is taken all the same."""
    try:
        make_options(options_type, {"no_such_option": "1"})
    except UnknownNameError:
        return False
    return True


def unchecked_options(options_type: type[Any]) -> list[str]:
    """Return the options that take a value which cannot be meant."""
    return [
        field.name
        for field in attrs.fields(options_type)
        if _is_taken(options_type, field.name, object())
        or (field.type not in (str, "str") and _is_taken(options_type, field.name, _NONSENSE))
    ]


def _is_taken(options_type: type[Any], name: str, value: object) -> bool:
    try:
        make_options(options_type, {name: value})
    except NotAcceptedError:
        return False
    return True
