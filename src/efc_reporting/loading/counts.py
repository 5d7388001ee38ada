"""Counts of people by gender and by age group, which remain of lists that were deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NewType

from efc_reporting.facts import AGE_GROUPS, OLDEST
from efc_reporting.loading.notebook import BadValueError
from efc_reporting.model import Gender

MOST = 10**9
KNOWN_GENDERS = tuple(gender.value for gender in Gender)
KNOWN_AGES = (*(name for name, _ in AGE_GROUPS), OLDEST)
GenderCounts = NewType("GenderCounts", Mapping[str, int])
AgeCounts = NewType("AgeCounts", Mapping[str, int])


def _schema(known: tuple[str, ...]) -> Mapping[str, Any]:
    count = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "properties": dict.fromkeys(known, count),
        "additionalProperties": False,
    }


GENDERS_SCHEMA = _schema(KNOWN_GENDERS)
AGES_SCHEMA = _schema(KNOWN_AGES)


def read_genders(value: object) -> Mapping[str, int]:
    """Return people per gender."""
    return _counts(KNOWN_GENDERS, value)


def read_ages(value: object) -> Mapping[str, int]:
    """Return people per age group."""
    return _counts(KNOWN_AGES, value)


def _counts(known: tuple[str, ...], value: object) -> Mapping[str, int]:
    example = f'write it as {{"{known[0]}" = 3}}'
    if not isinstance(value, dict):
        raise BadValueError(problem="a table with counts belongs here", remedy=example)
    for name, count in value.items():
        if name not in known:
            problem = f"{name!r} is not known here"
            raise BadValueError(problem=problem, remedy=f"known are: {', '.join(known)}")
        if type(count) is not int or not 0 <= count <= MOST:
            raise BadValueError(problem=f"{name!r} is no count", remedy=example)
    return value
