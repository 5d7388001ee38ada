"""Read all participant lists that project.toml names, each by the reader of its file type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from efc_reporting.loading.cells import CellReader, cell_readers
from efc_reporting.loading.delimited import CsvReader
from efc_reporting.loading.files import ProjectFolder
from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.participants import read_sheet
from efc_reporting.loading.structure import did_you_mean
from efc_reporting.loading.tables import ProjectTable
from efc_reporting.loading.workbooks import WorkbookReader
from efc_reporting.model import Participant
from efc_reporting.sheets import Sheet, SheetReader, UnreadableSheetError


def builtin_sheet_readers() -> Sequence[SheetReader]:
    """Return the readers that need no plugin."""
    return (WorkbookReader(), CsvReader())


def read_lists(
    folder: ProjectFolder,
    project: ProjectTable,
    sheet_readers: Sequence[SheetReader],
    notebook: Notebook,
) -> Mapping[str, list[Participant]]:
    """Return the participants per meeting id; readers given here go before the built-in ones."""
    by_extension = {
        extension: reader
        for reader in (*builtin_sheet_readers(), *sheet_readers)
        for extension in reader.extensions
    }
    readers = cell_readers(project.languages, project.meetings)
    people: dict[str, list[Participant]] = {}
    for place, file, meeting in _named_files(project):
        data = folder.read(file, notebook, file=PROJECT_FILE, place=place)
        if data is None:
            continue
        extension = PurePosixPath(file).suffix.lower()
        reader = by_extension.get(extension)
        if reader is None:
            remedy = did_you_mean(extension, sorted(by_extension))
            notebook.problem(
                PROJECT_FILE, place, f"files that end in {extension!r} cannot be read", remedy
            )
            continue
        sheets = _sheets(reader, data, file, notebook)
        for meeting_id, person in _people(sheets, file, meeting, readers, notebook):
            people.setdefault(meeting_id, []).append(person)
    return people


def _named_files(project: ProjectTable) -> Iterator[tuple[str, str, str]]:
    """Yield where a list is named, its file, and the meeting that it belongs to, if to one."""
    for index, file in enumerate(project.participants):
        if file:
            yield f"participants[{index}]", file, ""
    for number, meeting in enumerate(project.meetings):
        for index, file in enumerate(meeting.participants):
            if file:
                yield f"meetings[{number}].participants[{index}]", file, meeting.id


def _sheets(reader: SheetReader, data: bytes, file: str, notebook: Notebook) -> Sequence[Sheet]:
    try:
        return reader.read(data, file)
    except UnreadableSheetError as error:
        notebook.problem(file, "", error.problem, error.remedy)
    return ()


def _people(
    sheets: Sequence[Sheet],
    file: str,
    meeting: str,
    readers: Mapping[str, CellReader],
    notebook: Notebook,
) -> Iterator[tuple[str, Participant]]:
    contents = []
    for sheet in sheets:
        notebook.remarks.extend(sheet.remarks)
        if sheet.is_hidden:
            notebook.remark(
                "sheet-hidden",
                f"{file}: {sheet.name}",
                "The hidden sheet {sheet} of {file} was not read.",
                file=file,
                sheet=sheet.name,
            )
        else:
            contents.append(read_sheet(sheet, file, meeting, readers, notebook))
    if sheets and not any(contents):
        notebook.problem(
            file, "", "no visible sheet holds a list", "add the people, or leave it out"
        )
    for content in contents:
        yield from content.people if content else ()
