"""`efc-report pull`: take an edited Word file back into the project folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.options import (
    ERRORS_FOUND,
    FINE,
    json_option,
    make_reporter,
    plugin_options,
)

if TYPE_CHECKING:
    from efc_reporting.pulling.results import PullResult


@click.command()
@click.argument("file", metavar="FILE.docx", type=click.Path(path_type=Path, dir_okay=False))
@click.argument(
    "folder",
    metavar="[FOLDER]",
    type=click.Path(path_type=Path, file_okay=False),
    required=False,
)
@click.option(
    "--changes",
    type=click.Choice(["accept", "reject", "stop"]),
    default="stop",
    help="What is done with tracked changes; `stop` lists them and does nothing else.",
)
@click.option("--dry-run", is_flag=True, help="Only tell what would be written.")
@json_option
@plugin_options
@click.pass_context
def pull(
    ctx: click.Context,
    file: Path,
    folder: Path | None,
    changes: str,
    dry_run: bool,
    as_json: bool,
    disabled_plugins: tuple[str, ...],
    strict_plugins: bool,
) -> None:
    """Take the texts that somebody edited in FILE.docx back into FOLDER, or into this folder.

    Only texts that changed in the file alone are written. Where a text changed in the folder too,
    both are shown and neither is touched. Figures that were edited are told: they come from the
    lists.
    """
    root = folder or Path()
    reporter = make_reporter(
        folder=root, disabled_plugins=disabled_plugins, strict_plugins=strict_plugins
    )
    result = reporter.pull(root, file, changes, is_dry_run=dry_run)
    if as_json:
        from efc_reporting.cli.output import show_json
        from efc_reporting.pulling.results_json import result_as_json

        show_json(result_as_json(result))
    else:
        _show(result)
    ctx.exit(ERRORS_FOUND if result.needs_attention else FINE)


def _show(result: PullResult) -> None:
    from efc_reporting.cli.pulled import lines_of

    for line in lines_of(result):
        click.echo(line)
