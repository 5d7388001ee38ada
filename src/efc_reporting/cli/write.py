"""`efc-report write`: one document as one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.exit_codes import ERRORS_FOUND, FINE
from efc_reporting.cli.options import (
    ReporterOptions,
    isolation_options,
    load_measured,
    make_reporter,
    project_argument,
    reporter_options,
)

if TYPE_CHECKING:
    from efc_reporting.model import Finding
    from efc_reporting.workflows.reporter import Reporter

AUDIENCES = ("internal", "agency", "partners", "public")


def _pairs(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    for pair in given:
        if not pair.partition("=")[0] or "=" not in pair:
            raise click.BadParameter(f"{pair!r} is not written as KEY=VALUE", ctx, param)
    return {pair.partition("=")[0]: pair.partition("=")[2] for pair in given}


@click.command()
@project_argument
@click.argument("document")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--format", "format_name", metavar="NAME", help="By the ending of PATH if not given.")
@click.option("--language", help="The project's first one if not given.")
@click.option(
    "--audience", type=click.Choice(AUDIENCES), help="Who will read it; decides what it may hold."
)
@click.option(
    "--recipient", metavar="ID", default="", help="The partner that reads it: sees its own people."
)
@click.option(
    "--template",
    metavar="NAME",
    help="A template of yours: its name in FOLDER/templates, or the path of a file.",
)
@click.option(
    "--option",
    "options",
    metavar="KEY=VALUE",
    multiple=True,
    callback=_pairs,
    help="An option of the document or of the format; may be given several times.",
)
@reporter_options
@isolation_options
@click.pass_context
def write(
    ctx: click.Context,
    folder: Path,
    document: str,
    path: Path,
    format_name: str | None,
    language: str | None,
    audience: str | None,
    recipient: str,
    template: str | None,
    options: dict[str, str],
    given: ReporterOptions,
) -> None:
    """Write a DOCUMENT of the project in FOLDER to PATH.

    A document is narrative, interim, participant-list, public-notice or any other that
    `efc-report plugins` names.
    """
    reporter = make_reporter(folder, given)
    for_document, for_format = _options(reporter, document, path, format_name, options)
    report = reporter.write(
        load_measured(reporter, folder),
        document,
        path,
        format=format_name,
        language=language,
        audience=audience,
        recipient=recipient,
        template=template,
        options=for_format,
        document_options=for_document,
    )
    for file in (report, *report.more):
        click.echo(
            f"{file.path}: {file.document} as {file.format}, "
            f"language {file.language}, for {file.audience}"
        )
    _show_findings([f for file in (report, *report.more) for f in file.findings])
    if report.is_draft:
        click.echo(f"It is marked as a draft: errors are open, see `efc-report check {folder}`.")
    ctx.exit(ERRORS_FOUND if report.is_draft else FINE)


def _show_findings(findings: Sequence[Finding]) -> None:
    """Show what the files lack."""
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.cli.findings import show_findings

    if findings:
        click.echo()
        show_findings(findings, translator_for("en"))


def _options(
    reporter: Reporter, document: str, path: Path, format_name: str | None, given: dict[str, str]
) -> tuple[dict[str, object], dict[str, object]]:
    """Share the options out: those that the document knows are its own."""
    from efc_reporting.plugin_host.choosing import formats_for
    from efc_reporting.plugin_host.options import split_options

    registry, kind = reporter.registry, reporter.registry.document(document)
    formats = (
        (registry.format(format_name),)
        if format_name
        else formats_for(registry, path.suffix, kind, ())
    )
    return split_options(given, kind.info.options_type, [f.options_type for f in formats])
