"""The figures of a project: TOLINT as published, and every way in which counts can be known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.facts import (
    MeetingFacts,
    ProjectFacts,
    Standing,
    age_group,
    count,
)
from efc_reporting.model import Delegation, Gender, Meeting, Project, Sitting, Town
from efc_reporting.programme import measure_named
from projects import (
    delegation,
    meeting,
    monteu_mareu,
    network,
    people,
    perugia,
    potsdam,
    sitting,
    tolint,
)

NETWORKS = measure_named("networks-of-towns")

delegations = st.lists(
    st.builds(
        Delegation,
        town=st.builds(
            Town,
            name=st.sampled_from(("Gondomar", "Kéty", "Kęty", "Keť", "Luzern")),
            country=st.sampled_from(("DE", "ES", "PT", "PL", "UK", "EL", "XK", "CH", "TZ", "")),
        ),
        count=st.integers(min_value=0, max_value=500),
    ),
    max_size=12,
)


def facts_of(*meetings: Meeting, **values: object) -> ProjectFacts:
    return count(network(*meetings, **values), NETWORKS)


def facts_on(one: Meeting) -> MeetingFacts:
    return facts_of(one).meetings[0]


def standings(figures: MeetingFacts) -> dict[str, Standing]:
    return {str(d.town): d.standing for d in figures.delegations}


# TOLINT, event 2, as published on potsdam.de


def test_tolint_counts_everybody() -> None:
    """All 53 people are shown: 20 invited, 26 local, 7 from countries outside the programme."""
    figures = facts_on(potsdam())

    assert (figures.total, figures.invited, figures.local, figures.not_eligible) == (53, 20, 26, 7)


def test_tolint_share_is_exact() -> None:
    """The share of invited people is a fraction, not a rounded number."""
    figures = facts_on(potsdam())

    assert figures.invited_share == Fraction(20, 53)


def test_tolint_has_seven_eligible_countries() -> None:
    """The host's country counts among the eligible ones, Switzerland and Tanzania do not."""
    figures = facts_on(potsdam())

    assert sorted(figures.eligible_countries) == ["AT", "DE", "FI", "FR", "IT", "PL", "SE"]


def test_people_from_elsewhere_are_shown() -> None:
    """Luzern and Sansibar stand in the figures with their number and are not eligible."""
    figures = facts_on(potsdam())
    shown = {str(d.town): (d.count, d.standing) for d in figures.delegations}
    countries = {c.country: (c.count, c.is_eligible) for c in figures.countries}

    assert shown["Luzern (CH)"] == (6, Standing.NOT_ELIGIBLE)
    assert shown["Sansibar (TZ)"] == (1, Standing.NOT_ELIGIBLE)
    assert countries["CH"] == (6, False)
    assert countries["TZ"] == (1, False)


def test_totals_of_the_project_are_participations() -> None:
    """Whoever comes to two meetings counts at both."""
    facts = facts_of(perugia(), potsdam())

    assert (facts.total, facts.invited, facts.local, facts.not_eligible) == (80, 30, 43, 7)


def test_countries_of_the_project_add_up() -> None:
    """A country's people of all meetings are summed, each country stands once."""
    facts = facts_of(perugia(), potsdam())
    countries = {c.country: c.count for c in facts.countries}

    assert countries["DE"] == 36
    assert countries["IT"] == 20
    assert len(facts.countries) == 9
    assert len(facts.eligible_countries) == 7


def test_eligibility_follows_the_measure() -> None:
    """Town twinning counts the people of MontEU MarEU by the same rule: 38 of 90 are invited."""
    facts = count(monteu_mareu(), measure_named("town-twinning"))

    assert (facts.total, facts.invited, facts.local, facts.not_eligible) == (90, 38, 52, 0)


# Lists and declarations


