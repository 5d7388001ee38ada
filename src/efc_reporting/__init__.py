"""From what really happened in a town-twinning project to the reports that its funder accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from efc_reporting.base.process import Limits
    from efc_reporting.contracts import Audience, WrittenReport
    from efc_reporting.errors import LoadError, Problem, ReportingError
    from efc_reporting.loading import dump_project, load_project
    from efc_reporting.model import Finding, Findings, Project, Severity
    from efc_reporting.workflows.dossier import Dossier
    from efc_reporting.workflows.reporter import Reporter

_HOMES = {
    "Audience": "model.audience",
    "Dossier": "workflows.dossier",
    "Finding": "model",
    "Findings": "model",
    "Limits": "base.process",
    "LoadError": "errors",
    "Problem": "errors",
    "Project": "model",
    "Reporter": "workflows.reporter",
    "ReportingError": "errors",
    "Severity": "model",
    "WrittenReport": "contracts",
    "dump_project": "loading",
    "load_project": "loading",
}
# Names are imported when they are asked for, so that `efc-report --help` is there at once.

__all__ = [
    "Audience",
    "Dossier",
    "Finding",
    "Findings",
    "Limits",
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


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
