"""The root of all contracts: what may be left out of one, and that nothing else is."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import update_wrapper
from types import FunctionType
from typing import Any, ClassVar

FEWEST_WORDS = 3
"""A reason of fewer words gives none."""

_GUARD = "test_contract_is_whole"


class Contract:
    """Tests for what an author of plugins made.

    `expected_failures` names tests that fail so far, each with its reason: they do not make the
    run red, but they do once they pass. `overridden` names tests that the subclass replaces by its
    own, each with its reason.
    """

    expected_failures: ClassVar[Mapping[str, str]] = {}
    overridden: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls, **arguments: Any) -> None:
        super().__init_subclass__(**arguments)
        if _is_ours(cls):
            return
        if _GUARD in vars(cls):
            raise TypeError(f"{cls.__name__} replaces {_GUARD}, which guards the others; rename it")
        promises = promises_of(cls)
        for name, reason in vars(cls).get("expected_failures", {}).items():
            if name in promises and name not in vars(cls):
                setattr(cls, name, _expected_to_fail(promises[name], reason))

    def test_contract_is_whole(self) -> None:
        """No test of the contract is left out, replaced or expected to fail without a reason."""
        found = list(weaknesses(type(self)))
        assert not found, "; ".join(found)


def promises_of(contract: type[Contract]) -> dict[str, Callable[..., object]]:
    """Return the tests that the library's own contracts hold, by name."""
    ours = [base for base in reversed(contract.__mro__) if _is_ours(base)]
    return {
        name: value
        for base in ours
        for name, value in vars(base).items()
        if name.startswith("test_")
    }


def weaknesses(contract: type[Contract]) -> Iterator[str]:
    """Yield a sentence for each way in which a subclass takes something away from its contract."""
    promises = promises_of(contract)
    excused = {"expected_failures": contract.expected_failures, "overridden": contract.overridden}
    for title, reasons in excused.items():
        for name, reason in reasons.items():
            if name not in promises:
                yield f"{title} names {name}, which is no test of the contract"
            if len(reason.split()) < FEWEST_WORDS:
                yield f"{title} gives no reason for {name}"
    yield from (f"the whole class is marked with {mark}" for mark in weakening_marks(contract))
    for name, promise in promises.items():
        yield from _changed(contract, name, promise)


_WEAKENING = frozenset({"skip", "skipif", "xfail"})


def _changed(contract: type[Contract], name: str, promise: Callable[..., object]) -> Iterator[str]:
    held = inspect.getattr_static(contract, name, None)
    is_kept = getattr(held, "__code__", None) is getattr(promise, "__code__", held)
    if not is_kept and name not in contract.overridden:
        yield f"{name} is replaced; say why in `overridden`"
    if name not in contract.expected_failures:
        marks = weakening_marks(held)
        if marks:
            yield f"{name} is marked with {', '.join(marks)}; say why in `expected_failures`"


def weakening_marks(marked: object) -> list[str]:
    """Return the marks of a class or a test for which pytest would not count its failure."""
    marks = getattr(marked, "pytestmark", [])
    names = [mark.name for mark in (marks if isinstance(marks, list) else [marks])]
    return [name for name in names if name in _WEAKENING]


def _expected_to_fail(promise: Callable[..., object], reason: str) -> Callable[..., object]:
    """Return a copy of a test that is marked: a mark on the test itself would hold for everyone."""
    import pytest

    assert isinstance(promise, FunctionType)
    copied = FunctionType(
        promise.__code__,
        promise.__globals__,
        promise.__name__,
        promise.__defaults__,
        promise.__closure__,
    )
    marked: Callable[..., object]
    marked = pytest.mark.xfail(reason=reason, strict=True)(update_wrapper(copied, promise))
    return marked


def _is_ours(contract: type) -> bool:
    return contract.__module__.startswith(f"{__package__}.")
