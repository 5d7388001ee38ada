"""The shipped data hold the numbers that were found, and no others."""

from __future__ import annotations

import pytest

from efc_reporting.errors import UnknownNameError
from efc_reporting.programme import CheckName, Measure, measure_named, shipped_measures

# Measure, rule, first and last call, minimum, maximum, confirmed.
RULES = """
town-twinning            partner-countries    2014 2020      2      - yes
town-twinning            member-states        2014 2017      1      - yes
town-twinning            member-states        2018 2018      1      - no
town-twinning            member-states        2019 2020      1      - no
town-twinning            invited-in-project   2014 2020     25      - yes
town-twinning            meetings             2014 2020      1      1 yes
town-twinning            meeting-days         2014 2020      -     21 yes
town-twinning            project-is-meeting   2014 2020      -      - no
town-twinning            venue-takes-part     2014 2020      -      - yes
town-twinning            grant                2014 2020   5000  25000 yes
networks-of-towns        partner-countries    2014 2020      4      - yes
networks-of-towns        member-states        2014 2018      1      - no
networks-of-towns        member-states        2019 2020      2      - yes
networks-of-towns        invited-share        2014 2020     30      - yes
networks-of-towns        meetings             2014 2020      4      - yes
networks-of-towns        meeting-days         2014 2020      -     21 yes
networks-of-towns        project-months       2014 2020      -     24 yes
networks-of-towns        venue                2014 2020      -      - no
networks-of-towns        grant                2014 2020  10000 150000 yes
civil-society            partner-countries    2014 2020      3      - yes
civil-society            member-states        2014 2018      1      - no
civil-society            member-states        2019 2020      2      - yes
civil-society            project-months       2014 2020      -     18 no
civil-society            venue                2014 2020      -      - no
civil-society            activity-types       2014 2020      2      - yes
civil-society            grant                2014 2020      - 150000 yes
remembrance              partner-countries    2014 2020      1      - yes
remembrance              member-states        2014 2018      1      - no
remembrance              member-states        2019 2020      1      - no
remembrance              project-months       2014 2020      -     18 yes
remembrance              venue                2014 2020      -      - no
remembrance              grant                2014 2020      - 100000 yes
remembrance              preparatory-grant    2014 2020      -  10000 yes
town-twinning-2007       final-grant          2007 2007   1000      - yes
networks-of-towns-2007   partner-countries    2007 2013      4      - yes
networks-of-towns-2007   invited-in-project   2007 2013     30      - yes
networks-of-towns-2007   meetings             2007 2013      3      - yes
networks-of-towns-2007   meeting-days         2007 2013      -     21 yes
networks-of-towns-2007   project-months       2007 2013      -     24 yes
cerv-town-twinning       partner-countries    2021 2026      2      - yes
cerv-town-twinning       member-states        2021 2026      1      - yes
cerv-town-twinning       people-per-meeting   2021 2026     50      - yes
cerv-town-twinning       invited-per-meeting  2021 2026     25      - yes
cerv-town-twinning       project-months       2021 2022      -     12 yes
cerv-town-twinning       project-months       2023 2026      6     12 yes
cerv-town-twinning       grant                2021 2022      -  30000 yes
cerv-town-twinning       grant                2023 2023      -  50745 yes
cerv-town-twinning       grant                2024 2024   8455  50745 yes
cerv-town-twinning       grant                2026 2026   8455  50745 yes
cerv-networks-of-towns   partner-countries    2021 2021      5      - yes
cerv-networks-of-towns   project-months       2021 2021     12     24 no
cerv-networks-of-towns   applicants           2025 2025      4      - yes
cerv-networks-of-towns   partner-countries    2025 2025      4      - yes
cerv-networks-of-towns   member-states        2025 2025      2      - yes
cerv-networks-of-towns   activity-countries   2025 2025      2      - yes
cerv-networks-of-towns   project-months       2025 2025     12     24 yes
cerv-networks-of-towns   grant                2026 2026 100000      - yes
"""


def test_rules_are_those_that_were_found() -> None:
    """Every row of the data stands here a second time: a slip of the hand shows."""
    rows = {
        (
            measure.name,
            str(rule.check),
            str(rule.first_call_year),
            str(rule.last_call_year),
            "-" if rule.minimum is None else str(rule.minimum),
            "-" if rule.maximum is None else str(rule.maximum),
            "yes" if rule.is_confirmed else "no",
        )
        for measure in shipped_measures()
        for rule in measure.rules
    }

    assert rows == {tuple(line.split()) for line in RULES.strip().splitlines()}


@pytest.mark.parametrize(("year", "minimum"), [(2018, 1), (2019, 2), (2020, 2)])
def test_rule_of_a_call_year(year: int, minimum: int) -> None:
    """Two Member States are demanded from the call of 2019."""
    rule = measure_named("networks-of-towns").rule(CheckName.MEMBER_STATES, year)

    assert rule
    assert rule.minimum == minimum


@pytest.mark.parametrize("year", [2013, 2021])
def test_no_rule_holds_outside_its_calls(year: int) -> None:
    """The programme had its first call in 2014 and its last in 2020."""
    measure = measure_named("networks-of-towns")

    assert measure.rules_in(year) == ()
    assert measure.rule(CheckName.MEETINGS, year) is None


def test_only_town_twinning_is_one_event() -> None:
    """Its page tells of each day."""
    assert [m.name for m in shipped_measures() if m.is_single_event] == [
        "town-twinning-2007",
        "town-twinning",
    ]


def test_measure_is_neither_one_event_nor_co_funded_unless_said() -> None:
    """Data and plugins say so only where it is."""
    shipped = measure_named("networks-of-towns")
    built = Measure(
        name="own", title="Own", programme=shipped.programme, notice_heading="", rules=()
    )

    assert not built.is_single_event
    assert not any(m.is_co_funded for m in (built, *shipped_measures()))


def test_unknown_measure_names_the_nearest() -> None:
    """A slip in the name of a measure is answered with the right one."""
    with pytest.raises(UnknownNameError, match="did you mean 'networks-of-towns'"):
        measure_named("network-of-towns")


LANGUAGES = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"


def test_cerv_disclaimer_stands_in_24_languages() -> None:
    """A document in any official language shows the official text."""
    programme = measure_named("cerv-town-twinning").programme
    disclaimers = dict(programme.disclaimer.texts)

    assert " ".join(sorted(disclaimers)) == LANGUAGES
    assert all("EACEA" in text for text in disclaimers.values())
    assert " ".join(sorted(programme.checked_languages)) == "bg de en es fr it pl ro"


def test_statement_never_abbreviates_the_union() -> None:
    """The statement is spelt out; where the quoted one is not, it is left out."""
    statements = dict(measure_named("cerv-town-twinning").programme.funding_statement.texts)

    assert " ".join(sorted(statements)) == LANGUAGES.replace(" pl", "")
    assert statements["de"] == "Von der Europäischen Union finanziert"
    for language, statement in statements.items():
        disclaimer = measure_named("cerv-town-twinning").programme.disclaimer
        assert disclaimer.in_language(language).startswith(f"{statement}. ")
