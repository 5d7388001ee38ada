"""The measures that come with the library, read from the data files beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from efc_reporting.errors import UnknownNameError
from efc_reporting.programme.measure import CheckName, Measure, Membership, Programme, Rule


@cache
def shipped_measures() -> tuple[Measure, ...]:
    """Return every measure of the data files, in their order."""
    data = files("efc_reporting.programme") / "data"
    names = sorted(entry.name for entry in data.iterdir() if entry.name.endswith(".toml"))
    return tuple(
        measure for name in names for measure in measures_of((data / name).read_text("utf-8"))
    )


def measure_named(name: str) -> Measure:
    """Return a shipped measure; raise UnknownNameError where there is none of that name."""
    for measure in shipped_measures():
        if measure.name == name:
            return measure
    known = tuple(measure.name for measure in shipped_measures())
    raise UnknownNameError(kind="measure", name=name, known=known)


def measures_of(toml: str) -> tuple[Measure, ...]:
    """Read the measures of one programme from the text of a data file."""
    data = tomllib.loads(toml)
    programme = _programme(data["programme"])
    return tuple(_measure(table, programme) for table in data["measures"])


def _programme(table: Mapping[str, Any]) -> Programme:
    memberships = [
        *(Membership(country=code, is_member_state=True) for code in table["member_states"]),
        *(Membership(is_member_state=False, **other) for other in table["other_countries"]),
    ]
    return Programme(
        name=table["name"],
        title=table["title"],
        memberships=memberships,
        countries_source=table["countries_source"],
        funding_statement=table["funding_statement"],
        disclaimer=table["disclaimer"],
    )


def _measure(table: Mapping[str, Any], programme: Programme) -> Measure:
    return Measure(
        name=table["name"],
        title=table["title"],
        programme=programme,
        notice_heading=table["notice_heading"],
        is_single_event=table.get("single_event", False),
        rules=tuple(_rule(rule) for rule in table["rules"]),
    )


def _rule(table: Mapping[str, Any]) -> Rule:
    return Rule(
        check=CheckName(table["check"]),
        source=table["source"],
        is_confirmed=table["confirmed"],
        minimum=table.get("minimum"),
        maximum=table.get("maximum"),
        first_call_year=table["calls"][0],
        last_call_year=table["calls"][1],
    )
