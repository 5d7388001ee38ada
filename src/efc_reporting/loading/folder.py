"""Turn a project folder into a project, or into all the problems that stand in the way."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import attrs

from efc_reporting.errors import LoadError
from efc_reporting.loading.build import build_project
from efc_reporting.loading.files import ProjectFolder, read_project_file
from efc_reporting.loading.lump_sums import read_lump_sums
from efc_reporting.loading.narrative import NARRATIVE_FOLDER, read_narrative
from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.pictures import read_pictures
from efc_reporting.loading.sheets.lists import named_files, read_lists
from efc_reporting.loading.signed import read_signed, with_signatures
from efc_reporting.loading.tables import ProjectTable
from efc_reporting.model import Project
from efc_reporting.sheets import SheetReader

_NOT_THE_USERS = (".", "~", "Thumbs.db")
"""How the files begin that systems and office programs leave behind."""


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Leave what is read alone, for all of it lives on: a list of thousands is read a fifth faster.

    Another thread may let the collector run again; that costs time and nothing else.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_no_garbage_collection()
def load_project(folder: str | Path, *, sheet_readers: Sequence[SheetReader] = ()) -> Project:
    """Return the project in `folder`; raise LoadError with every problem in every file of it.

    What was assumed, cleaned or left out on the way stands in the project's `remarks`.
    `sheet_readers` read further file types, or known ones in another way.
    """
    files = ProjectFolder(Path(folder))
    notebook = Notebook()
    data = files.read(PROJECT_FILE, notebook)
    table = None if data is None else read_project_file(data, notebook)
    if table is None:
        raise LoadError(folder=str(folder), problems=tuple(notebook.problems))
    participants = read_lists(files, table, sheet_readers, notebook)
    partners = [partner.id for partner in table.partners if partner.id]
    narrative = read_narrative(files, table.languages, partners, notebook)
    pictures = read_pictures(files, table.pictures, notebook)
    lump_sums = read_lump_sums(files, table.grant.lump_sums if table.grant else "", notebook)
    marks = read_signed(files, notebook)
    _tell_unread(files, table, notebook)
    if notebook.problems:
        raise LoadError(folder=str(folder), problems=tuple(notebook.problems))
    built = build_project(
        table,
        participants=participants,
        narrative=narrative,
        pictures=pictures,
        lump_sums=lump_sums,
        remarks=(),
    )
    project = with_signatures(built, marks, notebook)
    if notebook.problems:
        raise LoadError(folder=str(folder), problems=tuple(notebook.problems))
    return attrs.evolve(project, remarks=tuple(notebook.remarks))


def _tell_unread(files: ProjectFolder, table: ProjectTable, notebook: Notebook) -> None:
    """Remark every list, picture or text that lies ready and that nothing names."""
    lists = {named.file for named in named_files(table)}
    named = {*lists, *(picture.file for picture in table.pictures)}
    for folder in ("participants", "pictures", NARRATIVE_FOLDER):
        for path in sorted((files.root / folder).rglob("*")):
            name = path.relative_to(files.root).as_posix()
            is_text = folder == NARRATIVE_FOLDER and path.suffix == ".md"
            is_ours = is_text or name in named or path.name.startswith(_NOT_THE_USERS)
            if path.is_file() and not is_ours:
                message = "The file {file} was not read: nothing in project.toml names it."
                notebook.remark("file-unread", name, message, file=name)
