"""`efc-report verify` and `diff`: what the data inside PDF files prove, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.exit_codes import ERRORS_FOUND, FINE
from efc_reporting.cli.options import ReporterOptions, json_option, make_reporter

if TYPE_CHECKING:
    from efc_reporting.base.i18n import Translator
    from efc_reporting.blocks.document import Document
    from efc_reporting.model import Project
    from efc_reporting.rendering.pdf_parts import Seal
    from efc_reporting.workflows.verify import Verification

MANIFEST = "manifest.json"

pdf_file = click.Path(path_type=Path, exists=True, dir_okay=False)
language_option = click.option(
    "--language", default="en", show_default=True, help="The language of the messages."
)


@click.command()
@click.argument("file", type=pdf_file)
@json_option
@language_option
@click.pass_context
def verify(ctx: click.Context, file: Path, as_json: bool, language: str) -> None:
    """Say whether the PDF FILE is unchanged, and whether its data give its figures again.

    The seal shows damage and changes by other programs; it is no signature. Where a manifest.json
    lies beside FILE, its sum is compared too. The key figures are looked for on the pages; tables,
    drawings and sentences are not read. Figures by gender and age are not counted anew, for the
    attached data do not hold them.
    """
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.cli.output import show_json
    from efc_reporting.workflows.verify import verify as examine

    translator = translator_for(language)
    manifest = file.with_name(MANIFEST)
    result = examine(
        file.read_bytes(),
        file.name,
        measure=make_reporter().registry.measure,
        translator=translator,
        manifest=manifest.read_bytes() if manifest.is_file() else None,
        compose=_documents,
    )
    if as_json:
        show_json(
            {
                "file": file.name,
                "fine": result.is_fine,
                "seal": str(result.seal),
                "manifest": str(result.listing),
                "differences": list(result.differences),
                "not_printed": None if result.not_printed is None else list(result.not_printed),
            }
        )
    else:
        for sentence in _sentences(result, translator):
            click.echo(sentence)
    ctx.exit(FINE if result.is_fine else ERRORS_FOUND)


def _sentences(result: Verification, t: Translator) -> list[str]:
    from efc_reporting.workflows.verify import Listing

    seal = _of_seal(result.seal)
    listing = {
        Listing.SAME: "The manifest beside it gives the same SHA-256.",
        Listing.OTHER: "The manifest beside it gives another SHA-256.",
        Listing.NOT_LISTED: "The manifest beside it does not list the file.",
        Listing.NO_MANIFEST: "",
    }[result.listing]
    figures = (
        "The attached project does not give the attached figures; as attached, as counted now:"
        if result.differences
        else "The attached project gives the attached figures again."
    )
    pages = (
        "The pages were not compared: no document made from the data has this title and key "
        "figures."
        if result.not_printed is None
        else "The pages do not print these key figures of the attached project:"
        if result.not_printed
        else "The pages print the key figures that the attached project gives."
    )
    proof = "The seal is no signature: who changes a file on purpose can write a new one."
    known = [sentence for sentence in (seal, listing, figures) if sentence]
    return [
        *map(t.text, known),
        *(f"  {line}" for line in result.differences),
        t.text(pages),
        *(f"  {figure}" for figure in result.not_printed or ()),
        t.text(proof),
    ]


def _of_seal(seal: Seal) -> str:
    return {
        "intact": "The seal is intact: the file is as efc-report wrote it.",
        "broken": "The seal is broken: the file was changed after it was written.",
        "absent": "The file has no seal: it was changed, or not written by efc-report.",
    }[seal]


def _documents(project: Project, language: str, day: date) -> Iterator[Document]:
    """Compose every document that can be made from a project."""
    from efc_reporting.errors import ReportingError

    reporter = make_reporter(given=ReporterOptions(as_of=day))
    for name in reporter.registry.documents:
        with suppress(ReportingError):  # what cannot be made was not printed either
            yield reporter.compose(project, name, language=language, audience="agency")


@click.command()
@click.argument("old", type=pdf_file)
@click.argument("new", type=pdf_file)
@json_option
@language_option
def diff(old: Path, new: Path, as_json: bool, language: str) -> None:
    """Say in words what changed from the PDF OLD to the PDF NEW, by the data inside them.

    People on the lists are not named, and long texts are not shown: that they changed is said. A
    file that was changed after it was written, so that its seal is broken or gone, is named.
    """
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.cli.output import show_json
    from efc_reporting.documents.attached_data import read_attached
    from efc_reporting.rendering.pdf_parts import Seal, seal_of
    from efc_reporting.workflows.diff import changes

    translator = translator_for(language)
    files = {path: path.read_bytes() for path in (old, new)}
    before, now = (read_attached(files[path], path.name) for path in (old, new))
    found = changes(before, now, translator)
    seals = {path: seal_of(data) for path, data in files.items()}
    if as_json:
        names = {"old": old.name, "new": new.name}
        told = {"old_seal": str(seals[old]), "new_seal": str(seals[new]), "changes": found}
        show_json({**names, **told})
        return
    doubtful = [path for path, seal in seals.items() if seal is not Seal.INTACT]
    for path in doubtful:
        click.echo(f"{path.name}: {translator.text(_of_seal(seals[path]))}")
    same = "The attached data are the same." if doubtful else "Nothing changed."
    for sentence in found or [translator.text(same)]:
        click.echo(sentence)
