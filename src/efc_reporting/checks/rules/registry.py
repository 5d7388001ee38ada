"""The rules of a measure, applied, and what is not known of them or of the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from efc_reporting.checks.rules import meetings, partners, people
from efc_reporting.checks.rules import project as whole
from efc_reporting.checks.rules.broken import unknown_countries
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Project, Severity
from efc_reporting.programme import CheckName, Measure, Rule


@attrs.frozen
class RuleKind:
    """How rules of one kind are checked, and what they are about.

    One that needs partners cannot be checked where none is given; one on the grant says nothing of
    what a project has to do.
    """

    check: Callable[[Project, ProjectFacts, Measure, Rule], Iterable[Finding]]
    needs_partners: bool = False
    is_on_grant: bool = False


RULES: Mapping[CheckName, RuleKind] = {
    CheckName.PARTNER_COUNTRIES: RuleKind(partners.check_partner_countries, needs_partners=True),
    CheckName.MEMBER_STATES: RuleKind(partners.check_member_states, needs_partners=True),
    CheckName.APPLICANTS: RuleKind(partners.check_applicants, needs_partners=True),
    CheckName.INVITED_IN_PROJECT: RuleKind(people.check_invited_in_project),
    CheckName.INVITED_SHARE: RuleKind(people.check_invited_share),
    CheckName.INVITED_PER_MEETING: RuleKind(people.check_invited_per_meeting),
    CheckName.PEOPLE_PER_MEETING: RuleKind(people.check_people_per_meeting),
    CheckName.MEETINGS: RuleKind(meetings.check_meetings),
    CheckName.MEETING_DAYS: RuleKind(meetings.check_meeting_days),
    CheckName.ACTIVITY_COUNTRIES: RuleKind(meetings.check_activity_countries),
    CheckName.ACTIVITY_TYPES: RuleKind(whole.check_activity_types),
    CheckName.PROJECT_MONTHS: RuleKind(whole.check_project_months),
    CheckName.PROJECT_IS_MEETING: RuleKind(whole.check_project_is_meeting),
    CheckName.VENUE: RuleKind(meetings.check_venue),
    CheckName.VENUE_TAKES_PART: RuleKind(meetings.check_venue_takes_part),
    CheckName.GRANT: RuleKind(whole.check_grant_bounds, is_on_grant=True),
    CheckName.FINAL_GRANT: RuleKind(whole.check_final_grant, is_on_grant=True),
    CheckName.PREPARATORY_GRANT: RuleKind(whole.check_preparatory_grant),
}


def check_rules(project: Project, facts: ProjectFacts, measure: Measure) -> Iterator[Finding]:
    """Yield what breaks the rules that hold for the project's call year."""
    rules = measure.rules_in(project.call_year)
    if all(RULES[rule.check].is_on_grant for rule in rules):
        yield _rules_not_known(project, measure)
    on_partners = [rule for rule in rules if RULES[rule.check].needs_partners]
    if on_partners and not project.partners:
        yield Finding(
            code="partners-missing",
            severity=Severity.WARNING,
            where="partners",
            message="No partner is given, so the rules on partners could not be checked.",
            source=on_partners[0].source,
        )
    yield from _countries_not_known(project, facts, measure)
    for rule in rules:
        if project.partners or rule not in on_partners:
            yield from RULES[rule.check].check(project, facts, measure, rule)


def _rules_not_known(project: Project, measure: Measure) -> Finding:
    return Finding(
        code="rules-not-known",
        severity=Severity.WARNING,
        where="measure",
        message="The rules of {measure} in the call of {year} are not known here, so the project "
        "was not checked against them. Give them in a measure file of your own.",
        values={"measure": measure.name, "year": str(project.call_year)},
    )


def _countries_not_known(
    project: Project, facts: ProjectFacts, measure: Measure
) -> Iterator[Finding]:
    """Yield one note on all countries of which no source tells whether their people count."""
    programme = measure.programme
    countries = [partner.country for partner in project.partners]
    unknown = list(unknown_countries(countries, programme, project.start))
    for figures in facts.meetings:
        came = [country.country for country in figures.countries]
        there = (*figures.host_countries, *came)
        unknown += unknown_countries(there, programme, figures.first_day)
    if unknown:
        yield Finding(
            code="eligibility-not-known",
            severity=Severity.NOTE,
            where="measure",
            message="It is not known here whether these countries take part in {programme}: "
            "{countries}. Their people are counted as not eligible. If they do take part, say so "
            "in a measure file of your own.",
            values={"programme": programme.title, "countries": tuple(dict.fromkeys(unknown))},
            source=programme.countries_source,
        )
