"""The fixtures for authors of plugins are there, and cost other people's tests nothing."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from efc_reporting import Project, Reporter
from efc_reporting.contracts import ReportContext
from efc_reporting.testing import awkward_projects, sample_project
from projects import ROOT, run_python

OWN = """
import sys
def test_own():
    assert not [name for name in sys.modules if name.split(".")[0] == "efc_reporting"]
"""
BROKEN = """
from contract_zoo import Contract, Prints
class TestPrints(Contract):
    format = Prints()
"""
MARKED = """
import pytest
from contract_zoo import Contract
@pytest.mark.{mark}(reason="it takes long")
class TestMarked(Contract):
    pass
"""


def pytest_run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "pytest", "-p", "efc_reporting_pytest", "-W", "error"]
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


@pytest.fixture(scope="module", autouse=True)
def _is_loaded(request: pytest.FixtureRequest) -> None:
    """Fail where the entry point is not installed: the fixtures below would be missing anyway."""
    assert request.config.pluginmanager.hasplugin("efc_reporting_pytest"), (
        "install the project anew"
    )


def test_sample_project_is_a_fixture(efc_sample_project: Project) -> None:
    """A test gets the sample project by naming it."""
    assert efc_sample_project == sample_project()


def test_awkward_projects_are_a_fixture(
    efc_awkward_project: Project, request: pytest.FixtureRequest
) -> None:
    """A test runs once for each awkward project, and its name says for which."""
    title = request.node.callspec.id

    assert efc_awkward_project == awkward_projects()[title]


def test_reporters_and_contexts_are_fixtures(
    efc_reporter_with: Callable[..., Reporter], efc_context_for: Callable[..., ReportContext]
) -> None:
    """Both are made without what happens to be installed."""
    assert dict(efc_reporter_with().registry.formats) == {}
    assert efc_context_for(sample_project(), language="de").language == "de"


def test_entry_point_names_the_module() -> None:
    """The distribution offers the plugin to pytest."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["entry-points"]["pytest11"] == {"efc_reporting_pytest": "efc_reporting_pytest"}


def test_other_peoples_tests_load_nothing_of_ours(tmp_path: Path) -> None:
    """A run of tests that do not use the fixtures imports one small module."""
    (tmp_path / "test_own.py").write_text(OWN)

    assert "1 passed" in pytest_run(tmp_path, "-q")


def test_plugin_imports_no_library() -> None:
    """Importing it imports pytest and nothing of the library."""
    child = run_python(
        "import efc_reporting_pytest, sys; "
        "print(*(n for n in sys.modules if n.startswith('efc_') and n != 'efc_reporting_pytest'))"
    )

    assert (child.stdout.strip(), child.stderr) == ("", "")


def test_broken_promises_show_their_values(tmp_path: Path) -> None:
    """A failing test of a contract says what was found, not only where."""
    (tmp_path / "test_prints.py").write_text(BROKEN)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {Path(__file__).parent}\n")
    told = pytest_run(tmp_path, "-q", "-k", "prints_nothing")

    assert "assert not 'hello" in told
    assert "1 failed" in told


@pytest.mark.parametrize("mark", ["skip", "xfail"])
def test_contract_cannot_be_skipped_as_a_whole(mark: str, tmp_path: Path) -> None:
    """A mark above the class would silence its guard too, so pytest refuses the class."""
    (tmp_path / "test_marked.py").write_text(MARKED.format(mark=mark))
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {Path(__file__).parent}\n")
    told = pytest_run(tmp_path)

    assert f"the whole contract TestMarked is marked with {mark}; take the mark away" in told
    assert "1 error" in told
