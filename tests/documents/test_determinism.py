"""Same project, same bytes: whatever the hash seed, time zone, language and folder."""

from __future__ import annotations

import json
from pathlib import Path

from projects import run_python

CODE = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from projects import shipped_formats
from efc_reporting import Reporter
from efc_reporting.testing import sample_project
reporter = Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=date(2020, 2, 28))
dossier = reporter.write_dossier(sample_project(), "out", languages=["en"])
assert not dossier.failures, dossier.failures
"""


def dossier(folder: Path, environment: dict[str, str]) -> dict[str, bytes]:
    folder.mkdir()
    child = run_python(CODE, str(Path(__file__).parents[1]), folder=folder, environment=environment)

    assert child.returncode == 0, child.stderr
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def test_dossier_is_the_same_everywhere(tmp_path: Path) -> None:
    """Two runs with other seed, zone, language, user and folder give equal files, byte by byte."""
    one = dossier(
        tmp_path / "one",
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C", "USER": "kim"},
    )
    other = dossier(
        tmp_path / "another folder – ü",
        {
            "PYTHONHASHSEED": "4711",
            "TZ": "Pacific/Auckland",
            "LANG": "de_DE.UTF-8",
            "LC_ALL": "C.UTF-8",
            "USER": "alex",
        },
    )

    assert len(one) > 8
    assert [name for name in one if one[name] != other[name]] == []
    assert one.keys() == other.keys()
    assert json.loads(one["manifest.json"])["as_of"] == "2020-02-28"
