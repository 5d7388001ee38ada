"""`efc-report template check` and `write --template`: letterheads on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from command_line import MakeProject, Run


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """Return a letterhead with a field that exists and one that does not."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Example Town · {{ project.title }}"
    file.add_paragraph('{{ meetings["meeting"].totl }} {{ meetings["other"].total }}')
    path = tmp_path / "letterhead.docx"
    file.save(path)
    return path


def said(path: Path) -> str:
    """Return the text of a file with that of its header."""
    file = docx.Document(path)
    texts = [*file.sections[0].header.paragraphs, *file.paragraphs]
    return "\n".join(paragraph.text for paragraph in texts)


def test_a_check_tells_what_is_there_and_what_is_wrong(run: Run, letterhead: Path) -> None:
    """A wrong field is a warning with the nearest one, and so are missing styles."""
    result = run("template", "check", letterhead)

    assert result.exit_code == 0, result.output
    assert "Section 1:" in result.stdout
    assert 'did you mean meetings["' in result.stdout
    assert '"other"' not in result.stdout
    assert "0 errors, 2 warnings and" in result.stdout
    assert result.stderr == ""


def test_with_a_project_the_ids_of_meetings_are_checked(
    run: Run, letterhead: Path, make_project: MakeProject
) -> None:
    """The meeting `other` is not in it."""
    result = run("template", "check", letterhead, "--project", make_project(), "--json")
    content = json.loads(result.stdout)
    unknown = [f["values"]["field"] for f in content["findings"] if f["code"] == "letterhead-field"]

    assert content["fine"] is True
    assert content["file"] == "letterhead.docx"
    assert content["fields"] == [
        'meetings["meeting"].totl',
        'meetings["other"].total',
        "project.title",
    ]
    assert unknown == ['meetings["meeting"].totl', 'meetings["other"].total']
    assert "Section 1" in content["features"]


def test_a_copy_with_comments_is_written(run: Run, letterhead: Path, tmp_path: Path) -> None:
    """The letterhead itself stays as it is."""
    before, copy = letterhead.read_bytes(), tmp_path / "copy.docx"
    run("template", "check", letterhead, "--annotate", copy)

    assert any("totl" in comment.text for comment in docx.Document(copy).comments)
    assert letterhead.read_bytes() == before


def test_a_file_that_will_not_do_exits_1(run: Run, tmp_path: Path) -> None:
    """With a sentence on what to do, and without a copy."""
    path = tmp_path / "letter.docx"
    path.write_bytes(b"no Word file")
    result = run("template", "check", path, "--annotate", tmp_path / "copy.docx")

    assert result.exit_code == 1
    assert "save it in Word as .docx" in result.stdout
    assert not (tmp_path / "copy.docx").exists()


def test_a_check_of_another_type_names_those_that_there_are(run: Run, tmp_path: Path) -> None:
    """Exit code 2."""
    path = tmp_path / "letter.odt"
    path.write_bytes(b"")
    result = run("template", "check", path)

    assert result.exit_code == 2
    assert ".docx" in result.stderr


@pytest.mark.parametrize("place", ["path", "name"])
def test_a_letterhead_is_given_by_its_path_or_its_name(
    place: str, run: Run, letterhead: Path, make_project: MakeProject, tmp_path: Path
) -> None:
    """A name is looked for in FOLDER/templates; the fields are filled."""
    folder, out = make_project(), tmp_path / "notice.docx"
    if place == "name":
        (folder / "templates").mkdir()
        letterhead = letterhead.rename(folder / "templates" / "town.docx")
    given = letterhead if place == "path" else letterhead.name
    result = run("write", folder, "interim", out, "--template", given)

    assert result.exit_code == 0, result.output
    assert said(out).startswith("Example Town · Example [bold]meeting[/bold]")
    assert "did you mean" in result.stdout


def test_a_letterhead_that_is_not_there_is_named(
    run: Run, make_project: MakeProject, tmp_path: Path
) -> None:
    """Exit code 2, and nothing is written."""
    out = tmp_path / "notice.docx"
    result = run("write", make_project(), "interim", out, "--template", "nowhere.docx")

    assert result.exit_code == 2
    assert "nowhere.docx" in result.stderr
    assert not out.exists()
