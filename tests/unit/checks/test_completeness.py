"""What a report will be asked for and is not there yet is named, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import pytest

from efc_reporting.base.i18n import translator_for
from efc_reporting.checks import check_completeness
from efc_reporting.checks.completeness import EXPECTED_SECTIONS
from efc_reporting.facts import count
from efc_reporting.model import (
    Finding,
    Meeting,
    NarrativeSection,
    Project,
    Role,
    Severity,
    Sitting,
)
from efc_reporting.programme import measure_named
from efc_reporting.testing import sample_project
from projects import delegation, meeting, network, people, sitting


def findings(project: Project) -> list[Finding]:
    return list(check_completeness(project, count(project, measure_named(project.measure))))


def sections(languages: Iterable[str]) -> list[NarrativeSection]:
    return [
        NarrativeSection(id=name, language=language, markdown="…")
        for language in languages
        for name in EXPECTED_SECTIONS
    ]


def complete(*meetings: Meeting) -> Project:
    return network(
        *meetings,
        public_page="https://musterstadt.example",
        reference="582834-CITIZ-1-2016-2-RO-CITIZ-TT",
        narrative=sections(["en"]),
    )


def test_complete_project_misses_nothing() -> None:
    """A project with everything has no finding."""
    assert findings(complete(meeting()))
    assert findings(complete(meeting(delegation("Opole", "PL", 1)))) == []


def test_sample_project_misses_nothing() -> None:
    """The sample project for plugin authors is complete."""
    assert findings(attrs.evolve(sample_project(), narrative=()))
    assert findings(sample_project()) == []


@pytest.mark.parametrize(
    ("field", "value", "code", "severity"),
    [
        ("public_page", "", "public-page-missing", Severity.NOTE),
        ("reference", "", "reference-missing", Severity.NOTE),
        ("partners", (), "beneficiary-missing", Severity.WARNING),
    ],
)
def test_missing_data_of_the_project_is_named(
    field: str, value: object, code: str, severity: Severity
) -> None:
    """What is missing on the cover is named, and never as an error."""
    project = attrs.evolve(complete(), **{field: value})

    assert [(f.code, f.severity) for f in findings(project)] == [(code, severity)]


def test_partner_alone_is_no_beneficiary() -> None:
    """Without the role of beneficiary nobody can sign."""
    one = attrs.evolve(complete(), partners=complete().partners[1:])

    assert {p.role for p in one.partners} == {Role.PARTNER}
    assert [f.code for f in findings(one)] == ["beneficiary-missing"]


def test_missing_sections_are_named_per_language() -> None:
    """A section is missed in each language of the project in which it is not written."""
    project = attrs.evolve(complete(), languages=("en", "de"))
    found = findings(project)

    assert {f.code for f in found} == {"section-missing"}
    assert [f.where for f in found] == [f"narrative/de/{name}.md" for name in EXPECTED_SECTIONS]


def test_the_language_of_a_missing_section_is_named_in_the_readers() -> None:
    """Its name stands in the sentence, its code in the values."""
    found = findings(attrs.evolve(complete(), languages=("en", "de")))[0]

    assert str(found).endswith("is missing in German.")
    assert "Deutsch" in translator_for("de").finding(found)
    assert found.values["language"] == "de"


def test_meeting_without_counts_is_named() -> None:
    """A declared total is not a count per town, so the meeting cannot be counted."""
    (finding,) = findings(complete(meeting(declared_total=27)))

    assert finding.code == "counts-missing"
    assert finding.severity is Severity.WARNING
    assert finding.where == "meetings.meeting"
    assert finding.source


def test_list_of_people_is_a_count() -> None:
    """A meeting with a list needs no declaration."""
    assert findings(complete(meeting()))
    assert findings(complete(meeting(participants=people(2, "IT")))) == []


@pytest.mark.parametrize(
    "sittings",
    [
        (),
        (Sitting(place="Bytów", country="PL", month="2021-09"),),
        (Sitting(place="Bytów", country="PL"),),
        (sitting(), Sitting(place="Bytów", country="PL")),
    ],
)
def test_meeting_without_exact_dates_is_named(sittings: tuple[Sitting, ...]) -> None:
    """The public page asks for place and dates of every sitting."""
    (finding,) = findings(complete(meeting(delegation("Opole", "PL", 1), sittings=sittings)))

    assert finding.code == "dates-missing"
    assert finding.where == "meetings.meeting.sittings"
    assert finding.source


def test_people_of_a_meeting_without_a_place_are_told_to_count_as_invited() -> None:
    """Else the host's own people would promise a grant: nobody is local where no country hosts."""
    host = delegation("Opole", "PL", 30)
    (nowhere,) = findings(complete(meeting(host, sittings=())))
    (open_days,) = findings(
        complete(meeting(host, sittings=[Sitting(place="Opole", country="PL")]))
    )

    assert "everybody from an eligible country counts as invited" in str(nowhere)
    assert "invited" not in str(open_days)


def test_backward_dates_are_not_called_missing() -> None:
    """Dates that cannot be are a contradiction, found elsewhere, and not a gap."""
    first = sitting()
    backwards = attrs.evolve(first, start=first.end, end=first.start)

    assert findings(complete(meeting(delegation("Opole", "PL", 1), sittings=(backwards,)))) == []
