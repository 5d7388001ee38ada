"""The shipped measures with every rule and its source."""

from __future__ import annotations

from collections.abc import Iterator

from docs_reference.markdown import table
from efc_reporting.programme import (
    CheckName,
    Measure,
    Membership,
    Programme,
    Rule,
    shipped_measures,
)

MEANINGS = {
    CheckName.PARTNER_COUNTRIES: "eligible countries with a partner; associated partners aside",
    CheckName.MEMBER_STATES: "Member States among the partners' countries",
    CheckName.APPLICANTS: "partners that carry the project; associated ones aside",
    CheckName.INVITED_IN_PROJECT: "invited people in all meetings together",
    CheckName.INVITED_SHARE: "invited people of each meeting in per cent of all its people",
    CheckName.INVITED_PER_MEETING: "invited people of each meeting",
    CheckName.PEOPLE_PER_MEETING: "people of each meeting",
    CheckName.MEETINGS: "meetings",
    CheckName.MEETING_DAYS: "days of each meeting",
    CheckName.ACTIVITY_COUNTRIES: "countries in which meetings took place",
    CheckName.ACTIVITY_TYPES: "types of activities",
    CheckName.PROJECT_MONTHS: "months of the project: whole ones of the minimum, begun ones of the "
    "maximum",
    CheckName.PROJECT_IS_MEETING: "the project begins and ends with its meeting",
    CheckName.VENUE: "each meeting takes place in an eligible country",
    CheckName.VENUE_TAKES_PART: "each meeting takes place in an eligible country with a partner",
    CheckName.GRANT: "the award in EUR",
    CheckName.FINAL_GRANT: "the award, and where it can be told what the grant comes to, in EUR",
    CheckName.PREPARATORY_GRANT: "the part of the grant for preparatory activities in EUR",
}


def measures() -> Iterator[str]:
    """Yield every programme with its measures, then what the rules measure."""
    shipped = shipped_measures()
    programmes = {m.programme.name: m.programme for m in shipped}
    for name, programme in programmes.items():
        yield from (f"## {programme.title}: `{name}`", "", *_countries(programme), "")
        yield from (*_texts(programme), "")
        for measure in shipped:
            if measure.programme.name == name:
                yield from (*_measure(measure), "")
    yield from ("## What rules measure", "", *_meanings(), "")


def _countries(programme: Programme) -> Iterator[str]:
    states = [m for m in programme.memberships if m.is_member_state]
    others = [m for m in programme.memberships if not m.is_member_state]
    yield f"Member States: {_listed(states)}."
    if others:
        yield f"Other eligible countries: {_listed(others)}."
    if programme.excluded:
        yield f"Not eligible: {', '.join(programme.excluded)}."
    if not programme.is_list_complete:
        yield (
            "Of any other country it is not known whether it takes part: its people are counted as "
            "not eligible, and the check says [`eligibility-not-known`](findings.md)."
        )
    yield f"Source: {programme.countries_source}."


def _listed(memberships: list[Membership]) -> str:
    return ", ".join(
        m.country
        + (f" (from {m.since})" if m.since else "")
        + (f" (until {m.until})" if m.until else "")
        for m in memberships
    )


def _texts(programme: Programme) -> Iterator[str]:
    statements = dict(programme.funding_statement.texts)
    others = dict(programme.co_funding_statement.texts)
    yield f"Statement of funding: “{statements['en']}”" + (
        f", or “{others['en']}” where the measure says `co_funded`." if others else "."
    )
    yield f"Disclaimer: “{dict(programme.disclaimer.texts)['en']}”"
    yield f"Source: {programme.texts_source}."
    yield ""
    rows = [
        (
            f"`{language}`",
            "yes" if language in statements else "",
            "yes" if language in others else "",
            "yes" if language in programme.checked_languages else "no",
        )
        for language, _ in programme.disclaimer.texts
    ]
    titles = ("Disclaimer in", "Statement too", "Co-funding too", "Met in a second source")
    yield from table(titles, rows)


def _measure(measure: Measure) -> Iterator[str]:
    yield from (f"### `{measure.name}`", "", f"{measure.title}.", "")
    rows = [_row(rule) for rule in measure.rules]
    titles = ("Rule", "Minimum", "Maximum", "Calls", "Confirmed", "Source")
    yield from table(titles, rows)


def _row(rule: Rule) -> tuple[str, ...]:
    is_one_year = rule.first_call_year == rule.last_call_year
    return (
        f"`{rule.check}`",
        "" if rule.minimum is None else str(rule.minimum),
        "" if rule.maximum is None else str(rule.maximum),
        f"{rule.first_call_year}" + ("" if is_one_year else f"–{rule.last_call_year}"),
        "yes" if rule.is_confirmed else "no",
        rule.source,
    )


def _meanings() -> Iterator[str]:
    rows = [
        (f"`{check}`", " or ".join(sorted(check.bounds)) or "–", MEANINGS[check])
        for check in CheckName
    ]
    yield from table(("Rule", "Bounds", "What is measured"), rows)
