"""Write a partner's own sheets back, with every wrong cell marked and explained."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

import attrs

from efc_reporting.base.i18n import Translator
from efc_reporting.base.writing import safe_name
from efc_reporting.base.zip import normalise_zip
from efc_reporting.loading.files import ProjectFolder, read_project_file
from efc_reporting.loading.notebook import PROJECT_FILE, CellProblem, Notebook, cell_name
from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.headers import OWN_MARK
from efc_reporting.loading.sheets.layout import is_own_sheet
from efc_reporting.loading.sheets.lists import ListFile, open_lists, people_in
from efc_reporting.loading.sheets.sheet import header_rows
from efc_reporting.loading.tables import ProjectTable
from efc_reporting.sheets import Sheet, SheetReader, SheetValue
from efc_reporting.workflows.partner_sheets import translator_of_country

OWN_SHEET = "efc-report"
"""The name of the sheet that explains the mistakes."""

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31


def without_marks(sheet: Sheet) -> Sheet:
    """Return a sheet without the column that an earlier round wrote: from its mark to the end."""
    begins: dict[int, int] = {}
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            if isinstance(value, str) and value.startswith(OWN_MARK):
                begins.setdefault(column, number)
    if not begins:
        return sheet
    rows = [
        [None if number >= begins.get(at, number + 1) else value for at, value in enumerate(row)]
        for number, row in enumerate(sheet.rows)
    ]
    filled = (at for row in rows for at, value in enumerate(row) if value not in (None, ""))
    width = max(filled, default=-1) + 1
    return attrs.evolve(sheet, rows=[row[:width] for row in rows])


def sheet_names(sheets: Iterable[Sheet]) -> Mapping[str, str]:
    """Return the names under which Excel takes the sheets; that of our own sheet is taken."""
    names: dict[str, str] = {}
    taken = {OWN_SHEET}
    for sheet in sheets:
        name = _NO_SHEET_NAME.sub("-", sheet.name)[:_LONGEST_NAME] or "1"
        number = 1
        unnumbered = name
        while name.casefold() in taken:
            number += 1
            ending = f"-{number}"
            name = unnumbered[: _LONGEST_NAME - len(ending)] + ending
        taken.add(name.casefold())
        names[sheet.name] = name
    return names


_CREATED = datetime(1980, 1, 1)
_WIDEST, _NARROWEST, _EXPLANATION = 40, 8, 90
"""Widths of columns, in letters."""

_LINE = 15
"""The height of a line, in points."""


def feedback_workbooks(
    folder: str | Path, sheet_readers: Sequence[SheetReader] = ()
) -> Mapping[str, bytes]:
    """Return a workbook for every list with mistakes in its cells, by the name of its file.

    Each holds the partner's own sheets, in the partner's language where there is a catalogue.
    Empty where project.toml cannot be read: its mistakes are the lead's.
    """
    files, notebook = ProjectFolder(Path(folder)), Notebook()
    data = files.read(PROJECT_FILE, notebook)
    project = None if data is None else read_project_file(data, notebook)
    if project is None:
        return {}
    known_project = KnownProject(
        languages=project.languages, meetings=project.meetings, partners=project.partners
    )
    written: dict[str, bytes] = {}
    for found in open_lists(files, project, sheet_readers, notebook):
        own = Notebook()
        people = list(people_in(found, known_project, own))
        if own.cells:
            translator = _translator(found, project, [person.country for _, person in people])
            written[_name(found.file, written)] = _workbook(found, own.cells, translator)
    return written


def _name(file: str, taken: Iterable[str]) -> str:
    stem = safe_name(str(PurePosixPath(file).with_suffix("")).replace("/", "-"))
    names = [f"{stem}.xlsx", *(f"{stem}-{number}.xlsx" for number in range(2, 1000))]
    return next(name for name in names if name not in taken)


def _translator(found: ListFile, project: ProjectTable, countries: Iterable[str]) -> Translator:
    """Return the translator for the sender, else for the country that most people come from."""
    senders = [table.partner for table in found.mappings if table.partner]
    told = [partner.country for partner in project.partners if partner.id in senders]
    most = [country for country, _ in Counter(countries).most_common(1)]
    return translator_of_country(next(iter([*told, *most]), ""))


def _workbook(found: ListFile, problems: Sequence[CellProblem], translator: Translator) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _CREATED, "title": translator.text("Please correct this list")})
    formats = _Formats.of(book)
    visible = [
        without_marks(sheet)
        for sheet in found.sheets
        if not sheet.is_hidden and not is_own_sheet(sheet)
    ]
    names = sheet_names(visible)
    _explain(book, problems, names, formats, translator)
    for sheet in visible:
        own = [problem for problem in problems if problem.sheet == sheet.name]
        page = book.add_worksheet(names[sheet.name])
        _copy(page, sheet, found, own, formats, translator)
    book.close()
    return normalise_zip(stream.getvalue())


@attrs.frozen
class _Formats:
    plain: Any
    bold: Any
    wrapped: Any
    wrong: Any
    day: Any
    wrong_day: Any

    @classmethod
    def of(cls, book: Any) -> _Formats:
        wrong = {"bg_color": "#FFC7CE", "font_color": "#9C0006", "border": 1}
        day = {"num_format": "yyyy-mm-dd"}
        return cls(
            plain=book.add_format(),
            bold=book.add_format({"bold": True}),
            wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
            wrong=book.add_format(wrong),
            day=book.add_format(day),
            wrong_day=book.add_format({**wrong, **day}),
        )


def _explain(
    book: Any,
    problems: Sequence[CellProblem],
    names: Mapping[str, str],
    formats: _Formats,
    translator: Translator,
) -> None:
    """Write the first sheet: what to do, and all mistakes with links to their cells."""
    t = translator
    page = book.add_worksheet(OWN_SHEET)
    page.set_column(0, 0, 34)
    page.set_column(1, 2, 60)
    page.write_string(0, 0, f"{OWN_MARK} {t.text('Please correct this list')}", formats.bold)
    sentences = (
        t.plural("{count} cell could not be read.", "{count} cells could not be read.",
                 len(problems)),
        t.text("Correct the marked cells on the following sheets, then send this file back."),
        t.text("This sheet and the last column may stay; they are not read."),
    )  # fmt: skip
    for row, sentence in enumerate(sentences, start=1):
        page.write_string(row, 0, sentence)
    first = len(sentences) + 2
    for column, title in enumerate((t.text("Cell"), t.text("Mistake"), t.text("What to do"))):
        page.write_string(first, column, title, formats.bold)
    for row, problem in enumerate(problems, start=first + 1):
        cell = cell_name(problem.row, problem.column)
        name = names[problem.sheet]
        page.write_url(row, 0, f"internal:'{name}'!{cell}", string=f"{name}!{cell}")
        page.write_string(row, 1, _mistake(problem, t), formats.wrapped)
        page.write_string(row, 2, problem.remedy.text(t), formats.wrapped)
    page.freeze_panes(first + 1, 0)
    _fit(page)


def _mistake(problem: CellProblem, translator: Translator) -> str:
    kind = f" ({translator.text(problem.kind)})" if problem.kind else ""
    return f"{problem.problem.text(translator)}{kind}"


def _copy(
    page: Any,
    sheet: Sheet,
    found: ListFile,
    problems: Sequence[CellProblem],
    formats: _Formats,
    translator: Translator,
) -> None:
    """Write the partner's sheet as it was, mark what is wrong, and say it at the end of the row."""
    wrong: dict[tuple[int, int], list[CellProblem]] = {}
    for problem in problems:
        wrong.setdefault((problem.row, problem.column), []).append(problem)
    anchors = _anchors(sheet)
    marked = {anchors.get(cell, cell) for cell in wrong}
    heads = header_rows(sheet, found.mapping(sheet.name))
    for (top, left), (bottom, right) in sheet.merged:
        if bottom < len(sheet.rows):
            page.merge_range(top, left, bottom, right, "")
    for number, row in enumerate(sheet.rows):
        for column, value in enumerate(row):
            is_wrong = (number, column) in marked
            _write(page, number, column, value, formats, is_wrong, number in heads)
    width = max((len(row) for row in sheet.rows), default=0)
    for (number, column), of_cell in wrong.items():
        width = max(width, column + 1)
        if (number, column) in anchors:
            continue  # the note stands at the cell that it is merged with
        lines = [
            f"{_mistake(each, translator)}: {each.remedy.text(translator)}" for each in of_cell
        ]
        page.write_comment(number, column, "\n".join(lines), {"x_scale": 2})
    for number in heads if wrong else ():
        title = translator.text("what to correct")
        page.write_string(number, width, f"{OWN_MARK} {title}", formats.bold)
    for number in sorted({row for row, _ in wrong} - set(heads)):
        cells = sorted(column for row, column in wrong if row == number)
        said = [
            translator.series(
                (
                    f"{cell_name(number, column)}: {_mistake(each, translator)}",
                    each.remedy.text(translator),
                )
            )
            for column in cells
            for each in wrong[number, column]
        ]
        # Below a header the mark stands there; without one it stands in each cell.
        mark = "" if heads else f"{OWN_MARK} "
        page.write_string(number, width, mark + "\n".join(said), formats.wrapped)
        # Not every program makes a row as high as its text.
        page.set_row(number, _LINE * sum(1 + len(text) // _EXPLANATION for text in said))
    for column in range(width):
        page.set_column(column, column, _width(sheet, column))
    if wrong:
        page.set_column(width, width, _EXPLANATION)
    if heads:
        page.freeze_panes(heads[0] + 1, 0)
    _fit(page)


def _fit(page: Any) -> None:
    """Let all columns stand on one page where the sheet is printed."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _anchors(sheet: Sheet) -> Mapping[tuple[int, int], tuple[int, int]]:
    """Return the first cell of a merged area for each other cell of it."""
    return {
        (row, column): (top, left)
        for (top, left), (bottom, right) in sheet.merged
        for row in range(top, min(bottom + 1, len(sheet.rows)))
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def _width(sheet: Sheet, column: int) -> int:
    # A title above the list may be long; it runs over its neighbours.
    longest = max((len(str(row[column])) for row in sheet.rows[1:] if column < len(row)), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _write(
    page: Any,
    row: int,
    column: int,
    value: SheetValue,
    formats: _Formats,
    is_wrong: bool,
    is_head: bool,
) -> None:
    style = formats.wrong if is_wrong else formats.bold if is_head else formats.plain
    match value:
        case None | "":
            if is_wrong:
                page.write_blank(row, column, None, style)
        case bool():
            page.write_boolean(row, column, value, style)
        case int() | float():
            page.write_number(row, column, value, style)
        case datetime() | date():
            day = formats.wrong_day if is_wrong else formats.day
            page.write_datetime(row, column, value, day)
        case time() | timedelta():
            page.write_string(row, column, str(value), style)
        case _:
            # Never `write`: what begins with = would become a formula.
            page.write_string(row, column, value, style)
