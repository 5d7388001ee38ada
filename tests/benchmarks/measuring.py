"""Ratios of times that other work on the computer does not spoil."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from time import process_time

IS_SHORT = os.environ.get("BENCHMARKS") == "short"
"""Whether lists are a fifth as long; what is demanded of them stays the same."""


def length(number: int) -> int:
    """Return how long a list is to be that has `number` rows in the full form."""
    return number // 5 if IS_SHORT else number


def shortest_times(
    *deeds: Callable[[], object],
    until: Callable[..., bool],
    rounds: int = 8,
    is_collected: bool = False,
) -> list[float]:
    """Return the shortest time of each deed, in seconds of the processor, taken by turns.

    Other work lengthens a run, and never shortens one: the shortest of many is nearest to the
    truth. There are rounds until the times satisfy `until`, at least two and at most `rounds`.
    Garbage is not collected meanwhile, as in timeit, for what other tests left is not measured;
    it is where `is_collected`, for a process of its own.
    """
    shortest = [float("inf")] * len(deeds)
    for done in range(1, rounds + 1):
        shortest = [
            min(time, _seconds(deed, is_collected))
            for time, deed in zip(shortest, deeds, strict=True)
        ]
        if done > 1 and until(*shortest):
            break
    return shortest


def _seconds(deed: Callable[[], object], is_collected: bool) -> float:
    gc.collect()
    if not is_collected:
        gc.disable()
    try:
        begun = process_time()
        deed()
        return process_time() - begun
    finally:
        gc.enable()
