"""Each rule of a measure at its boundary: met, and missed by one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from efc_reporting.checks import check_rules
from efc_reporting.checks.rules.people import fewer_others_for, more_invited_for
from efc_reporting.checks.rules.registry import RULES
from efc_reporting.facts import count
from efc_reporting.model import (
    Bracket,
    Finding,
    GrantAgreement,
    LumpSumTable,
    Meeting,
    Project,
    Role,
    Severity,
)
from efc_reporting.programme import CheckName, Measure, Rule, measure_named, shipped_measures
from projects import (
    delegation,
    meeting,
    monteu_mareu,
    network,
    partners,
    people,
    potsdam,
    sitting,
    tolint,
)

NETWORKS = measure_named("networks-of-towns")
TWINNING = measure_named("town-twinning")


def found(project: Project, code: str, measure: Measure | None = None) -> list[Finding]:
    """Return the findings of one code."""
    rules = measure or measure_named(project.measure)
    return [f for f in check_rules(project, count(project, rules), rules) if f.code == code]


def under(rule: Rule) -> Measure:
    """Return the measure with this rule alone."""
    return attrs.evolve(NETWORKS, rules=(rule,))


def meetings(number: int) -> tuple[Meeting, ...]:
    return tuple(meeting(id=f"meeting-{index}") for index in range(number))


def with_shares(invited: int, local: int) -> Project:
    return network(meeting(delegation("Opole", "PL", invited), delegation("Bonn", "DE", local)))


# Countries of the partners


def test_four_partner_countries_are_enough_for_a_network() -> None:
    """A network needs partners from four eligible countries."""
    three = network(partners=partners(("DE", "PL", "FR")))

    assert found(three, "too-few-partner-countries")
    assert not found(network(), "too-few-partner-countries")


def test_three_partner_countries_are_too_few_for_a_network() -> None:
    """With one country less the finding names the three and the minimum."""
    project = network(partners=partners(("DE", "IT", "PL", "PL")))
    (finding,) = found(project, "too-few-partner-countries")

    assert finding.values == {"number": 3, "countries": ("DE", "IT", "PL"), "minimum": 4}
    assert finding.severity is Severity.ERROR


def test_country_outside_the_programme_is_no_partner_country() -> None:
    """Switzerland does not make the fourth country."""
    project = network(partners=partners(("DE", "IT", "PL", "CH")))
    (finding,) = found(project, "too-few-partner-countries")

    assert finding.values["number"] == 3


def test_associated_partner_makes_no_partner_country() -> None:
    """An associated partner carries nothing, so its country does not count."""
    four = partners(("DE", "IT", "PL", "FR"))
    project = network(partners=(*four[:3], attrs.evolve(four[3], role=Role.ASSOCIATED)))
    (finding,) = found(project, "too-few-partner-countries")

    assert finding.values["countries"] == ("DE", "IT", "PL")


@pytest.mark.parametrize(("start", "is_short"), [(date(2018, 6, 25), True), (date(2018, 6, 26), 0)])
def test_partner_country_has_to_be_eligible_at_the_start(start: date, is_short: bool) -> None:
    """Kosovo is a partner country of projects that start on 26 June 2018 or later."""
    project = network(partners=partners(("DE", "IT", "PL", "XK")), start=start)

    assert bool(found(project, "too-few-partner-countries")) == is_short


@pytest.mark.parametrize(("countries", "is_short"), [(("IT", "HR"), False), (("IT", "IT"), True)])
def test_twinning_needs_two_partner_countries(countries: tuple[str, ...], is_short: bool) -> None:
    """Two countries are enough for town twinning, one is not."""
    project = monteu_mareu(partners=partners(countries))

    assert bool(found(project, "too-few-partner-countries")) == is_short


# Member States


@pytest.mark.parametrize(
    ("call_year", "countries", "severity"),
    [
        (2018, ("DE", "RS", "BA", "ME"), None),
        (2018, ("MK", "RS", "BA", "ME"), Severity.NOTE),
        (2019, ("DE", "FR", "BA", "ME"), None),
        (2019, ("DE", "RS", "BA", "ME"), Severity.ERROR),
        (2020, ("DE", "RS", "BA", "ME"), Severity.ERROR),
    ],
)
def test_networks_need_two_member_states_from_2019(
    call_year: int, countries: tuple[str, ...], severity: Severity | None
) -> None:
    """One Member State was enough until the call of 2018, which is not confirmed; two from 2019."""
    project = network(partners=partners(countries), call_year=call_year)
    findings = found(project, "too-few-member-states")

    assert [f.severity for f in findings] == ([severity] if severity else [])


def test_united_kingdom_was_a_member_state() -> None:
    """The programme counts the United Kingdom among the 28."""
    project = network(partners=partners(("UK", "EL", "RS", "BA")), call_year=2020)
    without = network(partners=partners(("ME", "EL", "RS", "BA")), call_year=2020)

    assert found(without, "too-few-member-states")
    assert not found(project, "too-few-member-states")


# Invited people


@pytest.mark.parametrize(("invited", "missing"), [(25, None), (24, 1), (0, 25)])
def test_twinning_needs_25_invited_people(invited: int, missing: int | None) -> None:
    """25 invited people are enough for town twinning; below it the finding says how many miss."""
    event = meeting(delegation("Tisno", "HR", invited), delegation("San Venanzo", "IT", 80))
    project = monteu_mareu(meetings=(attrs.evolve(event, sittings=(sitting("IT"),)),))
    findings = found(project, "too-few-invited")

    assert [f.values["missing"] for f in findings] == ([missing] if missing else [])


def test_unknown_number_of_invited_people_breaks_no_rule() -> None:
    """Where it is not known who came, nobody can say that the rule is broken."""
    project = monteu_mareu(meetings=(meeting(declared_total=90),))
    locals_alone = meeting(delegation("San Venanzo", "IT", 90), sittings=(sitting("IT"),))
    known = monteu_mareu(meetings=(locals_alone,))

    assert found(known, "too-few-invited")
    assert not found(project, "too-few-invited")


@pytest.mark.parametrize(("invited", "local", "is_low"), [(30, 70, False), (3, 7, False)])
def test_exactly_thirty_per_cent_is_enough(invited: int, local: int, is_low: bool) -> None:
    """The share of 30 % itself is allowed."""
    assert bool(found(with_shares(invited, local), "invited-share-too-low")) == is_low


def test_one_person_short_of_thirty_per_cent_is_too_few() -> None:
    """29 of 100 is too low: two invited people more, or four others less, would do."""
    (finding,) = found(with_shares(29, 71), "invited-share-too-low")

    assert finding.severity is Severity.ERROR
    assert finding.where == "meetings.meeting"
    assert finding.values["share"] == Fraction(29, 100)
    assert finding.values["minimum"] == Fraction(30, 100)
    assert (finding.values["more"], finding.values["fewer"]) == (2, 4)


def test_share_is_not_rounded_up_to_the_minimum() -> None:
    """62 of 207 people look like 30.0 % and are less."""
    (finding,) = found(with_shares(62, 145), "invited-share-too-low")

    assert finding.values["more"] == 1


def test_share_is_of_all_people() -> None:
    """People from outside the programme lower the share: they are among those who took part."""
    one = meeting(
        delegation("Opole", "PL", 3), delegation("Bonn", "DE", 7), delegation("Luzern", "CH", 1)
    )
    (finding,) = found(network(one), "invited-share-too-low")

    assert finding.values["total"] == 11


def test_each_meeting_has_to_reach_the_share() -> None:
    """Potsdam's 37.7 % do not make good for another meeting."""
    low = meeting(delegation("Opole", "PL", 1), delegation("Bonn", "DE", 9), id="low")
    findings = found(network(potsdam(), low), "invited-share-too-low")

    assert [f.where for f in findings] == ["meetings.low"]


