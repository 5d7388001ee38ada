"""Two judges of Word files: Microsoft's Open XML SDK as a program, and openxml-audit."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from projects import ROOT

VERSION = "0.4.0"
AT_ONCE = 2
"""The program takes one file at a time; two of them keep two cores busy."""


def failures_of_sdk(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return what Microsoft's SDK objects to, by the names of the files; {} where to nothing.

    `folder` is an empty one of the caller's.
    """
    program = _program()
    paths = {name: folder / f"{number}.docx" for number, name in enumerate(files)}
    for name, path in paths.items():
        path.write_bytes(files[name])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda path: _judged(program, path), paths.values()))
    return {name: errors for name, errors in zip(paths, found, strict=True) if errors}


def failures_of_audit(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Return what openxml-audit objects to, by the names of the files; {} where to nothing."""
    from openxml_audit import OpenXmlValidator

    found = {}
    with TemporaryDirectory() as folder:
        path = Path(folder, "file.docx")
        for name, data in files.items():
            path.write_bytes(data)
            result = OpenXmlValidator().validate(path)
            assert result.is_valid == (not result.errors)
            if result.errors:
                found[name] = [f"{e.part_uri}: {e.description}" for e in result.errors]
    return found


def _judged(program: Path, path: Path) -> list[str]:
    done = subprocess.run(
        [str(program), str(path), "Microsoft365"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    said = json.loads(done.stdout)
    assert said["ok"] == (not said["errors"])
    return [f"{error['path']}: {error['description']}" for error in said["errors"]]


def _program() -> Path:
    program = ROOT / ".checkers" / f"ooxml-validator-{VERSION}" / "ooxml-validator"
    if not program.exists() and "CI" not in os.environ:
        pytest.skip("ooxml-validator is not here: run tools/setup_ooxml_validator.sh")
    return program
