"""Find the merged cells of an .ods: the reader of workbooks tells them of Excel's files only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from efc_reporting.loading.lost_values import OPEN_DOCUMENT, by_local_name, parse
from efc_reporting.loading.spread import MAX_CELLS, local_name

_DIGITS = 9
"""No number of rows or columns has more."""

Area = tuple[tuple[int, int], tuple[int, int]]


@attrs.define
class MergedCells:
    """Keeps the one part of an .ods while the parts of a workbook go by, if cells are merged."""

    content: bytes = b""

    def see(self, name: str, content: bytes) -> None:
        """Keep the part, already checked, that holds merged cells."""
        if name == OPEN_DOCUMENT and b"-spanned=" in content:
            self.content = content

    def by_sheet(self) -> Mapping[str, Sequence[Area]]:
        """Return the first and the last cell of each merged area, by sheet, counted from 0."""
        found = _Areas()
        if self.content:
            parse(self.content, found.start)
        return found.areas


@attrs.define
class _Areas:
    areas: dict[str, list[Area]] = attrs.field(factory=dict)
    sheet: str = ""
    row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if local not in ("table", "table-row", "table-cell", "covered-table-cell"):
            return
        own = by_local_name(attributes)
        match local:
            case "table":
                self.sheet, self.row, self.rows = own.get("name", ""), 0, 0
            case "table-row":
                self.row += self.rows
                self.rows = _count(own, "number-rows-repeated")
                self.column, self.columns = 0, 0
            case _:
                self.column += self.columns
                self.columns = _count(own, "number-columns-repeated")
                down = _count(own, "number-rows-spanned")
                right = _count(own, "number-columns-spanned")
                if (down > 1 or right > 1) and down * right <= MAX_CELLS:
                    last = (self.row + down - 1, self.column + right - 1)
                    self.areas.setdefault(self.sheet, []).append(((self.row, self.column), last))


def _count(attributes: Mapping[str, str], name: str) -> int:
    number = attributes.get(name, "")
    return int(number[:_DIGITS]) if number.isdecimal() else 1