def test_tolint_breaks_no_rule_on_people() -> None:
    """TOLINT's published events reach the share."""
    assert found(with_shares(29, 71), "invited-share-too-low")
    assert not found(tolint(), "invited-share-too-low")


PEOPLE = st.integers(min_value=0, max_value=2000)
PER_CENT = st.integers(min_value=1, max_value=100)


def reaches(invited: int, total: int, wanted: Fraction) -> bool:
    """Say whether a meeting with people reaches the share."""
    return total > 0 and Fraction(invited, total) >= wanted


@given(invited=PEOPLE, others=PEOPLE, per_cent=PER_CENT)
def test_more_invited_people_is_the_smallest_number(
    invited: int, others: int, per_cent: int
) -> None:
    """The named number of further invited people reaches the share, and one less does not."""
    wanted, total = Fraction(per_cent, 100), invited + others
    assume(total)
    more = more_invited_for(invited, total, wanted)

    if more is None:
        assert wanted == 1
        assert others > 0
    else:
        assert reaches(invited + more, total + more, wanted)
        assert more == 0 or not reaches(invited + more - 1, total + more - 1, wanted)


@given(invited=PEOPLE, others=PEOPLE, per_cent=PER_CENT)
def test_fewer_others_is_the_smallest_number(invited: int, others: int, per_cent: int) -> None:
    """So many fewer others reach the share, one less does not, and there are so many."""
    wanted, total = Fraction(per_cent, 100), invited + others
    fewer = fewer_others_for(invited, total, wanted)

    if fewer is None:
        assert invited == 0
    else:
        assert 0 <= fewer <= others
        assert reaches(invited, total - fewer, wanted)
        assert fewer == 0 or not reaches(invited, total - fewer + 1, wanted)


