"""Figures and dates that do not fit each other are found; those that fit are left alone."""

from __future__ import annotations

from datetime import date

from efc_reporting.checks import check_consistency
from efc_reporting.facts import count
from efc_reporting.model import Finding, Meeting, Project, Severity, Sitting
from efc_reporting.programme import measure_named
from projects import delegation, meeting, monteu_mareu, network, people, sitting, tolint


def findings(project: Project) -> list[Finding]:
    return list(check_consistency(project, count(project, measure_named(project.measure))))


def codes(*meetings: Meeting, **values: object) -> list[str]:
    return [finding.code for finding in findings(network(*meetings, **values))]


def test_published_pages_without_defects_are_consistent() -> None:
    """TOLINT and MontEU MarEU contradict themselves nowhere."""
    assert findings(tolint()) == []
    assert findings(monteu_mareu()) == []


def test_declared_total_that_does_not_add_up_is_found() -> None:
    """Europa-Dialog's event 8 says 30 where the delegations add up to 32."""
    vratsa = meeting(
        delegation("Frankfurt (Oder)", "DE", 8),
        delegation("Słubice", "PL", 4),
        delegation("Vratsa", "BG", 20),
        declared_total=30,
    )
    (finding,) = findings(network(vratsa))

    assert finding.code == "total-differs"
    assert finding.severity is Severity.ERROR
    assert finding.where == "meetings.meeting.declared_total"
    assert (finding.values["declared"], finding.values["total"]) == (30, 32)
    assert "the delegations add up to 32" in str(finding)


def test_a_total_beside_a_list_is_told_by_who_is_counted() -> None:
    """Five are declared, three listed, two declared elsewhere: the declarations add up to seven."""
    one = meeting(
        delegation("Ort", "IT", 5),
        delegation("Opole", "PL", 2),
        participants=people(3, "IT"),
        declared_total=8,
    )
    found = {finding.code: finding for finding in findings(network(one))}

    assert "the declared total is 8, but 5 people are counted" in str(found["total-differs"])
    assert "add up" not in str(found["total-differs"])

    (list_alone,) = findings(network(meeting(participants=people(3, "IT"), declared_total=8)))

    assert "but 3 people are counted" in str(list_alone)


def test_declared_total_alone_contradicts_nothing() -> None:
    """Where no town is known there is nothing to compare the total with."""
    assert codes(meeting(delegation("Opole", "PL", 5), declared_total=30)) == ["total-differs"]
    assert codes(meeting(declared_total=30)) == []


def test_list_that_differs_from_the_declaration_is_found() -> None:
    """Five declared people and a list of three contradict each other, by town."""
    one = meeting(
        delegation("Ort", "IT", 5),
        delegation("Opole", "PL", 2),
        participants=[*people(3, "IT"), *people(2, "PL", name="Opole")],
    )
    (finding,) = findings(network(one))

    assert finding.code == "list-differs"
    assert finding.severity is Severity.ERROR
    assert (finding.values["declared"], finding.values["listed"]) == (5, 3)
    assert finding.values["town"] == "Ort (IT)"


def test_declared_nobody_and_a_list_contradict_each_other() -> None:
    """A declared zero is a declaration."""
    one = meeting(delegation("Ort", "IT", 0), participants=people(3, "IT"))

    assert codes(one) == ["list-differs"]


def test_list_of_another_town_contradicts_nothing() -> None:
    """A town may be declared only while another one is listed."""
    one = meeting(delegation("Opole", "PL", 5), participants=people(3, "IT"))

    assert codes(one) == []


def test_meeting_that_ends_before_it_starts_is_found() -> None:
    """Europa-Dialog's event 8 starts on 30 May 2014 and ends on 2 May 2014."""
    backwards = Sitting(place="Vratsa", country="BG", start=date(2014, 5, 30), end=date(2014, 5, 2))
    project = network(
        meeting(sittings=(backwards,)), start=date(2013, 1, 1), end=date(2014, 12, 31)
    )
    (finding,) = findings(project)

    assert finding.code == "meeting-ends-before-start"
    assert finding.severity is Severity.ERROR
    assert (finding.values["start"], finding.values["end"]) == (backwards.start, backwards.end)


def test_project_that_ends_before_it_starts_is_found() -> None:
    """A project's end lies on its start or later."""
    one = date(2018, 6, 1)

    assert codes(start=one, end=one) == []
    assert codes(start=one, end=date(2018, 5, 31)) == ["project-ends-before-start"]


