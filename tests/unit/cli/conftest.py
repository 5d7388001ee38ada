"""What the tests of the command line share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command_line import PROJECT, ROOT, MakeProject, Run

from efc_reporting.cli.program import program


@pytest.fixture
def run() -> Run:
    """Run efc-report in this process, its output going nowhere near a terminal."""

    def run_program(*arguments: object) -> Result:
        words = [str(argument) for argument in arguments]
        return CliRunner().invoke(program, words, prog_name="efc-report", catch_exceptions=False)

    return run_program


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """Make a project folder with the text of its project.toml."""

    def make(text: str = PROJECT) -> Path:
        folder = tmp_path / "project"
        folder.mkdir()
        (folder / "project.toml").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def tolint() -> Path:
    """Return the folder of a real project."""
    return ROOT / "examples" / "tolint"


@pytest.fixture
def search_path() -> str:
    """Return the rest of a search path for modules, to put a folder before it."""
    rest = os.environ.get("PYTHONPATH", "")
    return os.pathsep + rest if rest else ""
