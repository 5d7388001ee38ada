"""Reach the files of a project folder, and none outside it."""

from __future__ import annotations

import codecs
import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.references import check_references
from efc_reporting.loading.structure import structure
from efc_reporting.loading.tables import ProjectTable

MAX_BYTES = 200_000_000


@attrs.frozen
class ProjectFolder:
    """A folder whose files are named by paths relative to it, with / between folders."""

    root: Path

    def read(
        self, name: str, notebook: Notebook, *, file: str = "", place: str = ""
    ) -> bytes | None:
        """Return the bytes of the file `name`; None, and a problem, where that cannot be.

        `file` and `place` say where it was named, if it was.
        """
        told_in = file or name
        path = self.root / name
        if not path.resolve().is_relative_to(self.root.resolve()):
            notebook.problem(
                told_in,
                place,
                f"{name!r} leads out of the project folder",
                "put the file into the folder",
            )
        elif not path.is_file():
            notebook.problem(
                told_in, place, f"the file {name!r} is not there", "add it, or mend its name"
            )
        elif path.stat().st_size > MAX_BYTES:
            notebook.problem(
                told_in, place, f"the file {name!r} is larger than 200 MB", "make it smaller"
            )
        else:
            return self._bytes_of(path, name, told_in, place, notebook)
        return None

    def _bytes_of(
        self, path: Path, name: str, told_in: str, place: str, notebook: Notebook
    ) -> bytes | None:
        try:
            return path.read_bytes()
        except OSError as error:
            notebook.problem(told_in, place, f"the file {name!r} cannot be read: {error.strerror}")
            return None


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
