"""`efc-report privacy`: which personal data stand in which file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from efc_reporting.cli.options import (
    ReporterOptions,
    json_option,
    load,
    make_reporter,
    plugin_options,
    project_argument,
)

if TYPE_CHECKING:
    from efc_reporting.workflows.privacy_report import FileReport


@click.command()
@project_argument
@click.option(
    "--dossier",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder with files made of the project, searched too.",
)
@json_option
@plugin_options
def privacy(
    folder: Path,
    dossier: Path | None,
    as_json: bool,
    given: ReporterOptions,
) -> None:
    """Say which files of FOLDER hold data of participants, and how many; nobody is named."""
    import attrs

    from efc_reporting.cli.output import show_json, show_table
    from efc_reporting.workflows.privacy_report import privacy_report

    reporter = make_reporter(folder, given)
    project = load(reporter, folder)
    places = [place for place in (folder, dossier) if place]
    found = {place: privacy_report(project, place) for place in places}
    if as_json:
        show_json({str(p): [attrs.asdict(file) for file in files] for p, files in found.items()})
        return
    for place, files in found.items():
        click.echo(f"{place}:")
        show_table(("File", "Holds"), [(file.name, said_of(file)) for file in files])


def said_of(file: FileReport) -> str:
    """Return in words what a file holds."""
    return "; ".join(_parts(file)) or "nobody found"


def _parts(file: FileReport) -> Iterator[str]:
    if file.is_unread:
        yield "could not be searched"
    if file.is_picture:
        yield "a picture: faces may be seen"
    if file.is_other_list:
        yield "a list from which nobody is read: look into it"
    if file.people:
        fields = f" ({', '.join(file.fields)})" if file.fields else ""
        yield f"{file.people} people{fields}"
    if file.contacts:
        yield f"{file.contacts} addresses or numbers"
    if file.representatives:
        yield f"{file.representatives} legal representatives"
