"""Find births that cannot be: after the meeting that the person came to, or far too long ago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import repeat

import attrs

from efc_reporting.loading.cells import MAX_AGE, Born, CellContent
from efc_reporting.loading.list_cells import ColumnContent
from efc_reporting.loading.notebook import BadCellError
from efc_reporting.loading.surroundings import Surroundings

_FIELDS = ("birth", "age")
"""A column of ages may hold years of birth."""


def with_doubtful_births(
    columns: Mapping[str, ColumnContent], meeting: str, surroundings: Surroundings
) -> Mapping[str, ColumnContent]:
    """Return the columns of a list with a problem at each birth that cannot be.

    `meeting` is that of rows that name none. Where its first day is not known, nothing is said.
    """
    found = dict(columns)
    for field in _FIELDS:
        if field in columns and Born in set(map(type, columns[field].values)):
            found[field] = _checked(columns, field, meeting, surroundings)
    return found


def _checked(
    columns: Mapping[str, ColumnContent], field: str, meeting: str, surroundings: Surroundings
) -> ColumnContent:
    column = columns[field]
    named = columns["meeting"].values if "meeting" in columns else repeat("", len(column.values))
    first_days: dict[object, date | None] = {}
    odd = dict(column.odd)
    for row, (born, name) in enumerate(zip(column.values, named, strict=True)):
        if not isinstance(born, Born):
            continue
        came_to = name or meeting
        if came_to not in first_days:
            first_days[came_to] = surroundings.first_day(str(came_to))
        problem = _problem(born, first_days[came_to])
        if problem is not None:
            odd[row] = CellContent(text=column.texts[row], problem=problem)
    return attrs.evolve(column, odd=odd)


def _problem(born: Born, first_day: date | None) -> BadCellError | None:
    if first_day is None:
        return None
    age = born.age_on(first_day)
    if age < 0:
        return BadCellError(
            problem="this is after the first day of the meeting",
            remedy="write when the person was born, or leave it empty",
        )
    if age > MAX_AGE:
        return BadCellError(
            problem="the person would be more than {count} years old",
            remedy="write when the person was born, or leave it empty",
            words={"count": str(MAX_AGE)},
        )
    return None
