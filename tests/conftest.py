"""What the whole suite agrees on: property tests that repeat, and the shipped formats."""

from __future__ import annotations

import gc
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from efc_reporting import Reporter
from projects import shipped_formats

settings.register_profile(
    "suite",
    database=None,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what the whole run needs: thousands of collected tests.

    Each collection would go through all of them.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def reporter() -> Reporter:
    """Return a reporter with the shipped formats, on the day of the sample project."""
    return Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=date(2020, 2, 28))
