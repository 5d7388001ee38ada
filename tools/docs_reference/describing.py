"""How classes, functions and values describe themselves: the same words on every page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

import attrs
import pluggy

from docs_reference.markdown import code, table

_BLANKS = re.compile(r"\s+")
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def text_of(thing: object) -> str:
    """Return the docstring of a class or function, a line for each paragraph."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join(_BLANKS.sub(" ", paragraph).strip() for paragraph in paragraphs)


def first_sentence(thing: object) -> str:
    """Return what a docstring says first; "" where there is none of its own."""
    return text_of(thing).partition("\n\n")[0] if getattr(thing, "__doc__", None) else ""


def value_text(value: object) -> str:
    """Return a value as Python code that is the same in every process."""
    match value:
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case str():
            return f'"{value}"'
        case tuple():
            inner = ", ".join(value_text(item) for item in value)
            return f"({inner},)" if len(value) == 1 else f"({inner})"
        case frozenset():
            inner = ", ".join(sorted(value_text(item) for item in value))
            return f"frozenset({{{inner}}})" if value else "frozenset()"
        case attrs.Factory():  # type: ignore[misc]  # attrs calls its class a function
            return "a new one"
        case type():
            return value.__name__
        case _ if callable(value) and hasattr(value, "__qualname__"):
            return str(value.__qualname__)
    return _ADDRESS.sub("", repr(value))


def type_text(annotation: object) -> str:
    """Return an annotation as it stands in the source."""
    if isinstance(annotation, str):
        return annotation
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


def field_type(kind: type, field: attrs.Attribute[Any]) -> str:
    """Return the annotation of a field of an attrs class as it stands in the source.

    `field.type` will not do: whoever resolves the types of a class changes it for all.
    """
    annotations = (vars(base).get("__annotations__", {}) for base in kind.__mro__)
    return next(type_text(found[field.name]) for found in annotations if field.name in found)


def signature_of(function: Callable[..., object], *, is_method: bool = False) -> str:
    """Return the arguments and the result of a function; those of a method without `self`."""
    arguments, returned = arguments_of(function, is_method=is_method)
    return f"({', '.join(arguments)}){returned}"


def arguments_of(
    function: Callable[..., object], *, is_method: bool = False
) -> tuple[tuple[str, ...], str]:
    """Return each argument as it would be written, and the arrow with the result."""
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())
    if is_method and parameters and parameters[0].name in ("self", "cls"):
        parameters = parameters[1:]
    result = signature.return_annotation
    if inspect.isclass(function):
        returned = ""
    else:
        is_none = result in (inspect.Signature.empty, None)
        returned = f" -> {'None' if is_none else type_text(result)}"
    return tuple(_arguments(parameters)), returned


def kind_of(thing: object) -> str:
    """Return what sort of thing a public name is, in one or two words."""
    if inspect.isclass(thing):
        if issubclass(thing, BaseException):
            return "warning" if issubclass(thing, Warning) else "error"
        if issubclass(thing, Enum):
            return "enumeration"
        return "abstract class" if inspect.isabstract(thing) else "class"
    if inspect.isfunction(thing):
        return "function"
    if isinstance(thing, (str, frozenset)):
        return "value"
    return "marker" if isinstance(thing, pluggy.HookimplMarker) else "type"


def call_of(thing: object) -> str:
    """Return the arguments of a class or function, the members of an enumeration, or a value."""
    match kind_of(thing), thing:
        case "enumeration", type() as words:
            return ", ".join(getattr(words, "__members__", ()))
        case "class" | "error", type() as kind:
            has_arguments = attrs.has(kind) or "__init__" in vars(kind)
            return signature_of(kind) if has_arguments else ""
        case "function", function if callable(function):
            return signature_of(function)
        case "value" | "type", value:
            return value_text(value)
    return ""


def _arguments(parameters: list[inspect.Parameter]) -> Iterator[str]:
    """Yield the arguments as they would be written, with the marks of positional and named."""
    kinds = [parameter.kind for parameter in parameters]
    for index, parameter in enumerate(parameters):
        before = kinds[index - 1] if index else None
        if parameter.kind is parameter.KEYWORD_ONLY and before not in (
            parameter.KEYWORD_ONLY,
            parameter.VAR_POSITIONAL,
        ):
            yield "*"
        yield _argument(parameter)
        is_last = index + 1 == len(parameters)
        if parameter.kind is parameter.POSITIONAL_ONLY and (
            is_last or kinds[index + 1] is not parameter.POSITIONAL_ONLY
        ):
            yield "/"


def _argument(parameter: inspect.Parameter) -> str:
    text = parameter.name
    if parameter.kind is parameter.VAR_POSITIONAL:
        text = f"*{text}"
    elif parameter.kind is parameter.VAR_KEYWORD:
        text = f"**{text}"
    if parameter.annotation is not parameter.empty:
        text += f": {type_text(parameter.annotation)}"
    if parameter.default is not parameter.empty:
        text += f" = {value_text(parameter.default)}"
    return text


def fields_of(kind: Any) -> Iterator[str]:
    """Yield what a class is, and the table of its fields."""
    yield from (text_of(kind), "")
    rows = [
        (code(name_of(field)), code(field_type(kind, field)), _default_of(field))
        for field in attrs.fields(kind)
    ]
    if rows:
        yield from table(("Field", "Type", "Default"), rows)


def name_of(field: Any) -> str:
    """Return the name by which a field is given and, but for Finding.values, read."""
    return str(field.alias or field.name)


def _default_of(field: Any) -> str:
    return "must be given" if field.default is attrs.NOTHING else code(value_text(field.default))


def members_of(kind: type) -> Iterator[str]:
    """Yield the table of the figures and methods that a class computes itself."""
    rows = [
        (code(name + call), returned, first_sentence(member))
        for name, call, returned, member in _members(kind)
    ]
    if rows:
        yield from ("", *table(("Property or method", "Type", "Meaning"), rows))


def _members(kind: type) -> Iterator[tuple[str, str, str, object]]:
    fields = {name_of(field) for field in attrs.fields(kind)} if attrs.has(kind) else set()
    for name, member in vars(kind).items():
        if name.startswith(("_", "test_")) or name in fields:
            continue
        if isinstance(member, property):
            returned = inspect.signature(member.fget).return_annotation if member.fget else ""
            yield name, "", code(type_text(returned)), member
        elif inspect.isfunction(member):
            arguments, _, returned = signature_of(member, is_method=True).partition(" -> ")
            yield name, arguments, code(returned), member


def words_of(kind: type[Enum]) -> Iterator[str]:
    """Yield what an enumeration is, and its members with their values."""
    rows = [(code(member.name), code(value_text(member.value))) for member in kind]
    yield from (text_of(kind), "", *table(("Member", "Value"), rows))