def test_list_goes_before_declaration() -> None:
    """Where a list and a declared number stand for one town, the list is counted, both are kept."""
    figures = facts_on(
        meeting(delegation("Ort", "IT", 5), participants=people(3, "IT", name="Ort"))
    )
    (only,) = figures.delegations

    assert (only.count, only.listed, only.declared) == (3, 3, 5)
    assert figures.total == 3


def test_list_of_one_town_leaves_the_others_declared() -> None:
    """A list of one delegation does not hide the declared number of another."""
    figures = facts_on(
        meeting(delegation("Opole", "PL", 4), participants=people(2, "IT", name="Perugia"))
    )
    counted = {d.town.name: (d.listed, d.declared, d.count) for d in figures.delegations}

    assert counted == {"Opole": (None, 4, 4), "Perugia": (2, None, 2)}


def test_spelling_in_capitals_is_the_same_town() -> None:
    """OPOLE in the list is the declared Opole."""
    figures = facts_on(
        meeting(delegation("Opole", "PL", 2), participants=people(2, "PL", name="OPOLE"))
    )

    assert [(d.town.name, d.listed, d.declared) for d in figures.delegations] == [("Opole", 2, 2)]


def test_town_declared_twice_is_one_delegation() -> None:
    """Two declarations for one town are added."""
    figures = facts_on(meeting(delegation("Opole", "PL", 2), delegation("Opole", "PL", 3)))

    assert [d.count for d in figures.delegations] == [5]


def test_two_gondomars_are_two_delegations() -> None:
    """Gondomar in Spain and Gondomar in Portugal are not mixed up."""
    figures = facts_on(
        meeting(
            delegation("Gondomar", "ES", 4),
            delegation("Gondomar", "PT", 9),
            sittings=(sitting("PT"),),
        )
    )

    assert {str(d.town): d.count for d in figures.delegations} == {
        "Gondomar (ES)": 4,
        "Gondomar (PT)": 9,
    }
    assert (figures.invited, figures.local) == (4, 9)


def test_three_towns_that_differ_by_accents_stay_three() -> None:
    """Keť, Kéty and Kęty are three towns, even in one country."""
    figures = facts_on(
        meeting(
            delegation("Keť", "SK", 1), delegation("Kéty", "SK", 2), delegation("Kęty", "SK", 4)
        )
    )

    assert [d.count for d in figures.delegations] == [1, 2, 4]


# What is not known


def test_declared_total_alone_is_a_total() -> None:
    """A published total without towns is shown, but says nothing of standings or countries."""
    figures = facts_on(meeting(declared_total=27))

    assert figures.total == 27
    assert not figures.is_counted
    assert (figures.invited, figures.local, figures.not_eligible) == (None, None, None)
    assert figures.invited_share is None
    assert figures.countries == ()


def test_delegations_go_before_declared_total() -> None:
    """Where towns are known, they are added up; the declared total is kept beside them."""
    figures = facts_on(meeting(delegation("Opole", "PL", 32), declared_total=30))

    assert (figures.total, figures.declared_total) == (32, 30)


def test_nothing_known_is_none() -> None:
    """A meeting of which nobody counted anything has no figures, not zeros."""
    facts = facts_of(meeting())

    assert facts.meetings[0].total is None
    assert (facts.total, facts.invited, facts.signed) == (None, None, None)


def test_nobody_came_is_zero() -> None:
    """A delegation declared with nobody is a count of zero, without a share."""
    figures = facts_on(meeting(delegation("Opole", "PL", 0)))

    assert (figures.total, figures.invited) == (0, 0)
    assert figures.invited_share is None
    assert figures.eligible_countries == ()


def test_unknown_meeting_adds_nothing_to_totals() -> None:
    """The project's totals are those of the meetings that are known."""
    facts = facts_of(perugia(), meeting(id="unknown"), meeting(id="total", declared_total=9))

    assert facts.total == 36
    assert facts.invited == 10


def test_project_without_meetings_has_no_figures() -> None:
    """Without meetings there is nothing to count and nothing fails."""
    facts = facts_of()

    assert facts.total is None
    assert facts.countries == ()
    assert facts.genders == ()


