"""What is special about this fund: its countries, its words, and that nobody takes it for real."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import efc_youth_fund
import pytest
from efc_youth_fund.measures import EXCHANGE, FUND, SEMINAR

from efc_reporting.plugin import Measure
from efc_reporting.testing import reporter_with, sample_project

GUIDE = Path(__file__).parents[1] / "GUIDE.md"
MEASURES = (EXCHANGE, SEMINAR)


def findings_of(measure: Measure) -> dict[str, str]:
    """Return the codes of what is found in the sample project, with how bad they are."""
    project = attrs.evolve(sample_project(), measure=measure.name, call_year=2018)
    return {f.code: str(f.severity) for f in reporter_with(efc_youth_fund).check(project)}


def test_rules_are_applied() -> None:
    """Four meetings are too many for an exchange; three of them have too few guests."""
    found = findings_of(EXCHANGE)

    assert found["too-many-meetings"] == "error"
    assert found["invited-share-too-low"] == "error"


def test_hearsay_gives_notes() -> None:
    """Thirteen people are too few, but that was never read: a note."""
    assert findings_of(SEMINAR)["too-few-people-at-meeting"] == "note"


def test_reports_thank_this_fund() -> None:
    """The statement on the funding is that of the fund, in the reader's language."""
    project = attrs.evolve(sample_project(), measure="example-youth-exchange")
    reporter = reporter_with(efc_youth_fund)
    document = reporter.compose(project, "narrative", language="de")

    assert document.funding
    assert document.funding.statement == "Gefördert vom Jugendfonds Musterland (erfunden)"


@pytest.mark.parametrize("measure", MEASURES, ids=[measure.name for measure in MEASURES])
def test_nobody_takes_it_for_real(measure: Measure) -> None:
    """Titles and sources say that the fund is made up."""
    assert "(made up)" in measure.title
    assert "(made up)" in FUND.title
    assert all("made up" in rule.source for rule in measure.rules)


@pytest.mark.parametrize("measure", MEASURES, ids=[measure.name for measure in MEASURES])
def test_numbers_stand_in_the_guide(measure: Measure) -> None:
    """The numbers of the confirmed rules can be read where their source says."""
    guide = re.sub(r"(?<=\d) (?=\d)", "", GUIDE.read_text("utf-8"))
    words = {1: "once", 2: "two", 3: "three"}
    for rule in measure.rules:
        for number in filter(None, (rule.minimum, rule.maximum)):
            assert words.get(number, str(number)) in guide, rule.source
