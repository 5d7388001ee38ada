"""`efc-report partner-sheets`: a workbook for each partner to fill in, and who has not answered."""

from __future__ import annotations

from pathlib import Path

import click

from efc_reporting.cli.options import (
    ReporterOptions,
    load,
    make_reporter,
    project_argument,
    reporter_options,
)


@click.command("partner-sheets")
@project_argument
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", default="en", show_default=True, help="The language of the messages.")
@reporter_options
def partner_sheets(
    folder: Path,
    out: Path,
    language: str,
    given: ReporterOptions,
) -> None:
    """Write a workbook for each partner of the project in FOLDER into the folder OUT.

    Partners of whom no list names anybody, though a meeting is over, are listed.
    """
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.cli.output import show_table
    from efc_reporting.workflows.partner_sheets import partner_workbooks, unanswered

    t = translator_for(language)
    reporter = make_reporter(folder, given)
    project = load(reporter, folder)
    for name, data in partner_workbooks(project).items():
        out.mkdir(parents=True, exist_ok=True)
        write_atomically(out / name, data)
        click.echo(out / name)
    missing = unanswered(project, reporter.as_of)
    if missing:
        click.echo()
        click.echo(t.text("No list names anybody of these partners:"))
        titles = (t.text("Partner"), t.text("Meetings"))
        show_table(titles, [(each.partner.name, ", ".join(each.meetings)) for each in missing])
