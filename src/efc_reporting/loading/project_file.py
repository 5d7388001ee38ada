"""Read project.toml: bytes to tables, with syntax errors and encodings explained."""

from __future__ import annotations

import codecs
import re
import tomllib
from decimal import Decimal
from typing import Any

from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.references import check_references
from efc_reporting.loading.structure import structure
from efc_reporting.loading.tables import ProjectTable

_WHERE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_AS_UTF8 = "save the file as UTF-8"


def read_project_file(data: bytes, notebook: Notebook) -> ProjectTable | None:
    """Return the tables of the file; None where it is no TOML at all."""
    content = parse_toml(data, PROJECT_FILE, notebook)
    if content is None:
        return None
    table = structure(content, ProjectTable, PROJECT_FILE, notebook)
    check_references(table, notebook)
    return table


def parse_toml(data: bytes, file: str, notebook: Notebook) -> dict[str, Any] | None:
    """Return the content of a TOML file; None, and a problem, where it is none."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        notebook.problem(file, "", "is encoded in UTF-16", _AS_UTF8)
        return None
    try:
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        notebook.problem(file, f"line {line}", "a letter is not encoded in UTF-8", _AS_UTF8)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        place = f"line {where[1]}, column {where[2]}" if where and where[1] else "last line"
        notebook.problem(file, place, f"is no TOML: {_WHERE.sub('', str(error))}")
    except RecursionError:
        notebook.problem(file, "", "holds tables nested too deeply", "nest them less")
    return None
