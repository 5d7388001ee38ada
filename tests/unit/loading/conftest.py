"""A small project folder on disk, and what loading says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from efc_reporting.errors import LoadError, Problem
from efc_reporting.loading import load_project

HEAD = """
title = "Small project"
measure = "networks-of-towns"
call_year = 2018
start = 2018-06-01
end = 2019-12-31
languages = ["en", "de"]
"""
MEETING = """
[[meetings]]
id = "m1"
title = {en = "First meeting", de = "Erstes Treffen"}
"""
LISTED = MEETING + 'participants = ["list.csv"]\n'

MakeFolder = Callable[..., Path]
ProblemsOf = Callable[[Path], tuple[Problem, ...]]


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    def make(toml: str = "", *, head: str = HEAD, files: Mapping[str, bytes | str] = {}) -> Path:
        for name, content in {"project.toml": head + toml, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return make


@pytest.fixture
def problems_of() -> ProblemsOf:
    def problems(folder: Path) -> tuple[Problem, ...]:
        with pytest.raises(LoadError) as caught:
            load_project(folder)
        return caught.value.problems

    return problems
