"""What pytest loads in every run for authors of plugins: fixtures, and a guard of contracts.

It stands outside `efc_reporting`: a run of tests that have nothing to do with reports loads this
one module and no more, and coverage sees the library's modules from their first line on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from efc_reporting.contracts import ReportContext
    from efc_reporting.model import Project
    from efc_reporting.workflows.reporter import Reporter

_CONTRACTS = "efc_reporting.testing.contracts"
_AWKWARD = "efc_awkward_project"

if _CONTRACTS not in sys.modules:
    pytest.register_assert_rewrite(_CONTRACTS)  # so that a broken promise shows its values


@pytest.fixture
def efc_sample_project() -> Project:
    """Return a complete project; its towns and people are made up."""
    from efc_reporting.testing import sample_project

    return sample_project()


@pytest.fixture
def efc_reporter_with() -> Callable[..., Reporter]:
    """Return a function that makes a reporter of plugins, without what happens to be installed."""
    from efc_reporting.testing import reporter_with

    return reporter_with


@pytest.fixture
def efc_context_for() -> Callable[..., ReportContext]:
    """Return a function that makes the context in which a document is composed."""
    from efc_reporting.testing import context_for

    return context_for


@pytest.fixture
def efc_awkward_project(request: pytest.FixtureRequest) -> Project:
    """Return one of the projects that break careless code; the test runs once for each."""
    from efc_reporting.testing import awkward_projects

    return awkward_projects()[request.param]


def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> None:
    """Refuse a contract whose whole class is skipped: what guards it would be skipped too."""
    contracts = sys.modules.get(f"{_CONTRACTS}.contract")
    if contracts and isinstance(obj, type) and issubclass(obj, contracts.Contract):
        marks = contracts.weakening_marks(obj)
        if marks:
            raise collector.CollectError(
                f"the whole contract {name} is marked with {', '.join(marks)}; "
                "take the mark away, and say why single tests fail in `expected_failures`"
            )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes an awkward project once for each of them."""
    if _AWKWARD in metafunc.fixturenames:
        from efc_reporting.testing import awkward_projects

        metafunc.parametrize(_AWKWARD, sorted(awkward_projects()), indirect=True)
