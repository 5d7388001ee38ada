"""`efc-report verify` and `efc-report diff`: what the data inside PDF files prove."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import PROJECT, MakeProject, Run, run_process


@pytest.fixture
def report(run: Run, make_project: MakeProject, tmp_path: Path) -> Path:
    """Write an interim report."""
    path = tmp_path / "report.pdf"
    run("write", make_project(), "interim", path, "--format", "pdf-typst", "--as-of", "2018-07-31")
    return path


def test_a_file_as_written_is_fine(run: Run, report: Path) -> None:
    """Exit code 0, and what is not proven is said too."""
    result = run("verify", report)

    assert result.exit_code == 0
    assert "The seal is intact" in result.stdout
    assert "gives the attached figures again" in result.stdout
    assert "no signature" in result.stdout


def test_a_changed_file_exits_1(run: Run, report: Path) -> None:
    """Something added behind the end is enough."""
    report.write_bytes(report.read_bytes() + b"\n% a remark")
    result = run("verify", report, "--json")
    content = json.loads(result.stdout)

    assert result.exit_code == 1
    assert (content["fine"], content["seal"]) == (False, "broken")


def test_a_manifest_that_gives_another_sum_exits_1(run: Run, report: Path) -> None:
    """The dossier's manifest knows the file better than the file itself."""
    entry = {"file": report.name, "sha256": "0"}
    (report.parent / "manifest.json").write_text(json.dumps({"files": [entry]}))
    result = run("verify", report)

    assert result.exit_code == 1
    assert "another SHA-256" in result.stdout


def test_a_file_without_data_could_not_be_verified(run: Run, tmp_path: Path) -> None:
    """Exit code 2 and one sentence."""
    path = tmp_path / "other.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    result = run("verify", path)

    assert result.exit_code == 2
    assert result.stderr.startswith("efc-report: other.pdf: it ")


def test_diff_tells_what_changed(run: Run, report: Path, tmp_path: Path) -> None:
    """In the language asked for, and as JSON."""
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "project.toml").write_text(PROJECT.replace("count = 26", "count = 27"), "utf-8")
    later = tmp_path / "later.pdf"
    run("write", folder, "interim", later, "--format", "pdf-typst", "--as-of", "2018-07-31")
    result = run("diff", report, later)
    content = json.loads(run("diff", report, later, "--json").stdout)

    assert result.exit_code == 0
    assert "Project: Participants: 66 before, 67 now" in result.stdout.splitlines()
    assert content["changes"] == result.stdout.splitlines()


def test_diff_of_a_file_with_itself(run: Run, report: Path) -> None:
    """It says that nothing changed."""
    assert run("diff", report, report).stdout == "Nothing changed.\n"


def test_diff_names_a_file_whose_seal_is_broken(run: Run, report: Path, tmp_path: Path) -> None:
    """It does not say that nothing changed, for the pages may have."""
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(report.read_bytes() + b"\n% a remark")
    content = json.loads(run("diff", report, changed, "--json").stdout)

    assert run("diff", report, changed).stdout.splitlines() == [
        "changed.pdf: The seal is broken: the file was changed after it was written.",
        "The attached data are the same.",
    ]
    assert (content["old_seal"], content["new_seal"]) == ("intact", "broken")


def test_diff_tells_words_that_changed(run: Run, report: Path, tmp_path: Path) -> None:
    """Not only figures: another title of a meeting is a change."""
    folder = tmp_path / "later"
    folder.mkdir()
    assert PROJECT.count("call_year = 2018") == 1
    (folder / "project.toml").write_text(
        PROJECT.replace("call_year = 2018", "call_year = 2019"), "utf-8"
    )
    later = tmp_path / "later.pdf"
    run("write", folder, "interim", later, "--format", "pdf-typst", "--as-of", "2018-07-31")

    assert "Project: Call: 2018 before, 2019 now" in run("diff", report, later).stdout.splitlines()


def test_diff_names_two_documents(run: Run, report: Path, tmp_path: Path) -> None:
    """A report and a statement from the same data are no two versions of one document."""
    other = tmp_path / "statement.pdf"
    folder = tmp_path / "same"
    folder.mkdir()
    (folder / "project.toml").write_text(PROJECT, "utf-8")
    chosen = ("--format", "pdf-typst", "--as-of", "2018-07-31")
    run("write", folder, "grant-statement", other, *chosen)

    assert run("diff", report, other).stdout.splitlines() == [
        "These are two documents: “Interim report – Example [bold]meeting[/bold]” and "
        "“Grant statement – Example [bold]meeting[/bold]”.",
        "The attached data are the same.",
    ]


def test_a_file_that_is_no_pdf_gets_one_sentence(tmp_path: Path) -> None:
    """What the library that reads PDF files logs is not for a project lead."""
    path = tmp_path / "notes.pdf"
    path.write_text("# Notes\n")
    result = run_process("verify", path)

    assert result.returncode == 2
    assert result.stderr.startswith("efc-report: notes.pdf: it cannot be read as a PDF")
    assert result.stderr.count("\n") == 1