@given(invited=st.integers(0, 300), local=st.integers(0, 300))
def test_advice_holds_in_the_check_itself(invited: int, local: int) -> None:
    """A meeting that follows either advice of the finding passes the check; one less does not."""
    findings = found(with_shares(invited, local), "invited-share-too-low")
    assume(findings)
    more, fewer = findings[0].values["more"], findings[0].values["fewer"]

    assert not found(with_shares(invited + more, local), "invited-share-too-low")
    assert found(with_shares(invited + more - 1, local), "invited-share-too-low")
    if fewer is None:
        assert invited == 0
    else:
        assert not found(with_shares(invited, local - fewer), "invited-share-too-low")
        assert found(with_shares(invited, local - fewer + 1), "invited-share-too-low")


@pytest.mark.parametrize(("invited", "others", "more"), [(9, 0, 0), (9, 1, None), (0, 1, None)])
def test_more_invited_people_reach_a_hundred_per_cent_only_alone(
    invited: int, others: int, more: int | None
) -> None:
    """With a single other person no number of invited ones is everybody."""
    assert more_invited_for(invited, invited + others, Fraction(1)) == more


def test_distance_is_told_in_people() -> None:
    """The sentence names the meeting, the share and both ways to reach it."""
    (finding,) = found(with_shares(8, 23), "invited-share-too-low")

    assert str(finding) == (
        "error: meetings.meeting: Meeting 1 “Workshop”: 8 of 31 invited = 25.8\N{NO-BREAK SPACE}%; "
        "at least 30.0\N{NO-BREAK SPACE}% is demanded. "
        "To reach it: 2 more invited, or 5 fewer local."
    )


def test_without_invited_people_nobody_is_sent_home() -> None:
    """Where nobody was invited, no smaller number of locals helps."""
    (finding,) = found(with_shares(0, 10), "invited-share-too-low")

    assert (finding.values["more"], finding.values["fewer"]) == (5, None)
    assert str(finding).endswith("To reach it: 5 more invited.")


@pytest.mark.parametrize(
    ("local", "not_eligible", "ending"),
    [
        (8, 4, "8 fewer local."),
        (7, 5, "8 fewer local or not eligible."),
        (0, 12, "8 fewer local or not eligible."),
    ],
)
def test_fewer_locals_are_named_only_where_there_are_so_many(
    local: int, not_eligible: int, ending: str
) -> None:
    """Two of 14 are too few; people from outside the programme are among those too many."""
    one = meeting(
        delegation("Opole", "PL", 2),
        delegation("Bonn", "DE", local),
        delegation("Luzern", "CH", not_eligible),
    )
    (finding,) = found(network(one), "invited-share-too-low")

    assert finding.values["fewer"] == 8
    assert str(finding).endswith(ending)


def test_share_of_a_hundred_per_cent_can_be_demanded() -> None:
    """A plugin's measure may demand that everybody is invited; the check still says what is so."""
    rule = Rule(check=CheckName.INVITED_SHARE, source="a test", is_confirmed=True, minimum=100)
    (finding,) = found(with_shares(9, 1), "invited-share-too-low", under(rule))

    assert (finding.values["more"], finding.values["fewer"]) == (None, 1)
    assert str(finding).endswith("To reach it: 1 fewer not invited.")


# Meetings


@pytest.mark.parametrize(("number", "is_short"), [(4, False), (3, True), (0, True)])
def test_networks_need_four_meetings(number: int, is_short: bool) -> None:
    """Four meetings are enough; with three a fourth may still come, so it is a warning."""
    findings = found(network(*meetings(number)), "too-few-meetings")

    assert [(f.severity, f.values) for f in findings] == (
        [(Severity.WARNING, {"number": number, "minimum": 4})] if is_short else []
    )


