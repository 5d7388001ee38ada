"""Collects problems and remarks while a folder is read, so that all are told at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import attrs

from efc_reporting.base.i18n import Translator, translator_for
from efc_reporting.base.toml_tables import BadValueError
from efc_reporting.errors import Problem
from efc_reporting.loading.sheets.headers import header_of
from efc_reporting.model import Finding, Severity
from efc_reporting.model.finding import Value

PROJECT_FILE = "project.toml"


@attrs.frozen(kw_only=True)
class Sentence:
    """An English sentence with named places; `text` fills them in the reader's language.

    The headers of `fields` stand for {column}.
    """

    message: str
    words: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    fields: tuple[str, ...] = ()

    def text(self, translator: Translator) -> str:
        """Return the sentence in the translator's language."""
        headers = ", ".join(header_of(field, translator.language) for field in self.fields)
        return translator.text(self.message, **{"column": headers, **self.words})

    def __str__(self) -> str:
        return self.text(translator_for("en"))


@attrs.frozen(kw_only=True)
class CellProblem:
    """A mistake in one cell of a sheet; row and column are counted from 0.

    It never says what the cell holds, only of what kind that is: it may be a name.
    """

    file: str
    sheet: str
    row: int
    column: int
    problem: Sentence
    remedy: Sentence
    kind: str = ""


@attrs.define
class Notebook:
    """What was noticed so far: problems stop the load at its end, remarks do not."""

    problems: list[Problem] = attrs.field(factory=list)
    remarks: list[Finding] = attrs.field(factory=list)
    cells: list[CellProblem] = attrs.field(factory=list)
    """Those of the problems that stand in one cell each, ready to be explained to a partner."""

    def problem(self, file: str, place: str, problem: str, remedy: str = "") -> None:
        """Write down a mistake."""
        self.problems.append(Problem(file=file, place=place, problem=problem, remedy=remedy))

    def cell(self, found: CellProblem) -> None:
        """Write down a mistake in a cell."""
        kind = f" ({found.kind})" if found.kind else ""
        self.cells.append(found)
        self.problem(
            found.file,
            cell_place(found.sheet, found.row, found.column),
            f"{found.problem}{kind}",
            str(found.remedy),
        )

    def remark(
        self,
        code: str,
        where: str,
        message: str,
        severity: Severity = Severity.NOTE,
        **values: Value,
    ) -> None:
        """Write down something that was assumed, cleaned or left out."""
        self.remarks.append(
            Finding(code=code, severity=severity, where=where, message=message, values=values)
        )

    def cleaned(self, file: str, place: str) -> None:
        """Write down that unwanted characters were taken out of a text."""
        self.remark(
            "text-cleaned",
            f"{file}: {place}" if place else file,
            "Control characters were taken out of the text in {file}, {place}.",
            file=file,
            place=place,
        )


@attrs.define(kw_only=True, auto_exc=True)
class BadCellError(BadValueError):
    """A cell that does not say what its column stands for; the partner is told in own words."""

    words: Mapping[str, str] = attrs.field(factory=dict)
    fields: tuple[str, ...] = ()


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell, both counted from 0: (6, 2) is C7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def cell_place(sheet: str, row: int, column: int) -> str:
    """Return the name of a cell with that of its sheet, if that has one: People!C7."""
    name = cell_name(row, column)
    return f"{sheet}!{name}" if sheet else name


def sheet_place(file: str, sheet: str) -> str:
    """Return a file with the name of its sheet, if that has one: list.xlsx: People."""
    return f"{file}: {sheet}" if sheet else file


def row_ranges(numbers: Iterable[int]) -> str:
    """Return sorted numbers of rows as people write them: 3–5, 9."""

    def add(ranges: list[list[int]], number: int) -> list[list[int]]:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
        return ranges

    found: list[list[int]] = reduce(add, numbers, [])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in found)
