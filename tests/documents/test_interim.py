"""The interim report tells the state of the work on its day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from composing import LATER, cells, composed, paragraphs, section, titles

from efc_reporting import Reporter
from efc_reporting.blocks import KeyFigures, SignatureBlock, Table
from efc_reporting.blocks.document import Document
from efc_reporting.model import Findings, Sitting
from efc_reporting.testing import sample_project
from projects import delegation, meeting, monteu_mareu, network, sitting, tolint

BETWEEN = date(2018, 8, 1)
"""A day between TOLINT's first event and its second."""


def table(document: Document, caption: str) -> Table:
    (found,) = [t for t in document.tables() if t.caption == caption]
    return found


def states(document: Document) -> list[tuple[str, str]]:
    return [(row[3], row[4]) for row in cells(table(document, "Meetings held and planned"))]


def figures(document: Document) -> dict[str, object]:
    return {f.key: f.value for f in document.key_figures()}


def test_meetings_before_the_day_are_held() -> None:
    """On 1 August 2018 Perugia was held and Potsdam planned; planned ones have no people yet."""
    document = composed(tolint(), "interim", as_of=BETWEEN)

    assert states(document) == [("held", "27"), ("planned", "–")]


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2018, 10, 2), "planned"), (date(2018, 10, 3), "held"), (date(2018, 10, 4), "held")],
)
def test_meeting_is_held_on_its_last_day(day: date, state: str) -> None:
    """A meeting counts as held from its last day on."""
    assert states(composed(tolint(), "interim", as_of=day))[1][0] == state


def test_meeting_of_several_sittings_is_held_after_the_last() -> None:
    """Between two sittings the meeting is not over."""
    project = sample_project()

    assert states(composed(project, "interim", as_of=date(2019, 5, 20)))[2][0] == "planned"
    assert states(composed(project, "interim", as_of=date(2019, 6, 4)))[2][0] == "held"


def test_meeting_without_a_date_is_planned() -> None:
    """Nobody can say that a meeting without any date lies behind."""
    one = meeting(delegation("Opole", "PL", 3), sittings=())

    assert states(composed(network(one), "interim")) == [("planned", "–")]


def test_participation_counts_meetings_held_so_far() -> None:
    """The figures are those of Perugia alone until Potsdam was held."""
    assert figures(composed(tolint(), "interim", as_of=BETWEEN))["total"] == 27
    assert figures(composed(tolint(), "interim"))["total"] == 80


def test_nothing_held_is_nothing_known() -> None:
    """Before the first meeting there are no figures, and the report says so."""
    document = composed(tolint(), "interim", as_of=date(2018, 6, 1))

    assert not [b for b in document.walk() if isinstance(b, KeyFigures)]
    assert "The number of participants is not known." in paragraphs(document)


def test_share_stands_against_the_minimum() -> None:
    """Each meeting held has its share beside the 30 % that the measure demands, and its source."""
    minimum = table(composed(tolint(), "interim"), "Invited people against the minimum")

    assert [row[3].value for row in minimum.rows] == [Fraction(10, 27), Fraction(20, 53)]
    assert {row[4].value for row in minimum.rows} == {Fraction(3, 10)}
    assert "30 %" in minimum.note


def test_twinning_stands_against_its_number() -> None:
    """Town twinning demands 25 invited people, not a share."""
    document = composed(monteu_mareu(), "interim")
    minimum = table(document, "Invited people against the minimum")

    assert [(row[2].value, row[4].value) for row in minimum.rows] == [(38, 25)]


def test_moved_meetings_are_deviations() -> None:
    """A meeting held elsewhere or at another time than planned stands with both."""
    planned = Sitting(place="Bonn", country="DE", start=date(2019, 1, 15), end=date(2019, 1, 18))
    held = Sitting(place="Bonn", country="DE", start=date(2019, 12, 9), end=date(2019, 12, 11))
    one = meeting(delegation("Opole", "PL", 1), sittings=(held,), planned=planned)
    moved = table(composed(network(one), "interim"), "Meetings held elsewhere or on other days")

    assert cells(moved) == [
        [
            "Meeting 1: Workshop",
            "Bonn (Germany), 15 January 2019 – 18 January 2019",
            "Bonn (Germany), 9 December 2019 – 11 December 2019",
        ]
    ]


