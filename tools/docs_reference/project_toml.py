"""The keys of project.toml, from its schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docs_reference.markdown import table
from efc_reporting.loading import project_schema
from efc_reporting.programme import shipped_measures

TABLES = {
    "partner": "[[partners]]",
    "representative": "legal_representative",
    "meeting": "[[meetings]]",
    "sitting": "sittings and planned",
    "delegation": "delegations",
    "deletedpeople": "[[deleted_people]]",
    "agenda": "agenda",
    "sheet": "[[sheets]]",
    "columns": "columns of [[sheets]]",
    "grant": "[grant]",
    "outcome": "[[results]], [[recommendations]], [[good_practices]]",
    "plan": "[[plans]]",
    "title": "goals and fields_of_action",
    "planmeasure": "[[plans.measures]]",
    "picture": "[[pictures]]",
}
"""The definitions of the schema in the order of the page, and how the page calls them."""


def measures() -> Iterator[str]:
    """Yield every value of the key measure."""
    rows = [(f'`"{m.name}"`', m.title, m.programme.title) for m in shipped_measures()]
    yield from table(("Value", "Measure", "Programme"), rows)


def keys() -> Iterator[str]:
    """Yield every key of project.toml, table by table."""
    schema = project_schema()
    yield from ("## Top level", "", *_keys(schema), "")
    others = {name: name for name in schema["definitions"] if name not in TABLES}
    for name, title in {**TABLES, **others}.items():
        definition = schema["definitions"][name]
        yield from (f"## {title}", "", definition["description"], "", *_keys(definition), "")


def _keys(definition: dict[str, Any]) -> Iterator[str]:
    rows = [
        (
            f"`{name}`",
            _sort_of(key),
            "yes" if name in definition["required"] else "",
            key["description"],
        )
        for name, key in definition["properties"].items()
    ]
    yield from table(("Key", "Value", "Needed", "Meaning"), rows)


def _sort_of(key: dict[str, Any]) -> str:
    if "enum" in key:
        return " or ".join(f'`"{word}"`' for word in key["enum"])
    if "oneOf" in key:
        return "text, or one per language"
    if "allOf" in key:
        return "table"
    if key["type"] == "array":
        return f"list of {_sort_of(key['items'])}s"
    if key.get("format") == "date":
        return "date"
    return {
        "boolean": "`true` or `false`",
        "integer": "whole number",
        "number": "number",
        "object": "table",
        "string": "text",
    }[key["type"]]
