"""`efc-report shred`: delete the people of a project, keep their counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.options import (
    ReporterOptions,
    load,
    make_reporter,
    project_argument,
    reporter_options,
)

if TYPE_CHECKING:
    from efc_reporting.workflows.shred import ShredPlan


@click.command()
@project_argument
@click.option("--dry-run", is_flag=True, help="Only list the files and how many people they hold.")
@click.option(
    "--export",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the files to this ZIP file before they are deleted.",
)
@click.option(
    "--force", "reason", metavar="REASON", default="", help="Delete before the day, for a reason."
)
@reporter_options
def shred(
    folder: Path,
    dry_run: bool,
    export: Path | None,
    reason: str,
    given: ReporterOptions,
) -> None:
    """Delete the participant lists in FOLDER; their counts stay, and every figure with them.

    The files are exported first. What was deleted, when and by which rule is noted in
    shredded.toml. Before the day until which proof has to be kept, a reason is asked for.
    """
    from efc_reporting.workflows.shred import plan_shredding
    from efc_reporting.workflows.shred import shred as shred_people

    if dry_run == (export is not None):
        raise click.UsageError("give either --dry-run or --export PATH")
    reporter = make_reporter(folder, given)
    project = load(reporter, folder)
    plan = plan_shredding(folder, project, reporter.deadlines(project))
    if export is not None:
        shred_people(
            folder,
            project,
            plan,
            reporter.facts,
            export=export,
            as_of=reporter.as_of,
            reason=reason,
            sheet_readers=reporter.registry.sheet_readers,
        )
    _show(plan, reporter.as_of, is_done=export is not None)


def _show(plan: ShredPlan, as_of: date, *, is_done: bool) -> None:
    from efc_reporting.cli.output import show_table

    verb = "deleted" if is_done else "would be deleted"
    click.echo(f"{plan.people} participations in {len(plan.files)} files {verb}:")
    # From a list that project.toml does not name nobody was read: how many it holds is not known.
    rows = [(f.name, str(f.people) if f.people else "–") for f in plan.files]
    show_table(("File", "People"), rows, numbers=[1])
    refusal = plan.refusal(as_of)
    if refusal and not is_done:
        click.echo(f"By the rule of the programme, {refusal}.")
