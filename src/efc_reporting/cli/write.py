"""`efc-report write`: one document as one file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from efc_reporting.cli.options import (
    ERRORS_FOUND,
    FINE,
    load,
    make_reporter,
    project_argument,
    reporter_options,
)

AUDIENCES = ("agency", "partners", "public")


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
@click.option("--template", metavar="NAME", help="A template of yours, from FOLDER/templates.")
@click.option(
    "--option",
    "options",
    metavar="KEY=VALUE",
    multiple=True,
    callback=_pairs,
    help="An option of the format; may be given several times.",
)
@reporter_options
@click.pass_context
def write(
    ctx: click.Context,
    folder: Path,
    document: str,
    path: Path,
    format_name: str | None,
    language: str | None,
    audience: str | None,
    template: str | None,
    options: dict[str, str],
    as_of: date | None,
    disabled_plugins: tuple[str, ...],
    strict_plugins: bool,
) -> None:
    """Write a DOCUMENT of the project in FOLDER to PATH.

    A document is narrative, interim, participant-list, public-notice or any other that
    `efc-report plugins` names.
    """
    reporter = make_reporter(
        folder=folder,
        as_of=as_of,
        disabled_plugins=disabled_plugins,
        strict_plugins=strict_plugins,
    )
    report = reporter.write(
        load(reporter, folder),
        document,
        path,
        format=format_name,
        language=language,
        audience=audience,
        template=template,
        options=options,
    )
    click.echo(
        f"{report.path}: {report.document} as {report.format}, "
        f"language {report.language}, for {report.audience}"
    )
    if report.is_draft:
        click.echo(f"It is marked as a draft: errors are open, see `efc-report check {folder}`.")
    ctx.exit(ERRORS_FOUND if report.is_draft else FINE)
