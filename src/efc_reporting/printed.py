"""What a PDF of ours prints, and whether the key figures of a document stand there."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date

import attrs

from efc_reporting.document import Document
from efc_reporting.errors import NotAcceptedError
from efc_reporting.pdf_parts import damaged_pdf_errors

_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


@attrs.frozen(kw_only=True)
class PrintedPages:
    """The title, the language and the day that a file names, and the words on its pages."""

    title: str
    language: str
    day: date | None
    text: str = attrs.field(repr=False)


def read_pages(data: bytes, name: str) -> PrintedPages:
    """Return what stands on the pages, without any white space; `name` is what messages say.

    Raise NotAcceptedError where it is no PDF that can be read.
    """
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        described = dict(reader.metadata or {})
        return PrintedPages(
            title=str(described.get("/Title", "")),
            language=str(reader.root_object.get("/Lang", "")),
            day=_day(str(described.get("/CreationDate", ""))),
            text="".join(_squeezed(page.extract_text()) for page in reader.pages),
        )
    except damaged_pdf_errors() as error:
        raise NotAcceptedError(
            what=name,
            problem=f"its pages cannot be read ({error})",
            remedy="take the file as it was written",
        ) from error


def missing_figures(pages: PrintedPages, documents: Iterable[Document]) -> tuple[str, ...] | None:
    """Return the key figures that the pages should print and do not, each with its words.

    Of the documents, which were composed from the data inside the file, the one with its title is
    compared, and the nearest where several have it. None where no such document has key figures.
    """
    missing = [
        tuple(
            f"{figure.text} {figure.label}"
            for figure in figures
            if _squeezed(f"{figure.text}{figure.label}") not in pages.text
        )
        for document in documents
        # Files of older versions bear the title alone.
        if pages.title in (document.file_title, document.title)
        and (figures := tuple(document.key_figures()))
    ]
    return min(missing, key=len) if missing else None


def _squeezed(text: str) -> str:
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def _day(text: str) -> date | None:
    found = _DAY.match(text)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None
