"""What the file says about itself: nothing but what the document says."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from efc_format_docx.languages import word_language
from efc_format_docx.markup import W, cleaned
from efc_reporting.plugin import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LONGEST = 255
"""How long a property may be."""


def set_properties(file: WordDocument, document: Document) -> None:
    """Set title, people, dates and language; the day of the report is the only date."""
    moment = datetime.combine(document.as_of, time(), UTC)
    core = file.core_properties
    for given in list(core._element):  # a letterhead tells who made it
        core._element.remove(given)
    core.title = _short(document.file_title)
    core.subject = _short(document.subtitle)
    core.author = core.last_modified_by = _short(document.author)
    core.created = core.modified = moment
    core.language = document.language
    core.revision = 1
    if document.reference:
        core.identifier = _short(document.reference)
    _set_language(file, word_language(document.language))


def _set_language(file: WordDocument, language: str) -> None:
    for element in file.styles.element.xpath("w:docDefaults//w:lang"):
        element.set(f"{W}val", language)
    for element in file.settings.element.xpath("w:themeFontLang"):
        element.set(f"{W}val", language)


def _short(text: str) -> str:
    return " ".join(cleaned(text).split())[:LONGEST]
