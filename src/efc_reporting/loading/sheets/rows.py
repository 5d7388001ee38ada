"""Tell the rows of a list that are no people: totals, headings, remarks, lines to sign on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import attrs

from efc_reporting.loading.countries import country_code, normalise
from efc_reporting.loading.notebook import (
    BadCellError,
    CellProblem,
    Notebook,
    Sentence,
    cell_place,
    row_ranges,
    sheet_place,
)
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.cells import ColumnContent, read_column
from efc_reporting.loading.sheets.columns import ListColumns, cells_by_field
from efc_reporting.loading.sheets.doubts import odd_names, with_doubtful_births
from efc_reporting.loading.sheets.headers import NAMES, words
from efc_reporting.loading.sheets.layout import ListArea, filled, merged_below
from efc_reporting.loading.sheets.people import people
from efc_reporting.model import Participant, Severity, SheetRow
from efc_reporting.sheets import Sheet, SheetValue

_PROSE_WORDS = 5
_MOST_TEXTS = 3
_SHORTEST_COUNTRY = 4
_SIGNS = re.compile(r"__|\.\.\.\.|[:*]\s*$|^\s*[*†¹]|https?://|\d{4}")
_NUMBER = re.compile(r"\d+[.)]?0?")


def is_note_row(
    texts: Sequence[str],
    names: Sequence[str],
    known_project: KnownProject,
    *,
    is_below_gap: bool,
    is_wide: bool,
) -> bool:
    """Say whether an incomplete row, of these texts, is no person.

    `names` are those of its texts that stand in columns for names; `is_wide`: it is merged across
    several columns.
    """
    first = texts[0]
    if _begins_with_total(first) and not any(name.isalpha() for name in names if name != first):
        return True
    if len(texts) == 1:
        is_prose = len(first.split()) >= _PROSE_WORDS or _SIGNS.search(first)
        is_heading = (
            first.endswith(":") or first[:1] in ("*", "†") or _is_place(first, known_project)
        )
        return is_wide or is_heading or bool(is_prose and is_below_gap)
    if not is_below_gap or len(texts) > _MOST_TEXTS:
        return False
    is_line_to_sign = not names and _SIGNS.search(first) is not None
    return is_line_to_sign or all(_SIGNS.search(text) for text in texts)


def is_note_beside(texts: Sequence[str]) -> bool:
    """Say whether a row has text, but in no column that is read; a line's number is none."""
    return any(len(text) > 1 and not _NUMBER.fullmatch(text) for text in texts)


@cache
def _totals() -> frozenset[str]:
    return frozenset(map(normalise, words("total")))


def _begins_with_total(text: str) -> bool:
    said = normalise(text)
    return any(said == word or said.startswith(f"{word} ") for word in _totals())


def _is_place(text: str, known_project: KnownProject) -> bool:
    """Say whether a text alone in its row names a country or a partner's town: a heading."""
    if normalise(text) in {normalise(partner.town) for partner in known_project.partners}:
        return True
    is_long = len(text) >= _SHORTEST_COUNTRY
    return is_long and bool(country_code(text, known_project.languages))


_FILLED_DOWN = ("town", "country", "organisation", "meeting", "role", "address")
"""What one merged cell may say of several people; a name, an age or a signature is one person's."""

_MOST_IN_THIN_ROW = 2
Rows = tuple[list[tuple[str, Participant]], int, int, list[int]]


def read_rows(
    sheet: Sheet,
    area: ListArea,
    columns: ListColumns,
    file: str,
    known_project: KnownProject,
    notebook: Notebook,
) -> Rows:
    """Return the people with their meetings, the numbers of rejected and blank rows, the notes."""
    wanted = tuple(columns.wanted)
    return _Reading(sheet, area, columns, wanted, file, known_project, notebook).rows()


