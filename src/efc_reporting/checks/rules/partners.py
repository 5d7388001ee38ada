"""Rules on those who carry the project: their number, their countries, Member States."""

from __future__ import annotations

from collections.abc import Iterator

from efc_reporting.checks.rules.broken import broken, if_settled, unknown_countries
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Partner, Project, Role
from efc_reporting.programme import Measure, Rule


def check_partner_countries(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that the partners come from too few eligible countries."""
    countries, day = _countries(project), project.start
    eligible = tuple(c for c in countries if measure.eligible_on(c, day))
    if rule.lacking(len(eligible)):
        unknown = unknown_countries(countries, measure.programme, day)
        message = "Eligible countries of the partners: none; demanded: at least {minimum}."
        if eligible:
            message = (
                "Eligible countries of the partners: {number} ({countries}); "
                "demanded: at least {minimum}."
            )
        yield broken(
            rule,
            "too-few-partner-countries",
            "partners",
            message,
            worst=if_settled(bool(rule.lacking(len(eligible) + len(unknown)))),
            number=len(eligible),
            countries=eligible,
            minimum=rule.minimum,
        )


def check_member_states(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that too few of the partners' countries are Member States."""
    programme = measure.programme
    states = tuple(c for c in _countries(project) if programme.is_member_state(c, project.start))
    if rule.lacking(len(states)):
        message = "Member States among the partners' countries: none; demanded: at least {minimum}."
        if states:
            message = (
                "Member States among the partners' countries: {number} ({countries}); "
                "demanded: at least {minimum}."
            )
        yield broken(
            rule,
            "too-few-member-states",
            "partners",
            message,
            number=len(states),
            countries=states,
            minimum=rule.minimum,
        )


def check_applicants(
    project: Project, facts: ProjectFacts, measure: Measure, rule: Rule
) -> Iterator[Finding]:
    """Yield that too few organisations carry the project."""
    number = len(_carrying(project))
    if rule.lacking(number):
        yield broken(
            rule,
            "too-few-applicants",
            "partners",
            "Applicants, which are the partners who carry the project: {number}; "
            "demanded: at least {minimum}.",
            number=number,
            minimum=rule.minimum,
        )


def _carrying(project: Project) -> list[Partner]:
    """Return those who carry the project; associated partners do not count."""
    return [partner for partner in project.partners if partner.role is not Role.ASSOCIATED]


def _countries(project: Project) -> tuple[str, ...]:
    return tuple(dict.fromkeys(partner.country for partner in _carrying(project)))
