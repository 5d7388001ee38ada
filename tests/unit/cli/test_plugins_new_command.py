"""`efc-report plugins new`: a distribution that is whole from its first minute."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from efc_reporting.cli.plugins_new import answers
from efc_reporting.cli.program import program
from projects import ROOT, SOURCE_FOLDERS

NAMES = ("xyz", "plain-text-for-screen-readers", "a3")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(program, [str(argument) for argument in arguments])


def made(folder: Path, name: str = "xyz", *options: str) -> Path:
    target = folder / "made"
    done = run("plugins", "new", name, target, *options)

    assert done.exit_code == 0, done.output
    return target


def tool(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of Python in a folder; it finds this library's sources."""
    paths = os.pathsep.join((*SOURCE_FOLDERS, os.environ.get("PYTHONPATH", "")))
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "MYPYPATH": os.pathsep.join(SOURCE_FOLDERS)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_has_all_that_a_distribution_has(tmp_path: Path) -> None:
    """Code, types, translations, tests, a CI file, a README, a changelog and a licence."""
    folder = made(tmp_path)
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    assert files == {
        ".github/workflows/tests.yml",
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "src/efc_format_xyz/__init__.py",
        "src/efc_format_xyz/format.py",
        "src/efc_format_xyz/locale/de.po",
        "src/efc_format_xyz/locale/el.po",
        "src/efc_format_xyz/locale/pl.po",
        "src/efc_format_xyz/look.py",
        "src/efc_format_xyz/py.typed",
        "src/efc_format_xyz/words.py",
        "tests/test_contract.py",
        "tests/test_format.py",
        "tests/test_words.py",
    }


def test_no_question_is_left_in_it(tmp_path: Path) -> None:
    """Every place of the template is filled; only GitHub's own braces stay."""
    folder = made(tmp_path)
    texts = [path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()]

    assert re.findall(r"(?<!\$)\{\{|\{%", "\n".join(texts)) == []
    assert "${{ matrix.python }}" in (folder / ".github/workflows/tests.yml").read_text("utf-8")


def test_answers_stand_in_it(tmp_path: Path) -> None:
    """Name, title and ending are those that were given."""
    folder = made(tmp_path, "plain-text", "--title", "Plain text (UTF-8)", "--extension", ".txt")
    code = (folder / "src/efc_format_plain_text/format.py").read_text("utf-8")
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]

    assert 'title="Plain text (UTF-8)"' in code
    assert 'extension=".txt"' in code
    assert project["entry-points"]["efc_reporting"] == {"plain-text": "efc_format_plain_text"}


def test_its_own_tests_pass(tmp_path: Path) -> None:
    """The contract and the tests of its own are green before anybody changed a line."""
    done = tool(made(tmp_path, NAMES[1]), "pytest", "-q", "-W", "error")

    assert done.returncode == 0, done.stdout
    assert re.search(r"^4\d passed", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_tidy(name: str, tmp_path: Path) -> None:
    """Ruff has nothing to say, whatever the name is and however long."""
    folder = made(tmp_path, name)

    assert tool(folder, "ruff", "check", ".").stdout == "All checks passed!\n"
    assert tool(folder, "ruff", "format", "--check", ".").returncode == 0


def test_validate_finds_nothing_wrong(tmp_path: Path) -> None:
    """The command that looks at plugins of others has no problem, warning or note."""
    done = run("plugins", "validate", made(tmp_path))

    assert done.exit_code == 0
    assert "Nothing is wrong with its metadata and its source." in done.output


def test_its_types_are_sound(tmp_path: Path) -> None:
    """Strict mypy has nothing to say."""
    done = tool(made(tmp_path), "mypy", "--cache-dir", str(ROOT / ".mypy_cache" / "new_plugin"))

    assert done.stdout.startswith("Success"), done.stdout


def test_what_is_said_next_is_right(tmp_path: Path) -> None:
    """The command names the files, and how to go on."""
    done = run("plugins", "new", "xyz", tmp_path / "my plugin")

    assert f'pip install -e "{tmp_path / "my plugin"}[test]"' in done.output
    assert str(tmp_path / "my plugin" / "src" / "efc_format_xyz" / "look.py") in done.output


def test_folder_follows_from_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder the distribution's name is taken."""
    monkeypatch.chdir(tmp_path)
    run("plugins", "new", "xyz")

    assert [path.name for path in tmp_path.iterdir()] == ["efc-format-xyz"]


@pytest.mark.parametrize("name", ["Xyz", "3d", "x_y", "", "../x", "x" * 31, "{{7*7}}"])
def test_bad_name_is_refused(name: str, tmp_path: Path) -> None:
    """The name becomes a package's, so it has a package's shape."""
    done = run("plugins", "new", name, tmp_path / "made")

    assert done.exit_code == 2
    assert "take up to 30 small letters" in done.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value"), [("--title", 'a"b'), ("--title", "{{ name }}"), ("--extension", "a/b")]
)
def test_bad_answer_is_refused(option: str, value: str, tmp_path: Path) -> None:
    """What would break the code that is written is no answer."""
    done = run("plugins", "new", "xyz", tmp_path / "made", option, value)

    assert done.exit_code == 2
    assert "cannot be one" in done.output


def test_taken_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that is there already is named with where it comes from."""
    import efc_format_csv
    from efc_reporting import Reporter
    from efc_reporting.cli import options

    reporter = Reporter(plugins=[efc_format_csv], discover_plugins=False)
    monkeypatch.setattr(options, "make_reporter", lambda: reporter)
    done = run("plugins", "new", "csv", tmp_path / "made")

    assert done.exit_code == 2
    assert "'csv' already comes from efc_format_csv" in done.output


def test_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written into a folder that holds something."""
    (tmp_path / "notes.txt").write_text("mine")
    done = run("plugins", "new", "xyz", tmp_path)

    assert done.exit_code == 2
    assert "is not empty" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_copier_asks_the_same_questions() -> None:
    """The folder works with copier too: its questions are the answers of the command."""
    questions = (ROOT / "src/efc_reporting/cli/new_plugin/copier.yml").read_text("utf-8")
    asked = re.findall(r"^([a-z]\w*):$", questions, re.MULTILINE)

    assert asked == list(answers("xyz", title=None, extension=None))


def test_ending_of_a_shipped_format_is_refused(tmp_path: Path) -> None:
    """Its own tests would be red at once, and nobody would get its files without naming it."""
    refused = run("plugins", "new", "xyz", tmp_path / "made", "--extension", "pdf")

    assert refused.exit_code == 2
    assert "files that end in .pdf are made by the format pdf; name another one" in refused.output
    assert not (tmp_path / "made").exists()


def test_name_that_begins_with_a_digit_is_told_so(tmp_path: Path) -> None:
    """It is made of small letters and digits, and still cannot be the name of a package."""
    refused = run("plugins", "new", "1x", tmp_path / "made")

    assert refused.exit_code == 2
    assert "a letter first" in refused.output
