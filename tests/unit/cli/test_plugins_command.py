"""`efc-report plugins`: states, reasons and what they bring."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import Run, run_process

SHIPPED = ["core", "csv", "docx", "html", "pdf", "xlsx"]
CHECKS = """
from efc_reporting.plugin import hookimpl

@hookimpl
def efc_check_project(project):
    return []
"""


def test_the_shipped_plugins_are_listed(run: Run) -> None:
    """Without a word more, `plugins` lists."""
    result = run("plugins")
    names = [line.split()[0] for line in result.stdout.splitlines()[1:]]

    assert result.exit_code == 0
    assert [name for name in names if name in SHIPPED] == SHIPPED
    assert run("plugins", "list").stdout == result.stdout


def test_json_names_state_and_origin(run: Run) -> None:
    """--json may stand before `list` and after it."""
    content = json.loads(run("plugins", "list", "--json").stdout)
    pdf = next(plugin for plugin in content["plugins"] if plugin["name"] == "pdf")

    assert (pdf["state"], pdf["distribution"], pdf["formats"]) == ("ok", "efc-reporting", ["pdf"])
    assert json.loads(run("plugins", "--json", "list").stdout) == content
    assert json.loads(run("plugins", "--json").stdout) == content


def test_one_plugin_is_shown(run: Run) -> None:
    """With what it brings."""
    shown = run("plugins", "show", "core")

    assert shown.exit_code == 0
    assert "participant-list" in shown.stdout
    assert "public-notice" in shown.stdout
    assert json.loads(run("plugins", "show", "core", "--json").stdout)["name"] == "core"


def test_plugin_that_only_checks_is_not_shown_empty(tmp_path: Path, search_path: str) -> None:
    """What brings nothing with a name is known by its hooks."""
    metadata = tmp_path / "own_rules-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: own-rules\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[efc_reporting]\nown-rules = own_rules\n")
    (tmp_path / "own_rules.py").write_text(CHECKS)
    result = run_process("plugins", "show", "own-rules", PYTHONPATH=f"{tmp_path}{search_path}")

    assert "Hooks:        efc_check_project\n" in result.stdout


def test_options_of_formats_and_documents_are_shown(run: Run) -> None:
    """Nobody else says what may be chosen for a format of somebody else."""
    core = run("plugins", "show", "core").stdout

    assert "docx:         Word document, files that end in .docx; options template=" in (
        run("plugins", "show", "docx").stdout
    )
    assert "\nparticipant-list: " in core
    assert ", for public; options " in core


def test_an_unknown_plugin_is_answered_with_the_nearest(run: Run) -> None:
    """Exit code 2."""
    result = run("plugins", "show", "pfd")

    assert result.exit_code == 2
    assert "did you mean 'pdf'?" in result.stderr


def _install_broken_plugin(folder: Path) -> str:
    metadata = folder / "broken_plugin-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-plugin\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[efc_reporting]\nbroken = broken_plugin\n")
    (folder / "broken_plugin.py").write_text("raise RuntimeError('no more paper')\n")
    return str(folder)


def test_a_broken_plugin_is_a_warning_with_its_reason(tmp_path: Path, search_path: str) -> None:
    """One line on stderr, the state in the list, and everything else goes on."""
    path = f"{_install_broken_plugin(tmp_path)}{search_path}"
    result = run_process("plugins", PYTHONPATH=path)
    line = next(line for line in result.stdout.splitlines() if line.startswith("broken "))

    assert result.returncode == 0
    assert line.split()[1] == "broken"
    assert "no more paper" in line
    assert result.stderr.startswith("warning: plugin 'broken' cannot be used: ")
    assert len(result.stderr.splitlines()) == 1


def test_strict_plugins_stops_at_a_broken_one(
    tmp_path: Path, tolint: Path, search_path: str
) -> None:
    """Exit code 2 and the plugin's name."""
    path = f"{_install_broken_plugin(tmp_path)}{search_path}"
    result = run_process("check", tolint, "--strict-plugins", PYTHONPATH=path)

    assert result.returncode == 2
    assert "plugin 'broken' cannot be used" in result.stderr
    assert "Traceback" not in result.stderr


def test_lines_that_broke_a_plugin_are_shown(tmp_path: Path, search_path: str) -> None:
    """Its author sees where; the record stands there all the same."""
    path = f"{_install_broken_plugin(tmp_path)}{search_path}"
    plain = run_process("plugins", "show", "broken", PYTHONPATH=path)
    traced = run_process("plugins", "show", "broken", "--traceback", PYTHONPATH=path)

    assert plain.returncode == 0
    assert "(<module>, line 1 of broken_plugin.py): RuntimeError: no more paper" in plain.stdout
    assert traced.stdout == plain.stdout
    assert 'broken_plugin.py", line 1, in <module>' in traced.stderr
    assert traced.returncode == 2
