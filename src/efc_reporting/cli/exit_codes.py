"""What the number means with which a command ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from efc_reporting.model import Findings

FINE = 0
ERRORS_FOUND = 1
COULD_NOT_RUN = 2


def exit_code(findings: Findings) -> int:
    """Return the exit code that findings ask for."""
    return ERRORS_FOUND if findings.has_errors else FINE
