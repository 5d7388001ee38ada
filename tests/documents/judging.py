"""What is wrong with PDF files: whether they are sound, where letters stand, how they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import attrs
import pikepdf

from efc_reporting.blocks.document import Document
from pdf_text import letters, reading, squeezed
from pdf_trees import disorder

MILLIMETRE = 72 / 25.4
LEAST_MARGIN = 15 * MILLIMETRE
LEAST_SIZE = 9.0
LEAST_TELLING = 25
"""Characters of a paragraph that says something of its own."""

OURS = re.compile(
    r"NotoSans(Hebrew|Arabic)?-(Regular|Bold|Italic|BoldItalic)|EfCSansSymbols.*"
    r"|EfC-Sans(-Hebrew|-Arabic|-Symbols)?(-Bold)?(-Italic)?"
)
"""The names in the files of the fonts, and those that our style sheet gives them."""


@attrs.frozen
class Made:
    """One document of a project, and its file."""

    name: str
    document: Document
    data: bytes


def unsound(files: Iterable[Made]) -> Iterator[str]:
    """Yield what qpdf's own check says, trees out of order, and fonts missing or not ours."""
    for made in files:
        with pikepdf.open(BytesIO(made.data)) as pdf:
            fonts = {
                str(item.FontName).rpartition("+")[2]
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            }
            said = pdf.check_pdf_syntax()
        yield from (f"{made.name}: {line}" for line in (*said, *disorder(made.data)))
        yield from (f"{made.name}: font {font}" for font in fonts if not OURS.fullmatch(font))
        if not fonts:
            yield f"{made.name}: no font"


def misplaced(files: Iterable[Made]) -> Iterator[str]:
    """Yield the letters outside the margins of 15 mm, and those smaller than 9 points."""
    for made in files:
        for letter in letters(made.data):
            nearest = min(letter.left, letter.right, letter.bottom, letter.top)
            if nearest < LEAST_MARGIN or round(letter.size, 2) < LEAST_SIZE:
                yield f"{made.name}: {letter}"


def misread(files: Iterable[Made]) -> Iterator[str]:
    """Yield the files whose telling paragraphs do not come one after the other, as composed."""
    told = 0
    for made in files:
        read = reading(made.data)
        found = [read.find(text) for text in telling(made.document, read)]
        told += len(found)
        if found != sorted(found):
            yield f"{made.name}: out of order"
    if not told:
        yield "no file tells anything"


def telling(document: Document, read: str) -> list[str]:
    """Return the paragraphs that stand in the document and in its text exactly once.

    Cells of a table and long paragraphs with a page break inside are read in pieces. The disclaimer
    stands at the end of the document, but on the cover where there is one.
    """
    disclaimer = document.funding.disclaimer if document.funding else ""
    texts = [squeezed(text) for text in document.plain_paragraphs() if text != disclaimer]
    return [
        text
        for text in texts
        if len(text) >= LEAST_TELLING and texts.count(text) == 1 and read.count(text) == 1
    ]
