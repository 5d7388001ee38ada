"""Check a zipped workbook before anything opens it, and pack anew only what was checked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence

import attrs

from efc_reporting.loading.sheets.workbook_limits import check_binary_sheet, check_xml
from efc_reporting.loading.sheets.workbook_xml import (
    LeftOut,
    WorkbookXml,
    told_of,
    with_lost_values,
)
from efc_reporting.sheets import Sheet, UnreadableSheetError

MAX_BYTES = 200_000_000
MAX_RATIO = 100
MAX_MEMBERS = 2000
ZIP_MAGIC = b"PK\x03\x04"
# What zipfile raises on files that are cut, changed or encrypted.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_WANTED = (".xml", ".rels", ".bin")
_PACK_TIME = (1980, 1, 1, 0, 0, 0)
_BEGINNING = 1000
_NO_MERGES = b"<mergeCells/>"


def checked_archive(data: bytes, see: Callable[[str, bytes], None] | None = None) -> bytes:
    """Return a workbook with the checked parts of the one given; raise UnreadableSheetError.

    It is packed anew because a ZIP file tells its sizes twice, and a reader that believes the
    other place would unpack what was not checked. Pictures and scripts are left out. `see` is
    called with the name and the content of each part once that is checked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, len(data))
            return _packed_anew(archive, see)
    except _DAMAGED as error:
        raise UnreadableSheetError(
            problem="the workbook is damaged or protected by a password",
            remedy="save it anew, without a password",
        ) from error


def _check_sizes(archive: zipfile.ZipFile, packed_size: int) -> None:
    members = archive.infolist()
    if any(m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for m in members):
        raise zipfile.BadZipFile("no workbook is packed in this way")
    size = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or size > MAX_BYTES or size > MAX_RATIO * packed_size:
        raise UnreadableSheetError(
            problem="the workbook unpacks to far more than a list of people needs",
            remedy="copy the list into a new workbook",
        )


def _packed_anew(archive: zipfile.ZipFile, see: Callable[[str, bytes], None] | None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        names = set()
        for member in archive.infolist():
            name = member.filename
            if name in names or not (name.lower().endswith(_WANTED) or name == "mimetype"):
                continue
            names.add(name)
            content = archive.read(member)  # never more than the size that was checked
            if name.lower().endswith(".bin"):
                check_binary_sheet(content)
            elif name != "mimetype":
                check_xml(content)
            if see:
                see(name, content)
            packed.writestr(zipfile.ZipInfo(name, _PACK_TIME), _with_early_merges(content))
    return stream.getvalue()


def _with_early_merges(sheet: bytes) -> bytes:
    """Return a sheet of an .xlsx that has no merged cells with that said before its rows.

    python-calamine looks for them from the beginning on: else it would go through all rows twice.
    """
    if b"<worksheet" not in sheet[:_BEGINNING]:
        return sheet
    rows, end = sheet.find(b"<sheetData"), sheet.rfind(b"sheetData")
    if rows < 0 or sheet.find(b"mergeCells", end) >= 0:
        return sheet
    return sheet[:rows] + _NO_MERGES + sheet[rows:]


@attrs.frozen
class WorkbookReader:
    """Reads .xlsx, .xls, .xlsb and .ods with python-calamine."""

    extensions: frozenset[str] = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})

    def read(self, data: bytes, name: str) -> Sequence[Sheet]:
        """Return the worksheets in the order of the workbook, hidden ones without their rows."""
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        parts = WorkbookXml()
        safe = checked_archive(data, parts.see) if data.startswith(ZIP_MAGIC) else data
        left_out = parts.by_sheet()
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
                    more = left_out.get(sheet.name, LeftOut())
                    rows = [] if is_hidden else with_lost_values(cells, more.lost)
                    told = table.merged_cell_ranges if table else None
                    merged = tuple(told or more.merged)
                    remarks = told_of(more.hidden, rows, name, sheet.name)
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
