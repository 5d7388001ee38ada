"""Who counts for the grant, what it comes to, and what is missing to tell it."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.facts import count
from efc_reporting.facts.grant import Basis, Forecast, LumpSumScope, Reason, forecast
from efc_reporting.model import GrantAgreement, Project
from efc_reporting.programme import measure_named
from lump_sum_tables import bracket, formula_table, network_table, twinning_table
from projects import delegation, meeting, monteu_mareu, network, people, sitting, tolint

TWINNING_2007 = attrs.evolve(measure_named("town-twinning"), name="town-twinning-2007")


def forecast_of(project: Project, measure=None) -> Forecast:
    found = measure or measure_named(project.measure)
    return forecast(project, count(project, found), found)


def twinning(*participants, **grant) -> Project:
    """A town twinning in Italy with these people on its list."""
    event = meeting(participants=participants, sittings=(sitting("IT"),))
    agreement = GrantAgreement(**{"lump_sums": twinning_table(), **grant})
    return network(event, measure="town-twinning", grant=agreement)


def test_town_twinning_is_paid_for_invited_people_only():
    """MontEU MarEU: 38 invited of 90; the 52 of the host country do not count."""
    found = forecast_of(monteu_mareu(grant=GrantAgreement(lump_sums=twinning_table())))
    counted = found.meetings[0]

    assert (counted.attended, counted.people, counted.countries) == (90, 38, 3)
    assert [(n.people, n.reason) for n in counted.not_counted] == [(52, Reason.HOST_COUNTRY)]
    assert found.lump_sums[0].scope is LumpSumScope.PROJECT
    assert found.total == found.amount == Decimal("1111.10")


def test_a_network_is_paid_per_meeting_for_all_eligible_people():
    """TOLINT: locals count, people from Tanzania and Switzerland do not, nor do their countries."""
    found = forecast_of(tolint(grant=GrantAgreement(lump_sums=network_table())))

    assert [(m.people, m.countries) for m in found.meetings] == [(27, 2), (46, 7)]
    assert {n.reason for n in found.meetings[1].not_counted} == {Reason.NOT_ELIGIBLE}
    assert [s.amount for s in found.lump_sums] == [Decimal("300.03"), Decimal("400.04")]
    assert found.total == Decimal("700.07")


def test_only_those_who_signed_count_where_a_list_says_so():
    """25 guests came, 22 signed: 22 count, and the grant falls below the table."""
    signed = people(22, "DE", is_signed=True)
    unsigned = people(3, "DE", is_signed=False)
    found = forecast_of(twinning(*signed, *unsigned))
    counted = found.meetings[0]

    assert (counted.attended, counted.people, counted.basis) == (25, 22, Basis.SIGNED)
    assert [(n.people, n.reason) for n in counted.not_counted] == [(3, Reason.NOT_SIGNED)]
    assert found.amount == Decimal("0.00")


def test_people_of_unknown_signature_do_not_count_on_a_signed_list():
    """On a list that carries signatures, one that nobody knows of is none."""
    found = forecast_of(twinning(*people(25, "DE", is_signed=True), *people(5, "DE")))

    assert found.meetings[0].people == 25


def test_a_country_whose_people_did_not_sign_is_no_country_of_the_meeting():
    """Countries count through people who count."""
    listed = (*people(30, "DE", is_signed=True), *people(2, "PL", is_signed=False))
    found = forecast_of(twinning(*listed))

    assert found.meetings[0].countries == 1


@pytest.mark.parametrize(
    ("listed", "declared", "basis"),
    [
        (people(3, "DE"), (), Basis.UNSIGNED_LIST),
        ((), (delegation("Ort", "DE", 3),), Basis.DECLARED),
        (people(3, "DE", is_signed=True), (delegation("Dort", "PL", 3),), Basis.MIXED),
    ],
)
def test_it_is_told_what_a_number_rests_on(listed, declared, basis):
    """Signed lists, unsigned lists and declared numbers are told apart."""
    project = network(meeting(*declared, participants=listed))

    assert forecast_of(project).meetings[0].basis is basis


def test_without_a_table_there_is_no_amount_at_all():
    """The forecast names the table that is missing and guesses nothing."""
    found = forecast_of(tolint(grant=GrantAgreement(awarded=Decimal(100))))

    assert (found.lump_sums, found.total, found.amount, found.difference) == ((), None, None, None)
    assert [gap.code for gap in found.missing] == ["lump-sum-table-missing"]
    assert found.missing[0].values == {"file": "lump-sums.toml", "key": "[grant] lump_sums"}
    assert [m.people for m in found.meetings] == [27, 46]


def test_a_table_of_another_kind_than_the_measures_is_not_used():
    """A network is not paid by invited people."""
    found = forecast_of(tolint(grant=GrantAgreement(lump_sums=twinning_table())))

    assert found.amount is None
    assert [gap.code for gap in found.missing] == ["lump-sum-table-unfit"]


@pytest.mark.parametrize(
    ("maximum", "award", "amount", "difference"),
    [
        (None, None, "700.07", None),
        ("700.07", None, "700.07", None),
        ("700.06", None, "700.06", None),
        (None, "700.06", "700.06", "0.00"),
        (None, "700.08", "700.07", "0.01"),
        ("500", "600", "500.00", "100.00"),
    ],
)
def test_maximum_and_award_bound_the_amount(maximum, award, amount, difference):
    """The smallest of sum, maximum and award is expected."""
    table = network_table(maximum=maximum and Decimal(maximum))
    grant = GrantAgreement(lump_sums=table, awarded=award and Decimal(award))
    found = forecast_of(tolint(grant=grant))

    assert found.amount == Decimal(amount)
    assert found.difference == (difference and Decimal(difference))


@pytest.mark.parametrize(("minimum", "is_below"), [("700.07", False), ("700.08", True)])
def test_an_amount_below_the_minimum_is_told_and_not_lifted(minimum, is_below):
    """What an agency does below the minimum is not known, so the amount stays as it is."""
    found = forecast_of(
        tolint(grant=GrantAgreement(lump_sums=network_table(minimum=Decimal(minimum))))
    )

    assert (found.is_below_minimum, found.amount) == (is_below, Decimal("700.07"))


def test_a_meeting_of_which_nothing_is_known_leaves_the_sum_open():
    """An amount that is missing is not taken for nothing."""
    project = tolint(grant=GrantAgreement(lump_sums=network_table()))
    found = forecast_of(attrs.evolve(project, meetings=(*project.meetings, meeting(id="new"))))

    assert found.lump_sums[-1].amount is None
    assert (found.total, found.amount) == (None, None)
    assert [(gap.code, gap.where) for gap in found.missing] == [
        ("lump-sum-unknown", "meetings.new")
    ]


def test_a_meeting_that_lies_ahead_counts_with_its_planned_numbers():
    """They are the project's own, and the basis says so."""
    ahead = meeting(planned_people=60, planned_countries=4)
    found = forecast_of(network(ahead, grant=GrantAgreement(lump_sums=network_table())))

    assert found.meetings[0].basis is Basis.PLANNED
    assert found.amount == found.lump_sums[0].planned == Decimal("600.06")


