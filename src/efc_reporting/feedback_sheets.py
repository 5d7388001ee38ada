"""Prepare a partner's sheets for the way back: without earlier marks, under names Excel takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

from efc_reporting.loading.columns import OWN_MARK
from efc_reporting.sheets import Sheet

OWN_SHEET = "efc-report"
"""The name of the sheet that explains the mistakes."""

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


def without_marks(sheet: Sheet) -> Sheet:
    """Return a sheet without the column that an earlier round wrote: from its mark to the end."""
    begins: dict[int, int] = {}
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and value.startswith(OWN_MARK):
                begins.setdefault(column, number)
    if not begins:
        return sheet
    rows = [
        [None if number >= begins.get(at, number + 1) else value for at, value in enumerate(row)]
        for number, row in enumerate(sheet.rows)
    ]
    filled = (at for row in rows for at, value in enumerate(row) if value not in (None, ""))
    width = max(filled, default=-1) + 1
    return attrs.evolve(sheet, rows=[row[:width] for row in rows])


def sheet_names(sheets: Iterable[Sheet]) -> Mapping[str, str]:
    """Return the names under which Excel takes the sheets; that of our own sheet is taken."""
    names: dict[str, str] = {}
    taken = {OWN_SHEET}
    for sheet in sheets:
        name = _NO_SHEET_NAME.sub("-", sheet.name)[:_LONGEST_NAME] or "1"
        number = 1
        unnumbered = name
        while name.casefold() in taken:
            number += 1
            ending = f"-{number}"
            name = unnumbered[: _LONGEST_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names[sheet.name] = name
    return names