def test_meeting_as_planned_is_no_deviation() -> None:
    """Without a change there is no section on deviations."""
    one = meeting(delegation("Opole", "PL", 1), planned=sitting())
    moved = attrs.evolve(one, planned=sitting("PL"))

    assert section(composed(network(moved), "interim"), "deviations").title == "Deviations"
    assert "Deviations" not in titles(composed(network(one), "interim"))


def test_next_steps_are_the_meetings_ahead() -> None:
    """What lies ahead is listed with place and dates, and nothing when all is done."""
    ahead = section(composed(tolint(), "interim", as_of=BETWEEN), "next-steps")

    assert paragraphs(ahead)[1:] == [
        "• Meeting 2: Conference: Potsdam (Germany), 30 September 2018 – 3 October 2018"
    ]
    assert "Next steps" not in titles(composed(tolint(), "interim"))


def test_meeting_ahead_without_a_place_has_no_dangling_colon() -> None:
    """A meeting of which only the title is known is named by it."""
    ahead = section(composed(network(meeting(sittings=())), "interim"), "next-steps")

    assert paragraphs(ahead)[1:] == ["• Meeting 1: Workshop"]


def test_open_points_are_the_findings() -> None:
    """What is still to be cleared stands in the report, the worst first."""
    wrong = attrs.evolve(tolint().meetings[0], declared_total=28)
    document = composed(attrs.evolve(tolint(), meetings=(wrong,)), "interim")
    points = table(document, "Findings")

    assert document.is_draft
    assert points.rows[0][0].text == "error"
    assert any("28" in row[1].text and "27" in row[1].text for row in points.rows)


def test_what_only_time_brings_is_no_open_point() -> None:
    """That nobody came yet to a meeting that lies ahead is no gap, nor what a folder lacks."""
    held = meeting(id="held", sittings=[sitting("DE", date(2018, 6, 4))])
    ahead = meeting(id="ahead", sittings=[sitting("DE", date(2018, 9, 30))])

    def points(as_of: date) -> list[str]:
        document = composed(network(held, ahead), "interim", as_of=as_of)
        return [row[1].text for row in table(document, "Findings").rows]

    between, later = points(BETWEEN), points(LATER)

    assert [p for p in between if p.startswith("Meeting 1") and "how many people came" in p]
    assert not [p for p in between if p.startswith("Meeting 2")]
    assert [p for p in later if p.startswith("Meeting 2")]
    assert not [p for p in between + later if "lump-sums.toml" in p]


def test_nothing_found_leaves_no_open_points() -> None:
    """Where nothing was found, there is no such section."""
    reporter = Reporter(discover_plugins=False, as_of=LATER)
    context = attrs.evolve(reporter.context(tolint()), findings=Findings())
    document = reporter.registry.document("interim").compose(context)

    assert "Open points" in titles(composed(network(), "interim"))
    assert "Open points" not in titles(document)


def test_draft_follows_from_errors_alone() -> None:
    """Notes and warnings make no draft."""
    document = composed(network(), "interim")
    levels = {row[0].text for row in table(document, "Findings").rows}

    assert "warning" in levels
    assert document.is_draft == ("error" in levels)
    assert not composed(sample_project(), "interim").is_draft


def test_interim_report_is_signed() -> None:
    """The legal representative of the beneficiary signs."""
    document = composed(tolint(), "interim", audience="agency")

    assert [b.signatory for b in document.walk() if isinstance(b, SignatureBlock)] == [
        "Erika Beispiel"
    ]


def test_month_alone_is_written_as_a_month() -> None:
    """Where exact dates are not published the report shows the month and invents no day."""
    one = meeting(sittings=(Sitting(place="Bytów", country="PL", month="2021-09"),))
    project = network(one, start=date(2021, 9, 1), end=date(2023, 3, 31), call_year=2020)
    document = composed(project, "interim", as_of=date(2021, 12, 1))

    assert [row[2] for row in cells(table(document, "Meetings held and planned"))] == [
        "September 2021"
    ]


def test_german_words_are_german() -> None:
    """States and headings are translated."""
    document = composed(tolint(), "interim", language="de", as_of=BETWEEN)
    meetings = table(document, "Durchgeführte und geplante Treffen")

    assert document.title == "Zwischenbericht"
    assert [row[3] for row in cells(meetings)] == ["durchgeführt", "geplant"]
    assert cells(meetings)[0][2] == "4. Juni 2018 – 7. Juni 2018"
