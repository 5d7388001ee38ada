"""Collects problems and remarks while a folder is read, so that all are told at once."""

from __future__ import annotations

import attrs

from efc_reporting.errors import Problem
from efc_reporting.model import Finding, Severity
from efc_reporting.model.finding import Value

PROJECT_FILE = "project.toml"


@attrs.define
class Notebook:
    """What was noticed so far: problems stop the load at its end, remarks do not."""

    problems: list[Problem] = attrs.field(factory=list)
    remarks: list[Finding] = attrs.field(factory=list)

    def problem(self, file: str, place: str, problem: str, remedy: str = "") -> None:
        """Write down a mistake."""
        self.problems.append(Problem(file=file, place=place, problem=problem, remedy=remedy))

    def remark(
        self,
        code: str,
        where: str,
        message: str,
        severity: Severity = Severity.NOTE,
        **values: Value,
    ) -> None:
        """Write down something that was assumed, cleaned or left out."""
        self.remarks.append(
            Finding(code=code, severity=severity, where=where, message=message, values=values)
        )

    def cleaned(self, file: str, place: str) -> None:
        """Write down that unwanted characters were taken out of a text."""
        self.remark(
            "text-cleaned",
            f"{file}: {place}" if place else file,
            "Control characters were taken out of the text in {file}, {place}.",
            file=file,
            place=place,
        )


@attrs.define(kw_only=True, auto_exc=True)
class BadValueError(ValueError):
    """A value that does not fit its place; the caller knows the place."""

    problem: str
    remedy: str = ""
