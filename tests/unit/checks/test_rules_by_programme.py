"""Rules of civil society, remembrance, 2007–2013 and CERV at their boundaries, and unknown ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from efc_reporting.checks import check_rules
from efc_reporting.facts import count
from efc_reporting.model import (
    ActivityType,
    Bracket,
    Finding,
    GrantAgreement,
    LumpSumTable,
    Meeting,
    Project,
    Role,
    Severity,
)
from efc_reporting.programme import CheckName, Measure, Rule, measure_named
from lump_sum_tables import formula_table
from projects import delegation, meeting, monteu_mareu, network, partners, sitting

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CERV = "cerv-town-twinning"
CERV_NETWORKS = "cerv-networks-of-towns"
OLD_NETWORKS = "networks-of-towns-2007"


def all_found(project: Project, measure: Measure | None = None) -> list[Finding]:
    """Return what the rules find."""
    rules = measure or measure_named(project.measure)
    return list(check_rules(project, count(project, rules), rules))


def found(project: Project, code: str, measure: Measure | None = None) -> list[Finding]:
    """Return the findings of one code."""
    return [f for f in all_found(project, measure) if f.code == code]


def severities(project: Project, code: str, measure: Measure | None = None) -> list[Severity]:
    return [finding.severity for finding in found(project, code, measure)]


def cerv(*meetings: Meeting, **values: Any) -> Project:
    """Return a CERV town twinning of seven months, called in 2023."""
    given: dict[str, Any] = {
        "measure": CERV,
        "call_year": 2023,
        "start": date(2024, 1, 1),
        "end": date(2024, 7, 31),
    }
    return network(*meetings, **{**given, **values})


# CERV: people at each meeting


@pytest.mark.parametrize(("people", "missing"), [(50, []), (49, [1]), (0, [50])])
def test_cerv_meeting_needs_50_people(people: int, missing: list[int]) -> None:
    """Each event has 50 direct participants at least."""
    project = cerv(meeting(delegation("Opole", "PL", people)))
    findings = found(project, "too-few-people-at-meeting")

    assert [(f.severity, f.values["missing"]) for f in findings] == [(ERROR, m) for m in missing]


def test_meeting_with_unknown_number_breaks_no_rule_on_people() -> None:
    """Where nobody counted, nobody can say that people are missing."""
    nobody, unknown = cerv(meeting(delegation("Opole", "PL", 0))), cerv(meeting())
    for code in ("too-few-people-at-meeting", "too-few-invited-at-meeting"):
        assert found(nobody, code)
        assert not found(unknown, code)


def test_declared_total_is_held_against_the_minimum() -> None:
    """Where only the sum is known, it is the number of participants."""
    (finding,) = found(cerv(meeting(declared_total=49)), "too-few-people-at-meeting")

    assert finding.values["total"] == 49


@pytest.mark.parametrize(("invited", "missing"), [(25, []), (24, [1]), (0, [25])])
def test_cerv_meeting_needs_25_invited_people(invited: int, missing: list[int]) -> None:
    """Each event has 25 invited participants at least."""
    project = cerv(meeting(delegation("Opole", "PL", invited), delegation("Bonn", "DE", 60)))
    findings = found(project, "too-few-invited-at-meeting")

    assert [(f.severity, f.values["missing"]) for f in findings] == [(ERROR, m) for m in missing]


def test_each_cerv_meeting_is_checked() -> None:
    """A large meeting does not make good for a small one."""
    large = meeting(delegation("Opole", "PL", 100), id="large")
    small = meeting(delegation("Opole", "PL", 10), id="small")
    codes = ("too-few-people-at-meeting", "too-few-invited-at-meeting")

    assert [f.where for code in codes for f in found(cerv(large, small), code)] == (
        ["meetings.small"] * 2
    )


# CERV: time, partners, places


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 1, 1), date(2024, 6, 30), []),
        (date(2024, 1, 1), date(2024, 6, 29), [5]),
        (date(2024, 1, 31), date(2024, 7, 30), []),
        (date(2024, 1, 31), date(2024, 7, 29), [5]),
        (date(2024, 8, 15), date(2025, 2, 14), []),
        (date(2024, 8, 15), date(2025, 2, 13), [5]),
        (date(2024, 8, 15), date(2024, 8, 14), [0]),
        (date(2024, 8, 15), date(2024, 8, 1), [0]),
        (date(2024, 8, 15), date.max, []),
    ],
)
def test_cerv_twinning_lasts_six_whole_months(start: date, end: date, months: list[int]) -> None:
    """The last day of the sixth month has to be over; a begun month is none."""
    findings = found(cerv(start=start, end=end), "project-too-short")

    assert [(f.severity, f.values["months"]) for f in findings] == [(ERROR, m) for m in months]


@pytest.mark.parametrize("call_year", [2021, 2022])
def test_first_cerv_twinnings_had_no_minimum_of_months(call_year: int) -> None:
    """In 2021 and 2022 a twinning lasted at most 12 months."""
    short = cerv(call_year=call_year, start=date(2022, 1, 1), end=date(2022, 1, 9))
    long = cerv(call_year=call_year, start=date(2022, 1, 1), end=date(2023, 1, 1))

    assert not found(short, "project-too-short")
    assert severities(long, "project-too-long") == [ERROR]


@pytest.mark.parametrize(("end", "is_long"), [(date(2024, 12, 31), 0), (date(2025, 1, 1), 1)])
def test_cerv_twinning_lasts_at_most_12_months(end: date, is_long: int) -> None:
    """The first day of a 13th month is too much."""
    assert severities(cerv(end=end), "project-too-long") == [ERROR] * is_long


@pytest.mark.parametrize(
    ("call_year", "countries", "expected"),
    [
        (2021, ("DE", "IT", "PL", "FR", "ES"), []),
        (2021, ("DE", "IT", "PL", "FR"), [ERROR]),
        (2025, ("DE", "IT", "PL", "FR"), []),
        (2025, ("DE", "IT", "PL", "PL"), [ERROR]),
        (2025, ("DE", "IT", "PL", "NO"), [WARNING]),
        (2025, ("DE", "IT", "NO", "NO"), [ERROR]),
    ],
)
def test_cerv_networks_need_partner_countries(
    call_year: int, countries: tuple[str, ...], expected: list[Severity]
) -> None:
    """Five countries in 2021, four in 2025; one not known to take part may make the fourth."""
    project = cerv(measure=CERV_NETWORKS, call_year=call_year, partners=partners(countries))

    assert severities(project, "too-few-partner-countries") == expected


@pytest.mark.parametrize(("countries", "number"), [(("DE", "IT"), []), (("DE", "NO"), [1])])
def test_cerv_networks_need_two_member_states(
    countries: tuple[str, ...], number: list[int]
) -> None:
    """Two Member States are demanded in 2025."""
    project = cerv(measure=CERV_NETWORKS, call_year=2025, partners=partners(countries))
    findings = found(project, "too-few-member-states")

    assert [f.values["number"] for f in findings] == number


@pytest.mark.parametrize(("number", "expected"), [(4, []), (3, [ERROR])])
def test_cerv_networks_need_four_applicants(number: int, expected: list[Severity]) -> None:
    """Associated partners are no applicants."""
    carrying = partners(("DE",) * number)
    associated = attrs.evolve(carrying[0], id="a", role=Role.ASSOCIATED)
    project = cerv(measure=CERV_NETWORKS, call_year=2025, partners=(*carrying, associated))

    assert severities(project, "too-few-applicants") == expected


@pytest.mark.parametrize(("hosts", "number"), [(("DE", "PL"), []), (("DE", "DE"), [1]), ((), [0])])
def test_cerv_networks_are_active_in_two_countries(
    hosts: tuple[str, ...], number: list[int]
) -> None:
    """As long as others may follow, one country only is a warning."""
    sittings = [sitting(country, date(2024, 2, 1)) for country in hosts]
    meetings = [meeting(id=f"m{n}", sittings=(s,)) for n, s in enumerate(sittings)]
    findings = found(
        cerv(*meetings, measure=CERV_NETWORKS, call_year=2025), "too-few-activity-countries"
    )

    assert [(f.severity, f.values["number"]) for f in findings] == [(WARNING, n) for n in number]


def test_two_sittings_are_activities_in_two_countries() -> None:
    """One meeting that sat in two countries took place in both."""
    one = meeting(sittings=(sitting("DE"),))
    both = meeting(sittings=(sitting("DE"), sitting("PL", date(2019, 1, 1))))
    alone, project = (cerv(m, measure=CERV_NETWORKS, call_year=2025) for m in (one, both))

    assert found(alone, "too-few-activity-countries")
    assert not found(project, "too-few-activity-countries")


# Civil society and remembrance


@pytest.mark.parametrize(
    ("measure", "countries", "is_short"),
    [
        ("civil-society", ("DE", "IT", "PL"), False),
        ("civil-society", ("DE", "IT"), True),
        ("remembrance", ("RS",), False),
        ("remembrance", ("CH",), True),
    ],
)
def test_partner_countries_of_civil_society_and_remembrance(
    measure: str, countries: tuple[str, ...], is_short: bool
) -> None:
    """Three eligible countries for civil society, one for remembrance."""
    project = network(measure=measure, partners=partners(countries))

    assert severities(project, "too-few-partner-countries") == [ERROR] * is_short


@pytest.mark.parametrize(("measure", "severity"), [("civil-society", NOTE), ("remembrance", ERROR)])
def test_at_most_18_months(measure: str, severity: Severity) -> None:
    """18 months are allowed; the rule is confirmed for remembrance only."""
    kept = network(measure=measure, start=date(2018, 6, 1), end=date(2019, 11, 30))
    broken = network(measure=measure, start=date(2018, 6, 1), end=date(2019, 12, 1))

    assert not found(kept, "project-too-long")
    assert severities(broken, "project-too-long") == [severity]


def test_civil_society_needs_two_activity_types() -> None:
    """One type is too few, the same one twice too; two are enough."""
    one, other = ActivityType.VOLUNTEERING, ActivityType.GATHERING_OF_OPINIONS
    (finding,) = found(
        network(measure="civil-society", activity_types=(one, one)), "too-few-activity-types"
    )

    assert finding.severity is ERROR
    assert finding.values == {"number": 1, "types": ("volunteering",), "minimum": 2}
    assert not found(
        network(measure="civil-society", activity_types=(one, other)), "too-few-activity-types"
    )


def test_activity_types_that_nobody_gave_are_a_warning() -> None:
    """Where none is given, nothing is broken yet."""
    project = network(measure="civil-society")

    assert severities(project, "activity-types-missing") == [WARNING]
    assert not found(project, "too-few-activity-types")


# 2007–2013


@pytest.mark.parametrize(("invited", "missing"), [(30, []), (29, [1])])
def test_old_networks_need_30_international_people(invited: int, missing: list[int]) -> None:
    """Action 1.2 wants 30; other meetings may still bring them, so it is a warning."""
    project = network(
        meeting(delegation("Opole", "PL", invited)), measure=OLD_NETWORKS, call_year=2012
    )
    findings = found(project, "too-few-invited")

    assert [(f.severity, f.values["missing"]) for f in findings] == [(WARNING, m) for m in missing]


@pytest.mark.parametrize(("number", "is_short"), [(3, 0), (2, 1)])
def test_old_networks_need_three_meetings(number: int, is_short: int) -> None:
    """Action 1.2 wants three events."""
    project = network(
        *(meeting(id=f"m{n}") for n in range(number)), measure=OLD_NETWORKS, call_year=2013
    )

    assert severities(project, "too-few-meetings") == [WARNING] * is_short


@pytest.mark.parametrize(("day", "invited"), [(date(2013, 6, 30), 0), (date(2013, 7, 1), 9)])
def test_croatia_counts_from_its_accession(day: date, invited: int) -> None:
    """Croatia is a Member State from 1 July 2013; before it is not known whether it counts."""
    held = meeting(delegation("Tisno", "HR", 9), sittings=(sitting("DE", day),))
    project = network(held, measure=OLD_NETWORKS, call_year=2012)

    assert count(project, measure_named(OLD_NETWORKS)).invited == invited
    assert bool(found(project, "eligibility-not-known")) == (invited == 0)


# One event


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2018, 10, 3), date(2018, 10, 8), []),
        (date(2018, 10, 2), date(2018, 10, 8), [NOTE]),
        (date(2018, 10, 3), date(2018, 10, 9), [NOTE]),
    ],
)
def test_twinning_lasts_as_long_as_its_event(
    start: date, end: date, expected: list[Severity]
) -> None:
    """A longer project is a note, for the rule is not confirmed."""
    assert severities(monteu_mareu(start=start, end=end), "project-is-not-meeting") == expected


def test_event_without_dates_is_not_compared() -> None:
    """What is not known differs from nothing."""
    longer = monteu_mareu(start=date(2018, 10, 2), end=date(2018, 10, 8))

    assert found(longer, "project-is-not-meeting")
    for held in ((), (meeting(sittings=()),)):
        assert not found(attrs.evolve(longer, meetings=held), "project-is-not-meeting")


def test_too_few_invited_is_an_error_only_where_everything_is_counted() -> None:
    """Of a twinning with a second, uncounted meeting it cannot be said yet."""
    few = meeting(delegation("Tisno", "HR", 24), id="few")

    assert severities(monteu_mareu(meetings=(few,)), "too-few-invited") == [ERROR]
    assert severities(monteu_mareu(meetings=(few, meeting())), "too-few-invited") == [WARNING]


# Grants


@pytest.mark.parametrize(
    ("measure", "year", "award", "code"),
    [
        ("town-twinning", 2018, "5000", None),
        ("town-twinning", 2018, "4999.99", "award-too-low"),
        ("town-twinning", 2018, "25000", None),
        ("town-twinning", 2018, "25000.01", "award-too-high"),
        ("networks-of-towns", 2018, "10000", None),
        ("networks-of-towns", 2018, "9999.99", "award-too-low"),
        ("networks-of-towns", 2018, "150000", None),
        ("networks-of-towns", 2018, "150000.01", "award-too-high"),
        ("civil-society", 2018, "150000", None),
        ("civil-society", 2018, "150000.01", "award-too-high"),
        ("remembrance", 2018, "100000", None),
        ("remembrance", 2018, "100000.01", "award-too-high"),
        ("town-twinning-2007", 2007, "1000", None),
        ("town-twinning-2007", 2007, "999.99", "award-too-low"),
        (CERV, 2022, "30000.01", "award-too-high"),
        (CERV, 2023, "30000.01", None),
        (CERV, 2024, "8454.99", "award-too-low"),
        (CERV_NETWORKS, 2026, "100000", None),
        (CERV_NETWORKS, 2026, "99999.99", "award-too-low"),
    ],
)
def test_award_lies_within_the_bounds(
    measure: str, year: int, award: str, code: str | None
) -> None:
    """An award that the measure does not give is a warning: the agency gave it, so it says."""
    project = network(measure=measure, call_year=year, grant=GrantAgreement(awarded=Decimal(award)))
    findings = [f for f in all_found(project) if f.code.startswith("award-")]

    assert [(f.code, f.severity) for f in findings] == ([(code, WARNING)] if code else [])


def paid_by_days(people: int, awarded: str | None = None, year: int = 2007) -> Project:
    """Return a project that is paid 10 EUR for each of so many people on one day."""
    event = meeting(
        attrs.evolve(delegation("Ort", "PL", people), kilometres=0),
        sittings=(sitting("IT", days=1),),
    )
    award = None if awarded is None else Decimal(awarded)
    grant = GrantAgreement(lump_sums=formula_table(), awarded=award)
    return network(event, measure="town-twinning-2007", call_year=year, grant=grant)


@pytest.mark.parametrize(
    ("people", "awarded", "codes"),
    [
        (99, None, ["final-grant-too-low"]),
        (99, "5000", ["final-grant-too-low"]),
        (99, "999.99", ["award-too-low"]),
        (100, None, []),
        (100, "999.99", ["award-too-low"]),
    ],
)
def test_a_final_grant_is_measured_by_what_took_place(
    people: int, awarded: str | None, codes: list[str]
) -> None:
    """Under 1 000 EUR nothing is paid, whatever was awarded; once is enough to say so."""
    findings = [f for f in all_found(paid_by_days(people, awarded)) if f.code.endswith("-too-low")]

    assert [(f.code, f.severity) for f in findings] == [(code, WARNING) for code in codes]


def test_a_final_grant_that_cannot_be_told_breaks_no_bound() -> None:
    """Without kilometres nothing is known, and the rule of 2007 is that of one call."""
    event = meeting(delegation("Ort", "PL", 1), sittings=(sitting("IT"),))
    unknown = attrs.evolve(paid_by_days(1), meetings=(event,))

    assert not found(unknown, "final-grant-too-low")
    assert not found(paid_by_days(1, year=2008), "final-grant-too-low")
    assert found(paid_by_days(1), "final-grant-too-low")[0].values["forecast"] == Decimal("10.00")


def test_unknown_award_breaks_no_bound() -> None:
    """Nothing is said of an award that is not given."""
    codes = [
        {finding.code for finding in all_found(network(grant=GrantAgreement(awarded=awarded)))}
        for awarded in (Decimal(1), None)
    ]

    assert ["award-too-low" in found for found in codes] == [True, False]
    assert not any(code.startswith("award-") for code in codes[1])


@pytest.mark.parametrize(("amount", "is_high"), [("10000", 0), ("10000.01", 1)])
def test_preparatory_activities_cost_at_most_10_000(amount: str, is_high: int) -> None:
    """The highest row of the table decides, wherever it stands."""
    rows = (
        Bracket(first=1, last=9, amount=Decimal(amount)),
        Bracket(first=10, last=None, amount=Decimal(1)),
    )
    table = LumpSumTable(source="made up", brackets=rows, preparatory=rows)
    project = network(measure="remembrance", grant=GrantAgreement(lump_sums=table))

    findings = found(project, "preparatory-grant-too-high")

    assert [(f.severity, f.values["amount"]) for f in findings] == (
        [(WARNING, Decimal(amount))] * is_high
    )


def test_table_without_preparatory_activities_breaks_nothing() -> None:
    """A table need not pay for them."""
    rows = (Bracket(first=1, last=None, amount=Decimal(99_999)),)
    table = LumpSumTable(source="made up", brackets=rows)
    project = network(measure="remembrance", grant=GrantAgreement(lump_sums=table))
    paying = GrantAgreement(lump_sums=attrs.evolve(table, preparatory=rows))

    assert found(attrs.evolve(project, grant=paying), "preparatory-grant-too-high")
    assert not found(project, "preparatory-grant-too-high")
    assert not found(network(measure="remembrance"), "preparatory-grant-too-high")


# Rules without bounds


WITHOUT_BOUNDS = {
    c for c in CheckName if "venue" in c or "type" in c or c is CheckName.PROJECT_IS_MEETING
}


@pytest.mark.parametrize("check", [c for c in CheckName if c not in WITHOUT_BOUNDS])
def test_rule_without_bounds_demands_nothing(check: CheckName) -> None:
    """A plugin may leave out a bound; nobody then invents one."""
    rule = Rule(check=check, source="a test", is_confirmed=True)
    unbound = attrs.evolve(measure_named("networks-of-towns"), rules=(rule,))
    bound = attrs.evolve(unbound, rules=(attrs.evolve(rule, minimum=10_000, maximum=0),))
    one = meeting(delegation("Bonn", "DE", 1), sittings=(sitting(days=400),))
    rows = (Bracket(first=1, last=None, amount=Decimal(1)),)
    table = LumpSumTable(source="made up", brackets=rows, preparatory=rows)
    found_by_rule: set[str] = set()
    for held in ((), (one,)):
        project = network(
            *held,
            start=date(2018, 9, 30),
            end=date(2019, 11, 3),
            partners=partners(("CH",)),
            grant=GrantAgreement(awarded=Decimal(0), lump_sums=table),
        )

        found_by_rule |= {f.code for f in all_found(project, bound)}
        assert {f.code for f in all_found(project, unbound)} <= {"rules-not-known"}
    assert found_by_rule - {"rules-not-known"}


# What is not known


def test_missing_partners_are_one_warning() -> None:
    """Without any partner no rule on partners is held to be broken."""
    codes = [f.code for f in all_found(network(partners=()))]
    (finding,) = found(network(partners=()), "partners-missing")

    assert finding.severity is WARNING
    assert "at least four eligible countries" in finding.source
    assert not {c for c in codes if c.endswith("partner-countries") or c.endswith("states")}


def test_missing_partners_of_applicants_are_one_warning() -> None:
    """Applicants are partners too."""
    project = cerv(measure=CERV_NETWORKS, call_year=2025, partners=())

    assert severities(project, "partners-missing") == [WARNING]
    assert not found(project, "too-few-applicants")


def test_measure_without_rules_on_partners_needs_none() -> None:
    """Of town twinning 2007–2013 no rule on partners is known."""
    project = network(measure="town-twinning-2007", call_year=2007, partners=())

    assert found(network(partners=()), "partners-missing")
    assert not found(project, "partners-missing")


@pytest.mark.parametrize(
    ("measure", "year", "is_unknown"),
    [
        ("networks-of-towns", 2013, 1),
        ("networks-of-towns", 2014, 0),
        ("networks-of-towns", 2020, 0),
        ("networks-of-towns", 2021, 1),
        ("town-twinning-2007", 2007, 1),
        ("town-twinning-2007", 2010, 1),
        (CERV_NETWORKS, 2021, 0),
        (CERV_NETWORKS, 2022, 1),
        (CERV_NETWORKS, 2025, 0),
        (CERV_NETWORKS, 2026, 1),
    ],
)
def test_call_of_which_no_rules_are_known_is_told(measure: str, year: int, is_unknown: int) -> None:
    """Silence would look as if all rules were kept; bounds of the grant alone are no rules."""
    findings = found(network(measure=measure, call_year=year), "rules-not-known")

    assert [f.severity for f in findings] == [WARNING] * is_unknown


def test_countries_not_known_are_told_once() -> None:
    """Partners, hosts and participants of countries in no list of ours make one note."""
    held = meeting(
        delegation("Oslo", "NO", 9),
        delegation("London", "UK", 9),
        delegation("Opole", "PL", 9),
        sittings=(sitting("IS"),),
    )
    project = cerv(held, held, partners=partners(("DE", "MD")))
    (finding,) = found(project, "eligibility-not-known")

    assert finding.severity is NOTE
    assert finding.values["countries"] == ("MD", "IS", "NO")
    assert not found(network(held), "eligibility-not-known")


@pytest.mark.parametrize(
    ("norwegians", "expected"), [(0, [ERROR]), (24, [ERROR]), (25, [WARNING]), (26, [WARNING])]
)
def test_people_of_unknown_standing_may_mend_a_rule(
    norwegians: int, expected: list[Severity]
) -> None:
    """Where people not known to be eligible could make 25 invited ones, nothing is proved."""
    held = meeting(delegation("Oslo", "NO", norwegians), delegation("Bonn", "DE", 60))

    assert severities(cerv(held), "too-few-invited-at-meeting") == expected


def test_hosts_of_unknown_standing_mend_nothing() -> None:
    """People from the country of the meeting are local, whether it takes part or not."""
    held = meeting(delegation("Oslo", "NO", 60), sittings=(sitting("NO"),))

    assert severities(cerv(held), "too-few-invited-at-meeting") == [ERROR]


@pytest.mark.parametrize(("norwegians", "expected"), [(2, [ERROR]), (3, [WARNING])])
def test_share_that_unknown_people_may_reach(norwegians: int, expected: list[Severity]) -> None:
    """Three Norwegians of ten could be the 30 per cent."""
    rule = Rule(check=CheckName.INVITED_SHARE, source="a test", is_confirmed=True, minimum=30)
    shares = attrs.evolve(measure_named(CERV), rules=(rule,))
    held = meeting(delegation("Oslo", "NO", norwegians), delegation("Bonn", "DE", 10 - norwegians))
    findings = found(cerv(held), "invited-share-too-low", shares)

    assert [f.severity for f in findings] == expected
    assert findings[0].values["share"] == Fraction(0)


@pytest.mark.parametrize(("norwegians", "expected"), [(24, [ERROR]), (25, [WARNING])])
def test_number_in_project_that_unknown_people_may_reach(
    norwegians: int, expected: list[Severity]
) -> None:
    """25 Norwegians could be the 25 invited people of a single event."""
    rule = Rule(check=CheckName.INVITED_IN_PROJECT, source="a test", is_confirmed=True, minimum=25)
    single = attrs.evolve(measure_named(CERV), rules=(rule,), is_single_event=True)
    held = meeting(delegation("Oslo", "NO", norwegians), delegation("Bonn", "DE", 9))

    assert severities(cerv(held), "too-few-invited", single) == expected


@pytest.mark.parametrize(("host", "expected"), [("NO", [WARNING]), ("UK", [ERROR]), ("DE", [])])
def test_venue_of_unknown_standing_is_a_warning(host: str, expected: list[Severity]) -> None:
    """Norway may take part in CERV for all we know; the United Kingdom does not."""
    rule = Rule(check=CheckName.VENUE, source="a test", is_confirmed=True)
    venue = attrs.evolve(measure_named(CERV), rules=(rule,))

    assert severities(cerv(meeting(sittings=(sitting(host),))), "venue-not-eligible", venue) == (
        expected
    )
