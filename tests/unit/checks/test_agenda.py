"""Which days belong to a meeting: the first and the last one too, and none around them."""

from __future__ import annotations

from datetime import date

import pytest

from efc_reporting.checks import check_agenda, check_attendance
from efc_reporting.facts import count
from efc_reporting.model import AgendaItem, Finding, Meeting, Project, Sitting
from efc_reporting.programme import measure_named
from projects import meeting, monteu_mareu, network, people, sitting

FIRST, LAST = date(2018, 6, 4), date(2018, 6, 7)
JUNE = sitting("IT", FIRST, days=4)


def findings(project: Project) -> dict[str, Finding]:
    measure = measure_named(project.measure)
    return {f.code: f for f in check_agenda(project, count(project, measure), measure)}


def with_programme(*days: int, sittings: tuple[Sitting, ...] = (JUNE,)) -> Meeting:
    items = [AgendaItem(date=date(2018, 6, day), text="A day") for day in days]
    return meeting(sittings=sittings, agenda=items)


def test_first_and_last_day_belong_to_the_meeting() -> None:
    """The days beside them do not."""
    found = findings(network(with_programme(3, 4, 7, 8)))

    assert found["agenda-outside-meeting"].values["days"] == ("2018-06-03", "2018-06-08")
    assert not findings(network(with_programme(4, 7)))


@pytest.mark.parametrize(
    ("days", "empty"),
    [((4, 5, 6, 7), None), ((5, 6, 7), ("2018-06-04",)), ((4, 6), ("2018-06-05", "2018-06-07"))],
)
def test_town_twinning_has_a_programme_for_each_day(
    days: tuple[int, ...], empty: tuple[str, ...] | None
) -> None:
    """From the first to the last, and for no other."""
    found = findings(monteu_mareu(meetings=(with_programme(*days),)))

    assert (empty is not None) is ("days-without-programme" in found)
    if empty:
        assert found["days-without-programme"].values["days"] == empty


def test_networks_need_no_programme_for_each_day() -> None:
    """The template of networks asks for an aim instead."""
    held = with_programme()

    assert "days-without-programme" in findings(monteu_mareu(meetings=(held,)))
    assert not findings(network(held))


def test_days_of_every_sitting_belong_to_the_meeting() -> None:
    """A sitting of which the month alone is known gives no days, and takes none from the others."""
    later = sitting("PL", date(2018, 6, 20), days=1)
    month = Sitting(place="Bytów", country="PL", month="2018-07")
    found = findings(network(with_programme(4, 20, 21, sittings=(JUNE, month, later))))

    assert found["agenda-outside-meeting"].values["days"] == ("2018-06-21",)
    assert not findings(network(with_programme(21, sittings=(month,))))


@pytest.mark.parametrize(("start", "overlaps"), [(LAST, True), (date(2018, 6, 8), False)])
def test_meetings_overlap_from_the_first_common_day(start: date, overlaps: bool) -> None:
    """Who leaves one meeting on the day on which the other begins is asked, not the day after."""
    one = meeting(id="one", sittings=(JUNE,), participants=people(2, "PL"))
    other = meeting(id="other", sittings=(sitting(start=start),), participants=people(2, "PL"))
    project = network(one, other)
    codes = {
        f.code for f in check_attendance(project, count(project, measure_named("remembrance")))
    }

    assert ("person-in-two-places" in codes) is overlaps
