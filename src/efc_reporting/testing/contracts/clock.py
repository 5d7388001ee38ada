"""Finds the lines of a plugin that ask for the time or today's date."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType

_CLOCKS = frozenset(
    {
        "datetime.date.today",
        "datetime.datetime.now",
        "datetime.datetime.today",
        "datetime.datetime.utcnow",
        "time.ctime",
        "time.gmtime",
        "time.localtime",
        "time.time",
        "time.time_ns",
    }
)


def clock_readings(made: object) -> list[str]:
    """Return the lines that read the clock in the module of a plugin's class and beside it.

    Beside it are the modules of its package, as far as they are imported.
    """
    own = sys.modules[type(made).__module__]
    return [
        f"{name}, line {line}"
        for name, module in sorted(sys.modules.items())
        if module is own or (own.__package__ and name.startswith(f"{own.__package__}."))
        for line in sorted(_lines(module))
    ]


def _lines(module: ModuleType) -> Iterator[int]:
    try:
        tree = ast.parse(inspect.getsource(module))
    except (OSError, TypeError):  # it has no source, or none that is at hand
        return
    origins = dict(_origins(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name) and _origin(node, origins) in _CLOCKS:
            yield node.lineno


def _origins(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield each name that is imported anywhere in a module, and what it stands for."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                for name in names:
                    yield name.asname or name.name, name.name
            case ast.ImportFrom(module=str(module), names=names):
                for name in names:
                    yield name.asname or name.name, f"{module}.{name.name}"


def _origin(node: ast.expr, origins: Mapping[str, str]) -> str:
    match node:
        case ast.Name(id=name):
            return origins.get(name, name)
        case ast.Attribute(value=value, attr=name):
            return f"{_origin(value, origins)}.{name}"
        case _:
            return ""
