"""What is to be said of a letterhead: findings, all under the name of its file."""

from __future__ import annotations

from efc_reporting.plugin import Finding, NotAcceptedError, Severity


def warning(code: str, message: str, where: str = "", **values: str | int) -> Finding:
    """Return a finding on something that is lost or looks wrong."""
    return _finding(Severity.WARNING, code, message, where, values)


def note(code: str, message: str, where: str = "", **values: str | int) -> Finding:
    """Return a finding on something that a lead may want to know."""
    return _finding(Severity.NOTE, code, message, where, values)


def refusal(name: str, problem: str, remedy: str) -> NotAcceptedError:
    """Return the error for a letterhead that cannot be used."""
    return NotAcceptedError(what=f"letterhead {name}", problem=problem, remedy=remedy)


def _finding(
    severity: Severity, code: str, message: str, where: str, values: dict[str, str | int]
) -> Finding:
    return Finding(
        code=f"letterhead-{code}",
        severity=severity,
        where=where or "letterhead",
        message=message,
        values=values,
    )
