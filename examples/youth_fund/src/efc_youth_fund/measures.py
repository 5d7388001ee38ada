"""The programme and its measures as data; the fund and all its numbers are made up."""

from __future__ import annotations

from efc_reporting.plugin import CheckName, Measure, Membership, Programme, Rule

FIRST_CALL, LAST_CALL = 2018, 2020


def _rule(
    check: CheckName,
    source: str,
    *,
    minimum: int | None = None,
    maximum: int | None = None,
    is_confirmed: bool = True,
) -> Rule:
    return Rule(
        check=check,
        source=f"GUIDE.md of the example (made up), {source}",
        is_confirmed=is_confirmed,
        minimum=minimum,
        maximum=maximum,
        first_call_year=FIRST_CALL,
        last_call_year=LAST_CALL,
    )


FUND = Programme(
    name="example-youth-fund",
    title="Musterland youth fund (made up)",
    memberships=[
        Membership(country=country, is_member_state=True) for country in ("DE", "EL", "PL", "PT")
    ],
    countries_source="GUIDE.md of the example (made up), 3",
    funding_statement={
        "en": "Funded by the Musterland youth fund (made up)",
        "de": "Gefördert vom Jugendfonds Musterland (erfunden)",
    },
    disclaimer={
        "en": "This publication shows the views of its authors. The fund is made up.",
        "de": "Diese Veröffentlichung gibt die Ansichten der Verfasser wieder. "
        "Der Fonds ist erfunden.",
    },
    texts_source="GUIDE.md of the example (made up)",
)

EXCHANGE = Measure(
    name="example-youth-exchange",
    title="Youth exchange (made up)",
    programme=FUND,
    notice_heading="Youth exchange of the Musterland youth fund (made up)",
    is_single_event=True,
    rules=(
        _rule(CheckName.PARTNER_COUNTRIES, "1: at least two countries", minimum=2),
        _rule(CheckName.MEETINGS, "1: they meet once", minimum=1, maximum=1),
        _rule(CheckName.INVITED_IN_PROJECT, "1: at least 16 guests", minimum=16),
        _rule(CheckName.INVITED_SHARE, "1: at least 40 % are guests", minimum=40),
        _rule(CheckName.MEETING_DAYS, "1: at most 14 days", maximum=14),
        _rule(CheckName.GRANT, "1: 2 000 to 20 000 EUR", minimum=2000, maximum=20000),
    ),
)

SEMINAR = Measure(
    name="example-youth-seminar",
    title="Youth seminar (made up)",
    programme=FUND,
    notice_heading="Youth seminar of the Musterland youth fund (made up)",
    rules=(
        _rule(CheckName.APPLICANTS, "2: at least three organisations", minimum=3),
        _rule(CheckName.MEETINGS, "2: at least two meetings", minimum=2),
        _rule(CheckName.PROJECT_MONTHS, "2: within 6 to 12 months", minimum=6, maximum=12),
        _rule(
            CheckName.PEOPLE_PER_MEETING,
            "2: at least 20 people, told and not read, for the sake of the example",
            minimum=20,
            is_confirmed=False,
        ),
    ),
)
