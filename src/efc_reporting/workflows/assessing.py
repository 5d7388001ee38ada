"""A project, counted and checked once: what every document of it is made from."""

from __future__ import annotations

import attrs

from efc_reporting.base.process import described
from efc_reporting.errors import RenderError, ReportingError
from efc_reporting.facts import ProjectFacts, count
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.model.audience import Audience
from efc_reporting.plugin_host.calls import Calls
from efc_reporting.plugin_host.registry import HookCall, Registry
from efc_reporting.privacy import READS_EVERY_FINDING, TOLD_TO_EVERYBODY
from efc_reporting.programme import Measure
from efc_reporting.workflows import builtin


@attrs.frozen(kw_only=True)
class AssessedProject:
    """A project with its figures and all that was found in it.

    `told_to_everybody` are those findings of the core whose kind names nobody. What loading
    remarked or a plugin found may name people: a plugin's check is given the whole project.
    """

    project: Project
    measure: Measure
    facts: ProjectFacts
    findings: Findings
    told_to_everybody: Findings

    def findings_for(self, audience: Audience) -> Findings:
        """Return what an audience may read; of what it may not, that it is there and how bad."""
        if audience in READS_EVERY_FINDING:
            return self.findings
        withheld = [f for f in self.findings if f not in self.told_to_everybody.items]
        if not withheld:
            return self.told_to_everybody
        return Findings((*self.told_to_everybody, _withheld(withheld)))


def assess(project: Project, registry: Registry, calls: Calls) -> AssessedProject:
    """Count a project, and run every check; one that fails is a finding, and the others go on."""
    measure = registry.measure(project.measure)
    facts = count(project, measure)
    of_core: list[Finding] = []
    of_plugins: list[Finding] = []
    for call in registry.calls("efc_check_project"):
        found = of_core if _is_core(call) else of_plugins
        try:
            found += calls.check(call, project, facts, measure)
        except ReportingError as error:
            found.append(_failed(call, error))
    return AssessedProject(
        project=project,
        measure=measure,
        facts=facts,
        findings=Findings((*project.remarks, *of_core, *of_plugins)),
        told_to_everybody=Findings([f for f in of_core if f.code in TOLD_TO_EVERYBODY]),
    )


def _is_core(call: HookCall) -> bool:
    return call.function is builtin.efc_check_project


def _failed(call: HookCall, error: ReportingError) -> Finding:
    problem = error.problem if isinstance(error, RenderError) else described(error)
    return Finding(
        code="check-failed",
        # Without the core's checks nobody can say that a report is more than a draft.
        severity=Severity.ERROR if _is_core(call) else Severity.WARNING,
        where="plugins",
        message="The checks of the plugin {plugin} failed and are missing here: {problem}",
        values={"plugin": call.plugin, "problem": problem},
    )


def _withheld(findings: list[Finding]) -> Finding:
    return Finding(
        code="findings-withheld",
        severity=Findings(findings).items[0].severity,
        where="project",
        message="Further findings ({number}) may name people and are shown to the agency only.",
        values={"number": len(findings)},
    )
