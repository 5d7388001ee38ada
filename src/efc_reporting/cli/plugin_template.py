"""Renders the template of plugins that comes with the library; copier can do the same with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

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
