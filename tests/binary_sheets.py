"""Workbooks that no library for Python writes, record by record: .xlsb, and a plain .ods."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str]]
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_RELATIONS = "http://schemas.openxmlformats.org"
_SHEET = f"{_RELATIONS}/officeDocument/2006/relationships/worksheet"


def binary_workbook_of(rows: Rows) -> bytes:
    """Return an .xlsb with one sheet; a cell is the record 6, a row 0, a sheet begins with 129."""
    cells = b"".join(
        _record(0, struct.pack("<I", number) + bytes(13))
        + b"".join(
            _record(6, struct.pack("<II", column, 0) + _text(value))
            for column, value in enumerate(row)
        )
        for number, row in enumerate(rows)
    )
    extent = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(129) + _record(148, extent) + _record(145) + cells + _record(146) + _record(130)
    named = _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text("List"))
    return _zip(
        {
            "xl/workbook.bin": _record(131) + _record(143) + named + _record(144) + _record(132),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_RELATIONS}/package/2006/'
            f'relationships"><Relationship Id="rId1" Type="{_SHEET}" '
            'Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def open_document_of(rows: Rows) -> bytes:
    """Return an .ods with one sheet."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string"><text:p>'
            f"{escape(value)}</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    spaces = "".join(
        f' xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text")
    )
    return _zip(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OFFICE}:manifest:1.0"/>',
            "content.xml": f"<office:document-content{spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="List">{body}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        }
    )


def _record(kind: int, payload: bytes = b"") -> bytes:
    return _packed(kind) + _packed(len(payload)) + payload


def _packed(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])


def _text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def _zip(members: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