def test_a_sum_over_some_meetings_is_no_amount():
    """Town twinning is paid once for all invited people: one unknown meeting leaves it open."""
    known = meeting(delegation("Opole", "PL", 30), id="known")
    grant = GrantAgreement(lump_sums=twinning_table())
    found = forecast_of(network(known, meeting(id="open"), measure="town-twinning", grant=grant))

    assert (found.total, [f.code for f in found.missing]) == (None, ["lump-sum-unknown"])


@pytest.mark.parametrize(("other", "planned"), [(None, None), (20, Decimal("2222.20"))])
def test_planned_people_are_summed_where_all_are_known(other, planned):
    """A sum over some meetings would be set against the real numbers of all."""
    guests = delegation("Opole", "PL", 30)
    events = (
        meeting(guests, id="one", planned_people=30),
        meeting(guests, id="two", planned_people=other),
    )
    grant = GrantAgreement(lump_sums=twinning_table())
    (lump_sum,) = forecast_of(network(*events, measure="town-twinning", grant=grant)).lump_sums

    assert lump_sum.planned == planned


@pytest.mark.parametrize(
    ("people", "countries", "planned"),
    [(30, 4, Decimal("400.04")), (30, None, None), (None, 4, None)],
)
def test_a_planned_lump_sum_needs_people_and_countries(people, countries, planned):
    """A matrix has no row for one of them alone."""
    event = meeting(
        delegation("Opole", "PL", 30), planned_people=people, planned_countries=countries
    )
    grant = GrantAgreement(lump_sums=network_table())

    assert forecast_of(network(event, grant=grant)).lump_sums[0].planned == planned


def test_planned_numbers_do_not_stand_for_people_who_came():
    """The total of a past meeting is known, though not from where: that is no meeting ahead."""
    event = meeting(declared_total=30, planned_people=30, planned_countries=4)
    found = forecast_of(network(event, grant=GrantAgreement(lump_sums=network_table())))

    assert (found.meetings[0].people, found.meetings[0].basis) == (None, Basis.UNKNOWN)


def test_more_people_than_the_table_knows_leave_the_amount_open():
    """The table ends at 90 people."""
    event = meeting(delegation("Ort", "DE", 50), delegation("Dort", "PL", 41))
    found = forecast_of(network(event, grant=GrantAgreement(lump_sums=network_table())))

    assert found.amount is None
    assert [gap.code for gap in found.missing] == ["beyond-lump-sum-table"]


