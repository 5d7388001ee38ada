"""Whether a PDF is as it was written, and whether its data give its figures again.

The figures are counted anew from the attached project and compared with the attached figures. The
document is composed anew too, and its key figures are looked for on the pages. Tables, drawings and
sentences of the pages are not read: that they are as written follows from the seal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

import attrs

from efc_reporting.attached import read_attached
from efc_reporting.comparing import changes_of_figures
from efc_reporting.document import Document
from efc_reporting.facts import count
from efc_reporting.i18n import Translator
from efc_reporting.model import Project
from efc_reporting.pdf_parts import Seal, seal_of
from efc_reporting.printed import missing_figures, read_pages
from efc_reporting.programme import Measure
from efc_reporting.project_json import facts_as_json
from efc_reporting.tuples import as_tuple

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
