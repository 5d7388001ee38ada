"""What the file says about itself: nothing but what the document says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from efc_format_docx.markup import W, cleaned, word_language
from efc_reporting.plugin import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LONGEST = 255
"""How long a property may be."""

PART = "/docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONSHIP = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Under which Office keeps the properties that anybody may add."""


def set_properties(file: WordDocument, document: Document) -> None:
    """Set title, people, dates and language; the day of the report is the only date."""
    moment = datetime.combine(document.as_of, time(), UTC)
    core = file.core_properties
    del core._element[:]  # a letterhead tells who made it
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


def add_custom(file: WordDocument, properties: Mapping[str, str]) -> None:
    """Set the properties that are no program's own, such as what our marks stand for."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    package = file.part.package
    for key, relation in list(package.rels.items()):  # those of a letterhead tell of other files
        if relation.reltype == RELATIONSHIP:
            del package.rels[key]
    root = etree.Element(f"{{{PROPERTIES}}}Properties", nsmap={"op": PROPERTIES, "vt": TYPES})
    for number, (name, value) in enumerate(properties.items(), start=2):
        element = etree.SubElement(
            root, f"{{{PROPERTIES}}}property", fmtid=FORMAT_ID, pid=str(number), name=name
        )
        etree.SubElement(element, f"{{{TYPES}}}lpwstr").text = value
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package.relate_to(Part(PackURI(PART), CONTENT_TYPE, data, package), RELATIONSHIP)
