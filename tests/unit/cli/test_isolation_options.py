"""Isolation, tracebacks and the environment on the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_line import MakeProject, Run, run_process

BAD = """
import os, time
from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, hookimpl

class Bad(ReportFormat[NoOptions]):
    info = FormatInfo(name="bad", title="Bad", extension=".csv", media_type="text/csv",
        preferred_for=frozenset({"participant-list"}))
    options_type = NoOptions

    def render(self, document, context, options):
        DEED

@hookimpl
def efc_register_formats():
    return [Bad()]
"""


def install(folder: Path, deed: str) -> str:
    """Put a distribution with a bad format for lists into a folder, and return the folder."""
    metadata = folder / "efc_bad-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: efc-bad\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[efc_reporting]\nbad = efc_bad\n")
    (folder / "efc_bad.py").write_text(BAD.replace("DEED", deed))
    return str(folder)


def test_dossier_with_a_format_that_ends_the_process_is_whole(
    tmp_path: Path, make_project: MakeProject, search_path: str
) -> None:
    """With --isolate the culprit costs its one file; the message names it and the way out."""
    path = install(tmp_path / "site", "os._exit(9)") + search_path
    out = tmp_path / "out"
    done = run_process(
        "dossier",
        make_project(),
        out,
        "--isolate",
        "--language",
        "en",
        "--disable-plugin",
        "pdf",
        PYTHONPATH=path,
    )
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))

    assert done.returncode == 2
    assert "could not make 04-participant-list.en.csv: participant-list: bad from efc-bad 1.0" in (
        done.stderr
    )
    assert "it ended its process with exit code 9; tell the author of the plugin" in done.stderr
    assert [entry["file"] for entry in manifest["missing"]] == ["04-participant-list.en.csv"]
    assert len(manifest["files"]) == 9
    assert {"plugin": "bad", "distribution": "efc-bad", "version": "1.0", "state": "ok"} in [
        {key: plugin[key] for key in ("plugin", "distribution", "version", "state")}
        for plugin in manifest["plugins"]
    ]


def test_traceback_shows_the_lines_of_the_plugin_alone(
    tmp_path: Path, make_project: MakeProject, search_path: str
) -> None:
    """--traceback adds where it failed; without it there is one sentence."""
    path = install(tmp_path / "site", "raise KeyError('town')") + search_path
    arguments = ("write", make_project(), "participant-list", tmp_path / "a.csv")
    short = run_process(*arguments, PYTHONPATH=path)
    long = run_process(*arguments, "--traceback", PYTHONPATH=path)

    assert (short.returncode, long.returncode) == (2, 2)
    assert short.stderr.count("\n") == 1
    assert 'efc_bad.py", line 11, in render' in long.stderr
    assert f"efc_reporting{os.sep}" not in long.stderr
    assert long.stderr.endswith(short.stderr)


@pytest.mark.parametrize("options", [["--time-limit", "0.1"], ["--memory-limit", "10"]])
def test_limits_under_which_nothing_works_are_refused(
    run: Run, tolint: Path, tmp_path: Path, options: list[str]
) -> None:
    """Exit code 2 and the least that is possible."""
    result = run("write", tolint, "interim", tmp_path / "a.docx", *options)

    assert result.exit_code == 2
    assert "is not in the range" in result.stderr


def test_doctor_shows_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables that decide on plugins are named with what they mean."""
    monkeypatch.setenv("EFC_REPORTING_NO_PLUGINS", "1")
    content = json.loads(run("doctor", "--json").stdout)

    assert [r["found"] for r in content["results"] if r["name"] == "Environment"] == [
        "EFC_REPORTING_NO_PLUGINS=1: no installed plugin of others is used"
    ]


def test_environment_that_says_nothing_clear_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip is an error that names the variable."""
    monkeypatch.setenv("EFC_REPORTING_STRICT", "perhaps")
    result = run("plugins")

    assert result.exit_code == 2
    assert "EFC_REPORTING_STRICT: 'perhaps' says neither yes nor no" in result.stderr


def test_plugins_of_others_can_be_left_out(tmp_path: Path, search_path: str) -> None:
    """The list says why a plugin is off; ours are there."""
    path = install(tmp_path / "site", "return b'x'") + search_path
    done = run_process("plugins", "--json", PYTHONPATH=path, EFC_REPORTING_NO_PLUGINS="1")
    states = {p["name"]: (p["state"], p["reason"]) for p in json.loads(done.stdout)["plugins"]}

    assert states["bad"][0] == "disabled"
    assert "EFC_REPORTING_NO_PLUGINS" in states["bad"][1]
    assert states["pdf"] == ("ok", "")
