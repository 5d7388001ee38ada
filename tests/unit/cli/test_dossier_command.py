"""`efc-report dossier`: all documents at once, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import FIVE_MISTAKES, PROJECT, MakeProject, Run, run_process

WRONG_TOTAL = PROJECT.replace("delegations = [", "declared_total = 67\ndelegations = [")


WITHOUT_PDF = ("--disable-plugin", "pdf", "--disable-plugin", "pdf-typst")


def test_it_says_what_it_wrote_and_found(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """A line for each file as it is made, then counts."""
    out = tmp_path / "out"
    result = run("dossier", make_project(), out, "--as-of", "2018-07-31")
    written = [f["file"] for f in json.loads((out / "manifest.json").read_text())["files"]]
    lines = result.stdout.splitlines()

    assert result.exit_code == 0
    assert [line.partition("] ")[2] for line in lines[: len(written)]] == written
    assert lines[len(written) - 1] == f"[{len(written)}/{len(written)}] index.html"
    assert f"Wrote {len(written)} files and manifest.json to {out}" in lines
    assert any(line.startswith("Found: 0 errors, ") for line in lines)


def test_the_languages_asked_for_are_written(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """Instead of the project's own."""
    out = tmp_path / "out"
    run("dossier", make_project(), out, "--language", "de", *WITHOUT_PDF)

    assert list(out.glob("*-interim.de.docx"))
    assert not list(out.glob("*.en.*"))


def test_errors_exit_1_and_are_shown(run: Run, make_project: MakeProject, tmp_path: Path) -> None:
    """Everything is written, as drafts."""
    result = run("dossier", make_project(WRONG_TOTAL), tmp_path / "out")

    assert result.exit_code == 1
    assert "Found: 1 error, " in result.stdout
    assert "meetings.meeting.declared_total" in result.stdout
    assert "drafts" in result.stdout


def test_a_file_that_cannot_be_made_is_named(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """Exit code 2, the other files are there."""
    out = tmp_path / "out"
    result = run("dossier", make_project(), out, *WITHOUT_PDF)

    assert result.exit_code == 2
    assert result.stderr.startswith("could not make 01-narrative.en.pdf, ")
    assert len(result.stderr.splitlines()) == 1
    assert list(out.glob("*-interim.en.docx"))
    assert not list(out.glob("*.pdf"))


def test_a_broken_project_leaves_out_untouched(make_project: MakeProject, tmp_path: Path) -> None:
    """Five mistakes: five lines, no traceback, and what stood in the folder stands there."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("before")
    result = run_process("dossier", make_project(FIVE_MISTAKES), out)

    assert result.returncode == 2
    assert "5 problems" in result.stderr
    assert len(result.stderr.splitlines()) == 6
    assert [(p.name, p.read_text()) for p in out.iterdir()] == [("index.html", "before")]


def test_an_unknown_language_writes_nothing(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """It is refused before the first file."""
    result = run("dossier", make_project(), tmp_path / "out", "--language", "en", "--language", "x")

    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_on_a_terminal_the_files_stand_in_a_table(
    make_project: MakeProject, tmp_path: Path
) -> None:
    """The bar goes when it is done; the table says for whom each file is."""
    result = run_process(
        "dossier", make_project(), tmp_path / "out", FORCE_COLOR="1", COLUMNS="120"
    )
    table = result.stdout.partition("Document")[2]

    assert result.returncode == 0
    assert "-public-notice.en.html" in table
    assert "public" in table
