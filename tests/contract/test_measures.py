"""Our own measures keep the contract that third parties' measures keep."""

from __future__ import annotations

from efc_reporting.programme import measure_named, shipped_measures
from efc_reporting.testing import MeasureContract


class TestTownTwinning2007(MeasureContract):
    """Town twinning of 2007–2013 keeps the contract."""

    measure = measure_named("town-twinning-2007")
    call_years = range(2007, 2014)
    expected_failures = {
        "test_every_call_year_has_rules": "no source for the calls of 2008 to 2013 was read"
    }


class TestNetworksOfTowns2007(MeasureContract):
    """Networks of twinned towns of 2007–2013 keep the contract."""

    measure = measure_named("networks-of-towns-2007")
    call_years = range(2007, 2014)


class TestTownTwinning(MeasureContract):
    """Town twinning keeps the contract."""

    measure = measure_named("town-twinning")
    call_years = range(2014, 2021)


class TestNetworksOfTowns(MeasureContract):
    """Networks of towns keep the contract."""

    measure = measure_named("networks-of-towns")
    call_years = range(2014, 2021)


class TestCivilSociety(MeasureContract):
    """Civil society projects keep the contract."""

    measure = measure_named("civil-society")
    call_years = range(2014, 2021)


class TestRemembrance(MeasureContract):
    """Remembrance keeps the contract."""

    measure = measure_named("remembrance")
    call_years = range(2014, 2021)


class TestCervTownTwinning(MeasureContract):
    """Town twinning under CERV keeps the contract."""

    measure = measure_named("cerv-town-twinning")
    call_years = range(2021, 2027)


class TestCervNetworksOfTowns(MeasureContract):
    """Networks of towns under CERV keep the contract."""

    measure = measure_named("cerv-networks-of-towns")
    call_years = range(2021, 2027)
    expected_failures = {
        "test_every_call_year_has_rules": "no source for the calls of 2022 to 2024 was read"
    }


def test_every_shipped_measure_is_held_to_the_contract() -> None:
    """A measure that is added has to be added here."""
    held = {contract.measure.name for contract in MeasureContract.__subclasses__()}

    assert {measure.name for measure in shipped_measures()} <= held
