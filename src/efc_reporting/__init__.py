"""From what really happened in a town-twinning project to the reports that its funder accepts."""

from __future__ import annotations

from efc_reporting.contracts import Audience, WrittenReport
from efc_reporting.dossier import Dossier
from efc_reporting.errors import LoadError, Problem, ReportingError
from efc_reporting.loading import dump_project, load_project
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.reporter import Reporter

__all__ = [
    "Audience",
    "Dossier",
    "Finding",
    "Findings",
    "LoadError",
    "Problem",
    "Project",
    "Reporter",
    "ReportingError",
    "Severity",
    "WrittenReport",
    "dump_project",
    "load_project",
]
