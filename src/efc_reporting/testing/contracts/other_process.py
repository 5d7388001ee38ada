"""Renders in another process, under another hash seed, time zone, language and folder."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from efc_reporting.document import Document
from efc_reporting.testing.contracts.rendering import AnyFormat

_CHILD = """
import pickle, sys
from hashlib import sha256
sys.path[:] = pickle.load(sys.stdin.buffer)
from efc_reporting.testing.contracts.rendering import render
report_format, documents = pickle.load(sys.stdin.buffer)
for document in documents:
    print("sha256", sha256(render(report_format, document)).hexdigest())
"""
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
) -> list[str]:
    """Return the SHA-256 of each document's file; raise AssertionError where there is none."""
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
    lines = [line.split() for line in done.stdout.decode(errors="replace").splitlines()]
    return [words[1] for words in lines if words[:1] == ["sha256"]]
