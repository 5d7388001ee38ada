"""`efc-report template`: whether a template of yours will do, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.exit_codes import exit_code
from efc_reporting.cli.options import (
    ReporterOptions,
    json_option,
    load,
    make_reporter,
    reporter_options,
)

if TYPE_CHECKING:
    from efc_reporting.base.i18n import Translator
    from efc_reporting.contracts import TemplateCheck


@click.group()
def template() -> None:
    """Check templates of your own, such as a letterhead."""


@template.command("check")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--project",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Fill the fields from this project; from a made-up one if not given.",
)
@click.option(
    "--annotate",
    metavar="OUT",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a copy of FILE with a comment at each finding.",
)
@json_option
@click.option(
    "--language", default="en", show_default=True, help="The language of the messages and tests."
)
@reporter_options
@click.pass_context
def check(
    ctx: click.Context,
    file: Path,
    folder: Path | None,
    annotate: Path | None,
    as_json: bool,
    language: str,
    given: ReporterOptions,
) -> None:
    """Say what is in the template FILE, and test every document with it.

    FILE is a letterhead: any Word file. Without --project, the id of a meeting in a field is not
    checked.
    """
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.workflows.check_template import check_template
    from efc_reporting.workflows.sample import sample_project

    reporter = make_reporter(folder, given)
    project = load(reporter, folder) if folder else sample_project()
    found = check_template(reporter, file, project, language=language, is_sample=folder is None)
    if annotate is not None and found.annotated:
        write_atomically(annotate, found.annotated)
    _show(file, found, translator_for(language), as_json=as_json)
    ctx.exit(exit_code(found.findings))


def _show(file: Path, found: TemplateCheck, translator: Translator, *, as_json: bool) -> None:
    from efc_reporting.cli.findings import show_counts, show_findings
    from efc_reporting.cli.json_output import finding_as_json
    from efc_reporting.cli.output import show_json, show_table

    if as_json:
        show_json(
            {
                "file": file.name,
                "fine": not found.findings.has_errors,
                "features": dict(found.features),
                "fields": list(found.fields),
                "findings": [finding_as_json(finding, translator) for finding in found.findings],
            }
        )
        return
    show_table((), [(f"{label}:", text) for label, text in found.features])
    if found.findings:
        show_findings(found.findings, translator)
    show_counts(found.findings, translator)
