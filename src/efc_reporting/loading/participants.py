"""Turn a sheet in the plain layout, a header row and then a row per person, into participants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from efc_reporting.loading.cells import CellContent, CellReader, read_cell, read_text
from efc_reporting.loading.columns import field_of_header, header_of
from efc_reporting.loading.notebook import Notebook
from efc_reporting.model import Participant, SheetRow
from efc_reporting.sheets import Sheet, SheetValue


@attrs.frozen(kw_only=True)
class SheetContent:
    """The people of one sheet with their meetings, and what became of every row."""

    people: tuple[tuple[str, Participant], ...] = ()
    rows: int = 0
    rejected: int = 0
    blank: int = 0

    def __attrs_post_init__(self) -> None:
        counted = len(self.people) + self.rejected + self.blank
        if self.rows != counted:
            raise AssertionError(f"{self.rows} rows were read, but {counted} accounted for")


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 0: (6, 2) is C7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def read_sheet(
    sheet: Sheet, file: str, meeting: str, readers: Mapping[str, CellReader], notebook: Notebook
) -> SheetContent | None:
    """Return the people in a sheet, None where it is empty.

    `meeting` is the id of the meeting that they came to, "" where a column names it.
    """
    reading = _Reading(sheet, file, meeting, readers, notebook)
    header = next((n for n, row in enumerate(sheet.rows) if _has_content(row)), None)
    if header is None:
        return None
    columns = reading.columns(header)
    return reading.people(header + 1, columns) if columns else SheetContent()


def _has_content(row: Sequence[SheetValue]) -> bool:
    return any(value is not None and str(value).strip() for value in row)


@attrs.frozen
class _Reading:
    sheet: Sheet
    file: str
    meeting: str
    readers: Mapping[str, CellReader]
    notebook: Notebook

    def place(self, row: int, column: int) -> str:
        name = cell_name(row, column)
        return f"{self.sheet.name}!{name}" if self.sheet.name else name

    def note(self, row: int, column: int, problem: str, remedy: str) -> None:
        self.notebook.problem(self.file, self.place(row, column), problem, remedy)

    def columns(self, header: int) -> dict[str, int]:
        """Return the index of each known column; {}, and a problem, where this is no list."""
        texts = [str(value or "").strip() for value in self.sheet.rows[header]]
        fields = [field_of_header(text) for text in texts]
        if "given_name" in fields and "family_name" not in fields:
            fields = ["family_name" if field == "name" else field for field in fields]
        counts = Counter(field for field in fields if field not in (None, "line"))
        columns = {field: index for index, field in enumerate(fields) if field in counts and field}
        missing = [field for field in self.wanted(columns) if field not in columns]
        if missing:
            names = ", ".join(header_of(field) for field in missing)
            self.note(
                header,
                0,
                f"this row names no column for: {names}",
                "name the columns in the first row",
            )
        for field, count in counts.items():
            if count > 1 and field:
                index = fields.index(field)
                problem = f"{count} columns stand for {header_of(field)}"
                self.note(header, index, problem, "leave out all but one")
                missing.append(field)
        if missing:
            return {}
        self.remark_ignored(header, texts, fields)
        return columns

    def wanted(self, columns: Mapping[str, int]) -> list[str]:
        name = "name" if "name" in columns and "family_name" not in columns else "family_name"
        return [name, "town", "country", *([] if self.meeting else ["meeting"])]

    def remark_ignored(self, header: int, texts: list[str], fields: list[str | None]) -> None:
        below = self.sheet.rows[header + 1 :]
        for index in range(max(len(row) for row in self.sheet.rows)):
            if index < len(fields) and fields[index] is not None:
                continue
            title = texts[index] if index < len(texts) else ""
            if not title and not any(_has_content(row[index : index + 1]) for row in below):
                continue
            self.notebook.remark(
                "column-ignored",
                f"{self.file}: {self.place(header, index)}",
                "The column {column} of {file} was not read, for its header {header} is not known.",
                file=self.file,
                column=self.place(header, index),
                header=f"“{title}”",
            )

    def people(self, first: int, columns: Mapping[str, int]) -> SheetContent:
        """Read every row below the header."""
        # One value is read once a column: a list of thousands names few towns and countries.
        seen_in: dict[str, dict[tuple[type, SheetValue], CellContent]] = {f: {} for f in columns}
        people: list[tuple[str, Participant]] = []
        rejected = blank = 0
        for number in range(first, len(self.sheet.rows)):
            row = self.sheet.rows[number]
            contents = {}
            for field, index in columns.items():
                value = row[index] if index < len(row) else None
                seen, key = seen_in[field], (type(value), value)
                if key not in seen:
                    seen[key] = read_cell(value, self.readers.get(field, read_text))
                contents[field] = seen[key]
            if not any(content.text for content in contents.values()):
                blank += 1
            elif (person := self.person(number, columns, contents)) is None:
                rejected += 1
            else:
                people.append(person)
        return SheetContent(
            people=tuple(people),
            rows=len(self.sheet.rows) - first,
            rejected=rejected,
            blank=blank,
        )

    def person(
        self, row: int, columns: Mapping[str, int], contents: Mapping[str, CellContent]
    ) -> tuple[str, Participant] | None:
        before = len(self.notebook.problems)
        values: dict[str, Any] = {}
        for field, content in contents.items():
            if content.is_cleaned:
                self.notebook.cleaned(self.file, self.place(row, columns[field]))
            if content.problem is not None:
                self.note(row, columns[field], content.problem.problem, content.problem.remedy)
            values[field] = content.value
        for field in self.wanted(columns):
            if contents[field].text == "" and not (
                field == "family_name" and values.get("given_name")
            ):
                self.note(row, columns[field], f"{header_of(field)} is empty", "fill it in")
        meeting = values.pop("meeting", "") or self.meeting
        if self.meeting and meeting != self.meeting and contents["meeting"].problem is None:
            self.note(
                row,
                columns["meeting"],
                f"another meeting stands here, but the sheet is given for {self.meeting}",
                "name the sheet at the top of project.toml instead",
            )
        if len(self.notebook.problems) > before:
            return None
        if not values.get("family_name") and "name" in values:
            family, _, given = values["name"].partition(",")
            values |= {"family_name": family.strip(), "given_name": given.strip()}
        values.pop("name", None)
        source = SheetRow(file=self.file, sheet=self.sheet.name, row=row + 1)
        return meeting, Participant(**values, source=source)
