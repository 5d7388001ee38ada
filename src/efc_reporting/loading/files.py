"""Reach the files of a project folder, and none outside it."""

from __future__ import annotations

from pathlib import Path

import attrs

from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.references import check_references
from efc_reporting.loading.tables import ProjectTable
from efc_reporting.loading.values import read_tables

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


def read_project_file(data: bytes, notebook: Notebook) -> ProjectTable | None:
    """Return the tables of the file; None where it is no TOML at all."""
    table = read_tables(data, ProjectTable, PROJECT_FILE, notebook)
    if table is not None:
        check_references(table, notebook)
    return table
