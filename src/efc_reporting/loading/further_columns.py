"""Put together what several columns of a list say of one thing: two telephones, two surnames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from efc_reporting.loading.cells import as_text
from efc_reporting.loading.list_cells import cell_columns
from efc_reporting.sheets import SheetValue

_SECOND = {"second_family_name": "family_name", "second_given_name": "given_name"}
_BETWEEN = {"telephone": ", ", "email": ", ", "address": ", "}
"""What is written between the cells of several columns of one field; a blank between names."""


def further_columns(fields: list[str | None]) -> Mapping[str, tuple[int, ...]]:
    """Return the columns that belong to a field beside its first one; in `fields` they are lines.

    Only what can be written one behind the other: two columns for a town contradict each other.
    A second name without a column for the first one is unknown: nobody can say what it is.
    """
    found: dict[str, tuple[int, ...]] = {}
    for index, field in enumerate(fields):
        own = _SECOND.get(field or "")
        if own is not None and own not in fields:
            fields[index] = None
        elif own is not None or (field in _BETWEEN and field in fields[:index]):
            base = own or str(field)
            found[base] = (*found.get(base, ()), index)
            fields[index] = "line"
    return found


def in_context(fields: list[str | None]) -> list[str | None]:
    """Return the fields with what the bare word "Name" means beside other columns for names."""
    if "given_name" in fields and "family_name" in fields:
        meant: str | None = None
    elif "given_name" in fields:
        meant = "family_name"
    elif "family_name" in fields:
        meant = "given_name"
    else:
        return fields
    return [meant if field == "name" else field for field in fields]


def cells_by_field(
    rows: Sequence[Sequence[SheetValue]],
    own: Mapping[str, int],
    further: Mapping[str, tuple[int, ...]],
) -> Mapping[str, Sequence[SheetValue]]:
    """Return the cells of each field, those of its further columns written behind them."""
    indexes = [*own.values(), *(index for each in further.values() for index in each)]
    columns = cell_columns(rows, max(indexes, default=-1) + 1)
    found = {field: columns[index] for field, index in own.items()}
    for field, others in further.items():
        parts = [found[field], *(columns[index] for index in others)]
        between = _BETWEEN.get(field, " ")
        found[field] = [_joined(cells, between) for cells in zip(*parts, strict=True)]
    return found


def _joined(cells: Sequence[SheetValue], between: str) -> SheetValue:
    """Return the texts of some cells one behind the other; a single one stays what it is."""
    filled = [cell for cell in cells if as_text(cell)]
    if len(filled) <= 1:
        return filled[0] if filled else None
    return between.join(map(as_text, filled))
