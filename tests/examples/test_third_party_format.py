"""A format in a distribution of its own is found and used once it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "third_party_format"
CHILD = """
import json
from efc_reporting import Reporter
from efc_reporting.testing import sample_project
from efc_reporting.testing.contexts import SAMPLE_DAY

reporter = Reporter(as_of=SAMPLE_DAY)
report = reporter.write(sample_project(), "narrative", "narrative.txt", language="en")
record = reporter.registry.provider_of_format("text")
print(json.dumps({"format": report.format, "origin": record.origin, "state": record.state}))
"""


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder into which the example was installed from its wheel."""
    folder = tmp_path_factory.mktemp("third_party")
    shutil.copytree(EXAMPLE, folder / "source")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    run(*build, folder / "source", cwd=folder)
    (wheel,) = folder.glob("efc_format_text-*.whl")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install")
    run(*pip, "--no-deps", "--no-index", "--target", folder / "site", wheel, cwd=folder)
    return folder / "site"


def test_installed_format_is_discovered_and_writes(installed: Path, tmp_path: Path) -> None:
    """`Reporter()` finds the format by its entry point; the narrative holds its key figures."""
    path = os.pathsep.join([str(installed), *filter(None, sys.path)])
    told = run(sys.executable, "-c", CHILD, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path})
    text = (tmp_path / "narrative.txt").read_text("utf-8")

    assert json.loads(told) == {
        "format": "text",
        "origin": "efc-format-text 0.1.0",
        "state": "ok",
    }
    assert "What we did\n-----------" in text
    assert "37.7\N{NO-BREAK SPACE}%" in text


def test_its_own_tests_pass(installed: Path, tmp_path: Path) -> None:
    """The tests that come with the example pass against what was installed."""
    path = os.pathsep.join([str(installed), *filter(None, sys.path)])
    shutil.copytree(EXAMPLE / "tests", tmp_path / "tests")
    pytest_run = (sys.executable, "-m", "pytest", "-q", "-W", "error", "tests")
    told = run(*pytest_run, cwd=tmp_path, env={**os.environ, "PYTHONPATH": path})

    assert " passed" in told


def test_readme_shows_the_entry_point_as_it_is() -> None:
    """The README's words on the entry point are those of pyproject.toml."""
    readme = (EXAMPLE / "README.md").read_text("utf-8")
    project = (EXAMPLE / "pyproject.toml").read_text("utf-8")
    block = readme.partition("```toml\n")[2].partition("```")[0]

    assert block in project