@pytest.mark.parametrize(
    ("number", "codes"),
    [(0, ["too-few-meetings"]), (1, []), (2, ["too-many-meetings"])],
)
def test_twinning_is_one_meeting(number: int, codes: list[str]) -> None:
    """A town-twinning project is one event: neither none nor two."""
    project = monteu_mareu(meetings=meetings(number))
    wanted = ("too-few-meetings", "too-many-meetings")

    assert [code for code in wanted for _ in found(project, code)] == codes


@pytest.mark.parametrize(("days", "is_long"), [(21, False), (22, True)])
def test_meeting_lasts_at_most_21_days(days: int, is_long: bool) -> None:
    """The 21st day is allowed, the 22nd is not."""
    project = network(meeting(sittings=(sitting(days=days),)))
    findings = found(project, "meeting-too-long")

    assert [f.values["days"] for f in findings] == ([days] if is_long else [])


def test_days_of_all_sittings_count_together() -> None:
    """Two sittings of 11 days are one meeting of 22."""
    twice = (sitting(days=11), sitting("PL", date(2019, 3, 1), days=11))
    (finding,) = found(network(meeting(sittings=twice)), "meeting-too-long")

    assert finding.values["days"] == 22


@pytest.mark.parametrize(("end", "is_long"), [(date(2020, 5, 31), False), (date(2020, 6, 1), True)])
def test_network_lasts_at_most_24_months(end: date, is_long: bool) -> None:
    """24 full months are allowed, one day more is a 25th."""
    findings = found(network(end=end), "project-too-long")

    assert [f.values["months"] for f in findings] == ([25] if is_long else [])


# Venue


def test_venue_outside_the_programme_is_a_note_for_networks() -> None:
    """The rule is not confirmed for networks, so Luzern yields a note and no error."""
    (finding,) = found(network(meeting(sittings=(sitting("CH"),))), "venue-not-eligible")

    assert finding.severity is Severity.NOTE
    assert finding.values["country"] == "CH"


def test_venue_of_a_network_may_be_any_eligible_country() -> None:
    """Spain has no partner in the network and may host a meeting all the same."""
    assert found(network(meeting(sittings=(sitting("CH"),))), "venue-not-eligible")
    assert not found(network(meeting(sittings=(sitting("ES"),))), "venue-not-eligible")


@pytest.mark.parametrize(("country", "is_refused"), [("IT", False), ("CH", True)])
def test_venue_of_a_twinning_has_to_be_eligible(country: str, is_refused: bool) -> None:
    """Town twinning takes place in an eligible country."""
    project = monteu_mareu(meetings=(meeting(sittings=(sitting(country),)),))
    findings = found(project, "venue-not-eligible")

    assert [f.severity for f in findings] == ([Severity.ERROR] if is_refused else [])


@pytest.mark.parametrize(("country", "is_refused"), [("IT", 0), ("ES", 1), ("CH", 0)])
def test_venue_of_a_twinning_has_to_take_part(country: str, is_refused: int) -> None:
    """It has a partner too; what is not eligible at all is told once only."""
    project = monteu_mareu(meetings=(meeting(sittings=(sitting(country),)),))
    findings = found(project, "venue-without-partner")

    assert [f.values["country"] for f in findings] == [country] * is_refused


def test_venue_needs_no_partner_where_none_is_given() -> None:
    """Without any partner it is not known who takes part."""
    project = monteu_mareu(meetings=(meeting(sittings=(sitting("ES"),)),))

    assert found(project, "venue-without-partner")
    assert not found(attrs.evolve(project, partners=()), "venue-without-partner")


def test_each_host_country_is_checked_once() -> None:
    """A meeting that sat twice in Luzern and once in Potsdam is named once."""
    sittings = (
        sitting("CH"),
        sitting("CH", date(2019, 1, 1)),
        sitting("DE", date(2019, 2, 1)),
    )

    assert len(found(network(meeting(sittings=sittings)), "venue-not-eligible")) == 1


# All rules


def test_every_kind_of_check_has_a_function() -> None:
    """A rule of any kind that the data may name can be applied."""
    assert set(RULES) == set(CheckName)


def worst_projects() -> list[Project]:
    """Return projects that together break every shipped rule in every call year."""
    late = date(2018, 1, 1)
    long = meeting(
        delegation("Bonn", "CH", 9),
        delegation("Opole", "PL", 1),
        sittings=(sitting("US", late, 40),),
    )
    rows = (Bracket(first=1, last=None, amount=Decimal(10_001)),)
    generous = LumpSumTable(source="made up for this test", brackets=rows, preparatory=rows)
    shapes = [
        {"meetings": (), "partners": partners(("TZ",)), "end": date(2018, 6, 2)},
        {"meetings": (long, long), "partners": partners(("TZ",)), "end": date(2023, 6, 2)},
    ]
    return [
        network(
            measure=measure.name,
            call_year=year,
            grant=GrantAgreement(awarded=Decimal(award), lump_sums=generous),
            **shape,
        )
        for measure in shipped_measures()
        for year in range(2007, 2027)
        for shape in shapes
        for award in (1, 1_000_000)
    ]


