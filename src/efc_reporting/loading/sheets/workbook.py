"""Check a zipped workbook before anything opens it, and pack anew only what was checked."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from posixpath import basename

import attrs

from efc_reporting.loading.sheets.workbook_limits import check_binary_sheet, check_xml
from efc_reporting.loading.sheets.workbook_xml import (
    RELATIONS,
    WORKBOOK,
    LeftOut,
    Rows,
    WorkbookXml,
    relations_in,
    told_of,
    with_lost_values,
    with_worksheets_alone,
)
from efc_reporting.sheets import Sheet, UnreadableSheetError

MAX_BYTES = 200_000_000
MAX_RATIO = 100
MAX_MEMBERS = 2000
ZIP_MAGIC = b"PK\x03\x04"
# What zipfile raises on files that are cut, changed or encrypted.
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
_OPEN_DOCUMENT = frozenset({"mimetype", "content.xml", "meta-inf/manifest.xml"})
"""The parts of an .ods that a reader of cells asks for."""

_WITHOUT_CELLS = ("docprops/", "customxml/", "_xmlsignatures/", "xl/theme/", "xl/drawings/")
"""Where an Excel file keeps what is no sheet."""

_BINARY_RELATIONS = "xl/_rels/workbook.bin.rels"
_OF_BINARY_WORKBOOKS = ("/worksheet", "/chartsheet", "/dialogsheet", "/sharedStrings", "/styles")
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
    """Return the parts that may hold cells, each checked; all others are left out unseen."""
    stream = io.BytesIO()
    wanted = _wanted(archive)
    index: dict[str, bytes] = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for name, member in wanted.items():
            content = archive.read(member)  # never more than the size that was checked
            if name.lower().endswith(".bin"):
                check_binary_sheet(content)
            elif name != "mimetype":
                check_xml(content)
            if see:
                see(name, content)
            if name in (WORKBOOK, RELATIONS):
                index[name] = content
                continue
            packed.writestr(zipfile.ZipInfo(name, _PACK_TIME), _with_early_merges(content))
        if len(index) == 2:
            index[WORKBOOK] = with_worksheets_alone(index[WORKBOOK], index[RELATIONS])
        for name, content in index.items():
            packed.writestr(zipfile.ZipInfo(name, _PACK_TIME), content)
    return stream.getvalue()


def _wanted(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    """Return the members that may hold cells or lead to them; of names alike the first."""
    members: dict[str, zipfile.ZipInfo] = {}
    for member in archive.infolist():
        members.setdefault(member.filename.casefold(), member)
    if "content.xml" in members and WORKBOOK not in members:
        wanted = members.keys() & _OPEN_DOCUMENT
    else:
        binary = _binary_parts(archive, members)
        wanted = {
            name
            for name in members
            if (name.endswith((".xml", ".rels")) and not name.startswith(_WITHOUT_CELLS))
            or basename(name) in binary
        }
    return {
        member.filename: member
        for name, member in members.items()
        if name in wanted and (member.file_size or name == "mimetype")
    }


def _binary_parts(
    archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]
) -> frozenset[str]:
    """Return the names of the binary parts that an .xlsb reads; other files have none.

    Printer settings, signatures and toolbars are binary parts too, and hold no cells.
    """
    if _BINARY_RELATIONS not in members:
        return frozenset()
    content = archive.read(members[_BINARY_RELATIONS])
    check_xml(content)
    named = (
        basename(target).casefold()
        for kind, target in relations_in(content).values()
        if kind.endswith(_OF_BINARY_WORKBOOKS)
    )
    return frozenset(("workbook.bin", *named))


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
            with (
                _without_panics(),
                CalamineWorkbook.from_filelike(io.BytesIO(safe)) as workbook,
            ):
                sheets = []
                for sheet in workbook.sheets_metadata:
                    if sheet.typ is not SheetTypeEnum.WorkSheet:
                        continue
                    is_hidden = sheet.visible is not SheetVisibleEnum.Visible
                    # Rows from A1 on, so that a row's number is the one that its reader sees.
                    table = () if is_hidden else workbook.get_sheet_by_name(sheet.name)
                    cells: Rows = table.to_python(skip_empty_area=False) if table else []
                    if safe is data:
                        cells = without_nuls(cells)
                    more = left_out.get(sheet.name, LeftOut())
                    rows = [] if is_hidden else with_lost_values(cells, more.lost)
                    told = table.merged_cell_ranges if table else None
                    merged = tuple(told or more.merged)
                    remarks = told_of(more.hidden, rows, name, sheet.name)
                    sheets.append(
                        Sheet(
                            name=sheet.name.replace("\0", ""),
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


def without_nuls(rows: Rows) -> Rows:
    """Return rows without the NUL that stands behind each letter of some old .xls files."""
    return [
        [cell.replace("\0", "") if isinstance(cell, str) else cell for cell in row] for row in rows
    ]


@contextmanager
def _without_panics() -> Iterator[None]:
    """Keep off the terminal what a panic of the Rust library prints; all else is printed after."""
    try:
        terminal = os.dup(2)
    except OSError:  # there is none
        yield
        return
    with tempfile.TemporaryFile() as printed:
        os.dup2(printed.fileno(), 2)
        is_panic = False
        try:
            yield
        except BaseException as error:
            is_panic = type(error).__name__ == "PanicException"
            raise
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)
            printed.seek(0)
            if not is_panic and (text := printed.read()):
                os.write(2, text)
