"""The JSON Schema of project.toml: as shipped, and as the table classes give it."""

from __future__ import annotations

import json
from enum import Enum
from importlib.resources import files
from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs

from efc_reporting.loading.tables import ProjectTable
from efc_reporting.loading.values import VALUE_TYPES

SCHEMA_FILE = "project.schema.json"


def project_schema() -> dict[str, Any]:
    """Return the JSON Schema of project.toml, for editors that complete and check."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


def schema_text() -> str:
    """Return the shipped schema as the text of its file."""
    return (files(__package__) / SCHEMA_FILE).read_text(encoding="utf-8")


def schema_from_tables() -> dict[str, Any]:
    """Return the schema that the table classes give; the shipped file must equal it.

    Draft 7 is what editors of TOML understand.
    """
    definitions: dict[str, Any] = {}
    root = _table(ProjectTable, definitions)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "project.toml of efc-reporting",
        **root,
        "definitions": dict(sorted(definitions.items())),
    }


def _table(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    fields = attrs.fields(attrs.resolve_types(kind))
    required = [field.name for field in fields if field.default is attrs.NOTHING]
    return {
        "description": kind.__doc__.splitlines()[0],
        "type": "object",
        "additionalProperties": False,
        "required": required,
        "properties": {field.name: _property(field, required, definitions) for field in fields},
    }


def _property(field: Any, required: list[str], definitions: dict[str, Any]) -> dict[str, Any]:
    schema = {"description": field.metadata["description"], **_schema_of(field.type, definitions)}
    if field.name in required and schema.get("type") == "string":
        schema["minLength"] = 1
    if field.name in required and schema.get("type") == "array":
        schema["minItems"] = 1
    return schema


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind in VALUE_TYPES:
        return dict(VALUE_TYPES[kind].schema)
    if get_origin(kind) in (Union, UnionType):
        return _schema_of(get_args(kind)[0], definitions)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0], definitions)}
    if issubclass(kind, Enum):
        return {"type": "string", "enum": [member.value for member in kind]}
    name = kind.__name__.removesuffix("Table").lower()
    if name not in definitions:
        definitions[name] = {}  # taken, should the table hold itself
        definitions[name] = _table(kind, definitions)
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}
