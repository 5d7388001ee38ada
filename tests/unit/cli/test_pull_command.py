"""`efc-report pull`: what it says, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run

PROJECT = """
title = "A network"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en"]
partners = [
  {id = "opole", name = "Miasto Opole", town = "Opole", country = "PL", role = "beneficiary"},
]

[[meetings]]
id = "opole-2018"
title = "Conference"
delegations = [{town = "Opole", country = "PL", count = 53}]
"""
STATE = "We met. {{ total }} people came.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a project with one text."""
    made = tmp_path / "project"
    (made / "narrative" / "en").mkdir(parents=True)
    (made / "project.toml").write_text(PROJECT, encoding="utf-8")
    (made / "narrative/en/state.md").write_text(STATE, encoding="utf-8")
    return made


@pytest.fixture
def report(run: Run, folder: Path, tmp_path: Path) -> Path:
    """Return its interim report as a Word file."""
    path = tmp_path / "interim.docx"
    run("write", folder, "interim", path, "--as-of", "2019-01-31")
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Replace a piece of the text of a Word file."""
    import zipfile

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_an_unedited_file_is_fine(run: Run, folder: Path, report: Path) -> None:
    """It says so and leaves with 0."""
    result = run("pull", report, folder)

    assert result.output == "interim.docx: nothing changed.\n"
    assert result.exit_code == 0


def test_what_was_written_is_named(run: Run, folder: Path, report: Path) -> None:
    """The file of the section stands in the output; a dry run only announces it."""
    edit(report, "We met.", "We met often.")
    announced = run("pull", report, folder, "--dry-run")
    result = run("pull", report, folder)

    assert announced.output == "narrative/en/state.md: would be written\n"
    assert result.output == "narrative/en/state.md: written\n"
    assert result.exit_code == 0
    assert (folder / "narrative/en/state.md").read_text() == STATE.replace("met.", "met often.")


def test_the_current_folder_is_taken(
    run: Run, folder: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without FOLDER the project is where one stands."""
    monkeypatch.chdir(folder)

    assert run("pull", report).exit_code == 0


def test_a_conflict_is_shown_side_by_side(run: Run, folder: Path, report: Path) -> None:
    """Both texts stand beside each other, and it leaves with 1."""
    edit(report, "We met.", "We met in the file.")
    (folder / "narrative/en/state.md").write_text("We met in the folder.\n", encoding="utf-8")
    result = run("pull", report, folder)

    assert "state (en) changed in the folder too: nothing is written" in result.output
    (line,) = [line for line in result.output.splitlines() if "We met in the folder." in line]
    assert "| We met in the file." in line
    assert result.exit_code == 1


def test_an_edited_figure_is_told(run: Run, folder: Path, report: Path) -> None:
    """What it was, what it is now, and what the lists say."""
    edit(report, ">53<", ">54<")
    result = run("pull", report, folder)

    assert "state: 53 was changed to 54; the lists say 53." in result.output
    assert result.exit_code == 1


def test_tracked_changes_stop_it(run: Run, folder: Path, report: Path) -> None:
    """They are listed, with the way to go on."""
    by = 'w:id="1" w:author="Ada Beispiel"'
    edit(report, "<w:sectPr", f"<w:p><w:ins {by}><w:r><w:t>New</w:t></w:r></w:ins></w:p><w:sectPr")
    result = run("pull", report, folder)

    assert "inserted by Ada Beispiel (outside the texts): New" in result.output
    assert "--changes accept or --changes reject" in result.output
    assert result.exit_code == 1


def test_json_holds_everything(run: Run, folder: Path, report: Path) -> None:
    """Sections with outcome and diff, and what needs attention."""
    edit(report, "We met.", "We met often.")
    content = json.loads(run("pull", report, folder, "--json").output)
    (section,) = content["sections"]

    assert (section["section_id"], section["outcome"]) == ("state", "changed")
    assert "+We met often. {{ total }} people came." in section["diff"]
    assert content["written"] == ["narrative/en/state.md"]
    assert content["needs_attention"] is False


def test_a_file_of_others_could_not_run(run: Run, folder: Path, tmp_path: Path) -> None:
    """One sentence says what to give instead, and it leaves with 2."""
    path = tmp_path / "other.docx"
    path.write_bytes(b"hello")
    result = run("pull", path, folder)

    assert "other.docx: it is no Word file" in result.output
    assert result.exit_code == 2


def test_a_partner_is_a_reader_among_partners(run: Run, folder: Path, tmp_path: Path) -> None:
    """Whoever names a recipient need not name the audience."""
    result = run("write", folder, "interim", tmp_path / "o.docx", "--recipient", "opole")

    assert result.output.startswith(
        f"{tmp_path / 'o.docx'}: interim as docx, language en, for partners"
    )
