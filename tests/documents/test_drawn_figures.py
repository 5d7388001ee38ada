"""Charts and the map say what the facts say, and stand only where they help."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from composing import composed, section

from efc_reporting import Project, load_project
from efc_reporting.blocks import Chart, Map, Table
from efc_reporting.blocks.document import Document
from efc_reporting.errors import InvalidValueError
from efc_reporting.model import Partner
from efc_reporting.testing import sample_project
from projects import ROOT, delegation, meeting, monteu_mareu, network, tolint


def charts(document: Document) -> dict[str, Chart]:
    """Return the charts of a document by their captions."""
    return {block.caption: block for block in document.walk() if isinstance(block, Chart)}


def maps(document: Document) -> list[Map]:
    """Return the maps of a document."""
    return [block for block in document.walk() if isinstance(block, Map)]


def at(project: Project, **places: tuple[str, str]) -> Project:
    """Return a project whose first partners have coordinates."""
    partners = [
        attrs.evolve(partner, latitude=Decimal(place[0]), longitude=Decimal(place[1]))
        for partner, place in zip(project.partners, places.values(), strict=False)
    ]
    return attrs.evolve(project, partners=(*partners, *project.partners[len(partners) :]))


def test_countries_stand_with_their_people_most_first() -> None:
    """The bars of TOLINT are its participations; countries outside the programme are marked."""
    chart = charts(composed(tolint(), "narrative"))["Participants by country"]
    counts = [bar.value for bar in chart.bars]

    assert counts == sorted(counts, reverse=True)
    assert "Switzerland (not eligible)" in {bar.label for bar in chart.bars}
    assert all(f"{bar.label}: {bar.text}" in chart.alternative for bar in chart.bars)


def test_shares_stand_against_the_minimum() -> None:
    """Networks of towns need thirty per cent of invited people; the conference had 20 of 53."""
    example = load_project(ROOT / "examples" / "tolint")
    chart = charts(composed(example, "narrative"))["Share of invited people at each meeting"]
    shares = {bar.label: bar.value for bar in chart.bars}

    assert chart.minimum == Fraction(30, 100)
    assert shares["Meeting 2: Conference in Potsdam"] == Fraction(20, 53)
    assert "Minimum: 30.0" in chart.alternative


def test_interim_draws_meetings_that_are_over_without_a_second_table() -> None:
    """The table of the same shares stands above the chart."""
    example = load_project(ROOT / "examples" / "tolint")
    before = composed(example, "interim", as_of=date(2018, 7, 1))
    chart = charts(composed(example, "interim"))["Share of invited people at each meeting"]

    assert not charts(before)
    assert not chart.has_table
    assert len(chart.bars) == 3


def test_ages_and_genders_add_up() -> None:
    """Those of whom nothing is known have a bar too, so that every chart shows everybody."""
    project = sample_project()
    drawn = charts(composed(project, "narrative", audience="agency"))
    genders = Counter(p.gender for m in project.meetings for p in m.participants if p.gender)
    everybody = sum(bar.value for bar in drawn["Participants by country"].bars)

    for caption in ("Participants by age", "Participants by gender"):
        assert sum(bar.value for bar in drawn[caption].bars) == everybody
    shown = {bar.label: bar.value for bar in drawn["Participants by gender"].bars}
    assert shown["female"] == genders["female"]


@pytest.mark.parametrize("audience", ["public", "partners"])
def test_ages_and_genders_are_for_the_agency(audience: str) -> None:
    """One of few people of a sort could be told by those who know them."""
    drawn = charts(composed(sample_project(), "narrative", audience=audience))

    assert "Participants by country" in drawn
    assert not {"Participants by age", "Participants by gender"} & set(drawn)


def test_one_bar_alone_is_no_chart() -> None:
    """A project of one meeting and nobody counted has nothing to compare."""
    counted = [meeting(delegation("Opole", "PL", n), id=f"m{n}") for n in (1, 2)]

    assert charts(composed(network(*counted), "narrative"))
    assert not charts(composed(network(meeting()), "narrative"))


def test_map_shows_towns_and_names_those_beyond() -> None:
    """TOLINT's map has its seven towns in Europe; two lie beyond, and each is named once."""
    document = composed(load_project(ROOT / "examples" / "tolint"), "narrative")
    (drawn,) = maps(document)

    assert drawn in section(document, "partnership").blocks
    assert [place.label for place in drawn.places] == [
        "Potsdam",
        "Opole",
        "Perugia",
        "Jyväskylä",
        "Versailles",
        "Bonn",
        "Luzern",
    ]
    assert all(place.label in drawn.alternative for place in drawn.places)
    assert drawn.note == "Beyond the map: Sioux Falls (United States) and Sansibar (Tanzania)."


def test_no_coordinates_no_map() -> None:
    """Neither without coordinates nor with those of one town is there a map."""
    project = monteu_mareu()
    two = at(project, first=("45.0", "10.0"), second=("44.0", "15.0"))

    assert not maps(composed(at(project), "narrative"))
    assert not maps(composed(at(project, first=("45.0", "10.0")), "narrative"))
    assert len(maps(composed(two, "narrative"))) == 1


def test_half_a_coordinate_is_refused() -> None:
    """Latitude and longitude belong together."""
    with pytest.raises(InvalidValueError, match="only one of latitude and longitude"):
        Partner(id="a", name="A", town="A", country="DE", latitude=Decimal(52))


def test_countries_of_few_people_are_one_bar_where_asked() -> None:
    """Bars add up to all people, and none but the sum of the others tells a small count."""
    plain = charts(composed(sample_project(), "narrative", audience="public"))
    hidden = charts(
        composed(
            sample_project(), "narrative", audience="public", document_options={"small_cells": True}
        )
    )
    bars = hidden["Participants by country"].bars

    assert min(bar.value for bar in plain["Participants by country"].bars) < 5
    assert bars[-1].label == "other countries"
    assert bars[-1].value >= 10
    assert sum(bar.value for bar in bars) == 160
    assert hidden.keys() == {"Participants by country"}


def test_tables_of_towns_hide_small_counts_where_asked() -> None:
    """The narrative report hides what the participant list hides."""
    document = composed(
        sample_project(), "narrative", audience="public", document_options={"small_cells": True}
    )
    rows = [row for b in document.walk() if isinstance(b, Table)
            if b.caption == "Participants by town" for row in b.rows]  # fmt: skip
    counts = [cell.value for row in rows for cell in row if isinstance(cell.value, int)]

    assert "<5" in [cell.text for row in rows for cell in row]
    assert min(counts) >= 5
