"""Renders a document as an accessible, archival PDF (PDF/UA-1 and PDF/A-3a) with Typst."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import attrs

from efc_format_typst.data import DataMaker
from efc_reporting.plugin import (
    Document,
    FormatInfo,
    MissingRequirementError,
    NoOptions,
    ReportContext,
    ReportFormat,
    attachments_of,
    characters_of_fonts,
    missing_characters,
    seal_pdf,
    with_known_characters,
)

if TYPE_CHECKING:
    import typst

TEMPLATES = ("document.typ", "blocks.typ", "look.typ")
EMBLEM = "emblem.svg"
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-3a"]


class PdfTypst(ReportFormat[NoOptions]):
    """The same pages as `pdf` from another engine: no system library, and fast for long lists.

    Its look is that of the shipped templates: Typst can read files and load packages, so that no
    template of a project folder is run here. Who wants an own look takes `pdf`.
    """

    info = FormatInfo(
        name="pdf-typst",
        title="PDF (Typst)",
        extension=".pdf",
        media_type="application/pdf",
        preferred_for=frozenset({"participant-list"}),
        requires=("typst",),
        magic=b"%PDF-",
    )
    options_type = NoOptions

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        """Return the file; the context is warned of what it lacks."""
        shipped = attrs.evolve(context.templates, folders=())
        sources = {name: shipped.asset(f"typst/{name}") for name in TEMPLATES}
        attachments = attachments_of(context)
        maker = DataMaker(document, attrs.evolve(context, templates=shipped))
        data = maker.data() | {
            "attachments": [
                {
                    "name": attachment.name,
                    "media_type": attachment.media_type,
                    "description": attachment.description,
                    "relationship": attachment.relationship.lower(),
                }
                for attachment in attachments
            ]
        }
        text = json.dumps(data, ensure_ascii=False)
        known = characters_of_fonts(shipped.asset, shipped.asset("fonts/fonts.css").decode())
        for warning in missing_characters([text], known):
            context.warn(warning)
        texts = {
            **sources,
            **maker.drawings,
            **{attachment.name: attachment.data for attachment in attachments},
            EMBLEM: shipped.asset(f"shared/{EMBLEM}"),
            "data.json": with_known_characters(text, known).encode(),
        }
        return seal_pdf(_with_plain_rows(_compile(texts, maker.pictures, context.warn)))


def _compile(
    texts: dict[str, bytes], pictures: dict[str, bytes], warn: Callable[[str], None]
) -> bytes:
    """Compile texts from memory and pictures, which Typst takes from a folder alone.

    The folder is a new one with nothing else in it, and Typst reads nothing outside.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingRequirementError(
            what="Typst", needed_for="PDF", remedy="run `pip install typst`"
        ) from error
    main, *_ = TEMPLATES
    with TemporaryDirectory(prefix="efc-") as folder:
        for name, data in pictures.items():
            Path(folder, name).write_bytes(data)
        result, warnings = typst.compile_with_warnings(  # type: ignore[call-overload]
            {"main.typ": texts[main], **texts},  # its types forget that it takes dictionaries
            root=folder,
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
        )
    for warning in warnings:
        warn(warning.message)
    return bytes(result)


def _with_plain_rows(data: bytes) -> bytes:
    """Tag the last rows of tables as rows like others; the templates keep them by a footer.

    Both names are of one length, so that everything stays in its place.
    """
    return data.replace(b"/Type/StructElem/S/TFoot", b"/Type/StructElem/S/TBody")


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts alone; reading them once for all files saves a tenth of a second each."""
    import typst

    with as_file(files("efc_templates") / "fonts") as folder:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
        )
