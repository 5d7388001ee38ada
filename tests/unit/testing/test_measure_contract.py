"""The contract of measures finds what is broken, and passes what is sound."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from efc_reporting.programme import CheckName, Measure, Membership, Programme, Rule, measure_named
from efc_reporting.testing import MeasureContract
from efc_reporting.testing.contracts.boundary_projects import boundary_cases
from efc_reporting.testing.contracts.contract import promises_of

SOUND = attrs.evolve(measure_named("networks-of-towns"), name="example-networks")
PROGRAMME = SOUND.programme
RULE = SOUND.rules[0]


def contract_of(tested: Measure) -> Any:
    class Contract(MeasureContract):
        measure = tested
        call_years = range(2014, 2021)

    return Contract()


def with_programme(**changes: Any) -> Measure:
    return attrs.evolve(SOUND, programme=attrs.evolve(PROGRAMME, **changes))


def with_rule(**changes: Any) -> Measure:
    return attrs.evolve(SOUND, rules=(attrs.evolve(RULE, **changes), *SOUND.rules[1:]))


BACKWARDS = Membership(
    country="NO", is_member_state=False, since=date(2019, 1, 1), until=date(2018, 1, 1)
)
BROKEN: list[tuple[str, Measure, str]] = [
    ("name", attrs.evolve(SOUND, name="My Measure"), "test_says_what_it_is"),
    ("title", attrs.evolve(SOUND, title=" "), "test_says_what_it_is"),
    ("heading", attrs.evolve(SOUND, notice_heading=""), "test_says_what_it_is"),
    ("greek", with_programme(disclaimer={"el": "…"}), "test_programme_has_texts_in_english"),
    ("no text", with_programme(funding_statement=""), "test_programme_has_texts_in_english"),
    ("co-funded", attrs.evolve(SOUND, is_co_funded=True), "test_programme_has_texts_in_english"),
    ("no country", with_programme(memberships=()), "test_programme_says_who_takes_part"),
    ("source", with_programme(countries_source=""), "test_programme_says_who_takes_part"),
    ("in and out", with_programme(excluded=("DE",)), "test_programme_says_who_takes_part"),
    ("GB", with_programme(excluded=("GB",)), "test_programme_says_who_takes_part"),
    ("backwards", with_programme(memberships=(BACKWARDS,)), "test_programme_says_who_takes_part"),
    ("no rule", attrs.evolve(SOUND, rules=()), "test_every_rule_has_a_source_and_a_state"),
    ("no source", with_rule(source="guide"), "test_every_rule_has_a_source_and_a_state"),
    ("no state", with_rule(is_confirmed=None), "test_every_rule_has_a_source_and_a_state"),
    ("bound", with_rule(maximum=9), "test_rules_have_the_bounds_of_their_kind"),
    ("no bound", with_rule(minimum=None), "test_rules_have_the_bounds_of_their_kind"),
    ("twice", attrs.evolve(SOUND, rules=(*SOUND.rules, RULE)), "test_rules_do_not_contradict"),
    ("gap", attrs.evolve(SOUND, rules=(with_rule(first_call_year=2015).rules[0],)), "test_every_c"),
    ("too many", with_rule(minimum=99), "test_boundaries_are_inclusive"),
]


@pytest.mark.parametrize(
    ("broken", "begins"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN]
)
def test_contract_finds_what_is_broken(broken: Measure, begins: str) -> None:
    """Each test of the contract fails for a measure that breaks that one promise."""
    (test,) = [name for name in promises_of(MeasureContract) if name.startswith(begins)]

    with pytest.raises(AssertionError):
        getattr(contract_of(broken), test)()


@pytest.mark.parametrize("test", promises_of(MeasureContract))
def test_contract_passes_a_sound_measure(test: str) -> None:
    """A measure as the library's own passes under a name that only a plugin knows."""
    getattr(contract_of(SOUND), test)()


@pytest.mark.parametrize("check", CheckName)
def test_every_kind_of_rule_has_projects_at_its_boundary(check: CheckName) -> None:
    """A check that is added has to be added to the projects."""
    bounds = {CheckName.MEETING_DAYS: (None, 2), CheckName.PREPARATORY_GRANT: (None, 2)}
    minimum, maximum = bounds.get(check, (2, None))
    if check in (CheckName.PROJECT_IS_MEETING, CheckName.VENUE, CheckName.VENUE_TAKES_PART):
        minimum = maximum = None
    rule = Rule(check=check, source="a test", is_confirmed=True, minimum=minimum, maximum=maximum)
    found = [
        (case.is_kept, bool(case.findings(SOUND, rule))) for case in boundary_cases(SOUND, rule)
    ]

    assert sorted(found) == [(False, True), (True, False)]


def test_programme_of_few_countries_is_told_so() -> None:
    """A rule that nobody can keep is named with the numbers."""
    small = Programme(
        name="small",
        title="Small",
        memberships=[Membership(country="DE", is_member_state=True)],
        countries_source="an example of a test",
        funding_statement="Funded",
        disclaimer="Disclaimed",
    )

    with pytest.raises(AssertionError, match="speaks of 4 countries, the programme has 1"):
        contract_of(attrs.evolve(SOUND, programme=small)).test_boundaries_are_inclusive()
