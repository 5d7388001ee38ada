"""Read a PDF back, by its text and by its tags."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from re import fullmatch
from typing import TYPE_CHECKING, Any

from efc_reporting.testing.readers.read_back import ReadBack, required

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

Tag = dict[str, Any]
"""One element of the structure tree, as pdfplumber gives it."""


def read_pdf(data: bytes) -> ReadBack:
    """Return what stands in a PDF; headings and alternative texts are those of its tags."""
    with required("pdfplumber", "read_pdf").open(BytesIO(data)) as pdf:
        tags = [tag for root in _structure(pdf) for tag in _walk(root)]
        words = _text_by_tag(pdf)
        return ReadBack(
            text="\n".join(page.extract_text() for page in pdf.pages),
            tables=[table for page in pdf.pages for table in page.extract_tables()],
            headings=[_text_of(tag, words) for tag in tags if fullmatch("H[1-6]?", tag["type"])],
            language=_decoded(pdf.doc.catalog.get("Lang")),
            metadata={
                "title": str(pdf.metadata.get("Title", "")),
                "author": str(pdf.metadata.get("Author", "")),
            },
            links=[link["uri"] for page in pdf.pages for link in page.hyperlinks],
            alternatives=[tag["alt_text"] for tag in tags if tag.get("alt_text")],
        )


def _structure(pdf: PDF) -> list[Tag]:
    return pdf.structure_tree if "StructTreeRoot" in pdf.doc.catalog else []


def _walk(tag: Tag) -> Iterator[Tag]:
    yield tag
    for child in tag.get("children", ()):
        yield from _walk(child)


def _text_by_tag(pdf: PDF) -> dict[tuple[int, int], str]:
    """Return the characters of each marked content by its page and number."""
    words: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        for key, char in _marked_chars(page):
            words[key] = words.get(key, "") + char
    return words


def _marked_chars(page: Page) -> Iterator[tuple[tuple[int, int], str]]:
    for char in page.chars:
        if char.get("mcid") is not None:
            yield (page.page_number, char["mcid"]), char["text"]


def _text_of(tag: Tag, words: dict[tuple[int, int], str]) -> str:
    parts = (
        words.get((int(part.get("page_number") or tag["page_number"]), mcid), "")
        for part in _walk(tag)
        for mcid in part.get("mcids", ())
    )
    return " ".join("".join(parts).split())


def _decoded(value: object) -> str:
    return value.decode() if isinstance(value, bytes) else str(value or "")
