"""`make demo` and `make test`: what they say before they can begin."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_an_old_python_is_named_with_the_way_out(tmp_path: Path) -> None:
    """No virtual environment is made with it."""
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2"\nexit 1\n')
    old.chmod(0o755)
    result = subprocess.run(
        ["bash", str(ROOT / "tools" / "setup_env.sh"), "demo"],
        env={**os.environ, "PYTHON": str(old)},
        capture_output=True,
        text=True,
    )

    assert result.returncode == 1
    assert "needs Python 3.11 or newer" in result.stderr
    assert "Python 3.9.2" in result.stderr
    assert "make demo PYTHON=" in result.stderr
