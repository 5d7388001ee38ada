"""The rules of a measure, applied, and what is not known of them or of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from efc_reporting.checks.rules.broken import Check, unknown_countries
from efc_reporting.checks.rules.meetings import (
    check_activity_countries,
    check_meeting_days,
    check_meetings,
    check_venue,
    check_venue_takes_part,
)
from efc_reporting.checks.rules.partners import (
    check_applicants,
    check_member_states,
    check_partner_countries,
)
from efc_reporting.checks.rules.people import (
    check_invited_in_project,
    check_invited_per_meeting,
    check_invited_share,
    check_people_per_meeting,
)
from efc_reporting.checks.rules.project import (
    check_activity_types,
    check_final_grant,
    check_grant_bounds,
    check_preparatory_grant,
    check_project_is_meeting,
    check_project_months,
)
from efc_reporting.facts import ProjectFacts
from efc_reporting.model import Finding, Project, Severity
from efc_reporting.programme import CheckName, Measure

CHECKS: Mapping[CheckName, Check] = {
    CheckName.PARTNER_COUNTRIES: check_partner_countries,
    CheckName.MEMBER_STATES: check_member_states,
    CheckName.APPLICANTS: check_applicants,
    CheckName.INVITED_IN_PROJECT: check_invited_in_project,
    CheckName.INVITED_SHARE: check_invited_share,
    CheckName.INVITED_PER_MEETING: check_invited_per_meeting,
    CheckName.PEOPLE_PER_MEETING: check_people_per_meeting,
    CheckName.MEETINGS: check_meetings,
    CheckName.MEETING_DAYS: check_meeting_days,
    CheckName.ACTIVITY_COUNTRIES: check_activity_countries,
    CheckName.ACTIVITY_TYPES: check_activity_types,
    CheckName.PROJECT_MONTHS: check_project_months,
    CheckName.PROJECT_IS_MEETING: check_project_is_meeting,
    CheckName.VENUE: check_venue,
    CheckName.VENUE_TAKES_PART: check_venue_takes_part,
    CheckName.GRANT: check_grant_bounds,
    CheckName.FINAL_GRANT: check_final_grant,
    CheckName.PREPARATORY_GRANT: check_preparatory_grant,
}

ON_PARTNERS = frozenset(
    {CheckName.PARTNER_COUNTRIES, CheckName.MEMBER_STATES, CheckName.APPLICANTS}
)
"""Rules that nobody can check where no partner is given."""

ON_GRANT = frozenset({CheckName.GRANT, CheckName.FINAL_GRANT})
"""Rules that say nothing of what a project has to do."""


def check_rules(project: Project, facts: ProjectFacts, measure: Measure) -> Iterator[Finding]:
    """Yield what breaks the rules that hold for the project's call year."""
    rules = measure.rules_in(project.call_year)
    if all(rule.check in ON_GRANT for rule in rules):
        yield _rules_not_known(project, measure)
    on_partners = [rule for rule in rules if rule.check in ON_PARTNERS]
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
        if project.partners or rule.check not in ON_PARTNERS:
            yield from CHECKS[rule.check](project, facts, measure, rule)


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
    partners = [partner.country for partner in project.partners]
    unknown = list(unknown_countries(partners, programme, project.start))
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
