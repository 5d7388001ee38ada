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
    content = _parse(data, notebook)
    if content is None:
        return None
    table = structure(content, PROJECT_FILE, notebook)
    check_references(table, notebook)
    return table


def _parse(data: bytes, notebook: Notebook) -> dict[str, Any] | None:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        notebook.problem(PROJECT_FILE, "", "is encoded in UTF-16", _AS_UTF8)
        return None
    try:
        return tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        notebook.problem(PROJECT_FILE, f"line {line}", "a letter is not encoded in UTF-8", _AS_UTF8)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        place = f"line {where[1]}, column {where[2]}" if where and where[1] else "last line"
        notebook.problem(PROJECT_FILE, place, f"is no TOML: {_WHERE.sub('', str(error))}")
    except RecursionError:
        notebook.problem(PROJECT_FILE, "", "holds tables nested too deeply", "nest them less")
    return None