@attrs.frozen
class _Reading:
    sheet: Sheet
    area: ListArea
    found: ListColumns
    wanted: tuple[str, ...]
    file: str
    known_project: KnownProject
    notebook: Notebook

    def rows(self) -> Rows:
        rows = self.sheet.rows[self.area.first : self.area.end]
        merged = self.merged()
        cells = cells_by_field(rows, self.found.columns, self.found.further)
        read = {
            field: read_column(cells[field], self.found.readers[field], merged.get(field, {}))
            for field in self.found.columns
        }
        columns = with_doubtful_births(read, self.found.meeting, self.known_project)
        wanted = [columns[field].texts for field in self.wanted]
        doubtful = self.doubtful(columns)
        odd = odd_names(columns)
        if not merged and not doubtful and all(map(all, wanted)):
            self.tell_odd_names(odd)
            return self.people(range(len(rows)), columns), 0, 0, []
        is_complete = [all(texts) for texts in zip(*wanted, strict=True)]
        own_texts = [_without(column.texts, merged.get(f, {})) for f, column in columns.items()]
        good: list[int] = []
        notes: list[int] = []
        rejected = blank = 0
        nameless: list[int] = []
        was_gap = False
        for index, texts in enumerate(zip(*own_texts, strict=True)):
            number = self.area.first + index
            if not any(texts):  # no cell has text of its own, merged from above or not
                is_told = is_note_beside(filled(rows[index]))
                notes += [number] if is_told else []
                blank += not is_told
                was_gap = True
            elif not is_complete[index] and self.is_note(rows[index], number, was_gap):
                notes.append(number)
                was_gap = True
            else:
                is_doubtful = index in doubtful or not is_complete[index]
                if is_doubtful and self.has_problem(index, columns):
                    rejected += 1
                else:
                    good.append(index)
                    nameless += [number] if self.lacks_family_name(index, columns) else []
                was_gap = False
        self.tell_nameless(nameless)
        self.tell_odd_names(set(good).intersection(odd))
        return self.people(good, columns), rejected, blank, notes

    def people(
        self, rows: Sequence[int], columns: Mapping[str, ColumnContent]
    ) -> list[tuple[str, Participant]]:
        file, sheet, first = self.file, self.sheet.name, self.area.first + 1
        sources = [SheetRow(file=file, sheet=sheet, row=first + row) for row in rows]
        return people(rows, columns, self.found, self.known_project, sources)

    def doubtful(self, columns: Mapping[str, ColumnContent]) -> set[int]:
        """Return the rows of which a problem or a remark may have to be told."""
        found = {index for column in columns.values() for index in column.odd}
        if self.found.is_meeting_fixed and "meeting" in columns:
            expected = ("", None, self.found.meeting)
            values = columns["meeting"].values
            found |= {index for index, value in enumerate(values) if value not in expected}
        return found

    def merged(self) -> Mapping[str, Mapping[int, SheetValue]]:
        """Return the values of merged cells for their other rows, by field and row of the list."""
        wanted = {f: i for f, i in self.found.columns.items() if f in _FILLED_DOWN}
        found: dict[str, dict[int, SheetValue]] = {}
        for (row, field), value in merged_below(self.sheet, wanted).items():
            if self.area.first < row < self.area.end:
                found.setdefault(field, {})[row - self.area.first] = value
        for field in found:
            place = self.place(self.area.first, wanted[field])
            self.notebook.remark(
                "cells-filled",
                f"{self.file}: {place}",
                "In the column {column} of {file}, each merged cell was read for all its rows.",
                column=place,
                file=self.file,
            )
        return found

    def is_note(self, row: Sequence[SheetValue], number: int, gap: bool) -> bool:
        """Say whether an incomplete row is no person."""
        columns = [self.found.columns[field] for field in NAMES if field in self.found.columns]
        names = filled([row[column] for column in columns if column < len(row)])
        is_wide = any(
            top == number and right > left for (top, left), (_, right) in self.sheet.merged
        )
        return is_note_row(
            filled(row), names, self.known_project, is_below_gap=gap, is_wide=is_wide
        )

    def has_problem(self, index: int, columns: Mapping[str, ColumnContent]) -> bool:
        """Write down what is odd in a row, and say whether it is a mistake."""
        before = len(self.notebook.problems)
        row = self.area.first + index
        is_thin = len(filled(self.sheet.rows[row])) <= _MOST_IN_THIN_ROW
        for field, column in columns.items():
            content = column.odd.get(index)
            if content is None:
                continue
            if content.is_cleaned:
                self.notebook.cleaned(self.file, self.place(row, self.found.columns[field]))
            if content.problem is not None:
                self.note(row, field, content.problem, content.kind)
        for field in self.wanted:
            is_spared = field == "family_name" and self.lacks_family_name(index, columns)
            if not columns[field].texts[index] and not is_spared:
                problem = BadCellError(
                    problem="{column} is empty",
                    remedy="fill it in, or delete the row if it is no person"
                    if is_thin
                    else "fill it in",
                    fields=(field,),
                )
                self.note(row, field, problem)
        meeting = columns["meeting"].values[index] if "meeting" in columns else ""
        if self.found.is_meeting_fixed and meeting and meeting != self.found.meeting:
            self.note(
                row,
                "meeting",
                BadCellError(
                    problem="another meeting stands here, but the sheet is given for {meeting}",
                    remedy="write {meeting} there, or move the row to another list",
                    words={"meeting": self.found.meeting},
                ),
            )
        return len(self.notebook.problems) > before

    def lacks_family_name(self, index: int, columns: Mapping[str, ColumnContent]) -> bool:
        """Say whether a row has a given name alone: some people bear but one name."""
        if "family_name" not in self.wanted or columns["family_name"].texts[index]:
            return False
        return "given_name" in columns and bool(columns["given_name"].texts[index])

    def tell_nameless(self, rows: Sequence[int]) -> None:
        """Write down of whom no family name is given."""
        if rows:
            place = self.place(self.area.first, self.found.columns["family_name"])
            self.notebook.remark(
                "family-name-missing",
                f"{self.file}: {place}",
                "In {file}, no family name stands below {place} in these rows, only a given one: "
                "{rows}. Look whether it is right.",
                severity=Severity.WARNING,
                file=self.file,
                place=place,
                rows=row_ranges(row + 1 for row in rows),
            )

    def tell_odd_names(self, rows: Iterable[int]) -> None:
        """Write down whose name is hardly one: letters read wrongly, or a place kept free."""
        numbers = row_ranges(sorted(self.area.first + row + 1 for row in rows))
        if numbers:
            where = sheet_place(self.file, self.sheet.name)
            self.notebook.remark(
                "name-doubtful",
                where,
                "In {place}, these rows were read as people, but their names hold signs, digits "
                "or words that names do not have: {rows}. Look whether the letters were read "
                "right, and whether each is one person.",
                severity=Severity.WARNING,
                place=where,
                rows=numbers,
            )

    def note(self, row: int, field: str, problem: BadCellError, kind: str = "") -> None:
        self.notebook.cell(
            CellProblem(
                file=self.file,
                sheet=self.sheet.name,
                row=row,
                column=self.found.columns[field],
                problem=Sentence(
                    message=problem.problem, words=problem.words, fields=problem.fields
                ),
                remedy=Sentence(message=problem.remedy, words=problem.words),
                kind=kind,
            )
        )

    def place(self, row: int, column: int) -> str:
        return cell_place(self.sheet.name, row, column)


def _without(texts: Sequence[str], merged: Mapping[int, SheetValue]) -> Sequence[str]:
    """Return the texts of a column without those that one merged cell lends to other rows."""
    if not merged:
        return texts
    return ["" if index in merged else text for index, text in enumerate(texts)]
