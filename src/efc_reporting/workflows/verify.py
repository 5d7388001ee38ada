"""What a PDF of ours prints, and whether the key figures of a document stand there."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

import attrs

from efc_reporting.base.i18n import Translator
from efc_reporting.base.values import as_tuple
from efc_reporting.blocks.document import Document
from efc_reporting.documents.attached_data import read_attached
from efc_reporting.errors import NotAcceptedError
from efc_reporting.facts import count
from efc_reporting.facts.as_json import facts_as_json
from efc_reporting.model import Project
from efc_reporting.programme import Measure
from efc_reporting.rendering.pdf_parts import Seal, damaged_pdf_errors, seal_of
from efc_reporting.workflows.diff import changes_of_figures

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


Compose = Callable[[Project, str, date], Iterable[Document]]
"""Composes the documents of a project in a language, as on a day."""


class Listing(StrEnum):
    """What the manifest of a dossier says of a file."""

    SAME = "same"
    OTHER = "other"
    NOT_LISTED = "not-listed"
    NO_MANIFEST = "no-manifest"


@attrs.frozen(kw_only=True)
class Verification:
    """What was proven of one file.

    `differences` are sentences, none where the figures agree. `not_printed` are the key figures
    that the pages should print and do not; None where the pages could not be compared.
    """

    seal: Seal
    listing: Listing
    differences: tuple[str, ...] = attrs.field(converter=as_tuple)
    not_printed: tuple[str, ...] | None = None

    @property
    def is_unchanged(self) -> bool:
        """Say whether the file is as it was written; a manifest counts where it lists the file."""
        return self.seal is Seal.INTACT and self.listing is not Listing.OTHER

    @property
    def is_fine(self) -> bool:
        """Say whether it is unchanged, and its data give its figures and those printed again."""
        return self.is_unchanged and not self.differences and not self.not_printed


def verify(
    data: bytes,
    name: str,
    *,
    measure: Callable[[str], Measure],
    translator: Translator,
    manifest: bytes | None = None,
    compose: Compose | None = None,
) -> Verification:
    """Examine the PDF `data` called `name`; `manifest` is the manifest.json beside it, if any.

    `measure` returns the measure of a name, as a registry does. `compose` returns the documents of
    a project on a day in a language; without it the pages are not compared.
    Raise NotAcceptedError where the file carries no data, and UnknownNameError where its measure is
    not known here.
    """
    attached = read_attached(data, name)
    counted = facts_as_json(count(attached.project, measure(attached.project.measure)))
    differences = changes_of_figures(attached.facts, counted, attached.project, translator)
    not_printed = None
    if compose:
        pages = read_pages(data, name)
        if pages.day:
            composed = compose(attached.project, pages.language, pages.day)
            not_printed = missing_figures(pages, composed)
    return Verification(
        seal=seal_of(data),
        listing=_listing(data, name, manifest),
        differences=differences,
        not_printed=not_printed,
    )


def _listing(data: bytes, name: str, manifest: bytes | None) -> Listing:
    if manifest is None:
        return Listing.NO_MANIFEST
    try:
        sums = {entry["file"]: entry["sha256"] for entry in json.loads(manifest)["files"]}
    except (KeyError, TypeError, ValueError):
        return Listing.NO_MANIFEST
    if name not in sums:
        return Listing.NOT_LISTED
    return Listing.SAME if sums[name] == hashlib.sha256(data).hexdigest() else Listing.OTHER
