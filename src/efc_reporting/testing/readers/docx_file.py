"""Read a Word document back."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from efc_reporting.testing.readers.read_back import ReadBack

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def read_docx(data: bytes) -> ReadBack:
    """Return what stands in a Word document, its headers and footers included."""
    from docx import Document

    document = Document(BytesIO(data))
    parts = tuple(_parts(document))
    properties = document.core_properties
    return ReadBack(
        text="\n".join(line for part in parts for line in _lines(part)),
        tables=[
            [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
        ],
        headings=[
            paragraph.text
            for paragraph in document.paragraphs
            if paragraph.style and (paragraph.style.name or "").startswith(("Heading", "Title"))
        ],
        language=properties.language,
        metadata={"title": properties.title, "author": properties.author},
        links=[
            relation.target_ref
            for relation in document.part.rels.values()
            if relation.is_external and relation.reltype.endswith("/hyperlink")
        ],
        alternatives=[
            str(picture.get("descr") or "")
            for part in parts
            for picture in part.iter(f"{_DRAWING}docPr")
        ],
    )


def _parts(document: WordDocument) -> Iterator[_Element]:
    yield document.element.body
    for section in document.sections:
        for margin in (
            section.first_page_header,
            section.header,
            section.first_page_footer,
            section.footer,
        ):
            yield margin._element  # python-docx has no public door to the text of a header's tables


def _lines(part: _Element) -> Iterator[str]:
    """Yield the text of every paragraph, those in tables and frames included."""
    for paragraph in part.iter(f"{_WORD}p"):
        yield "".join(_characters(paragraph))


def _characters(paragraph: _Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br"):
        yield (element.text or "") if element.tag == f"{_WORD}t" else " "
