"""The public interface is compared with that of the last tag, where there is one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import compare_api
import pytest
from public_api.snapshot import SNAPSHOT, Snapshot

SILENT = "# Changelog\n\n## [Unreleased]\n"
API = {"signatures": {"greet": "(name)"}}


def git(repository: Path, *words: str) -> None:
    nobody = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(
        ["git", *nobody, *words],
        cwd=repository,
        check=True,
        capture_output=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a small package of the same name, committed but not tagged."""
    package = tmp_path / "src" / "efc_reporting"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        'from efc_reporting.words import greet\n\n__all__ = ["greet"]\n', encoding="utf-8"
    )
    (package / "words.py").write_text(
        "def greet(name):\n    return name\n\n\ndef mumble(name):\n    return name\n",
        encoding="utf-8",
    )
    (tmp_path / "CHANGELOG.md").write_text(SILENT, encoding="utf-8")
    (tmp_path / SNAPSHOT).parent.mkdir(parents=True)
    (tmp_path / SNAPSHOT).write_text(Snapshot(api=API).text(), encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "First")
    return tmp_path


def rewrite(repository: Path, words: str) -> None:
    path = repository / "src" / "efc_reporting" / "words.py"
    path.write_text(words, encoding="utf-8")


def test_without_a_tag_there_is_nothing_to_compare(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so, and does not fail."""
    assert compare_api.main(repository) == 0
    assert capsys.readouterr().out.startswith("no tag yet")


def test_break_since_the_tag_is_named(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new argument that must be given breaks callers; the changelog has to say so."""
    git(repository, "tag", "v0.1.0")
    rewrite(repository, "def greet(name, title):\n    return name\n")
    failed = compare_api.main(repository)
    said = capsys.readouterr().out
    (repository / "CHANGELOG.md").write_text(
        SILENT + "\n### Changed\n\n- `greet` needs a title.\n", encoding="utf-8"
    )

    assert failed == 1
    assert "breaks since v0.1.0: 1" in said
    assert "greet: Parameter was added as required; CHANGELOG.md does not say so" in said
    assert compare_api.main(repository) == 0


def test_what_is_not_promised_may_change(repository: Path) -> None:
    """Only what a façade lists counts."""
    git(repository, "tag", "v0.1.0")
    rewrite(repository, "def greet(name):\n    return name\n")

    assert compare_api.main(repository) == 0


def test_promised_thing_that_went_is_named(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that left its façade is a break."""
    git(repository, "tag", "v0.1.0")
    (repository / "src" / "efc_reporting" / "__init__.py").write_text("__all__ = []\n", "utf-8")

    assert compare_api.main(repository) == 1
    assert "greet: Public object was removed" in capsys.readouterr().out


def test_forged_release_is_noticed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A snapshot that was begun anew after the tag hides changes."""
    git(repository, "tag", "v0.1.0")
    forged = Snapshot(api={"signatures": {"greet": "(name, title)"}})
    (repository / SNAPSHOT).write_text(forged.text(), encoding="utf-8")

    assert compare_api.main(repository) == 1
    assert "does not begin at v0.1.0" in capsys.readouterr().out


def test_this_project_says_what_it_broke(capsys: pytest.CaptureFixture[str]) -> None:
    """The comparison runs on the project itself, with its tags or without."""
    code = compare_api.main()

    assert code == 0, capsys.readouterr().out