# Signatures, genders, age groups


def test_list_without_signature_column_knows_no_signatures() -> None:
    """No column for signatures is not the same as nobody signed."""
    figures = facts_on(meeting(participants=people(3, "IT")))

    assert figures.signed is None


def test_nobody_signed_is_zero() -> None:
    """A column for signatures without any signature is a zero."""
    figures = facts_on(meeting(participants=people(3, "IT", is_signed=False)))

    assert figures.signed == 0


def test_only_signatures_count_as_signed() -> None:
    """Who signed is counted; who did not, or is not known to have, is not."""
    listed = [
        *people(2, "IT", is_signed=True),
        *people(1, "IT", is_signed=False),
        *people(1, "IT"),
    ]
    figures = facts_on(meeting(participants=listed))

    assert figures.signed == 2
    assert figures.total == 4


def test_signatures_of_one_list_are_the_meetings() -> None:
    """A delegation that is only declared does not make the other's signatures unknown."""
    figures = facts_on(
        meeting(delegation("Opole", "PL", 4), participants=people(2, "IT", is_signed=True))
    )

    assert figures.signed == 2


def test_genders_count_who_is_known() -> None:
    """People whose gender is not known stand in no gender."""
    listed = [
        *people(2, "IT", gender=Gender.FEMALE),
        *people(1, "PL", gender=Gender.NON_BINARY),
        *people(3, "PL"),
    ]
    facts = facts_of(meeting(participants=listed), perugia())

    assert facts.meetings[0].genders == (("female", 2), ("non-binary", 1))
    assert facts.genders == (("female", 2), ("non-binary", 1))


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (0, "0-17"),
        (17, "0-17"),
        (18, "18-30"),
        (30, "18-30"),
        (31, "31-64"),
        (64, "31-64"),
        (65, "65+"),
        (120, "65+"),
        (999, "65+"),
    ],
)
def test_age_groups_include_their_bounds(age: int, group: str) -> None:
    """Both bounds of an age group belong to it, and the last group has no end."""
    assert age_group(age) == group


def test_age_zero_is_an_age() -> None:
    """A baby is counted among the age groups, an unknown age is not."""
    listed = [*people(1, "IT", age=0), *people(2, "IT", age=65), *people(1, "IT")]
    facts = facts_of(meeting(participants=listed))

    assert facts.age_groups == (("0-17", 1), ("65+", 2))
    assert facts.meetings[0].age_groups == (("0-17", 1), ("65+", 2))


# Places and days


def test_people_of_any_host_country_are_local() -> None:
    """A meeting that sat in two countries has locals in both."""
    figures = facts_on(
        meeting(
            delegation("Opole", "PL", 5),
            delegation("Potsdam", "DE", 7),
            delegation("Perugia", "IT", 2),
            sittings=(sitting("DE", date(2019, 5, 9), 3), sitting("PL", date(2019, 6, 3), 2)),
        )
    )

    assert (figures.local, figures.invited) == (12, 2)
    assert figures.host_countries == ("DE", "PL")
    assert figures.days == 5


def test_other_town_of_the_host_country_is_local() -> None:
    """Bonn is local at a meeting in Potsdam: only another country is invited."""
    figures = facts_on(meeting(delegation("Bonn", "DE", 3), delegation("Opole", "PL", 1)))

    assert standings(figures) == {"Bonn (DE)": Standing.LOCAL, "Opole (PL)": Standing.INVITED}


def test_online_meeting_counts_like_any_other() -> None:
    """People who met on a screen are local where the host is, invited elsewhere."""
    online = Sitting(
        place="Bytów", country="PL", start=date(2019, 3, 1), end=date(2019, 3, 1), is_online=True
    )
    figures = facts_on(
        meeting(delegation("Bytów", "PL", 8), delegation("Tauragė", "LT", 5), sittings=(online,))
    )

    assert (figures.local, figures.invited, figures.days) == (8, 5, 1)


