"""Turn the lists of a sheet into participants, with an account of every row."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from efc_reporting.loading.notebook import Notebook, cell_name, row_ranges, sheet_place
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.columns import columns_of
from efc_reporting.loading.sheets.layout import (
    ListArea,
    filled,
    find_lists,
    has_header,
    header_at,
    likeliest_header,
    row_naming,
)
from efc_reporting.loading.sheets.rows import read_rows
from efc_reporting.loading.tables import SheetTable
from efc_reporting.loading.values import FileName
from efc_reporting.model import Participant, Severity
from efc_reporting.sheets import Sheet

__all__ = ["SheetContent", "cell_name", "has_list", "header_rows", "read_sheet"]


@attrs.frozen(kw_only=True)
class SheetContent:
    """The people of one sheet with their meetings, and what became of every row.

    `notes` counts titles, headers and notes; they are named in a remark. A row with two lists side
    by side counts for each.
    """

    people: tuple[tuple[str, Participant], ...] = ()
    rows: int = 0
    rejected: int = 0
    blank: int = 0
    notes: int = 0

    def __attrs_post_init__(self) -> None:
        counted = len(self.people) + self.rejected + self.blank + self.notes
        if self.rows != counted:
            raise AssertionError(f"{self.rows} rows were read, but {counted} accounted for")

    def __add__(self, other: SheetContent) -> SheetContent:
        return SheetContent(
            people=self.people + other.people,
            rows=self.rows + other.rows,
            rejected=self.rejected + other.rejected,
            blank=self.blank + other.blank,
            notes=self.notes + other.notes,
        )


def has_list(sheet: Sheet, mapping: SheetTable | None = None) -> bool:
    """Say whether a row of the sheet names columns, or project.toml says where they are."""
    is_mapped = mapping is not None and (mapping.header_row is not None or bool(mapping.columns))
    return bool(sheet.rows) and (is_mapped or has_header(sheet))


def header_rows(sheet: Sheet, mapping: SheetTable | None = None) -> list[int]:
    """Return the rows that name the columns of the lists in a sheet."""
    if not any(map(filled, sheet.rows)):
        return []
    rows = [area.header.row for area in _areas(sheet, mapping or SheetTable(file=FileName("")))]
    return [row for row in dict.fromkeys(rows) if row >= 0]


def read_sheet(
    sheet: Sheet,
    file: str,
    known_project: KnownProject,
    notebook: Notebook,
    *,
    meeting: str = "",
    mapping: SheetTable | None = None,
) -> SheetContent | None:
    """Return the people in a sheet, None where it is empty.

    `meeting` is the id of the meeting that they came to, "" where the sheet itself names it.
    """
    if not any(map(filled, sheet.rows)):
        return None
    own = mapping or SheetTable(file=FileName(file))
    areas = _areas(sheet, own)
    below = sheet.rows[: areas[0].first]
    content = SheetContent(
        rows=len(below),
        blank=sum(not filled(row) for row in below),
        notes=sum(bool(filled(row)) for row in below),
    )
    skipped = [number for number in areas[0].titles if filled(sheet.rows[number])]
    last_title = ""
    for index, area in enumerate(areas):
        is_beside = index > 0 and area.header.row == areas[index - 1].header.row
        if index > 0 and not is_beside:
            between = range(areas[index - 1].end, area.first)
            titles = [number for number in between if filled(sheet.rows[number])]
            skipped += [number for number in titles if number in area.titles]
            content += SheetContent(
                rows=len(between), notes=len(titles), blank=len(between) - len(titles)
            )
        columns = columns_of(
            sheet, area, file, known_project, notebook, own, meeting=meeting, earlier=last_title
        )
        if columns is None:
            content += _rejected(sheet, area)
            continue
        last_title = columns.meeting
        people, rejected, blank, notes = read_rows(
            sheet, area, columns, file, known_project, notebook
        )
        skipped += notes
        content += SheetContent(
            people=tuple(people),
            rows=area.end - area.first,
            rejected=rejected,
            blank=blank,
            notes=len(notes),
        )
    _tell_skipped(sheet, file, skipped, notebook)
    if not content.people and not content.rejected:
        _tell_empty(sheet, file, notebook)
    return content


def _areas(sheet: Sheet, own: SheetTable) -> list[ListArea]:
    if own.header_row is not None:
        return [header_at(sheet, own.header_row - 1)]
    if own.columns is not None and (row := row_naming(sheet, own.columns)) is not None:
        return [header_at(sheet, row)]
    return find_lists(sheet) or [header_at(sheet, likeliest_header(sheet) or 0)]


def _rejected(sheet: Sheet, area: ListArea) -> SheetContent:
    rows = sheet.rows[area.first : area.end]
    blank = sum(not filled(row) for row in rows)
    return SheetContent(rows=len(rows), blank=blank, rejected=len(rows) - blank)


def _tell_empty(sheet: Sheet, file: str, notebook: Notebook) -> None:
    where = sheet_place(file, sheet.name)
    notebook.remark(
        "list-empty",
        where,
        "The list in {place} names its columns, but nobody stands below them.",
        severity=Severity.WARNING,
        place=where,
    )


def _tell_skipped(sheet: Sheet, file: str, rows: Iterable[int], notebook: Notebook) -> None:
    numbers = sorted({number + 1 for number in rows})
    if numbers:
        where = sheet_place(file, sheet.name)
        message = "In {place}, these rows were taken for titles and notes, not for people: {rows}."
        notebook.remark("rows-skipped", where, message, place=where, rows=row_ranges(numbers))
