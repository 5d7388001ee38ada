"""`efc-report plugins validate`: a folder or a wheel, looked at and, if asked for, loaded."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from command_line import ROOT, Run

CODE = """
from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, hookimpl

class Verse(ReportFormat[NoOptions]):
    info = FormatInfo(name="verse", title="Verse", extension=".verse", media_type="text/plain")
    options_type = NoOptions

    def render(self, document, context, options):
        return b"verse"

@hookimpl
def efc_register_formats():
    return [Verse()]
"""

METADATA = """Metadata-Version: 2.4
Name: efc-format-verse
Version: 1.2
Summary: Verse.
Requires-Python: >=3.11
License-Expression: MIT
Classifier: Topic :: Office/Business
Requires-Dist: efc-reporting>=0.1

Verse for reports.
"""


def make_wheel(folder: Path, code: str) -> Path:
    """Return a wheel with one module."""
    path = folder / "efc_format_verse-1.2-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("efc_format_verse.py", code)
        wheel.writestr("efc_format_verse-1.2.dist-info/METADATA", METADATA)
        wheel.writestr(
            "efc_format_verse-1.2.dist-info/entry_points.txt",
            "[efc_reporting]\nverse = efc_format_verse\n",
        )
    return path


def test_good_wheel_has_nothing_wrong(run: Run, tmp_path: Path) -> None:
    """Exit code 0, and a sentence that says so."""
    result = run("plugins", "validate", make_wheel(tmp_path, CODE))

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "efc-format-verse 1.2: verse = efc_format_verse",
        "Nothing is wrong with its metadata and its source.",
    ]


def test_wheel_is_loaded_if_asked_for(run: Run, tmp_path: Path) -> None:
    """--import says the state and what the plugin brings."""
    result = run("plugins", "validate", make_wheel(tmp_path, CODE), "--import", "--json")
    (state,) = json.loads(result.stdout)["states"]

    assert result.exit_code == 0
    assert (state["name"], state["state"], state["formats"]) == ("verse", "ok", ["verse"])
    assert (state["distribution"], state["version"]) == ("efc-format-verse", "1.2")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import no_such_package\n", "it needs the package no_such_package, which is missing"),
        ("import os; os._exit(0)\n", "when it is loaded, it ended its process with exit code 0"),
        ("raise SystemExit\n", "SystemExit"),
        ("print('hello')\n1 / 0\n", "ZeroDivisionError"),
    ],
)
def test_what_only_loading_shows_is_told(run: Run, tmp_path: Path, code: str, words: str) -> None:
    """Whatever happens in the other process, here it is a sentence and exit code 1."""
    path = make_wheel(tmp_path, code + CODE)
    looked_at, loaded = (
        run("plugins", "validate", path),
        run("plugins", "validate", path, "--import"),
    )

    assert (looked_at.exit_code, loaded.exit_code) == (0, 1)
    assert "verse is not used: broken" in loaded.stdout
    assert words in loaded.stdout


def test_problems_are_told_with_their_places(run: Run, tmp_path: Path) -> None:
    """Exit code 1, the level, the line, what is wrong and what to do."""
    code = CODE.replace("efc_register_formats", "efc_register_format")
    path = make_wheel(tmp_path, code)
    result = run("plugins", "validate", path)
    content = json.loads(run("plugins", "validate", path, "--json").stdout)

    assert result.exit_code == 1
    assert content["remarks"][0] == {
        "level": "problem",
        "where": "efc_format_verse.py, line 12",
        "problem": "there is no hook efc_register_format",
        "remedy": "did you mean efc_register_formats?",
    } or content["remarks"][0]["where"].startswith("entry_points.txt")
    assert "did you mean efc_register_formats?" in result.stdout
    assert (content["name"], content["plugins"]) == (
        "efc-format-verse",
        {"verse": "efc_format_verse"},
    )


def test_name_of_a_shipped_format_is_a_problem(run: Run, tmp_path: Path) -> None:
    """Who takes the name of a shipped format is told before anybody installs it."""
    result = run("plugins", "validate", make_wheel(tmp_path, CODE.replace('"verse"', '"pdf"')))

    assert result.exit_code == 1
    assert "the format 'pdf' already comes from efc-reporting" in result.stdout


def test_example_has_no_problem(run: Run) -> None:
    """The example in the repository is what authors copy."""
    result = run("plugins", "validate", ROOT / "examples" / "third_party_format", "--import")

    assert result.exit_code == 0
    assert "problem " not in result.stdout
    assert "warning " not in result.stdout
    assert "text is loaded: ok, formats: text" in result.stdout


def test_what_is_no_plugin_is_answered(run: Run, tmp_path: Path) -> None:
    """Exit code 2."""
    result = run("plugins", "validate", tmp_path)

    assert result.exit_code == 2
    assert "neither a folder with a pyproject.toml nor a wheel" in result.stderr
