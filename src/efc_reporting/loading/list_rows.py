"""Read the rows of a list: each is a person, rejected with its reasons, blank, or a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from efc_reporting.loading.cells import Born, CellContent, read_cell
from efc_reporting.loading.columns import words
from efc_reporting.loading.countries import normalise
from efc_reporting.loading.layout import ListArea, filled, merged_below
from efc_reporting.loading.list_columns import ListColumns
from efc_reporting.loading.notebook import (
    BadCellError,
    BadValueError,
    CellProblem,
    Notebook,
    Sentence,
    cell_name,
)
from efc_reporting.loading.surroundings import Surroundings
from efc_reporting.model import Participant, SheetRow
from efc_reporting.sheets import Sheet, SheetValue

_FILLED_DOWN = ("town", "country", "organisation", "meeting", "role", "address")
"""What one merged cell may say of several people; a name, an age or a signature is one person's."""

_NOTE_WORDS = 5
_NOTE_SIGNS = re.compile(r"__|\.\.\.\.|[:*]\s*$|^\s*[*†¹]|https?://|\d{4}")
_NUMBER = re.compile(r"\d+[.)]?0?")
Rows = tuple[list[tuple[str, Participant]], int, int, list[int]]


def read_rows(
    sheet: Sheet,
    area: ListArea,
    columns: ListColumns,
    file: str,
    surroundings: Surroundings,
    notebook: Notebook,
) -> Rows:
    """Return the people with their meetings, the numbers of rejected and blank rows, the notes."""
    wanted = tuple(columns.wanted)
    return _Reading(sheet, area, columns, wanted, file, surroundings, notebook).rows()


