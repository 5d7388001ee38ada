"""What stands in the columns of one list while it is decided what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from efc_reporting.loading.layout import ListArea
from efc_reporting.loading.notebook import CellProblem, Notebook, Sentence, cell_place
from efc_reporting.sheets import Sheet, SheetValue


@attrs.frozen
class Deciding:
    """One list of a sheet, and where to write what is noticed of its columns."""

    sheet: Sheet
    area: ListArea
    file: str
    notebook: Notebook

    def wrong_header(
        self, at: int, problem: str, remedy: str, fields: Iterable[str] = (), **words: str
    ) -> None:
        """Write down a mistake in the header of the column `at`."""
        row = max(self.area.header.row, 0)
        self.notebook.cell(
            CellProblem(
                file=self.file,
                sheet=self.sheet.name,
                row=row,
                column=at,
                problem=Sentence(message=problem, words=words, fields=tuple(fields)),
                remedy=Sentence(message=remedy),
            )
        )

    def place(self, column: int) -> str:
        """Return what the header of a column is called: Sheet1!C2."""
        return cell_place(self.sheet.name, max(self.area.header.row, 0), column)

    def header_text(self, column: int) -> str:
        """Return the header of a column, "" where it has none."""
        texts = self.area.header.texts
        return texts[column] if column < len(texts) else ""

    def values(self, column: int) -> Sequence[SheetValue]:
        """Return what stands below the header of a column."""
        rows = self.sheet.rows[self.area.first : self.area.end]
        return [row[column] if column < len(row) else None for row in rows]
