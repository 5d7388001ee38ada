"""Counting and checking 10,000 participants costs little, and grows with their number only."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import attrs
import pytest
from measuring import length, shortest_times

from efc_reporting import Reporter
from efc_reporting.model import Participant, Project
from projects import meeting, network, people, sitting

COUNTRIES = ("PL", "IT", "FR", "DE")
TOWNS = 40
PEOPLE_AT_A_MEETING = length(1_000)


def project_with(number: int) -> Project:
    """Return a network whose meetings, two at a time, list as many people from 40 towns each."""
    random = Random(2018)
    return network(
        *(
            meeting(
                id=f"meeting-{index}",
                sittings=(sitting("DE", date(2018, 7, 1) + timedelta(days=index // 2 * 7)),),
                participants=[
                    attrs.evolve(person, family_name=made_up_name(random), is_signed=True, age=40)
                    for town in range(TOWNS)
                    for person in people(
                        PEOPLE_AT_A_MEETING // TOWNS, COUNTRIES[town % 4], name=f"Town {town}"
                    )
                ],
            )
            for index in range(number // PEOPLE_AT_A_MEETING)
        )
    )


def made_up_name(random: Random) -> str:
    return "".join(random.choices("abdefgiklmnoprstuz", k=9))


def copied(project: Project) -> list[Participant]:
    """Return a copy of each participant: the peer, one attrs operation for one person."""
    return [
        attrs.evolve(person, address="x")
        for held in project.meetings
        for person in held.participants
    ]


@pytest.fixture(scope="module")
def reporter() -> Reporter:
    return Reporter(discover_plugins=False)


def test_checking_costs_less_than_copying_six_times(reporter: Reporter) -> None:
    """Facts and all checks of 10,000 people take at most six times as long as copying them."""
    number = length(10_000)
    project = project_with(number)
    checked, peer = shortest_times(
        lambda: reporter.check(project),
        lambda: copied(project),
        until=lambda checked, peer: checked / peer <= 6,
    )

    assert sum(len(held.participants) for held in project.meetings) == number
    assert checked / peer <= 6, f"{checked:.3f} s against {peer:.3f} s"


def test_checking_grows_with_the_number_of_people(reporter: Reporter) -> None:
    """Ten times as many people take ten times as long, far from the square, a hundred times."""
    small, large = project_with(length(10_000)), project_with(length(100_000))
    few, many = shortest_times(
        lambda: reporter.check(small),
        lambda: reporter.check(large),
        until=lambda few, many: many / few <= 15,
    )

    assert many / few <= 15, f"{many:.3f} s against {few:.3f} s"
