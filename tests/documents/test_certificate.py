"""Certificates of attendance: one page each, for those who came, in their language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest
from composing import LATER, composed, paragraphs, titles

from efc_reporting import Project, Reporter
from efc_reporting.errors import NotAcceptedError
from efc_reporting.testing import read_html, sample_project
from projects import shipped_formats

REPORTER = Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=LATER)


def signed(*numbers: int) -> Project:
    """Return the sample in which those people signed, and the others did not."""
    first, *others = sample_project().meetings
    people = [
        attrs.evolve(person, is_signed=number in numbers)
        for number, person in enumerate(first.participants)
    ]
    return attrs.evolve(
        sample_project(), meetings=(attrs.evolve(first, participants=people), *others)
    )


def test_each_person_has_a_page() -> None:
    """Name, meeting, place, dates and project stand on it."""
    document = composed(sample_project(), "certificate")
    person = sample_project().meetings[0].participants[0]

    assert len(titles(document)) == 13
    assert f"{person.given_name} {person.family_name}" in titles(document)
    assert all(part.is_apart for _, part in document.sections())
    assert any(
        "took part in the meeting “Kick-off meeting”" in text for text in paragraphs(document)
    )


def test_who_did_not_sign_gets_none() -> None:
    """Only people who signed count, where the list says who did."""
    assert len(titles(composed(signed(0, 3), "certificate"))) == 2


def test_nobody_gets_one_before_the_meeting_is_over() -> None:
    """A certificate says what happened, not what is planned."""
    document = composed(sample_project(), "certificate", as_of=date(2018, 10, 5))

    assert titles(document) == []
    assert any(text.startswith("Nobody is known") for text in paragraphs(document))


@pytest.mark.parametrize("audience", ["public", "agency"])
def test_others_get_none(audience: str) -> None:
    """Certificates name people and are for them."""
    with pytest.raises(NotAcceptedError, match="audience"):
        composed(sample_project(), "certificate", audience=audience)


def test_people_get_theirs_in_the_language_of_their_country(tmp_path: Path) -> None:
    """Germans and Swiss get a German file, Poles a Polish one, others that of the document."""
    report = REPORTER.write(sample_project(), "certificate", tmp_path / "c.html", language="en")
    files = {file.language: file.path for file in (report, *report.more)}
    german = read_html(files["de"].read_bytes())

    assert {language: path.name for language, path in files.items()} == {
        "de": "c-de.html",
        "el": "c-el.html",
        "en": "c-en.html",
        "pl": "c-pl.html",
    }
    assert german.language == "de"
    assert "4. Oktober 2018" in german.text
