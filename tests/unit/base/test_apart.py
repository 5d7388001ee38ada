"""A function in a process of its own answers in time, or its process ends as one sentence."""

from __future__ import annotations

import pytest

from efc_reporting.apart import ApartError, Limits, call_apart

LIMITS = Limits(seconds=20, megabytes=400)


def doubled(number: int) -> dict[str, int]:
    """Return an answer."""
    return {"doubled": 2 * number}


def failing() -> dict[str, int]:
    """Fail."""
    raise ValueError("no such thing")


def greedy() -> dict[str, int]:
    """Take a gigabyte."""
    return {"length": len(bytearray(2**30))}


def test_the_answer_comes_back() -> None:
    """Arguments go there, values for JSON come back."""
    assert call_apart(doubled, 21, limits=LIMITS) == {"doubled": 42}


def test_an_error_is_told() -> None:
    """What the function raised is the reason."""
    with pytest.raises(ApartError, match="ValueError: no such thing"):
        call_apart(failing, limits=LIMITS)


def test_memory_is_limited() -> None:
    """Whoever takes more than allowed is ended, and the limit is named."""
    with pytest.raises(ApartError, match="more than 400 MB of memory"):
        call_apart(greedy, limits=LIMITS)


def test_what_cannot_be_handed_over_is_told() -> None:
    """A function without a name in a module stays where it is."""
    with pytest.raises(ApartError, match="no other process can take"):
        call_apart(doubled, lambda: 1, limits=LIMITS)
