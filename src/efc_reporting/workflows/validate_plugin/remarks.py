"""What is remarked on a plugin: where, what is wrong, what to do, and how bad it is."""

from __future__ import annotations

from enum import StrEnum

import attrs


class Level(StrEnum):
    """How bad it is: the plugin is refused, something will fail one day, it could be better."""

    PROBLEM = "problem"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Remark:
    """One remark; `where` is a file with its line, or a key of the metadata."""

    level: Level
    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}; {self.remedy}"


def problem(where: str, what: str, remedy: str) -> Remark:
    """Return a remark on something for which the plugin would be refused."""
    return Remark(level=Level.PROBLEM, where=where, problem=what, remedy=remedy)


def warning(where: str, what: str, remedy: str) -> Remark:
    """Return a remark on something that works now."""
    return Remark(level=Level.WARNING, where=where, problem=what, remedy=remedy)


def note(where: str, what: str, remedy: str) -> Remark:
    """Return a remark on something that users of the plugin will miss."""
    return Remark(level=Level.NOTE, where=where, problem=what, remedy=remedy)
