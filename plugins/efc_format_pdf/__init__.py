"""The format `pdf`: accessible pages for print and for the funder's desk."""

from __future__ import annotations

from efc_format_pdf.format import Pdf
from efc_reporting.plugin import hookimpl


@hookimpl
def efc_register_formats() -> list[Pdf]:
    """Add the format."""
    return [Pdf()]
