"""Who is eligible when: Brexit, Kosovo, Croatia, and countries of which nothing is known."""

from __future__ import annotations

from datetime import date

import pytest

from efc_reporting.facts import count
from efc_reporting.programme import Eligibility, Membership, Programme, measure_named
from projects import delegation, meeting, network, people, sitting

EFC = measure_named("networks-of-towns").programme
OLD = measure_named("networks-of-towns-2007").programme
CERV = measure_named("cerv-networks-of-towns").programme
ELIGIBLE, NOT_ELIGIBLE, UNKNOWN = Eligibility


@pytest.mark.parametrize(
    ("programme", "country", "day", "expected"),
    [
        (EFC, "XK", date(2018, 6, 25), NOT_ELIGIBLE),
        (EFC, "XK", date(2018, 6, 26), ELIGIBLE),
        (EFC, "XK", None, ELIGIBLE),
        (EFC, "UK", date(2020, 1, 31), ELIGIBLE),
        (EFC, "UK", date(2021, 1, 1), ELIGIBLE),
        (EFC, "UK", date(2022, 6, 30), ELIGIBLE),
        (EFC, "AL", date(2014, 1, 1), ELIGIBLE),
        (EFC, "CH", date(2018, 6, 1), NOT_ELIGIBLE),
        (EFC, "TZ", None, NOT_ELIGIBLE),
        (EFC, "GB", date(2018, 6, 1), NOT_ELIGIBLE),
        (EFC, "", None, NOT_ELIGIBLE),
        (OLD, "HR", date(2013, 6, 30), UNKNOWN),
        (OLD, "HR", date(2013, 7, 1), ELIGIBLE),
        (OLD, "UK", date(2010, 1, 1), ELIGIBLE),
        (OLD, "AL", date(2010, 1, 1), UNKNOWN),
        (CERV, "UK", date(2021, 1, 1), NOT_ELIGIBLE),
        (CERV, "HR", date(2021, 1, 1), ELIGIBLE),
        (CERV, "RS", date(2023, 1, 1), UNKNOWN),
        (CERV, "", date(2023, 1, 1), NOT_ELIGIBLE),
    ],
)
def test_eligibility_follows_programme_and_day(
    programme: Programme, country: str, day: date | None, expected: Eligibility
) -> None:
    """Each country counts from its entry; the United Kingdom in all calls up to 2020."""
    assert programme.eligibility(country, day) is expected
    assert programme.is_eligible(country, day) == (expected is ELIGIBLE)
    assert programme.is_unknown(country, day) == (expected is UNKNOWN)


@pytest.mark.parametrize(
    ("programme", "number"), [(EFC, 28), (OLD, 27), (CERV, 27)], ids=["efc", "2007", "cerv"]
)
def test_number_of_member_states(programme: Programme, number: int) -> None:
    """28 until Brexit, 27 before Croatia and since."""
    states = [
        m for m in programme.memberships if programme.is_member_state(m.country, date(2013, 1, 1))
    ]

    assert len(states) == number


def test_other_countries_are_no_member_states() -> None:
    """Albania takes part and is no Member State."""
    assert not EFC.is_member_state("AL")
    assert EFC.is_member_state("EL")
    assert EFC.is_member_state("UK", date(2020, 12, 31))
    assert not CERV.is_member_state("UK", date(2021, 1, 1))
    assert not OLD.is_member_state("HR", date(2013, 6, 30))
    assert OLD.is_member_state("HR", date(2013, 7, 1))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2015, 12, 31), False),
        (date(2016, 1, 1), True),
        (date(2017, 12, 31), True),
        (date(2018, 1, 1), False),
        (None, True),
    ],
)
def test_membership_holds_on_its_first_and_last_day(day: date | None, holds: bool) -> None:
    """Both ends of a membership are inclusive."""
    membership = Membership(
        country="XX", is_member_state=False, since=date(2016, 1, 1), until=date(2017, 12, 31)
    )

    assert membership.holds_on(day) == holds


@pytest.mark.parametrize(("day", "invited"), [(date(2018, 6, 25), 0), (date(2018, 6, 26), 5)])
def test_people_from_kosovo_count_from_its_entry(day: date, invited: int) -> None:
    """The same holds for a declared delegation and for a list of people."""
    declared = meeting(delegation("Prishtina", "XK", 5), sittings=(sitting("DE", day),))
    listed = meeting(participants=people(5, "XK"), sittings=(sitting("DE", day),))
    measure = measure_named("networks-of-towns")

    for held in (declared, listed):
        facts = count(network(held), measure).meetings[0]
        assert (facts.invited, facts.not_eligible) == (invited, 5 - invited)


def test_list_of_countries_is_complete_unless_said_otherwise() -> None:
    """A plugin that gives its countries need not say that there are no others."""
    programme = Programme(
        name="own",
        title="Own",
        memberships=(),
        countries_source="Ours",
        funding_statement="Funded",
        disclaimer="Ours",
    )

    assert programme.eligibility("DE", None) is NOT_ELIGIBLE


def test_everybody_from_a_country_that_hosted_is_local() -> None:
    """A meeting that sat in Germany and Poland invited neither Germans nor Poles."""
    held = meeting(
        delegation("Bonn", "DE", 4),
        delegation("Opole", "PL", 5),
        delegation("Perugia", "IT", 6),
        sittings=(sitting("DE"), sitting("PL", date(2019, 1, 1))),
    )
    facts = count(network(held), measure_named("networks-of-towns")).meetings[0]

    assert (facts.local, facts.invited) == (9, 6)
    assert facts.eligible_countries == ("DE", "PL", "IT")


def test_first_day_of_the_first_sitting_decides() -> None:
    """A meeting that began before Kosovo's entry stays what it was at a later sitting."""
    held = meeting(
        delegation("Prishtina", "XK", 5),
        sittings=(sitting("PL", date(2019, 1, 1)), sitting("DE", date(2018, 6, 20))),
    )
    facts = count(network(held), measure_named("networks-of-towns")).meetings[0]

    assert facts.not_eligible == 5
