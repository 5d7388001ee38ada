"""A character that no font has is a finding with its row, before any page is made."""

from __future__ import annotations

import re
import unicodedata

import attrs

from efc_reporting import Reporter
from efc_reporting.checks.pages import USUAL, check_glyphs
from efc_reporting.contracts import Audience
from efc_reporting.model import Participant
from efc_reporting.model.participant import SheetRow
from efc_reporting.rendering.fonts import characters_of_fonts
from efc_reporting.rendering.templates import Templates
from efc_reporting.testing import sample_project
from projects import people, tolint


def with_person(person: Participant) -> object:
    """Return TOLINT with one more person at its first meeting."""
    project = tolint()
    first, *others = project.meetings
    return attrs.evolve(project, meetings=(attrs.evolve(first, participants=(person,)), *others))


def test_a_name_is_found_with_its_row_and_characters() -> None:
    """The finding says in which row which character stands."""
    row = SheetRow(file="lists/perugia.xlsx", sheet="Sheet1", row=7)
    person = Participant(family_name="王", given_name="გია", town="Potsdam", source=row)
    (found,) = check_glyphs(with_person(person))

    assert found.code == "character-not-shown"
    assert found.where == "meetings.perugia-2018.participants"
    assert found.values["place"] == "lists/perugia.xlsx, Sheet1, row 7"
    assert "王 (U+738B)" in found.values["characters"]
    assert "ა (U+10D0)" in found.values["characters"]


def test_titles_and_narratives_are_looked_at() -> None:
    """What stands in a part of the project is found with that part."""
    project = sample_project()
    section = attrs.evolve(project.narrative[0], markdown="a ☃ and 王")
    changed = attrs.evolve(project, title="შ", narrative=(section,))
    found = {finding.where: finding.values["characters"] for finding in check_glyphs(changed)}

    assert found["project"] == ("შ (U+10E8)",)
    assert "王 (U+738B)" in found[f"narrative.{section.id}"]


def test_what_no_list_prints_is_not_looked_at() -> None:
    """Addresses are on no page."""
    (person,) = people(1, "DE")

    assert list(check_glyphs(with_person(attrs.evolve(person, given_name="王"))))
    assert not list(check_glyphs(with_person(attrs.evolve(person, email="王@example.org"))))


def test_names_of_europe_are_fine() -> None:
    """Greek, Cyrillic, Hebrew and Arabic names, marks and signs are all shown."""
    names = "Έλενα Ђурић Łódź Ñ דוגמה كمثال ☐ ✓ → ≥ € „“ – Ḿ ﬁ"
    (person,) = people(1, "DE", name=names)
    (stranger,) = people(1, "DE", name=f"{names} 王")

    assert list(check_glyphs(with_person(stranger)))
    assert not list(check_glyphs(with_person(person)))


def test_the_usual_characters_are_in_the_fonts() -> None:
    """What is passed over unseen is really there."""
    shipped = Templates().asset
    known = characters_of_fonts(shipped, shipped("fonts/fonts.css").decode())
    usual = [chr(code) for code in range(0x3000) if re.fullmatch(USUAL, chr(code))]

    assert len(usual) > 1500
    assert not [c for c in usual if ord(c) not in known and unicodedata.category(c)[0] not in "CZ"]


def test_the_public_does_not_read_it() -> None:
    """A name may be one character: it is withheld like what plugins find."""
    project = with_person(Participant(family_name="王", town="Potsdam", country="DE"))
    reporter = Reporter(discover_plugins=False)
    codes = {
        audience: {f.code for f in reporter.context(project, audience=audience).findings}
        for audience in (Audience.AGENCY, Audience.PUBLIC)
    }

    assert "character-not-shown" in codes[Audience.AGENCY]
    assert "character-not-shown" not in codes[Audience.PUBLIC]
    assert "findings-withheld" in codes[Audience.PUBLIC]
