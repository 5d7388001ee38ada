"""`python -m efc_reporting.cli` is `efc-report`."""

from __future__ import annotations

from efc_reporting.cli import main

main()
