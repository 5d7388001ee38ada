"""Read the sheets of workbooks: Excel's and LibreOffice's, old and new."""

from __future__ import annotations

import io
from collections.abc import Sequence

import attrs

from efc_reporting.loading.archive import ZIP_MAGIC, checked_archive
from efc_reporting.loading.hidden_rows import HiddenRows, told_of
from efc_reporting.loading.lost_values import LostValues, with_lost_values
from efc_reporting.loading.merged_cells import MergedCells
from efc_reporting.sheets import Sheet, UnreadableSheetError


@attrs.frozen
class WorkbookReader:
    """Reads .xlsx, .xls, .xlsb and .ods with python-calamine."""

    extensions: frozenset[str] = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})

    def read(self, data: bytes, name: str) -> Sequence[Sheet]:
        """Return the worksheets in the order of the workbook, hidden ones without their rows."""
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        lost_values, hidden_rows, merged_cells = LostValues(), HiddenRows(), MergedCells()

        def see(part: str, content: bytes) -> None:
            for each in (lost_values, hidden_rows, merged_cells):
                each.see(part, content)

        safe = checked_archive(data, see) if data.startswith(ZIP_MAGIC) else data
        lost, hidden = lost_values.by_sheet(), hidden_rows.by_sheet()
        spanned = merged_cells.by_sheet()
        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(safe)) as workbook:
                sheets = []
                for sheet in workbook.sheets_metadata:
                    if sheet.typ is not SheetTypeEnum.WorkSheet:
                        continue
                    is_hidden = sheet.visible is not SheetVisibleEnum.Visible
                    # Rows from A1 on, so that a row's number is the one that its reader sees.
                    table = () if is_hidden else workbook.get_sheet_by_name(sheet.name)
                    cells = table.to_python(skip_empty_area=False) if table else []
                    rows = [] if is_hidden else with_lost_values(cells, lost.get(sheet.name, {}))
                    told = table.merged_cell_ranges if table else None
                    merged = tuple(told or spanned.get(sheet.name, ()))
                    remarks = told_of(hidden.get(sheet.name, ()), rows, name, sheet.name)
                    sheets.append(
                        Sheet(
                            name=sheet.name,
                            rows=rows,
                            is_hidden=is_hidden,
                            merged=merged,
                            remarks=remarks,
                        )
                    )
                return sheets
        except BaseException as error:
            # A file made to confuse makes the Rust library panic, which is no Exception.
            is_panic = type(error).__name__ == "PanicException"
            if not is_panic and not isinstance(error, (CalamineError, ValueError, OSError)):
                raise
            raise UnreadableSheetError(
                problem=f"{name} is no workbook that can be read, or protected by a password",
                remedy="save it anew, as .xlsx or .ods without a password",
            ) from error
