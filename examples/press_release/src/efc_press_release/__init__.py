"""The document `press-release`: one page for the papers."""

from __future__ import annotations

from collections.abc import Iterable

from efc_press_release.document import PressRelease
from efc_reporting.plugin import DocumentKind, hookimpl


@hookimpl
def efc_register_documents() -> Iterable[DocumentKind]:
    """Add the document."""
    return [PressRelease()]