def test_host_from_outside_the_programme_has_no_locals() -> None:
    """At a meeting in Luzern the Swiss are not eligible, and so nobody is local."""
    figures = facts_on(
        meeting(
            delegation("Luzern", "CH", 15),
            delegation("Potsdam", "DE", 7),
            sittings=(sitting("CH"),),
        )
    )

    assert (figures.not_eligible, figures.local, figures.invited) == (15, 0, 7)


@pytest.mark.parametrize(
    ("first_day", "standing"),
    [
        (date(2018, 6, 25), Standing.NOT_ELIGIBLE),
        (date(2018, 6, 26), Standing.INVITED),
    ],
)
def test_kosovo_is_eligible_from_its_first_day(first_day: date, standing: Standing) -> None:
    """Kosovo takes part from 26 June 2018; the first day of the meeting decides."""
    figures = facts_on(
        meeting(delegation("Prizren", "XK", 4), sittings=(sitting("DE", first_day, days=10),))
    )

    assert standings(figures) == {"Prizren (XK)": standing}


def test_country_that_became_eligible_is_eligible_in_the_project() -> None:
    """A country that was eligible at one meeting at least is one of the project's countries."""
    facts = facts_of(
        meeting(delegation("Prizren", "XK", 4), sittings=(sitting("DE", date(2018, 6, 1)),)),
        meeting(delegation("Prizren", "XK", 3), sittings=(sitting("DE", date(2019, 6, 1)),)),
    )

    assert facts.eligible_countries == ("XK",)
    assert (facts.not_eligible, facts.invited) == (4, 3)


def test_codes_are_those_of_the_union() -> None:
    """Greece is EL and the United Kingdom UK; GR and GB are no countries of the programme."""
    figures = facts_on(
        meeting(
            delegation("Atalanti", "EL", 1),
            delegation("Cardiff", "UK", 2),
            delegation("Atalanti", "GR", 4),
            delegation("Cardiff", "GB", 8),
        )
    )

    assert (figures.invited, figures.not_eligible) == (3, 12)


def test_first_and_last_day_both_count() -> None:
    """30 September to 3 October are four days."""
    figures = facts_on(potsdam())

    assert figures.days == 4


def test_month_alone_gives_no_number_of_days() -> None:
    """Where only the month is published the days are not known, the month's bounds are."""
    figures = facts_on(meeting(sittings=(Sitting(place="Bytów", country="PL", month="2021-09"),)))

    assert figures.days is None
    assert (figures.first_day, figures.last_day) == (date(2021, 9, 1), date(2021, 9, 30))


def test_one_sitting_without_dates_leaves_the_days_unknown() -> None:
    """The days of a meeting are known only where those of every sitting are."""
    figures = facts_on(meeting(sittings=(sitting(), Sitting(place="Bytów", country="PL"))))

    assert figures.days is None


def test_end_before_start_gives_no_number_of_days() -> None:
    """Europa-Dialog's event 8 "ends" before it starts: that is no number of days."""
    backwards = Sitting(place="Vratsa", country="BG", start=date(2014, 5, 30), end=date(2014, 5, 2))
    facts = facts_of(meeting(sittings=(backwards,)), potsdam())

    assert facts.meetings[0].days is None
    assert facts.days == 4


def test_a_day_of_two_sittings_counts_once() -> None:
    """In four towns at the same time is not four times as long."""
    monday = date(2018, 6, 4)
    both = meeting(sittings=(sitting(start=monday, days=3), sitting("PL", start=monday, days=2)))
    across = meeting(
        sittings=(sitting("PL", start=date(2018, 6, 6), days=2), sitting(start=monday, days=3))
    )

    assert facts_on(both).days == 3
    assert facts_on(across).days == 4


def test_a_sitting_within_another_takes_no_days_away() -> None:
    """Five days in Musterstadt, on the second of them in Bytów too."""
    monday = date(2018, 6, 4)
    visit = sitting("PL", start=date(2018, 6, 5), days=1)

    assert facts_on(meeting(sittings=(sitting(start=monday, days=5), visit))).days == 5


