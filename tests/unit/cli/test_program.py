"""The program as a whole: help, version, errors, and what it loads to say hello."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from command_line import PROJECT, MakeProject, Run, run_process

from efc_reporting.cli.program import program
from efc_reporting.loading import project_schema

HEAVY = ("babel", "cattrs", "docx", "jinja2", "PIL", "python_calamine", "rich", "weasyprint")


def test_help_loads_no_heavy_library() -> None:
    """The help is there at once."""
    code = (
        "import sys, efc_reporting.cli\n"
        "sys.argv = ['efc-report', '--help']\n"
        "try:\n    efc_reporting.cli.main()\n"
        f"finally:\n    sys.stderr.write(' '.join(sorted(set({HEAVY!r}) & set(sys.modules))))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert "Usage: efc-report" in result.stdout
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("command", [[], *([name] for name in program.commands)])
def test_every_command_explains_itself(run: Run, command: list[str]) -> None:
    """--help and -h, with a sentence for each command."""
    result = run(*command, "--help")

    assert result.exit_code == 0
    assert result.stdout == run(*command, "-h").stdout


def test_the_version_is_the_distributions(run: Run) -> None:
    """As the package index knows it."""
    from importlib.metadata import version

    assert run("--version").stdout == f"efc-report {version('efc-reporting')}\n"


def test_a_bug_is_one_message_unless_debug_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tolint: Path
) -> None:
    """Never a traceback for a project lead; always one for a developer."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("seven by nothing")

    monkeypatch.setattr("efc_reporting.loading.load_project", fail)
    quiet = CliRunner().invoke(program, ["check", str(tolint)])
    loud = CliRunner().invoke(program, ["--debug", "check", str(tolint)])

    assert quiet.exit_code == 2
    assert "ZeroDivisionError: seven by nothing" in quiet.stderr
    assert len(quiet.stderr.splitlines()) == 1
    assert isinstance(loud.exception, ZeroDivisionError)


def test_debug_shows_where_an_error_of_ours_comes_from(tmp_path: Path) -> None:
    """The traceback ends in the error."""
    result = run_process("--debug", "check", tmp_path / "nowhere")

    assert "Traceback" in result.stderr
    assert "LoadError" in result.stderr


def test_the_schema_is_printed_and_written(run: Run, tmp_path: Path) -> None:
    """Both times the one that the package holds."""
    path = tmp_path / "project.schema.json"
    printed = run("schema")
    written = run("schema", path)

    assert json.loads(printed.stdout) == project_schema()
    assert path.read_text(encoding="utf-8") == printed.stdout
    assert (printed.exit_code, written.exit_code) == (0, 0)


def test_an_old_encoding_stops_nothing(make_project: MakeProject) -> None:
    """Letters that a terminal lacks are replaced."""
    folder = make_project(PROJECT.replace("Example [bold]meeting[/bold]", "Town twinning: Ł"))
    result = run_process("check", folder, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")

    assert result.returncode == 0
    assert result.stdout.splitlines()[0] == "Town twinning: ?"