def test_meeting_outside_the_project_is_found() -> None:
    """A meeting that begins the day before the start lies outside, at least in part."""
    start = date(2018, 6, 1)
    before = meeting(sittings=(sitting(start=date(2018, 5, 31), days=1),))
    across = meeting(sittings=(sitting(start=date(2018, 5, 31), days=2),))

    assert codes(before, start=start) == ["meeting-outside-project"]
    assert codes(across, start=start) == ["meeting-outside-project"]


def test_a_meeting_is_said_to_lie_outside_once() -> None:
    """Two sittings outside the project are one finding; a project that runs backwards none."""
    day = date(2018, 5, 1)
    twice = meeting(sittings=(sitting(start=day, days=1), sitting("PL", start=day, days=1)))

    assert codes(twice, start=date(2018, 6, 1)) == ["meeting-outside-project"]
    assert codes(twice, start=date(2018, 6, 1), end=date(2018, 4, 1)) == [
        "project-ends-before-start"
    ]


def test_meetings_out_of_order_are_found() -> None:
    """The reports number meetings as they stand, so the later one should stand later."""
    early, late = date(2018, 9, 3), date(2018, 10, 1)
    first = meeting(id="first", sittings=(sitting(start=late, days=2),))
    second = meeting(id="second", sittings=(sitting(start=early, days=2),))
    (finding,) = findings(network(first, second))

    assert (finding.code, finding.severity) == ("meetings-out-of-order", Severity.WARNING)
    assert finding.where == "meetings.second.sittings"
    assert (finding.values["start"], finding.values["earlier_start"]) == (early, late)
    assert codes(second, first) == []


def test_meetings_of_one_day_or_one_month_are_in_order() -> None:
    """Two that begin together are in order, and a month alone does not say which came first."""
    day = date(2018, 9, 10)
    dated = meeting(id="dated", sittings=(sitting(start=day, days=1),))
    same = meeting(id="same", sittings=(sitting(start=day, days=1),))
    month = meeting(id="month", sittings=(Sitting(place="Bytów", country="PL", month="2018-09"),))

    assert codes(dated, same) == []
    assert codes(dated, month) == []


def test_meeting_after_the_project_is_found() -> None:
    """A meeting may begin on the project's last day and not later."""
    end = date(2018, 12, 31)
    last = meeting(sittings=(sitting(start=end, days=1),))
    after = meeting(sittings=(sitting(start=date(2019, 1, 1), days=1),))

    assert codes(last, end=end) == []
    assert codes(after, end=end) == ["meeting-outside-project"]


def test_month_of_the_projects_end_lies_inside() -> None:
    """A month that only partly belongs to the project is not outside it."""
    september = meeting(sittings=(Sitting(place="Bytów", country="PL", month="2021-09"),))

    assert codes(september, start=date(2021, 9, 30), end=date(2023, 3, 31)) == []
    assert codes(september, start=date(2021, 10, 1), end=date(2023, 3, 31)) == [
        "meeting-outside-project"
    ]


def test_a_month_that_begins_on_the_last_day_lies_inside() -> None:
    """The meeting may have been on that very day; of a month after it, it cannot."""
    month = meeting(sittings=(Sitting(place="Bytów", country="PL", month="2019-12"),))

    assert codes(month, end=date(2019, 12, 1)) == []
    assert codes(month, end=date(2019, 11, 30)) == ["meeting-outside-project"]


def test_a_project_of_one_day_has_an_outside_too() -> None:
    """It starts and ends on the same day; one that ends before it starts has neither."""
    one = meeting(sittings=(sitting(start=date(2018, 6, 2), days=1),))
    day = date(2018, 6, 1)

    assert codes(one, start=day, end=day) == ["meeting-outside-project"]
    assert codes(one, start=day, end=date(2018, 5, 31)) == ["project-ends-before-start"]


def test_a_sitting_without_any_date_lies_nowhere() -> None:
    """That the days are missing is said elsewhere."""
    assert codes(meeting(sittings=(Sitting(place="Bytów", country="PL"),))) == []


def test_every_sitting_is_looked_at() -> None:
    """The second sitting of a meeting can lie outside while the first does not."""
    sittings = (sitting(), sitting("PL", date(2025, 1, 1)))

    assert codes(meeting(sittings=sittings)) == ["meeting-outside-project"]