def test_days_of_the_project_add_up() -> None:
    """The days of all meetings are summed."""
    facts = facts_of(perugia(), potsdam())

    assert facts.days == 8


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2018, 6, 1), date(2018, 6, 1), 1),
        (date(2018, 6, 1), date(2018, 6, 30), 1),
        (date(2018, 6, 1), date(2018, 7, 1), 2),
        (date(2018, 6, 15), date(2018, 7, 14), 1),
        (date(2018, 6, 15), date(2018, 7, 15), 2),
        (date(2018, 6, 1), date(2019, 12, 31), 19),
        (date(2018, 6, 1), date(2020, 5, 31), 24),
        (date(2018, 6, 1), date(2020, 6, 1), 25),
        (date(2018, 12, 31), date(2019, 1, 1), 1),
    ],
)
def test_part_of_a_month_counts_as_one(start: date, end: date, months: int) -> None:
    """The length of a project is in months begun."""
    facts = facts_of(start=start, end=end)

    assert facts.months == months


# A part of the project


def test_figures_over_some_meetings_are_theirs_alone() -> None:
    """An interim report counts the meetings held so far, with the numbers they have."""
    facts = facts_of(perugia(), potsdam()).over(["potsdam-2018"])

    assert facts.total == 53
    assert [m.number for m in facts.meetings] == [2]
    assert "TZ" in {c.country for c in facts.countries}
    assert {c.country: c.count for c in facts.countries}["IT"] == 3


def test_figures_over_no_meeting_are_unknown() -> None:
    """Before the first meeting nothing is known."""
    facts = facts_of(perugia(), potsdam()).over(())

    assert facts.total is None
    assert facts.countries == ()


def test_meeting_is_found_by_its_id() -> None:
    """The figures of a meeting are those under its id, and there is none under another."""
    facts = facts_of(perugia(), potsdam())

    assert facts.meeting("potsdam-2018").number == 2
    with pytest.raises(KeyError, match="elsewhere"):
        facts.meeting("elsewhere")


# For any delegations


@given(counts=delegations)
def test_standings_add_up_to_the_total(counts: list[Delegation]) -> None:
    """Everybody is invited, local or not eligible, and nobody is two of them."""
    figures = facts_on(meeting(*counts))

    if counts:
        assert figures.total == sum(d.count for d in counts)
        assert figures.total == figures.invited + figures.local + figures.not_eligible
        assert figures.total == sum(c.count for c in figures.countries)
    else:
        assert figures.total is None


@given(counts=delegations, randomly=st.randoms(use_true_random=False))
def test_order_of_delegations_does_not_matter(counts: list[Delegation], randomly: object) -> None:
    """The figures are the same in whatever order the delegations are declared."""
    shuffled = list(counts)
    randomly.shuffle(shuffled)
    one, other = facts_on(meeting(*counts)), facts_on(meeting(*shuffled))

    assert (one.total, one.invited, one.local) == (other.total, other.invited, other.local)
    assert sorted(one.eligible_countries) == sorted(other.eligible_countries)


@given(counts=delegations)
def test_lists_count_like_declarations(counts: list[Delegation]) -> None:
    """A list of people gives the figures that their declared number gives."""
    small = [attrs.evolve(d, count=d.count % 5 + 1) for d in counts]
    listed = [p for d in small for p in people(d.count, d.town.country, name=d.town.name)]
    one, other = facts_on(meeting(*small)), facts_on(meeting(participants=listed))

    assert (one.total, one.invited, one.not_eligible) == (
        other.total,
        other.invited,
        other.not_eligible,
    )


def test_numbers_follow_the_order_of_the_project() -> None:
    """Meetings are numbered from 1 in the order in which the project names them."""
    project: Project = tolint()
    facts = count(project, NETWORKS)

    assert [(m.number, m.id) for m in facts.meetings] == [(1, "perugia-2018"), (2, "potsdam-2018")]
