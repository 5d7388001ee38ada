"""Attendance lists: one for each meeting and delegation, with a lasting id and a fixed order."""

from __future__ import annotations

import attrs
import pytest

from efc_reporting.errors import NotAcceptedError, UnknownNameError
from efc_reporting.facts.attendance import (
    as_printed,
    attendance_lists,
    list_named,
    numbers_in,
    printed_name,
)
from efc_reporting.model import Participant
from efc_reporting.testing import sample_project
from projects import meeting, network, people


def test_each_delegation_at_each_meeting_has_a_list() -> None:
    """Two meetings with people from one town have two lists with two ids."""
    both = [meeting(participants=people(2, "PL", name="Opole"), id=name) for name in ("a", "b")]
    lists = attendance_lists(network(*both))

    assert [(found.meeting, found.town.name) for found in lists] == [("a", "Opole"), ("b", "Opole")]
    assert len({found.id for found in lists}) == 2


def test_id_outlives_changes_of_names_and_titles() -> None:
    """Only reference, meeting and town decide the id; the state tells that people changed."""
    before = attendance_lists(sample_project())[0]
    first, *others = sample_project().meetings
    renamed = [attrs.evolve(p, given_name=f"{p.given_name}x") for p in first.participants]
    changed = attrs.evolve(first, title="Other", participants=renamed)
    after = attendance_lists(attrs.evolve(sample_project(), meetings=(changed, *others)))[0]

    assert after.id == before.id
    assert after.state != before.state


def test_id_is_short_and_hard_to_misread() -> None:
    """Nine signs, without I and O."""
    lists = attendance_lists(sample_project())

    assert lists
    for found in lists:
        assert len(found.id) == 9
        assert not set(found.id) & set("IO01")


def test_numbers_follow_names_and_then_the_sheet() -> None:
    """Family name, given name, and people of one name as they stand in the sheet."""
    names = (("Zając", "A"), ("Łukasz", "B"), ("Lis", "B"), ("Lis", "A"), ("Lis", "A"))
    listed = [
        Participant(family_name=f, given_name=g, organisation=str(n), town="Opole", country="PL")
        for n, (f, g) in enumerate(names)
    ]
    (found,) = attendance_lists(network(meeting(participants=listed)))

    assert [p.organisation for p in found.people] == ["3", "4", "2", "1", "0"]


def test_list_is_found_however_its_id_is_typed() -> None:
    """Small letters and blanks do no harm; an unknown id is told with the nearest."""
    found = attendance_lists(sample_project())[0]

    assert list_named(sample_project(), f" {found.id.lower()} ") == found
    with pytest.raises(UnknownNameError):
        list_named(sample_project(), "nothing")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1-3,5", (1, 2, 3, 5)),
        ("5, 1 – 2", (1, 2, 5)),
        ("2,2,1-2", (1, 2)),
        ("none", ()),
        ("5", (5,)),
    ],
)
def test_numbers_and_ranges_are_read(text: str, numbers: tuple[int, ...]) -> None:
    """Numbers, ranges and none; each number once, in order."""
    assert numbers_in(text, 5) == numbers


@pytest.mark.parametrize("text", ["", "0", "6", "3-1", "1-6", "a", "1;2", "-1", "²"])
def test_numbers_that_nobody_has_are_refused(text: str) -> None:
    """A number beyond the list, a range turned round, or anything else is an error."""
    with pytest.raises(NotAcceptedError):
        numbers_in(text, 5)


@pytest.mark.parametrize(
    ("text", "missing"),
    [("1-5", "4-5"), ("4", "4"), ("2,4,7-8", "4, 7-8"), ("0-2,5", "0, 5")],
)
def test_numbers_that_do_not_exist_are_named(text: str, missing: str) -> None:
    """Those alone, with those that do exist: half of 1-5 may be right."""
    with pytest.raises(NotAcceptedError) as caught:
        numbers_in(text, 3)

    assert caught.value.problem == f"the list has the numbers 1-3, but not {missing}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K7QD-3MXA", ("K7QD-3MXA", "")),
        ("k7qd-3mxa-59y8", ("K7QD-3MXA", "59Y8")),
        ("K7QD-3MXA, Stand 59Y8", ("K7QD-3MXA", "59Y8")),
        ("K7QD 3MXA 59Y8", ("K7QD-3MXA", "59Y8")),
        ("anything", ("anything", "")),
    ],
)
def test_a_paper_is_read_as_id_and_state(text: str, expected: tuple[str, str]) -> None:
    """However its letters, its hyphens and the word between them are typed."""
    assert printed_name(text) == expected


def test_a_list_is_only_taken_in_the_state_of_the_paper() -> None:
    """The error tells both states apart, and how many people the list has now."""
    found = attendance_lists(sample_project())[0]

    assert as_printed(found, found.state) == found
    for state in ("", "AAAA", found.state[:3]):
        with pytest.raises(NotAcceptedError) as caught:
            as_printed(found, state)
        assert f"({len(found.people)})" in str(caught.value)
        assert f"the state {found.state}" in str(caught.value)
