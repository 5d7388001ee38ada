"""Word files as LibreOffice reads them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(data: bytes, folder: Path, ending: str) -> bytes:
    """Return a Word file as LibreOffice writes it; skip where it is missing."""
    program = shutil.which("soffice")
    if program is None and "CI" not in os.environ:
        pytest.skip("LibreOffice is not here: install libreoffice-writer")
    assert program, "LibreOffice is not here: install libreoffice-writer"
    source = folder / "source.docx"
    source.write_bytes(data)
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", ending, "--outdir", str(folder / "out"), str(source)),
        ],
        capture_output=True,
        timeout=300,
        check=True,
    )
    return (folder / "out" / f"source.{ending}").read_bytes()
