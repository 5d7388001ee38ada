"""What the wheel holds: every package, and with each the word that it is typed."""

from __future__ import annotations

import tomllib

import pytest

from projects import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = tuple(SETTINGS["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])


@pytest.fixture(scope="module")
def files() -> set[str]:
    """Return the names of the files that the wheel gets, without making it."""
    from hatchling.builders.wheel import WheelBuilder

    return {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}


def test_every_package_is_in_the_wheel() -> None:
    """A package that stands in the tree and is forgotten in pyproject.toml would be missing."""
    found = {
        path.parent.relative_to(ROOT).as_posix()
        for folder in ("src", "plugins", "templates")
        for path in (ROOT / folder).glob("*/__init__.py")
    }

    assert found == set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_that_it_is_typed(package: str, files: set[str]) -> None:
    """Without py.typed a checker of types takes all that comes from the package for unknown."""
    assert f"{package.rpartition('/')[2]}/py.typed" in files
