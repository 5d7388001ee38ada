"""Custom properties of the file, where the marks say what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from efc_format_docx.marks import file_marks
from efc_format_docx.story import Story
from efc_reporting.plugin import Document

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

PART = "/docProps/custom.xml"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
RELATIONSHIP = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Under which Office keeps the properties that anybody may add."""


def add_marks(file: WordDocument, document: Document, story: Story) -> None:
    """Write what the marks in the body stand for; nothing where there are none."""
    if story.marks.sections:
        marks = file_marks(document, story, file.part.element.body)
        _set_properties(file, dict(marks.texts()))


def _set_properties(file: WordDocument, properties: dict[str, str]) -> None:
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
