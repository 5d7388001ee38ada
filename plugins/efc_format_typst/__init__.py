"""The format `pdf-typst`: accessible pages without any system library, fast for long lists."""

from __future__ import annotations

from efc_format_typst.format import PdfTypst
from efc_reporting.plugin import hookimpl


@hookimpl
def efc_register_formats() -> list[PdfTypst]:
    """Add the format."""
    return [PdfTypst()]
