"""An environment as a user has it: what was built is installed, and no source is in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import attrs

from projects import ROOT

_LONGEST = 600
_LEFT_OUT = shutil.ignore_patterns("__pycache__", ".*_cache", "*.egg-info", "build", "dist")


@attrs.frozen
class FreshEnvironment:
    """A virtual environment; libraries of others come from the one in which the suite runs.

    `pip` in it asks no index: tests run without a network.
    """

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> FreshEnvironment:
        """Make an empty environment."""
        made = cls(folder)
        _run([sys.executable, "-m", "venv", "--without-pip", str(folder)])
        (site,) = folder.glob("lib/python*/site-packages")
        # Read after the environment's own packages; .pth files in there, as those of an editable
        # installation, are not heeded.
        (site / "libraries_of_others.pth").write_text(sysconfig.get_path("purelib"))
        made.program("pip").write_text(
            f"#!/bin/sh\nverb=$1; shift\nexec {sys.executable} -m pip --python "
            f'{made.program("python")} --disable-pip-version-check "$verb" --no-index '
            '--no-build-isolation "$@"\n'
        )
        made.program("pip").chmod(0o755)
        return made

    def program(self, name: str) -> Path:
        """Return the path of a program in it."""
        return self.folder / "bin" / name

    def install(self, *wheels: Path) -> None:
        """Install wheels and nothing else."""
        self.run("pip", "install", "--no-deps", "--quiet", *map(str, wheels), cwd=self.folder)

    def run(self, program: str, *arguments: str | Path, cwd: Path) -> str:
        """Run a program in it and return what it printed; it has to end well."""
        command = [str(self.program(program)), *map(str, arguments)]
        return _run(command, cwd=cwd, env=self.variables(cwd))

    def shell(self, line: str, *, cwd: Path) -> str:
        """Run a line of the shell as in a switched-on environment; it has to end well."""
        return _run(["bash", "-c", line], cwd=cwd, env=self.variables(cwd))

    def variables(self, home: Path) -> dict[str, str]:
        """Return the variables of a user who switched to the environment."""
        return {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
        }


def wheel_of(source: Path, folder: Path) -> Path:
    """Build the wheel of a distribution and return where it is."""
    target = folder / source.name
    if source != ROOT:
        source = Path(shutil.copytree(source, folder / f"{source.name}-source", ignore=_LEFT_OUT))
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)], cwd=source)
    (wheel,) = target.glob("*.whl")
    return wheel


def _run(command: list[str], *, cwd: Path | None = None, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=_LONGEST,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}"
    return done.stdout
