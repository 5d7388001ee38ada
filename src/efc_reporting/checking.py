"""Runs all checks of a project, and says which findings each audience may read."""

from __future__ import annotations

import attrs

from efc_reporting import builtin
from efc_reporting.calling import Calls
from efc_reporting.contracts import Audience
from efc_reporting.errors import RenderError, ReportingError
from efc_reporting.facts import ProjectFacts
from efc_reporting.guarding import described
from efc_reporting.model import Finding, Findings, Project, Severity
from efc_reporting.privacy import READS_EVERY_FINDING
from efc_reporting.programme import Measure
from efc_reporting.registry import HookCall, Registry

MAY_TELL_A_NAME = frozenset({"character-not-shown", "picture-not-of-project"})
"""Findings of the core that hold a piece of what a person wrote: some names are one character."""


@attrs.frozen(kw_only=True)
class CheckedProject:
    """Everything that was found, and apart from it what the core found.

    The core's findings name towns and numbers. What loading remarked or a plugin found may name
    people: a plugin's check is given the whole project. So may a character of a name.
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
    registry: Registry,
    project: Project,
    facts: ProjectFacts,
    measure: Measure,
    calls: Calls,
) -> CheckedProject:
    """Run every check; one that fails is a finding itself, and the others go on."""
    found = {
        call: _found(calls, call, project, facts, measure)
        for call in registry.calls("efc_check_project")
    }
    of_core = [f for call, some in found.items() if _is_core(call) for f in some]
    of_plugins = [f for call, some in found.items() if not _is_core(call) for f in some]
    return CheckedProject(
        everything=Findings((*project.remarks, *of_core, *of_plugins)),
        of_core=Findings([f for f in of_core if f.code not in MAY_TELL_A_NAME]),
    )


def _is_core(call: HookCall) -> bool:
    return call.function is builtin.efc_check_project


def _found(
    calls: Calls, call: HookCall, project: Project, facts: ProjectFacts, measure: Measure
) -> tuple[Finding, ...]:
    try:
        return calls.check(call, project, facts, measure)
    except ReportingError as error:
        problem = error.problem if isinstance(error, RenderError) else described(error)
        return (
            Finding(
                code="check-failed",
                # Without the core's checks nobody can say that a report is more than a draft.
                severity=Severity.ERROR if _is_core(call) else Severity.WARNING,
                where="plugins",
                message="The checks of the plugin {plugin} failed and are missing here: {problem}",
                values={"plugin": call.plugin, "problem": problem},
            ),
        )


def _withheld(findings: list[Finding]) -> Finding:
    return Finding(
        code="findings-withheld",
        severity=Findings(findings).items[0].severity,
        where="project",
        message="Further findings ({number}) may name people and are shown to the agency only.",
        values={"number": len(findings)},
    )
