"""The format `html`: one page that holds everything it needs."""

from __future__ import annotations

from efc_format_html.format import Html
from efc_reporting.plugin import hookimpl


@hookimpl
def efc_register_formats() -> list[Html]:
    """Add the format."""
    return [Html()]