@pytest.mark.parametrize(
    ("number", "amount", "codes"),
    [(None, None, ["preparatory-people-missing"]), (4, "701.07", []), (6, None, ["beyond"])],
)
def test_preparatory_activities_are_paid_by_their_own_number_of_people(number, amount, codes):
    """It is never guessed from the meetings."""
    table = network_table(preparatory=[bracket(1, 5, "1.00")])
    grant = GrantAgreement(lump_sums=table, preparatory_people=number)
    found = forecast_of(tolint(grant=grant))

    assert found.total == (amount and Decimal(amount))
    assert [gap.code.startswith(tuple(codes)) for gap in found.missing] == [True] * len(codes)


def test_the_grants_of_2007_pay_days_and_kilometres_of_invited_people():
    """10 people × (4 days × 10 + 300 km × 0.005) = 415.00; the host's people bring nothing."""
    event = meeting(
        attrs.evolve(delegation("Ort", "PL", 10), kilometres=300),
        delegation("Perugia", "IT", 40),
        sittings=(sitting("IT", days=4),),
    )
    project = network(event, grant=GrantAgreement(lump_sums=formula_table()))

    assert forecast_of(project, TWINNING_2007).amount == Decimal("415.00")


def test_the_formula_of_2007_shows_what_it_adds_up():
    """Per invited delegation people × days × rate and people × kilometres × rate."""
    event = meeting(
        attrs.evolve(delegation("Ort", "PL", 10), kilometres=300),
        attrs.evolve(delegation("Dort", "AT", 5), kilometres=None),
        delegation("Perugia", "IT", 40),
        sittings=(sitting("IT", days=4), sitting("DE", days=2)),
    )
    project = network(event, grant=GrantAgreement(lump_sums=formula_table()))
    (lump_sum,) = forecast_of(project, TWINNING_2007).lump_sums
    stays = [(s.town.name, s.people, s.country, s.days, s.amount) for s in lump_sum.stays]
    ways = [(w.town.name, w.people, w.kilometres, w.amount) for w in lump_sum.ways]

    assert stays == [
        ("Ort", 10, "IT", 4, 400),
        ("Ort", 10, "DE", 2, 400),
        ("Dort", 5, "IT", 4, 200),
        ("Dort", 5, "DE", 2, 200),
    ]
    assert ways == [("Ort", 10, 300, Decimal("15.000")), ("Dort", 5, None, None)]
    assert lump_sum.amount is None


def test_each_sitting_is_paid_by_the_rate_of_its_country():
    """One day in Italy at 10 and two in Germany at 20; half a cent is rounded up."""
    event = meeting(
        attrs.evolve(delegation("Ort", "PL", 1), kilometres=1),
        sittings=(sitting("IT", days=1), sitting("DE", days=2)),
    )
    project = network(event, grant=GrantAgreement(lump_sums=formula_table()))

    assert forecast_of(project, TWINNING_2007).amount == Decimal("50.01")


@pytest.mark.parametrize(
    ("values", "kilometres", "code"),
    [
        ({"sittings": (sitting("FR"),)}, 5, "daily-rate-missing"),
        (
            {"sittings": (attrs.evolve(sitting("IT"), start=None, end=None),)},
            5,
            "grant-needs-dates",
        ),
        ({"sittings": (sitting("IT"),)}, None, "kilometres-missing"),
    ],
)
def test_what_the_formula_of_2007_lacks_is_named(values, kilometres, code):
    """Without rate, dates or kilometres no amount is told."""
    sent = attrs.evolve(delegation("Ort", "PL", 10), kilometres=kilometres)
    project = network(meeting(sent, **values), grant=GrantAgreement(lump_sums=formula_table()))
    found = forecast_of(project, TWINNING_2007)

    assert found.amount is None
    assert [gap.code for gap in found.missing] == [code]


@given(
    st.lists(st.tuples(st.sampled_from(("DE", "PL", "IT", "CH")), st.booleans()), max_size=80),
    st.sampled_from((None, Decimal("1500.00"))),
)
def test_signed_only_never_raises_an_amount_and_nobody_gets_lost(signatures, award):
    """Every person counts or is named as not counting; signatures can only lower the amount."""
    everyone = [people(1, country, is_signed=signed)[0] for country, signed in signatures]
    as_signed = forecast_of(twinning(*everyone, awarded=award))
    unsigned = [attrs.evolve(person, is_signed=None) for person in everyone]
    as_listed = forecast_of(twinning(*unsigned, awarded=award))

    for found in (as_signed, as_listed) if everyone else ():
        counted = found.meetings[0]
        assert counted.attended == counted.people + sum(n.people for n in counted.not_counted)
        amounts = {row.amount for row in twinning_table().brackets} | {award, Decimal(0)}
        assert found.amount in amounts
    assert not everyone or as_signed.amount <= as_listed.amount
