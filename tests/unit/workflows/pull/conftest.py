"""A project folder with a Word file for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from pull_projects import Pulling


@pytest.fixture
def pulling(tmp_path: Path) -> Pulling:
    """Return a project with its interim report as a Word file."""
    made = Pulling(tmp_path)
    made.write()
    return made
