"""`efc-report plugins new`: a distribution with a format to start from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    import jinja2


SUFFIX = ".jinja"


def answers(name: str, *, title: str | None, extension: str | None) -> dict[str, str]:
    """Return the answers to the questions of `copier.yml`, those that follow from others too."""
    words = name.replace("-", " ").title()
    distribution = f"efc-format-{name}"
    return {
        "name": name,
        "title": title or words,
        "extension": (extension or name.replace("-", "")[:10]).removeprefix("."),
        "distribution": distribution,
        "package": distribution.replace("-", "_"),
        "class_name": words.replace(" ", ""),
    }


def rendered_files(given: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the contents of each file of the new distribution, sorted by path."""
    import jinja2

    environment = jinja2.Environment(
        autoescape=False,  # program text, and the answers are of letters, digits and hyphens alone
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    root = files(__package__) / "new_plugin" / "template"
    yield from sorted(
        (_rendered(environment, path, given).removesuffix(SUFFIX), data)
        for path, data in _contents(environment, root, given)
    )


def _contents(
    environment: jinja2.Environment, folder: Traversable, given: Mapping[str, str], prefix: str = ""
) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _contents(environment, entry, given, f"{prefix}{entry.name}/")
        elif entry.name.endswith(SUFFIX):
            text = entry.read_text(encoding="utf-8")
            yield f"{prefix}{entry.name}", _rendered(environment, text, given).encode()
        else:
            yield f"{prefix}{entry.name}", entry.read_bytes()


def _rendered(environment: jinja2.Environment, text: str, given: Mapping[str, str]) -> str:
    return environment.from_string(text).render(given)


NAME = re.compile(r"(?=.{1,30}\Z)[a-z][a-z0-9]*(-[a-z0-9]+)*")
EXTENSION = re.compile(r"[a-z0-9]{1,10}")
TITLE = re.compile(r"[\w()./ +-]{1,40}")


@click.command("new")
@click.argument("name")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--title", help="What the format is called in lists; NAME in capitals if not given.")
@click.option("--extension", help="How its files end; NAME without hyphens if not given.")
def new_plugin(name: str, folder: Path | None, title: str | None, extension: str | None) -> None:
    """Make a plugin to start from: a distribution with the format NAME.

    FOLDER must be new or empty; efc-format-NAME in the current folder if not given. What is in it
    installs and passes its tests at once.
    """
    from efc_reporting.base.writing import write_atomically
    from efc_reporting.cli.options import make_reporter
    from efc_reporting.errors import NotAcceptedError, WriteError

    given = answers(name, title=title, extension=extension)
    for what, pattern, shape in (
        (
            "name",
            NAME,
            "take up to 30 small letters, digits and hyphens, a letter first, as in plain-text",
        ),
        ("extension", EXTENSION, "take up to 10 small letters and digits, as in txt"),
        ("title", TITLE, "take up to 40 letters, digits and blanks"),
    ):
        if not pattern.fullmatch(given[what]):
            problem = f"{given[what]!r} cannot be one"
            raise NotAcceptedError(what=f"the {what} of a format", problem=problem, remedy=shape)
    registry = make_reporter().registry
    if name in registry.formats:
        owner = registry.provider_of_format(name).origin
        raise NotAcceptedError(
            what="the name of a format",
            problem=f"{name!r} already comes from {owner}",
            remedy="take another one",
        )
    ending = f".{given['extension']}"
    if ending in {one.info.extension for one in registry.formats.values()}:
        maker = registry.formats_for(ending)[0].info.name
        raise NotAcceptedError(
            what="the extension of a format",
            problem=f"files that end in {ending} are made by the format {maker}",
            remedy="name another one with --extension",
        )
    target = folder or Path(given["distribution"])
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise WriteError(
            path=str(target),
            problem="is not empty" if target.is_dir() else "is a file",
            remedy="name a new folder",
        )
    for path, data in rendered_files(given):
        write_atomically(target / path, data)
        click.echo(f"{target / path}")
    click.echo()
    click.echo("It is a whole format. To install it and to run its tests:")
    click.echo(f'  pip install -e "{target}[test]"')
    click.echo(f"  python -m pytest {target}")
    click.echo(f"Then change {target / 'src' / given['package'] / 'look.py'}.")
