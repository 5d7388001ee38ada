"""Runs all checks of a project, and says which findings each audience may read."""

from __future__ import annotations

import attrs

from efc_reporting import builtin
from efc_reporting.contracts import Audience
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.privacy import READS_EVERY_FINDING
from efc_reporting.programme import Measure
from efc_reporting.registry import HookCall, Registry


@attrs.frozen(kw_only=True)
class CheckedProject:
    """Everything that was found, and apart from it what the core found.

    The core's findings name towns and numbers. What loading remarked or a plugin found may name
    people: a plugin's check is given the whole project.
    """

    everything: Findings
    of_core: Findings

    def findings_for(self, audience: Audience) -> Findings:
        """Return what an audience may read; of what it may not, that it is there and how bad."""
        if audience in READS_EVERY_FINDING:
            return self.everything
        withheld = [f for f in self.everything if f not in self.of_core.items]
        if not withheld:
            return self.of_core
        return Findings((*self.of_core, _withheld(withheld)))


def check_project(
    registry: Registry, project: Project, facts: ProjectFacts, measure: Measure
) -> CheckedProject:
    """Run every check; one that fails is a finding itself, and the others go on."""
    found = {
        call: _found(call, project=project, facts=facts, measure=measure)
        for call in registry.calls("efc_check_project")
    }
    of_core = [f for call, some in found.items() if _is_core(call) for f in some]
    of_plugins = [f for call, some in found.items() if not _is_core(call) for f in some]
    return CheckedProject(
        everything=Findings((*project.remarks, *of_core, *of_plugins)), of_core=Findings(of_core)
    )


def _is_core(call: HookCall) -> bool:
    return call.implementation.plugin is builtin


def _found(call: HookCall, **arguments: object) -> list[Finding]:
    try:
        found = list(call(**arguments))
        for finding in found:
            if not isinstance(finding, Finding):
                raise TypeError(f"it returned {type(finding).__name__} instead of Finding")
    except (Exception, SystemExit) as error:
        return [
            Finding(
                code="check-failed",
                # Without the core's checks nobody can say that a report is more than a draft.
                severity=Severity.ERROR if _is_core(call) else Severity.WARNING,
                where="plugins",
                message="The checks of the plugin {plugin} failed and are missing here: {problem}",
                values={"plugin": call.plugin, "problem": f"{type(error).__name__}: {error}"},
            )
        ]
    return found


def _withheld(findings: list[Finding]) -> Finding:
    return Finding(
        code="findings-withheld",
        severity=Findings(findings).items[0].severity,
        where="project",
        message="Further findings ({number}) may name people and are shown to the agency only.",
        values={"number": len(findings)},
    )
