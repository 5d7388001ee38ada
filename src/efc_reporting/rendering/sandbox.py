"""The jinja2 environment of all templates: they show values, they reach and change nothing.

What one operation may make is capped, so that a slip of the pen does not take all memory. Loops
nested on purpose are not stopped here: `templates` fills users' templates in a process of its own,
with limits on time and memory.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sized
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

LARGEST_VALUE = 1_000_000
"""The most characters or members that one operation of a template may make."""

LARGEST_NUMBER = 10**15
"""The largest number that `*` and `**` may make."""

MOST_ROUNDS = 1_000_000
"""The most rounds that all `range()` of one output may ask for together."""

# They make texts of any width that a template names, or texts that differ from run to run.
_REMOVED_FILTERS = ("center", "format", "indent", "pprint", "random", "wordwrap", "xmlattr")
_REMOVED_GLOBALS = ("lipsum",)
_REMOVED_METHODS = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})


class Sandbox(ImmutableSandboxedEnvironment):
    """An immutable sandbox with caps on what operators and methods can make."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for name in _REMOVED_FILTERS:
            del self.filters[name]
        for name in _REMOVED_GLOBALS:
            del self.globals[name]
        self.globals["range"] = _counting_range()
        self.binop_table.update({"+": _add, "*": _multiply, "**": _power, "%": _remainder})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse private attributes, changes, and methods that pad a text to any width."""
        if isinstance(obj, str | bytes) and attr in _REMOVED_METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Refuse `format` and `format_map`: they pad to any width, like the filters."""
        if getattr(value, "__name__", "") in {"format", "format_map"}:
            raise SecurityError("format and format_map are not for templates")
        return super().wrap_str_format(value)


def _counting_range() -> Callable[..., range]:
    rounds = 0

    def bounded_range(*bounds: int) -> range:
        nonlocal rounds
        wanted = range(*bounds)
        rounds += len(wanted)
        if rounds > MOST_ROUNDS:
            raise SecurityError(f"the template asks for more than {MOST_ROUNDS} rounds of range()")
        return wanted

    return bounded_range


def _refuse(operation: str) -> SecurityError:
    return SecurityError(f"the result of {operation} would be too large")


def _length(value: object) -> int:
    return len(value) if isinstance(value, Sized) else 0


def _add(left: Any, right: Any) -> Any:
    if _length(left) + _length(right) > LARGEST_VALUE:
        raise _refuse("+")
    return operator.add(left, right)


def _multiply(left: Any, right: Any) -> Any:
    for value, times in ((left, right), (right, left)):
        if (
            isinstance(value, Sized)
            and isinstance(times, int)
            and len(value) * times > LARGEST_VALUE
        ):
            raise _refuse("*")
    product = operator.mul(left, right)
    if isinstance(product, int) and abs(product) > LARGEST_NUMBER:
        raise _refuse("*")
    return product


def _power(base: Any, exponent: Any) -> Any:
    if abs(exponent) * int(max(abs(base), 2)).bit_length() > LARGEST_NUMBER.bit_length():
        raise _refuse("**")
    return operator.pow(base, exponent)


def _remainder(left: Any, right: Any) -> Any:
    if isinstance(left, str | bytes):
        raise SecurityError("% formats no text in templates")
    return operator.mod(left, right)
