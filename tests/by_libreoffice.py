"""Files as LibreOffice reads and writes them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(data: bytes, folder: Path, target: str, name: str = "source.docx") -> bytes:
    """Return a file as LibreOffice writes it; skip where it is missing, but never in CI.

    `target` is the ending of the new file, behind a colon also the name of a filter and its
    options; `name` is what the file is called while LibreOffice reads it.
    """
    program = shutil.which("soffice")
    if program is None and "CI" not in os.environ:
        pytest.skip("LibreOffice is not here: install libreoffice-calc and -writer")
    assert program, "LibreOffice is not here: install libreoffice-calc and -writer"
    source = folder / name
    source.write_bytes(data)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", target, "--outdir", str(folder / "out"), str(source)),
        ],
        capture_output=True,
        timeout=300,
        check=True,
    )
    ending = target.partition(":")[0]
    return (folder / "out" / name).with_suffix(f".{ending}").read_bytes()
