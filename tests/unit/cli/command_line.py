"""Project files for the tests of the command line, and how it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Run = Callable[..., Result]
MakeProject = Callable[..., Path]

ROOT = Path(__file__).parents[3]

PROJECT = """
title = "Example [bold]meeting[/bold]"
measure = "town-twinning"
call_year = 2018
start = 2018-06-01
end = 2018-06-04
languages = ["en"]

[[partners]]
id = "a"
name = "Exampleford Town Council"
town = "Exampleford"
country = "IE"
role = "beneficiary"

[[partners]]
id = "b"
name = "Ville d’Exempleville"
town = "Exempleville"
country = "FR"

[[meetings]]
id = "meeting"
title = { en = "Meeting", de = "Begegnung" }
sittings = [{ place = "Exampleford", country = "IE", start = 2018-06-01, end = 2018-06-04 }]
delegations = [
  { town = "Exampleford", country = "IE", count = 40 },
  { town = "Exempleville", country = "FR", count = 26 },
]
"""

FIVE_MISTAKES = """
titel = "Example"
title = "Example"
measure = "town-twinning"
call_year = "2018"
start = 2018-06-01
end = 2018-06-04
languages = ["en"]

[[partners]]
id = "a"
name = "Exampleford Town Council"
town = "Exampleford"
country = "GB"

[[meetings]]
id = "meeting"
title = "Meeting"
host = "b"
delegations = [{ town = "Exampleford", country = "IE", count = -1 }]
"""


def run_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run efc-report as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "efc_reporting.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",  # some tests ask for another encoding
        env={**os.environ, **environment},
        timeout=120,
        check=False,
    )
