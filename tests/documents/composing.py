"""How the tests of documents compose one and look inside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from efc_reporting import Project, Reporter
from efc_reporting.blocks import Block, Section, Table
from efc_reporting.blocks.document import Document

LATER = date(2020, 2, 28)
"""A day after all meetings."""


def composed(
    project: Project,
    document: str,
    *,
    language: str = "en",
    audience: str | None = None,
    as_of: date = LATER,
    document_options: Mapping[str, object] | None = None,
) -> Document:
    """Compose a document with the core alone."""
    reporter = Reporter(discover_plugins=False, as_of=as_of)
    return reporter.compose(
        project,
        document,
        language=language,
        audience=audience,
        document_options=document_options,
    )


def section(document: Document, section_id: str) -> Section:
    """Return the section with this id."""
    (found,) = [part for _, part in document.sections() if part.id == section_id]
    return found


def titles(document: Document) -> list[str]:
    """Return the titles of all sections."""
    return [part.title for _, part in document.sections()]


def texts(block: Block) -> str:
    """Return what a block says, in one line."""
    return " ".join(block.plain_paragraphs())


def paragraphs(what: Document | Block) -> list[str]:
    """Return what a document or a block says, one paragraph at a time."""
    return list(what.plain_paragraphs())


def table_named(document: Document, section_id: str) -> Table:
    """Return the one table that stands directly in a section."""
    (table,) = [b for b in section(document, section_id).blocks if isinstance(b, Table)]
    return table


def cells(table: Table) -> list[list[str]]:
    """Return the texts of all rows but the header and the total."""
    return [[cell.text for cell in row] for row in table.rows]
