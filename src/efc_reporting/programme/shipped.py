"""The measures that come with the library, and those that stand in files of a project lead."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from efc_reporting.errors import LoadError, Problem, UnknownNameError
from efc_reporting.programme.eligibility import Programme
from efc_reporting.programme.measure import Measure
from efc_reporting.programme.measure_file import read_measures


@cache
def shipped_measures() -> tuple[Measure, ...]:
    """Return every measure of the data files, in their order."""
    data = files("efc_reporting.programme") / "data"
    names = sorted(entry.name for entry in data.iterdir() if entry.name.endswith(".toml"))
    problems: list[Problem] = []
    measures = tuple(
        measure
        for name in names
        for measure in read_measures((data / name).read_bytes(), name, (), problems)
    )
    if problems:
        raise LoadError(folder="programme/data", problems=tuple(problems))
    return measures


def measure_named(name: str) -> Measure:
    """Return a shipped measure; raise UnknownNameError where there is none of that name."""
    for measure in shipped_measures():
        if measure.name == name:
            return measure
    known = tuple(measure.name for measure in shipped_measures())
    raise UnknownNameError(kind="measure", name=name, known=known)


def with_measure_files(
    measures: Mapping[str, Measure], paths: Iterable[str | os.PathLike[str]]
) -> dict[str, Measure]:
    """Return `measures` with those of files added, or in the place of those of the same name.

    A file may name the programme of any of `measures` instead of describing its own. Every mistake
    in every file is told at once, by one LoadError.
    """
    files_of_measures = [Path(path) for path in paths]
    programmes = {m.programme.name: m.programme for m in measures.values()}.values()
    problems: list[Problem] = []
    own: dict[str, Measure] = {}
    for path in files_of_measures:
        for measure in _measures_in(path, tuple(programmes), problems):
            if measure.name in own:
                problem = f"the measure {measure.name!r} stands in another file too"
                remedy = "leave one of the two out"
                problems.append(Problem(file=path.name, place="", problem=problem, remedy=remedy))
            own[measure.name] = measure
    if problems:
        raise LoadError(folder=str(files_of_measures[0].parent), problems=tuple(problems))
    return {**measures, **own}


def _measures_in(
    path: Path, programmes: Sequence[Programme], problems: list[Problem]
) -> tuple[Measure, ...]:
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        problems.append(Problem(file=path.name, place="", problem=problem))
        return ()
    return read_measures(data, path.name, programmes, problems)
