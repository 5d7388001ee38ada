"""`efc-report dossier`: all documents of a project, with an index and a manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.base.text import clean
from efc_reporting.cli.exit_codes import COULD_NOT_RUN, exit_code
from efc_reporting.cli.options import (
    ReporterOptions,
    isolation_options,
    load_measured,
    make_reporter,
    project_argument,
    reporter_options,
    show_traceback,
)

if TYPE_CHECKING:
    from efc_reporting.workflows.dossier import Dossier


@click.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--language", "languages", multiple=True, help="The project's if not given; several may be."
)
@reporter_options
@isolation_options
@click.pass_context
def dossier(
    ctx: click.Context,
    folder: Path,
    out: Path,
    languages: tuple[str, ...],
    given: ReporterOptions,
) -> None:
    """Write all documents of the project in FOLDER into the folder OUT."""
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.workflows.dossier import planned_files

    for language in languages:
        translator_for(language)  # an unknown one is refused before anything is written
    reporter = make_reporter(folder, given)
    project = load_measured(reporter, folder)
    chosen = languages or project.languages
    with _progress(len(list(planned_files(reporter.registry, chosen))) + 1) as on_file:
        written = reporter.write_dossier(project, out, languages=chosen, on_file=on_file)
    _show(written, folder)
    for failure in written.failures:
        show_traceback(ctx, failure.error)
    ctx.exit(COULD_NOT_RUN if written.failures else exit_code(written.findings))


@contextmanager
def _progress(number: int) -> Iterator[Callable[[str], None]]:
    """Give a function that shows which file is being made: a bar on a terminal, else a line."""
    from efc_reporting.cli.output import terminal

    console = terminal()
    if console is None:
        done: list[str] = []

        def say(name: str) -> None:
            done.append(name)
            click.echo(f"[{len(done):{len(str(number))}}/{number}] {name}")

        yield say
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=number, completed=-1)
        yield lambda name: bar.update(task, advance=1, description=name)


def _show(written: Dossier, folder: Path) -> None:
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.cli.findings import show_counts, show_findings
    from efc_reporting.cli.output import show_table, terminal
    from efc_reporting.model import Severity

    if terminal():  # elsewhere the lines above name the files
        show_table(
            ("File", "Document", "Language", "For"),
            [(r.path.name, r.document, r.language, r.audience) for r in written.reports],
        )
    click.echo(f"Wrote {len(written.reports)} files and manifest.json to {written.folder}")
    english = translator_for("en")
    # Notes are only counted here; `check` shows them.
    worst = [f for f in written.findings if f.severity is not Severity.NOTE]
    show_counts(written.findings, english)
    if worst:
        click.echo()
        show_findings(worst, english)
    if len(worst) < len(written.findings):
        click.echo()
        click.echo(f"All findings: efc-report check {folder}")
    if written.findings.has_errors:
        click.echo("The files are marked as drafts, for errors are open.")
    names_by_reason: dict[str, list[str]] = {}
    for failure in written.failures:
        names_by_reason.setdefault(clean(str(failure.error)), []).append(failure.name)
    for reason, names in names_by_reason.items():
        click.echo(f"could not make {', '.join(names)}: {reason}", err=True)