def all_findings() -> list[Finding]:
    """Return what is found in the worst projects."""
    return [
        finding
        for project in worst_projects()
        for finding in check_rules(
            project, count(project, measure_named(project.measure)), measure_named(project.measure)
        )
    ]


def test_every_shipped_rule_can_be_broken_and_names_its_source() -> None:
    """Each rule of the data yields a finding somewhere, and the finding tells where it stands."""
    sources = {finding.source for finding in all_findings()}

    assert {rule.source for m in shipped_measures() for rule in m.rules} <= sources


def test_unconfirmed_rules_yield_notes_that_say_so() -> None:
    """What was not read in a public source never blocks anybody, and the reader is told."""
    unconfirmed = {r.source for m in shipped_measures() for r in m.rules if not r.is_confirmed}
    findings = [finding for finding in all_findings() if finding.source in unconfirmed]

    assert {finding.severity for finding in findings} == {Severity.NOTE}
    assert all(str(finding).endswith(" This rule is not confirmed.") for finding in findings)


def test_confirmed_rules_say_nothing_of_it() -> None:
    """The sentence of a confirmed rule ends with what was found."""
    (finding,) = found(network(partners=partners(("DE",))), "too-few-partner-countries")

    assert finding.is_confirmed
    assert str(finding).endswith("demanded: at least 4.")


# Signatures


def signed_at(minimum: int, check: CheckName, signed: int, unsigned: int) -> list[Finding]:
    """Return what is found where so many of Opole's people signed and so many did not."""
    event = meeting(
        delegation("Bonn", "DE", 5),
        participants=(
            *people(signed, "PL", is_signed=True),
            *people(unsigned, "PL", is_signed=False),
        ),
    )
    rule = Rule(check=check, source="Made for the test", is_confirmed=True, minimum=minimum)
    measure = under(rule)
    project = network(event)
    return list(check_rules(project, count(project, measure), measure))


SIGNED_MINIMA = {
    CheckName.INVITED_IN_PROJECT: 25,
    CheckName.INVITED_PER_MEETING: 25,
    CheckName.PEOPLE_PER_MEETING: 30,
}


@pytest.mark.parametrize("check", SIGNED_MINIMA)
def test_enough_came_but_too_few_signed(check: CheckName) -> None:
    """25 came and 22 signed: the agency counts 22, and that is said before it does."""
    (finding,) = signed_at(SIGNED_MINIMA[check], check, 22, 3)

    assert (finding.code, finding.severity) == ("too-few-signed", Severity.WARNING)
    assert (finding.values["minimum"], finding.values["missing"]) == (SIGNED_MINIMA[check], 3)
    assert "signed" in str(finding)


@pytest.mark.parametrize("check", SIGNED_MINIMA)
def test_enough_signatures_are_enough(check: CheckName) -> None:
    """With the 25th signature the rule is met, whoever else came."""
    assert signed_at(SIGNED_MINIMA[check], check, 24, 4)
    assert not signed_at(SIGNED_MINIMA[check], check, 25, 3)


def test_share_among_those_who_signed() -> None:
    """3 of 8 who came are invited, but 1 of the 6 who count: 16.7 % where 30 % is demanded."""
    (finding,) = signed_at(30, CheckName.INVITED_SHARE, 1, 2)

    assert (finding.code, finding.severity) == ("signed-share-too-low", Severity.WARNING)
    assert finding.values["share"] == Fraction(1, 6)
    assert not signed_at(30, CheckName.INVITED_SHARE, 3, 0)
    assert not signed_at(50, CheckName.INVITED_SHARE, 5, 1)  # 5 of 10 is the very minimum
    assert signed_at(50, CheckName.INVITED_SHARE, 4, 2)


@pytest.mark.parametrize(
    ("countries", "message"),
    [((), "none; demanded: at least 4."), (("DE",), "1 (DE); demanded: at least 4.")],
)
def test_no_empty_brackets_stand_in_a_sentence(countries: tuple[str, ...], message: str) -> None:
    """Where no country counts, the sentence says so."""
    project = network(partners=partners(countries or ("CH",)))
    (finding,) = found(project, "too-few-partner-countries")

    assert str(finding).endswith(message)
