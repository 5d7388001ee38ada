"""`efc-report new`: a project folder to start from, with remarks in the language asked for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDERS = files(__package__) / "new_project"
LANGUAGES = tuple(sorted(folder.name for folder in FOLDERS.iterdir() if folder.is_dir()))
"""Each has a folder of its own; a language of the reports may do without."""

MEASURES = ("networks-of-towns", "town-twinning")
COMMON = "common"
"""The folder of what every measure has."""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="The language of the remarks and of the project.",
)
@click.option(
    "--measure",
    type=click.Choice(MEASURES),
    default=MEASURES[0],
    show_default=True,
    help="The measure under which the project is funded.",
)
def new(folder: Path, language: str, measure: str) -> None:
    """Make a project folder to start from.

    FOLDER must be new or empty. Its towns, people and numbers are fictional.
    """
    from efc_reporting.base.i18n import translator_for
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.errors import WriteError
    from efc_reporting.loading.schema import SCHEMA_FILE, schema_text

    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise WriteError(
            path=str(folder),
            problem="is not empty" if folder.is_dir() else "is a file",
            remedy="name a new folder",
        )
    root = FOLDERS / language
    contents = {
        **dict(_contents(root / COMMON)),
        **dict(_contents(root / measure)),
        SCHEMA_FILE: schema_text().encode(),
    }
    for name, data in sorted(contents.items()):
        write_atomically(folder / name, data)
        click.echo(f"{folder / name}")
    click.echo()
    sentence = "Towns, people and numbers in it are fictional: replace them by yours. Then run"
    click.echo(translator_for(language).text(sentence))
    click.echo(f"  efc-report check {folder}")
    click.echo(f"  efc-report dossier {folder} {folder.name}-reports")


def _contents(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield each file below a folder with its path."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _contents(entry, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()
