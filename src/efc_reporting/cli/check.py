"""`efc-report check`: the figures of a project, and what its lead should know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.exit_codes import exit_code
from efc_reporting.cli.options import (
    ReporterOptions,
    isolation_options,
    json_option,
    load_measured,
    make_reporter,
    project_argument,
    reporter_options,
)
from efc_reporting.errors import ReportingError

if TYPE_CHECKING:
    from efc_reporting.base.i18n import Translator
    from efc_reporting.cli.output import Cell
    from efc_reporting.facts import MeetingFacts, ProjectFacts
    from efc_reporting.facts.grant import Forecast
    from efc_reporting.model import Findings, Project
    from efc_reporting.programme.deadlines import Deadline
    from efc_reporting.sheets import SheetReader

UNKNOWN = "–"


@click.command()
@project_argument
@json_option
@click.option("--language", default="en", show_default=True, help="The language of the messages.")
@click.option(
    "--ics",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the deadlines to this calendar file.",
)
@click.option(
    "--feedback",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each list with mistakes back into this folder, the wrong cells marked.",
)
@reporter_options
@isolation_options
@click.pass_context
def check(
    ctx: click.Context,
    folder: Path,
    as_json: bool,
    language: str,
    ics: Path | None,
    feedback: Path | None,
    given: ReporterOptions,
) -> None:
    """Check the project in FOLDER against the rules of its measure."""
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.cli.json_output import check_as_json, error_as_json
    from efc_reporting.cli.output import show_json
    from efc_reporting.facts.grant import forecast
    from efc_reporting.programme.deadlines import as_icalendar

    try:
        translator = translator_for(language)
        reporter = make_reporter(folder, given)
        if feedback:
            written = list(_write_feedback(folder, feedback, reporter.registry.sheet_readers))
            nothing = translator.text("No cell of a list has to be corrected: nothing was written.")
            click.echo("\n".join(map(str, written)) or nothing, err=True)
        project = load_measured(reporter, folder)
        assessed = reporter.maker.assess(project)
        facts, findings = assessed.facts, assessed.findings
        deadlines = reporter.deadlines(project)
        expected = forecast(project, facts, assessed.measure)
        if ics:
            write_atomically(ics, as_icalendar(deadlines, project, reporter.as_of, language))
            click.echo(ics, err=True)
    except ReportingError as error:
        if as_json:
            show_json(error_as_json(error))
        raise
    if as_json:
        show_json(check_as_json(project, facts, findings, translator, deadlines, expected))
    else:
        _show(project, facts, findings, expected, translator)
        _show_deadlines(deadlines, reporter.as_of, translator)
    ctx.exit(exit_code(findings))


def _write_feedback(
    folder: Path, target: Path, sheet_readers: Sequence[SheetReader]
) -> Iterator[Path]:
    """Write the workbooks for the partners, and yield their paths."""
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.workflows.feedback import feedback_workbooks

    for name, data in sorted(feedback_workbooks(folder, sheet_readers).items()):
        target.mkdir(parents=True, exist_ok=True)
        write_atomically(target / name, data)
        yield target / name


def _show(
    project: Project,
    facts: ProjectFacts,
    findings: Findings,
    expected: Forecast,
    translator: Translator,
) -> None:
    from efc_reporting.cli.findings import show_counts, show_findings
    from efc_reporting.cli.output import show_table

    t = translator
    click.echo(f"{project.acronym} – {project.title}" if project.acronym else project.title)
    click.echo(f"{project.measure}, {t.date_range(project.start, project.end)}")
    if facts.meetings:
        titles = [
            t.text("Meeting"),
            t.text("People"),
            t.text("Invited"),
            t.text("Share"),
            t.text("Eligible countries"),
        ]
        rows = [_row(figures, t) for figures in facts.meetings]
        if any(figures.signed is not None for figures in facts.meetings):
            titles.insert(2, t.text("Signed"))
            rows = [
                (*row[:2], t.word(figures.signed), *row[2:])
                for row, figures in zip(rows, facts.meetings, strict=True)
            ]
        click.echo()
        show_table(titles, rows, numbers=range(1, len(titles) - 1))
    if expected.amount is not None:
        click.echo()
        _show_grant(expected, t)
    if len(findings):
        click.echo()
        show_findings(findings, translator, [meeting.id for meeting in project.meetings])
    click.echo()
    show_counts(findings, translator)


def _show_grant(expected: Forecast, t: Translator) -> None:
    from efc_reporting.cli.output import show_table

    amounts = (
        (t.text("Award"), expected.award),
        (t.text("Forecast"), expected.amount),
        (t.text("Award less forecast"), expected.difference),
    )
    rows = [(label, t.money(amount)) for label, amount in amounts if amount is not None]
    show_table((t.text("Grant"), t.text("Amount")), rows, numbers=(1,))


def _show_deadlines(deadlines: tuple[Deadline, ...], as_of: date, t: Translator) -> None:
    from efc_reporting.cli.output import show_table

    if deadlines:
        click.echo()
        titles = [t.text("Deadline"), t.text("Day"), t.text("When")]
        show_table(titles, [_deadline_row(d, as_of, t) for d in deadlines])


def _deadline_row(deadline: Deadline, as_of: date, t: Translator) -> tuple[Cell, ...]:
    day = t.text("not known: {missing}", missing=deadline.missing)
    return (
        t.text(deadline.title),
        t.day(deadline.day) if deadline.day else day,
        _time_left(deadline.days_left(as_of), t),
    )


def _time_left(days: int | None, t: Translator) -> str:
    if days is None:
        return UNKNOWN
    if days == 0:
        return t.text("today")
    if days < 0:
        return t.plural("{count} day ago", "{count} days ago", -days)
    return t.plural("{count} day left", "{count} days left", days)


def _row(figures: MeetingFacts, t: Translator) -> tuple[Cell, ...]:
    share, countries = figures.invited_share, figures.eligible_countries
    return (
        f"{figures.number} {figures.id}",
        t.word(figures.total),
        t.word(figures.invited),
        UNKNOWN if share is None else t.percent(share),
        f"{len(countries)}: {' '.join(countries)}" if countries else UNKNOWN,
    )
