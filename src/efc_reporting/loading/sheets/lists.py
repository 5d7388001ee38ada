"""Read all participant lists that project.toml names, each by the reader of its file type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import attrs

from efc_reporting.errors import did_you_mean
from efc_reporting.loading.files import ProjectFolder
from efc_reporting.loading.notebook import PROJECT_FILE, Notebook
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.delimited import CsvReader
from efc_reporting.loading.sheets.layout import is_own_sheet
from efc_reporting.loading.sheets.sheet import SheetContent, has_list, read_sheet
from efc_reporting.loading.sheets.workbook import WorkbookReader
from efc_reporting.loading.tables import ProjectTable, SheetTable
from efc_reporting.model import Participant, Severity
from efc_reporting.sheets import Sheet, SheetReader, UnreadableSheetError


def builtin_sheet_readers() -> Sequence[SheetReader]:
    """Return the readers that need no plugin."""
    return (WorkbookReader(), CsvReader())


@attrs.frozen(kw_only=True)
class ListFile:
    """One file with lists: where it is named, its sheets, and what project.toml says of it."""

    file: str
    place: str
    meeting: str
    mappings: tuple[SheetTable, ...] = ()
    sheets: tuple[Sheet, ...] = ()

    def mapping(self, sheet: str) -> SheetTable | None:
        """Return how to read one of the sheets; what names it goes before what names none."""
        named = [table for table in self.mappings if table.sheet in (sheet, "")]
        return max(named, key=lambda table: table.sheet != "", default=None)


def read_lists(
    folder: ProjectFolder,
    project: ProjectTable,
    sheet_readers: Sequence[SheetReader],
    notebook: Notebook,
) -> Mapping[str, list[Participant]]:
    """Return the participants per meeting id; readers given here go before the built-in ones."""
    people: dict[str, list[Participant]] = defaultdict(list)
    known_project = KnownProject(
        languages=project.languages, meetings=project.meetings, partners=project.partners
    )
    for found in open_lists(folder, project, sheet_readers, notebook):
        for meeting_id, person in people_in(found, known_project, notebook):
            people[meeting_id].append(person)
    return people


def open_lists(
    folder: ProjectFolder,
    project: ProjectTable,
    sheet_readers: Sequence[SheetReader],
    notebook: Notebook,
) -> Iterator[ListFile]:
    """Yield every list that can be opened, with its sheets."""
    by_extension = {
        extension: reader
        for reader in (*builtin_sheet_readers(), *sheet_readers)
        for extension in reader.extensions
    }
    for named in named_files(project):
        data = folder.read(named.file, notebook, file=PROJECT_FILE, place=named.place)
        if data is None:
            continue
        extension = PurePosixPath(named.file).suffix.lower()
        reader = by_extension.get(extension)
        if reader is None:
            problem = f"files that end in {extension!r} cannot be read"
            remedy = did_you_mean(extension, sorted(by_extension))
            notebook.problem(PROJECT_FILE, named.place, problem, remedy)
            continue
        if isinstance(reader, CsvReader):
            reader = _for_partner(reader, named, project)
        try:
            sheets = tuple(reader.read(data, named.file))
        except UnreadableSheetError as error:
            notebook.problem(named.file, "", error.problem, error.remedy)
            continue
        _tell_useless_tables(named.file, sheets, project.sheets, notebook)
        yield attrs.evolve(named, sheets=sheets)


def _tell_useless_tables(
    file: str, sheets: Sequence[Sheet], tables: Sequence[SheetTable], notebook: Notebook
) -> None:
    """Write down each table of project.toml that would be passed over: of no sheet, or a second."""
    names = [sheet.name for sheet in sheets]
    seen: set[str] = set()
    for index, table in enumerate(tables):
        if table.file != file:
            continue
        place = f"sheets[{index}].sheet"
        if table.sheet and table.sheet not in names:
            remedy = did_you_mean(table.sheet, [name for name in names if name])
            problem = f"no sheet of {file} is called {table.sheet!r}"
            notebook.problem(PROJECT_FILE, place, problem, remedy)
        elif table.sheet in seen:
            which = f"the sheet {table.sheet!r}" if table.sheet else "all sheets"
            problem = f"a second table says how to read {which} of {file}"
            remedy = "make one of both, or name the sheet of each"
            notebook.problem(PROJECT_FILE, place, problem, remedy)
        seen.add(table.sheet)


def named_files(project: ProjectTable) -> Iterator[ListFile]:
    """Yield where each list is named, and the meeting that it belongs to, if to one."""

    def mappings(file: str) -> tuple[SheetTable, ...]:
        return tuple(table for table in project.sheets if table.file == file)

    seen = set()
    for index, file in enumerate(project.participants):
        if file:
            seen.add(file)
            yield ListFile(
                file=file, place=f"participants[{index}]", meeting="", mappings=mappings(file)
            )
    for number, meeting in enumerate(project.meetings):
        for index, file in enumerate(meeting.participants):
            if file:
                seen.add(file)
                place = f"meetings[{number}].participants[{index}]"
                yield ListFile(file=file, place=place, meeting=meeting.id, mappings=mappings(file))
    for index, table in enumerate(project.sheets):
        if table.file and table.file not in seen:
            seen.add(table.file)
            place = f"sheets[{index}].file"
            yield ListFile(file=table.file, place=place, meeting="", mappings=mappings(table.file))


def _for_partner(reader: CsvReader, named: ListFile, project: ProjectTable) -> CsvReader:
    """Return the reader with the encoding, or the countries whose languages are likely."""
    senders = {table.partner for table in named.mappings if table.partner}
    told = [table.country for table in named.mappings if table.country]
    known = [p.country for p in project.partners if p.id in senders]
    everyone = [partner.country for partner in project.partners]
    return CsvReader(
        extensions=reader.extensions,
        encoding=next((table.encoding for table in named.mappings if table.encoding), ""),
        countries=tuple(dict.fromkeys(told or known or everyone)),
    )


def people_in(
    found: ListFile, known_project: KnownProject, notebook: Notebook
) -> Iterator[tuple[str, Participant]]:
    """Yield the people of all sheets of a file with their meetings."""
    visible = []
    for sheet in found.sheets:
        notebook.remarks.extend(sheet.remarks)
        if sheet.is_hidden:
            notebook.remark(
                "sheet-hidden",
                f"{found.file}: {sheet.name}",
                "The hidden sheet {sheet} of {file} was not read.",
                file=found.file,
                sheet=sheet.name,
            )
        elif not is_own_sheet(sheet):
            visible.append(sheet)
    are_lists = [has_list(sheet, found.mapping(sheet.name)) for sheet in visible]
    contents = [
        content
        for sheet, is_list in zip(visible, are_lists, strict=True)
        if (content := _content(sheet, found, known_project, notebook, any(are_lists), is_list))
    ]
    if found.sheets and not contents:
        notebook.problem(
            found.file, "", "no visible sheet holds a list", "add the people, or leave it out"
        )
    for content in contents:
        yield from content.people


def _content(
    sheet: Sheet,
    found: ListFile,
    known_project: KnownProject,
    notebook: Notebook,
    has_lists: bool,
    is_list: bool,
) -> SheetContent | None:
    if has_lists and not is_list:
        if any(any(row) for row in sheet.rows):
            notebook.remark(
                "sheet-without-list",
                f"{found.file}: {sheet.name}",
                "The sheet {sheet} of {file} was not read: no row of it names columns of a list.",
                severity=Severity.WARNING,
                file=found.file,
                sheet=sheet.name,
            )
        return None
    return read_sheet(
        sheet,
        found.file,
        known_project,
        notebook,
        meeting=found.meeting,
        mapping=found.mapping(sheet.name),
    )
