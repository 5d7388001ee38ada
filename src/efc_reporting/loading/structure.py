"""Turn the content of project.toml into its table classes, noting every mistake with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

import attrs

from efc_reporting.base.text import clean, has_unwanted
from efc_reporting.loading.notebook import BadValueError, Notebook
from efc_reporting.loading.tables import key_of
from efc_reporting.loading.values import CHOICES, VALUE_TYPES, ValueType, kind_of

if TYPE_CHECKING:
    from cattrs import Converter

MISSING = object()
"""Stands where a required key is not given; already noted, so everything falls back in silence."""


@attrs.frozen
class Located:
    """A value together with where it stands; lists and tables hold located values again."""

    value: Any
    place: str
    file: str
    notebook: Notebook

    def note(self, problem: str, remedy: str = "", key: str = "") -> None:
        """Write down a mistake at this value, or at one of its keys."""
        place = join(self.place, key) if key else self.place
        self.notebook.problem(self.file, place, problem, remedy)

    def at(self, key: str, value: object) -> Located:
        """Return the value of a key of this table."""
        return Located(value, join(self.place, key), self.file, self.notebook)

    def items(self) -> Iterable[Located]:
        """Return the values of this list."""
        for index, value in enumerate(self.value):
            yield Located(value, f"{self.place}[{index}]", self.file, self.notebook)


def join(place: str, key: str) -> str:
    """Return the path of a key of the table at `place`."""
    return f"{place}.{key}" if place else key


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the remedy for an unknown word: the nearest known one, else all of them."""
    choices = list(dict.fromkeys(known))
    near = get_close_matches(word, choices, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are: {', '.join(choices)}"


TableT = TypeVar("TableT")


def structure(content: dict[str, Any], kind: type[TableT], file: str, notebook: Notebook) -> TableT:
    """Return the tables in `content`; a stand-in takes the place of every value that is noted."""
    table: TableT = _converter().structure(Located(content, "", file, notebook), kind)
    return table


@cache
def _converter() -> Converter:
    from cattrs import Converter

    # Mistakes go into the notebook, so that cattrs' own collecting of exceptions is not needed.
    converter = Converter(detailed_validation=False)
    converter.register_structure_hook_factory(_is_list, partial(_list_reader, converter))
    converter.register_structure_hook_factory(attrs.has, partial(_table_reader, converter))
    for kind, value_type in VALUE_TYPES.items():
        converter.register_structure_hook(kind, partial(_read_value, value_type))
    # After str: these are subclasses of it, and cattrs would read them as such.
    for choice in CHOICES:
        converter.register_structure_hook(choice, _read_choice)
    return converter


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _read_value(value_type: ValueType, located: Located, _: Any) -> Any:
    if located.value is MISSING:
        return value_type.stand_in
    try:
        return value_type.read(_cleaned(located))
    except BadValueError as error:
        located.note(error.problem, error.remedy)
        return value_type.stand_in


def _cleaned(located: Located) -> Any:
    value = located.value
    if isinstance(value, dict):
        return {key: _cleaned(located.at(key, item)) for key, item in value.items()}
    if not isinstance(value, str):
        return value
    if has_unwanted(value):
        located.notebook.cleaned(located.file, located.place)
    return clean(value)


def _read_choice(located: Located, kind: type[Enum]) -> Enum:
    known = [member.value for member in kind]
    if located.value in known:
        return kind(located.value)
    if isinstance(located.value, str):
        located.note(f"{located.value!r} is not known here", did_you_mean(located.value, known))
    elif located.value is not MISSING:
        located.note(f"a text belongs here, not {kind_of(located.value)}", did_you_mean("", known))
    return next(iter(kind))


def _list_reader(converter: Converter, kind: Any) -> Callable[[Located, Any], tuple[Any, ...]]:
    item_kind = get_args(kind)[0]

    def read_list(located: Located, _: Any) -> tuple[Any, ...]:
        if not isinstance(located.value, list):
            if located.value is not MISSING:
                located.note(
                    f"a list belongs here, not {kind_of(located.value)}", "write it as […]"
                )
            return ()
        return tuple(converter.structure(item, item_kind) for item in located.items())

    return read_list


def _table_reader(converter: Converter, kind: Any) -> Callable[[Located, Any], Any]:
    from cattrs.gen import make_dict_structure_fn, override

    fields = attrs.fields(kind)
    renamed: Any = {f.name: override(rename=key_of(f)) for f in fields if key_of(f) != f.name}
    build = make_dict_structure_fn(kind, converter, _cattrs_detailed_validation=False, **renamed)
    known = [key_of(field) for field in fields]
    required = [key_of(field) for field in fields if field.default is attrs.NOTHING]

    def read_table(located: Located, _: Any) -> Any:
        content = located.value
        if not isinstance(content, dict):
            located.note(
                f"a table belongs here, not {kind_of(content)}", "write it as {key = value}"
            )
            return build({name: located.at(name, MISSING) for name in required}, kind)
        for name in content:
            if name not in known:
                located.note(f"the key {name!r} is not known", did_you_mean(name, known), key=name)
        for name in required:
            if name not in content:
                located.note("is missing", key=name)
            elif _is_empty(content[name]):
                located.note("is empty", "fill it in", key=name)
        given = {name: value for name, value in content.items() if name in known}
        values = {**dict.fromkeys(required, MISSING), **given}
        return build({name: located.at(name, value) for name, value in values.items()}, kind)

    return read_table


def _is_empty(value: object) -> bool:
    return value in ({}, []) or (isinstance(value, str) and not value.strip())
