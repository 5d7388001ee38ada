"""The locked versions cover what pyproject.toml names, on every Python that we speak of."""

from __future__ import annotations

import re
import tomllib
from itertools import chain

import pytest
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from projects import ROOT

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
LINE = re.compile(r"[a-z0-9][a-z0-9.-]*==[0-9][a-z0-9.]*( ; [a-z_]+ [<>=!]=? '[\w.*]+')?")
LOCKED = (ROOT / "requirements" / "locked.txt").read_text("utf-8").splitlines()
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = SETTINGS["project"]
DECLARED = tuple(
    requirement
    for requirement in map(
        Requirement,
        chain(
            SETTINGS["build-system"]["requires"],
            PROJECT["dependencies"],
            *PROJECT["optional-dependencies"].values(),
            *SETTINGS["dependency-groups"].values(),
        ),
    )
    if requirement.name != PROJECT["name"]
)


def on(python: str) -> Environment:
    """Return what markers are compared with on a Python."""
    environment = default_environment()
    environment["python_version"] = python
    environment["python_full_version"] = f"{python}.9"
    return environment


def locked(lines: list[str], python: str) -> dict[str, list[str]]:
    """Return the versions of each package that lines lock on a Python."""
    found: dict[str, list[str]] = {}
    for requirement in map(Requirement, lines):
        if requirement.marker is None or requirement.marker.evaluate(on(python)):
            (version,) = requirement.specifier
            found.setdefault(canonicalize_name(requirement.name), []).append(version.version)
    return found


def unlocked(lines: list[str], python: str) -> set[str]:
    """Return the names of what is declared and not locked once in a version that it allows."""
    versions = locked(lines, python)
    return {
        requirement.name
        for requirement in DECLARED
        if requirement.marker is None or requirement.marker.evaluate(on(python))
        if len(found := versions.get(canonicalize_name(requirement.name), [])) != 1
        or found[0] not in requirement.specifier
    }


def test_lines_are_names_and_versions() -> None:
    """No address, no path of a computer, no option of an installer."""
    assert len(LOCKED) >= len(DECLARED)
    assert [line for line in LOCKED if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_declared_is_locked(python: str) -> None:
    """Each package once, in a version that pyproject.toml allows."""
    assert DECLARED
    assert unlocked(LOCKED, python) == set()
    assert {name for name, found in locked(LOCKED, python).items() if len(found) > 1} == set()


def test_what_is_missing_too_old_or_locked_twice_is_found() -> None:
    """Otherwise the test above would say nothing."""
    changed = [line for line in LOCKED if not line.startswith(("attrs==", "pillow=="))]
    changed += ["pillow==9.0", "lxml==99.0"]

    assert unlocked(changed, "3.11") == {"attrs", "pillow", "lxml"}