@attrs.frozen
class _Reading:
    sheet: Sheet
    area: ListArea
    found: ListColumns
    wanted: tuple[str, ...]
    file: str
    surroundings: Surroundings
    notebook: Notebook

    def rows(self) -> Rows:
        rows = self.sheet.rows[self.area.first : self.area.end]
        merged = self.merged()
        fields = tuple(self.found.columns)
        # Column by column: a list of thousands names few towns and countries, each read once.
        columns = [self.column(rows, field, merged) for field in fields]
        people: list[tuple[str, Participant]] = []
        rejected = blank = 0
        notes: list[int] = []
        was_gap = False
        for number, cells in enumerate(zip(*columns, strict=True), start=self.area.first):
            row = rows[number - self.area.first]
            contents = dict(zip(fields, cells, strict=True))
            if self.is_blank(number, contents, merged):
                is_told = self.is_note_beside(row)
                notes += [number] if is_told else []
                blank += not is_told
                was_gap = True
            elif self.is_note(row, number, contents, was_gap):
                notes.append(number)
            else:
                person = self.person(number, contents)
                rejected += person is None
                people += [person] if person else []
                was_gap = False
        return people, rejected, blank, notes

    def column(
        self,
        rows: Sequence[Sequence[SheetValue]],
        field: str,
        merged: Mapping[tuple[int, str], SheetValue],
    ) -> list[CellContent]:
        index, reader = self.found.columns[field], self.found.readers[field]
        # True, 1 and 1.0 are equal, so the type belongs to what was seen.
        seen: dict[object, CellContent] = {}
        contents = []
        for number, row in enumerate(rows, start=self.area.first):
            value = row[index] if index < len(row) else None
            if merged and (number, field) in merged:
                value = merged[number, field]
            key = value if type(value) is str else (type(value), value)
            content = seen.get(key)
            if content is None:
                content = seen[key] = read_cell(value, reader)
            contents.append(content)
        return contents

    def is_blank(
        self,
        number: int,
        contents: Mapping[str, CellContent],
        merged: Mapping[tuple[int, str], SheetValue],
    ) -> bool:
        """Say whether no cell of a row has text of its own, merged from above or not."""
        return not any(
            content.text and (number, field) not in merged for field, content in contents.items()
        )

    def merged(self) -> Mapping[tuple[int, str], SheetValue]:
        wanted = {f: i for f, i in self.found.columns.items() if f in _FILLED_DOWN}
        area = range(self.area.first, self.area.end)
        found = {
            (row, field): value
            for (row, field), value in merged_below(self.sheet, wanted).items()
            if row in area and row - 1 >= self.area.first
        }
        for field in dict.fromkeys(field for _, field in found):
            place = self.place(self.area.first, wanted[field])
            self.notebook.remark(
                "cells-filled",
                f"{self.file}: {place}",
                "In the column {column} of {file}, each merged cell was read for all its rows.",
                column=place,
                file=self.file,
            )
        return found

    def is_note(
        self, row: Sequence[SheetValue], number: int, contents: Mapping[str, CellContent], gap: bool
    ) -> bool:
        """Say whether a row with some text is no person: a total, a remark, a line to sign on."""
        if all(contents[field].text for field in self.wanted):
            return False
        texts = filled(row)
        if normalise(texts[0]) in words("total") or any(
            normalise(texts[0]).startswith(f"{word} ") for word in words("total")
        ):
            return True
        is_wide = any(
            top == number and right > left for (top, left), (_, right) in self.sheet.merged
        )
        is_prose = len(texts[0].split()) >= _NOTE_WORDS or _NOTE_SIGNS.search(texts[0])
        if len(texts) == 1:
            return is_wide or bool(is_prose and gap) or texts[0].lstrip()[:1] in ("*", "†")
        return gap and len(texts) <= 3 and all(_NOTE_SIGNS.search(text) for text in texts)

    def is_note_beside(self, row: Sequence[SheetValue]) -> bool:
        """Say whether a row has text, but in no column that is read; a line's number is none."""
        return any(len(text) > 1 and not _NUMBER.fullmatch(text) for text in filled(row))

    def person(
        self, row: int, contents: Mapping[str, CellContent]
    ) -> tuple[str, Participant] | None:
        before = len(self.notebook.problems)
        values: dict[str, Any] = {field: content.value for field, content in contents.items()}
        for field, content in contents.items():
            if content.is_cleaned:
                self.notebook.cleaned(self.file, self.place(row, self.found.columns[field]))
            if content.problem is not None:
                self.note(row, field, content.problem, content.kind)
        for field in self.wanted:
            if contents[field].text == "" and not (
                field == "family_name" and values.get("given_name")
            ):
                self.note(
                    row,
                    field,
                    BadCellError(
                        problem="{column} is empty",
                        remedy="fill it in",
                        fields=(field,),
                    ),
                )
        meeting = values.pop("meeting", "") or self.found.meeting
        if (
            self.found.is_meeting_fixed
            and meeting != self.found.meeting
            and contents["meeting"].problem is None
        ):
            self.note(
                row,
                "meeting",
                BadCellError(
                    problem="another meeting stands here, but the sheet is given for {meeting}",
                    remedy="write {meeting} there, or move the row to another list",
                    words={"meeting": self.found.meeting},
                ),
            )
        if len(self.notebook.problems) > before:
            return None
        return meeting, self.participant(row, values, meeting)

    def participant(self, row: int, values: dict[str, Any], meeting: str) -> Participant:
        if not values.get("family_name") and "name" in values:
            family, _, given = values["name"].partition(",")
            values |= {"family_name": family.strip(), "given_name": given.strip()}
        values.pop("name", None)
        born, age = values.pop("birth", None), values.get("age")
        if isinstance(age, Born):
            born, age = age, None
        if "age" in values or born is not None:
            values["age"] = age if age is not None else self.age_of(born, meeting)
        values["town"] = values.get("town") or self.found.town
        values["country"] = values.get("country") or self.found.country
        source = SheetRow(file=self.file, sheet=self.sheet.name, row=row + 1)
        return Participant(**values, source=source)

    def age_of(self, born: Born | None, meeting: str) -> int | None:
        """Return the age at the meeting's first day; None where one of the two is not known."""
        day = self.surroundings.first_day(meeting) if born else None
        return None if born is None or day is None else max(born.age_on(day), 0)

    def note(self, row: int, field: str, problem: BadValueError, kind: str = "") -> None:
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
        name = cell_name(row, column)
        return f"{self.sheet.name}!{name}" if self.sheet.name else name
