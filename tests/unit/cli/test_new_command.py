"""`efc-report new`: a folder to start from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import MakeProject, Run

from efc_reporting import Reporter, Severity, load_project
from efc_reporting.cli.new import LANGUAGES, MEASURES
from efc_reporting.loading import project_schema
from efc_reporting.programme import shipped_measures


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_folder_loads_and_has_no_errors(
    run: Run, tmp_path: Path, language: str, measure: str
) -> None:
    """In each language, for each measure; with people, texts and the language asked for."""
    folder = tmp_path / "new" / "project"
    result = run("new", folder, "--language", language, "--measure", measure)
    project = load_project(folder)

    assert result.exit_code == 0
    assert Reporter(discover_plugins=False).check(project).of(Severity.ERROR) == ()
    assert not project.remarks
    assert (project.measure, project.languages) == (measure, (language,))
    assert project.meetings[0].participants
    assert {s.id for s in project.narrative} >= {"summary", "partnership", "results", "next-steps"}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_meeting_belongs_to_one(
    run: Run, tmp_path: Path, language: str, measure: str
) -> None:
    """A section that no document shows would be written in vain."""
    run("new", tmp_path / "new", "--language", language, "--measure", measure)
    project = load_project(tmp_path / "new")
    told = {s.id.removeprefix("meeting-") for s in project.narrative if s.id.startswith("meeting-")}

    assert told
    assert told <= {meeting.id for meeting in project.meetings}


def test_an_editor_finds_the_schema_beside_the_file(run: Run, tmp_path: Path) -> None:
    """The first line names it."""
    run("new", tmp_path / "new")
    first_line = (tmp_path / "new" / "project.toml").read_text(encoding="utf-8").splitlines()[0]
    schema = json.loads((tmp_path / "new" / first_line.removeprefix("#:schema ")).read_text())

    assert schema == project_schema()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "sind erfunden"),
        ("el", "είναι επινοημένα"),
        ("en", "are fictional"),
        ("pl", "są fikcyjne"),
    ],
)
def test_remarks_are_in_the_language_asked_for(
    run: Run, tmp_path: Path, language: str, words: str
) -> None:
    """They say that all is fictional, and so does what is printed."""
    result = run("new", tmp_path / "new", "--language", language)
    text = (tmp_path / "new" / "project.toml").read_text(encoding="utf-8")

    assert words in text
    assert ("Then run" in result.stdout) == (language == "en")


def test_a_folder_with_anything_in_it_is_refused(run: Run, make_project: MakeProject) -> None:
    """Nothing is overwritten, nothing is added."""
    folder = make_project("mine")
    result = run("new", folder)

    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert [(p.name, p.read_text()) for p in folder.iterdir()] == [("project.toml", "mine")]


def test_an_empty_folder_is_filled(run: Run, tmp_path: Path) -> None:
    """It may exist already."""
    (tmp_path / "new").mkdir()

    assert run("new", tmp_path / "new").exit_code == 0
    assert (tmp_path / "new" / "project.toml").is_file()


def test_a_file_of_that_name_is_refused(run: Run, make_project: MakeProject) -> None:
    """It stays as it is."""
    path = make_project("mine") / "project.toml"
    result = run("new", path)

    assert result.exit_code == 2
    assert path.read_text() == "mine"


def test_its_measures_are_shipped_ones() -> None:
    """A skeleton for a measure that nobody knows would not check."""
    assert set(MEASURES) <= {measure.name for measure in shipped_measures()}
