"""`efc-report write`: one document, one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import PROJECT, MakeProject, Run

WRONG_TOTAL = PROJECT.replace("delegations = [", "declared_total = 67\ndelegations = [")


def test_the_ending_decides_on_the_format(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """`.html` is HTML, and the day asked for stands in it."""
    path = tmp_path / "out" / "interim.html"
    result = run("write", make_project(), "interim", path, "--as-of", "2018-07-31")

    assert result.exit_code == 0
    assert "31 July 2018" in path.read_text(encoding="utf-8")
    assert result.stdout == f"{path}: interim as html, language en, for agency\n"


def test_a_draft_is_written_and_exits_1(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """The file stands, and it is said why it is a draft."""
    path = tmp_path / "interim.html"
    result = run("write", make_project(WRONG_TOTAL), "interim", path)

    assert result.exit_code == 1
    assert path.exists()
    assert "draft" in result.stdout


def test_language_and_audience_are_passed_on(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """The notice for the public, in German."""
    path = tmp_path / "notice.html"
    result = run(
        "write", make_project(), "public-notice", path, "--language", "de", "--audience", "public"
    )

    assert "language de, for public" in result.stdout
    assert "Veranstaltung" in path.read_text(encoding="utf-8")


def test_templates_of_the_project_are_found(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """FOLDER/templates goes before the shipped templates."""
    folder = make_project()
    (folder / "templates" / "own").mkdir(parents=True)
    (folder / "templates" / "own" / "page.html.j2").write_text("<!DOCTYPE html>OUR OWN PAGE")
    path = tmp_path / "interim.html"
    run("write", folder, "interim", path, "--template", "own/page.html.j2")

    assert path.read_text(encoding="utf-8").strip() == "<!DOCTYPE html>OUR OWN PAGE"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["interrim", "a.html"], "did you mean 'interim'?"),
        (["interim", "a.htm"], "did you mean '.html'?"),
        (["interim", "a.html", "--format", "htlm"], "did you mean 'html'?"),
        (["interim", "a.html", "--option", "templat=x"], "did you mean 'template'?"),
        (["interim", "a.html", "--option", "template"], "KEY=VALUE"),
        (["interim", "a.html", "--audience", "everybody"], "'agency'"),
        (["interim", "a.csv"], "does not take the document interim"),
    ],
)
def test_a_wrong_word_is_answered_with_the_right_one(
    run: Run, make_project: MakeProject, tmp_path: Path, arguments: list[str], message: str
) -> None:
    """Exit code 2, and nothing is written."""
    document, name, *options = arguments
    result = run("write", make_project(), document, tmp_path / "out" / name, *options)

    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_plugin_can_be_left_out(run: Run, make_project: MakeProject, tmp_path: Path) -> None:
    """Its format is then not known."""
    path = tmp_path / "interim.html"
    result = run("write", make_project(), "interim", path, "--disable-plugin", "html")

    assert result.exit_code == 2
    assert not path.exists()
