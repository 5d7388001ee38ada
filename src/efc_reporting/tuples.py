"""Collections of frozen values are tuples, whatever they are given as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def as_tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    """Return the items as a tuple; the type checker of attrs classes takes no generic converter."""
    return tuple(items)
