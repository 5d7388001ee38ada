"""What a reader of a file finds in it, whatever its format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import ModuleType

import attrs

from efc_reporting.base.values import as_tuple
from efc_reporting.errors import MissingRequirementError

Rows = tuple[tuple[str, ...], ...]


def _as_tables(tables: Iterable[Iterable[Iterable[str | None]]]) -> tuple[Rows, ...]:
    return tuple(tuple(tuple(cell or "" for cell in row) for row in table) for table in tables)


@attrs.frozen(kw_only=True)
class ReadBack:
    """The text of a file, and what a program can tell of its structure.

    `text` is what a reader sees, numbers as they are shown. `headings` are in reading order
    (the names of the sheets of a workbook). `links` are the targets of all links that lead out,
    `alternatives` the descriptions of pictures. `metadata` has the keys "title" and "author".
    """

    text: str
    tables: tuple[Rows, ...] = attrs.field(default=(), converter=_as_tables)
    headings: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    language: str = ""
    metadata: Mapping[str, str] = attrs.field(factory=dict)
    links: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    alternatives: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)


def required(module: str, reader: str) -> ModuleType:
    """Return a module that only tests need; raise MissingRequirementError where it is not there."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingRequirementError(
            what=f"the package {module}",
            needed_for=reader,
            remedy="install it with: pip install efc-reporting[test]",
        ) from error
