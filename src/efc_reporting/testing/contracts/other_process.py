"""Renders in another process, under another hash seed, time zone, language and folder."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path

from efc_reporting.blocks.document import Document
from efc_reporting.testing.contracts.rendering import AnyFormat

_CHILD = """
import pickle, sys
from base64 import b64encode
sys.path[:] = pickle.load(sys.stdin.buffer)
from efc_reporting.testing.contracts.rendering import render
report_format, documents = pickle.load(sys.stdin.buffer)
for document in documents:
    print("\\nfile", b64encode(render(report_format, document)).decode())
"""
_FILE = "file "
"""How a line begins in which the process hands a file back."""

_OTHER = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Auckland",
    "LANG": "de_DE.UTF-8",
    "LC_ALL": "C.UTF-8",
    "USER": "alex",
}
_LONGEST = 300


def rendered_elsewhere(
    report_format: AnyFormat, documents: Sequence[Document], folder: Path
) -> list[bytes]:
    """Return each document's file; raise AssertionError where there is none."""
    try:
        task = pickle.dumps([path or os.curdir for path in sys.path])
        task += pickle.dumps((report_format, list(documents)))
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise AssertionError(
            f"the format cannot be handed to another process: {error}; "
            "define its class at the top of a module"
        ) from error
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=task,
        capture_output=True,
        cwd=folder,
        env={**os.environ, **_OTHER},
        timeout=_LONGEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    lines = [line for line in done.stdout.decode(errors="replace").splitlines() if line]
    printed = [line for line in lines if not line.startswith(_FILE)]
    assert not printed, f"printed past sys.stdout: {printed[0]!r}; standard output is the host's"
    return [b64decode(line.removeprefix(_FILE)) for line in lines]
