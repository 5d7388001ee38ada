"""What the file says of itself: title, author, day and language."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from efc_format_xlsx.values import safe_text
from efc_reporting.plugin import Document

_CORE = "docProps/core.xml"
_END = "</cp:coreProperties>"


def core_properties(document: Document) -> dict[str, str | datetime]:
    """Return the properties as xlsxwriter takes them; the only date is that of the report."""
    return {
        "title": safe_text(document.file_title),
        "subject": safe_text(document.subtitle),
        "author": safe_text(document.author),
        "keywords": safe_text(document.reference),
        "created": datetime.combine(document.as_of, time()),
    }


def with_language(workbook: bytes, language: str) -> bytes:
    """Return the workbook with its language among the properties, which xlsxwriter cannot set."""
    result = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == _CORE:
                entry = f"<dc:language>{escape(language)}</dc:language>{_END}"
                data = data.decode().replace(_END, entry).encode()
            target.writestr(member, data)
    return result.getvalue()
