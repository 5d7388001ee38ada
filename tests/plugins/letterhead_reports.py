"""Writes the sample document on letterheads, for the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
from docx_sample import DOCUMENT, context

from efc_format_docx.format import DocxFormat, DocxOptions
from efc_reporting.plugin import Document

NAME = "letterhead.docx"


def on_letterhead(
    letterhead: bytes, folder: Path, document: Document = DOCUMENT, **changes: Any
) -> bytes:
    """Return a document on a letterhead; `changes` are those of the context."""
    path = folder / NAME
    path.write_bytes(letterhead)
    given = context(document.language)
    templates, name = given.templates.with_given(str(path))
    changed = attrs.evolve(given, templates=templates, **changes)
    return DocxFormat().render(document, changed, DocxOptions(template=name))
