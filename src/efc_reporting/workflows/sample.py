"""A complete project to try things on; its towns and people are made up."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

from efc_reporting.model import Project

FOLDER = files(__package__) / "sample_project"


def sample_project() -> Project:
    """Return a network of four fictional towns; it keeps the rules of its measure.

    The first meeting has a list of people, the others counts per town; the third sat in two towns
    and the last one online.
    """
    return _loaded()


@cache
def _loaded() -> Project:
    from efc_reporting.loading import load_project

    with as_file(FOLDER) as folder:
        return load_project(folder)


def sample_picture() -> bytes:
    """Return a small PNG picture: a yellow book on blue."""
    return (FOLDER / "pictures" / "book.png").read_bytes()
