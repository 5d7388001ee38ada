"""Measures in the folder of a project, and types of activities."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from efc_reporting import load_project
from efc_reporting.cli.options import make_reporter
from efc_reporting.errors import LoadError
from efc_reporting.loading.dump import dump_project
from efc_reporting.model import ActivityType
from projects import network

OWN = """
programme = "europe-for-citizens-2014"
[[measures]]
name = "own"
title = "Own"
notice_heading = "Own"
rules = []
"""


def test_command_line_takes_the_measures_of_the_folder(tmp_path: Path) -> None:
    """All files in FOLDER/measures are read, and only those that end in .toml."""
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "own.toml").write_text(OWN, encoding="utf-8")
    (tmp_path / "measures" / "notes.txt").write_text("no measure", encoding="utf-8")

    assert make_reporter(folder=tmp_path).registry.measure("own").title == "Own"


def test_mistake_in_the_folder_is_named(tmp_path: Path) -> None:
    """The command line tells it like any mistake in the project folder."""
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "own.toml").write_text(OWN.replace("title", "titel"), "utf-8")
    with pytest.raises(LoadError, match=r"own\.toml: measures\[0\]\.titel: .* 'title'"):
        make_reporter(folder=tmp_path)


def test_activity_types_are_written_and_read(tmp_path: Path) -> None:
    """They stand in project.toml as a list of words."""
    project = network(activity_types=(ActivityType.VOLUNTEERING,))
    dump_project(project, tmp_path / "folder")

    text = (tmp_path / "folder" / "project.toml").read_text(encoding="utf-8")
    assert '    "volunteering",' in text
    assert load_project(tmp_path / "folder") == project


def test_unknown_activity_type_names_the_nearest(tmp_path: Path) -> None:
    """A slip is answered with the right word."""
    project = attrs.evolve(network(), activity_types=(ActivityType.VOLUNTEERING,))
    dump_project(project, tmp_path / "folder")
    path = tmp_path / "folder" / "project.toml"
    path.write_text(path.read_text("utf-8").replace('"volunteering"', '"volunteerin"'), "utf-8")
    with pytest.raises(LoadError, match="did you mean 'volunteering'"):
        load_project(tmp_path / "folder")
