"""`efc-report signed`: note who signed a printed list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.options import (
    ReporterOptions,
    load,
    make_reporter,
    plugin_options,
    project_argument,
)

if TYPE_CHECKING:
    from efc_reporting.model import Project


@click.command()
@project_argument
@click.argument("words", metavar="LIST-ID NUMBERS", nargs=-1)
@plugin_options
def signed(
    folder: Path,
    words: tuple[str, ...],
    given: ReporterOptions,
) -> None:
    """Note in FOLDER that the people with NUMBERS signed the printed list LIST-ID.

    LIST-ID is the id with the state, both as they stand on the paper, such as K7QD-3MXA-59Y8. Where
    the list has changed since it was printed, nothing is noted: its numbers may now be those of
    other people. NUMBERS are those of the paper, such as 1-14,17, or none. Everybody else on the
    list is noted as not having signed. The sheets of the partners stay as they are.

    Without LIST-ID and NUMBERS, the lists are shown, and how many people signed each.
    """
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.facts.attendance import as_printed, list_named, numbers_in, printed_name
    from efc_reporting.loading.files import ProjectFolder
    from efc_reporting.loading.notebook import Notebook
    from efc_reporting.loading.signed import SIGNED_FILE, SignedList, read_signed, signed_toml
    from efc_reporting.loading.values import Count

    reporter = make_reporter(folder, given)
    project = load(reporter, folder)
    if not words:
        _show_lists(project)
        return
    *name, numbers = words
    if not name:
        raise click.UsageError("give the numbers of those who signed, such as 1-14,17, or none")
    list_id, state = printed_name(" ".join(name))
    found = as_printed(list_named(project, list_id), state)
    chosen = numbers_in(numbers, len(found.people))
    others = (k for k in read_signed(ProjectFolder(folder), Notebook()) if k.id != found.id)
    mark = SignedList(id=found.id, state=found.state, signed=tuple(map(Count, chosen)))
    write_atomically(folder / SIGNED_FILE, signed_toml((*others, mark)))
    click.echo(
        f"{SIGNED_FILE}: {len(chosen)} of {len(found.people)} people signed the list {found.id} "
        f"({found.town}, {found.meeting})"
    )


def _show_lists(project: Project) -> None:
    from efc_reporting.cli.output import show_table
    from efc_reporting.facts.attendance import attendance_lists

    rows = []
    for found in attendance_lists(project):
        known = [person.is_signed for person in found.people if person.is_signed is not None]
        signed = str(sum(known)) if known else "–"
        people = str(len(found.people))
        rows.append((found.id, found.state, found.meeting, str(found.town), people, signed))
    show_table(("List", "State", "Meeting", "Town", "People", "Signed"), rows, numbers=[4, 5])
