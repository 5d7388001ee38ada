"""What may be chosen for the participant list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from efc_reporting.base.values import as_tuple

COLUMNS = (
    "number",
    "name",
    "family_name",
    "given_name",
    "organisation",
    "role",
    "address",
    "town",
    "contact",
    "email",
    "telephone",
    "signature",
)
"""The columns of a list by the names under which they are chosen."""

SORT_KEYS = ("family", "given")
SPLITS = ("", "delegation")
MOST_BLANK_LINES = 200
SMALL = 5
"""Counts below are small cells: who knows the town may know the people."""


def _one_of(words: Iterable[str]) -> Any:
    known = tuple(words)

    def check(_: object, field: attrs.Attribute[Any], value: object) -> None:
        for word in value if isinstance(value, tuple) else (value,):
            if word not in known:
                choices = ", ".join(filter(None, known))
                raise ValueError(f"{field.name} takes {choices}, and not {word!r}")

    return check


def _few(_: object, field: attrs.Attribute[Any], value: int) -> None:
    if not 0 <= value <= MOST_BLANK_LINES:
        raise ValueError(f"{field.name} is a number from 0 to {MOST_BLANK_LINES}, not {value}")


@attrs.frozen(kw_only=True)
class ParticipantListOptions:
    """The options of the participant list.

    `blank_lines` are empty lines for people who come unannounced. `split_by` "delegation" makes
    a file of each list. `columns` are shown in their order; () are those that the audience is
    meant to see. `sort_by` is "family" or "given"; numbers stay with their people. `small_cells`
    shows counts below five as "<5" in the tables of towns.
    """

    blank_lines: int = attrs.field(default=0, validator=_few)
    split_by: str = attrs.field(default="", validator=_one_of(SPLITS))
    columns: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=_one_of(COLUMNS)
    )
    sort_by: str = attrs.field(default="family", validator=_one_of(SORT_KEYS))
    small_cells: bool = attrs.field(default=False, validator=attrs.validators.instance_of(bool))
