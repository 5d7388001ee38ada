"""What an audience may not see is in no byte of what it gets."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import attrs
import pytest
from docs_reference.findings import findings_of_the_core
from searching import READERS, assert_absent, layers

from efc_reporting import Audience, Reporter
from efc_reporting.base.i18n import available_languages
from efc_reporting.contracts import ReportContext
from efc_reporting.model import (
    DataClass,
    Finding,
    Findings,
    LegalRepresentative,
    Participant,
    Project,
    Severity,
)
from efc_reporting.plugin_host.choosing import accepts
from efc_reporting.plugin_host.hookspecs import hookimpl
from efc_reporting.privacy import FIELDS_FOR_AGENCY, TOLD_TO_EVERYBODY, audience_named, redact
from efc_reporting.testing import sample_project
from projects import run_python, shipped_formats

DAY = date(2020, 2, 28)
LEGAL = "Qanary-Représentante"
REPORTER = Reporter(plugins=shipped_formats(), discover_plugins=False, as_of=DAY)


def text_of(data: bytes, format_name: str) -> str:
    return READERS[REPORTER.registry.format(format_name).info.extension](data).text


def fields_of(*classes: DataClass) -> list[str]:
    return [f.name for f in attrs.fields(Participant) if f.metadata["data_class"] in classes]


def canary(field: str, number: int) -> str:
    return f"Qanary-{field.replace('_', '-')}-{number}é"


def with_canaries() -> Project:
    """Return the sample project with a canary in every field that names or reaches a person."""
    first, *others = sample_project().meetings
    people = [
        attrs.evolve(
            person,
            **{
                field: canary(field, number)
                for field in fields_of(DataClass.DIRECT, DataClass.CONTACT)
            },
        )
        for number, person in enumerate(first.participants)
    ]
    beneficiary, *partners = sample_project().partners
    signing = attrs.evolve(
        beneficiary, legal_representative=LegalRepresentative(name=LEGAL, function="Qanary-Mayor")
    )
    remark = Finding(code="x", severity=Severity.NOTE, where="x", message="Qanary-remark")
    return attrs.evolve(
        sample_project(),
        meetings=(attrs.evolve(first, participants=people), *others),
        partners=(signing, *partners),
        remarks=(remark,),
    )


PROJECT = with_canaries()
COMBINATIONS = [
    (document, format_name, audience)
    for document, kind in REPORTER.registry.documents.items()
    for format_name, report_format in REPORTER.registry.formats.items()
    for audience in (Audience.PUBLIC, Audience.PARTNERS)
    if accepts(kind, report_format) and audience in kind.info.audiences
    # Pages take long to make, and partners get what the public gets.
    if not (
        report_format.info.extension == ".pdf"
        and audience is Audience.PARTNERS
        and Audience.PUBLIC in kind.info.audiences
    )
]


# What the model says of its fields


def test_every_field_of_a_participant_has_a_class_and_a_purpose() -> None:
    """A field that is added says how personal it is and what it is for."""
    assert "family_name" in {field.name for field in attrs.fields(Participant)}
    for field in attrs.fields(Participant):
        assert isinstance(field.metadata.get("data_class"), DataClass), field.name
        assert field.metadata.get("purpose"), field.name


def test_agency_sees_no_contact_and_nothing_special() -> None:
    """Contact data stay with the beneficiary, ages and genders in the statistics."""
    withheld = set(fields_of(DataClass.CONTACT, DataClass.SPECIAL))

    assert withheld == {"address", "email", "telephone", "gender", "age"}
    assert not withheld & FIELDS_FOR_AGENCY


# Redaction of the project


def test_agency_gets_the_fields_of_the_list_alone() -> None:
    """Of a person the agency gets what the signed list asks for; all else is empty."""
    project = redact(PROJECT, Audience.AGENCY)
    empty = Participant(family_name="")
    assert [p.family_name for p in project.meetings[0].participants] == [
        p.family_name for p in PROJECT.meetings[0].participants
    ]
    for person in project.meetings[0].participants:
        for field in attrs.fields(Participant):
            if field.name not in FIELDS_FOR_AGENCY:
                assert getattr(person, field.name) == getattr(empty, field.name), field.name


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PARTNERS])
def test_others_get_counts_and_no_person(audience: Audience) -> None:
    """The redacted project holds no person at all, and the same number per town."""
    project = redact(PROJECT, audience)
    first = project.meetings[0]

    assert all(not meeting.participants for meeting in project.meetings)
    assert all(partner.legal_representative is None for partner in project.partners)
    assert sum(delegation.count for delegation in first.delegations) == 13
    assert "Qanary" not in repr(project)


def test_redaction_changes_no_figure() -> None:
    """Counted after redaction, the totals are the same."""
    before = REPORTER.facts(PROJECT)
    after = REPORTER.facts(redact(PROJECT, Audience.PUBLIC))

    assert (after.total, after.invited, after.local, after.not_eligible) == (
        before.total,
        before.invited,
        before.local,
        before.not_eligible,
    )


def test_project_itself_is_left_alone() -> None:
    """Redaction makes another project; the given one keeps its people."""
    redact(PROJECT, Audience.PUBLIC)

    assert PROJECT.meetings[0].participants[0].family_name == canary("family_name", 0)


@pytest.mark.parametrize("name", ["", "everybody", "Agency", "agency ", "PUBLIC"])
def test_unknown_audience_is_the_public(name: str) -> None:
    """A name that nobody knows gets the least."""
    assert audience_named(name) is Audience.PUBLIC


# What plugins and documents are given


class Chatty:
    """A plugin whose findings name people, and that keeps the contexts it sees."""

    @hookimpl
    def efc_check_project(self, project: Project) -> list[Finding]:
        return [
            Finding(
                code="chatty",
                severity=Severity.ERROR,
                where="meetings",
                message="{name} did not sign",
                values={"name": person.family_name},
            )
            for person in project.meetings[0].participants
        ]


CHATTY = Reporter(plugins=[Chatty(), *shipped_formats()], discover_plugins=False, as_of=DAY)


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PARTNERS])
def test_context_names_nobody(audience: Audience) -> None:
    """Nothing that a document or format is given for others than the agency names anybody."""
    context = CHATTY.context(PROJECT, audience=audience)

    assert "Qanary" in repr(CHATTY.context(PROJECT, audience=Audience.AGENCY))
    assert "Qanary" not in repr(context)
    assert "Qanary" not in repr(attrs.asdict(context, recurse=False))


def test_withheld_findings_are_told_and_still_make_a_draft() -> None:
    """The public is told that there is more, and the mark of a draft stays."""
    context: ReportContext = CHATTY.context(PROJECT, audience=Audience.PUBLIC)
    told = {finding.code: finding for finding in context.findings}

    assert "chatty" not in told
    assert told["findings-withheld"].severity is Severity.ERROR
    assert told["findings-withheld"].values["number"] == 14
    assert CHATTY.compose(PROJECT, "public-notice").is_draft


def test_agency_reads_every_finding() -> None:
    """What a plugin found is shown to the agency as it is."""
    codes = [f.code for f in CHATTY.context(PROJECT, audience=Audience.AGENCY).findings]

    assert codes.count("chatty") == 13
    assert "findings-withheld" not in codes


@pytest.mark.parametrize("language", available_languages())
@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PARTNERS])
def test_documents_name_nobody(audience: Audience, language: str) -> None:
    """No document for others than the agency holds a name, in whatever attribute."""
    listed = CHATTY.compose(PROJECT, "participant-list", audience="agency", language=language)
    assert "Qanary" in repr(listed)
    for name, kind in CHATTY.registry.documents.items():
        if audience in kind.info.audiences:
            document = CHATTY.compose(PROJECT, name, audience=audience, language=language)

            assert "Qanary" not in repr(document)
            assert "Qanary" not in " ".join(document.plain_paragraphs())


# Files


def test_canaries_are_found_where_they_are_allowed() -> None:
    """The search below would find a name: in the agency's list it does, in every format."""
    assert {"pdf", "docx", "xlsx", "csv", "html"} <= set(REPORTER.registry.formats)
    for name in REPORTER.registry.formats:
        data = REPORTER.render(PROJECT, "participant-list", name, audience=Audience.AGENCY)
        with pytest.raises(AssertionError):
            assert_absent(canary("family_name", 0), data, text_of(data, name))


@pytest.mark.parametrize(("document", "format_name", "audience"), COMBINATIONS)
def test_files_for_others_hold_no_name(document: str, format_name: str, audience: Audience) -> None:
    """No canary is in the text, the metadata, a packed part or a raw byte of the file."""
    data = REPORTER.render(PROJECT, document, format_name, audience=audience)

    assert_absent("Qanary", data, text_of(data, format_name))


@pytest.mark.parametrize("format_name", REPORTER.registry.formats)
def test_contact_data_are_in_no_list(format_name: str) -> None:
    """Addresses and numbers of people are in no file, not even the agency's."""
    data = REPORTER.render(PROJECT, "participant-list", format_name, audience=Audience.AGENCY)
    for field in fields_of(DataClass.CONTACT):
        assert_absent(f"Qanary-{field}", data, text_of(data, format_name))


@pytest.mark.parametrize("format_name", REPORTER.registry.formats)
def test_files_hold_no_path_of_the_machine(format_name: str) -> None:
    """Neither the home folder nor the place of the library is in a file."""
    data = REPORTER.render(PROJECT, "participant-list", format_name, audience=Audience.AGENCY)
    home, here = str(Path.home()), str(Path(__file__).parents[2])
    found = list(layers(data))

    assert data in found
    for layer in found:
        assert here.encode() not in layer
        assert len(home) < 4 or home.encode() + b"/" not in layer


# Logs and messages


def test_logs_name_nobody(caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """At the most talkative level no record of any logger holds a name."""
    with caplog.at_level(logging.DEBUG):
        REPORTER.check(PROJECT)
        for name in ("docx", "xlsx", "csv", "html"):
            REPORTER.write(PROJECT, "participant-list", tmp_path / f"list.{name}")

    assert caplog.records
    assert not [record for record in caplog.records if "Qanary" in record.getMessage()]


def test_findings_of_the_core_name_nobody() -> None:
    """The core's checks speak of towns and numbers."""
    project = attrs.evolve(PROJECT, remarks=())
    findings = Reporter(discover_plugins=False, as_of=DAY).check(project)

    assert len(findings) > 0
    assert "Qanary" not in " ".join(map(str, findings))


def test_library_is_silent_unless_asked() -> None:
    """Without any logging set up, nothing is printed to the terminal."""
    code = """
from efc_reporting import Reporter
from efc_reporting.plugin_host.hookspecs import hookimpl
import logging
logging.getLogger("efc_reporting").warning("anything")
"""
    child = run_python(code)

    assert (child.stdout, child.stderr) == ("", "")


def test_findings_are_closed_unless_their_kind_is_open() -> None:
    """Of all kinds of findings others than the agency read those alone that name nobody."""
    kinds = {code for code, _ in findings_of_the_core()}
    closed = {
        *("character-not-shown", "picture-not-of-project", "figure-contradicts"),  # quote a text
        *("field-empty", "field-unknown"),
        *("person-in-two-places", "possible-duplicate"),  # name rows of people
        *("check-failed", "file-incomplete", "findings-withheld"),  # quote what plugins said
    }

    assert kinds > TOLD_TO_EVERYBODY
    assert not closed & TOLD_TO_EVERYBODY
    assert closed < kinds


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PARTNERS])
def test_each_kind_reaches_whom_it_may(audience: Audience) -> None:
    """A kind that nobody opened is withheld from others than the agency, a new one too."""
    kinds = [*sorted({code for code, _ in findings_of_the_core()}), "of-tomorrow"]
    found = Findings(
        [Finding(code=k, severity=Severity.NOTE, where="a", message="b") for k in kinds]
    )
    assessed = attrs.evolve(
        REPORTER.maker.assess(PROJECT),
        findings=found,
        told_to_everybody=Findings(f for f in found if f.code in TOLD_TO_EVERYBODY),
    )
    read = {f.code for f in assessed.findings_for(audience)}

    assert read == TOLD_TO_EVERYBODY | {"findings-withheld"}
    assert {f.code for f in assessed.findings_for(Audience.AGENCY)} == set(kinds)


class Borrowing:
    """A plugin that calls its finding as an open one of the core."""

    @hookimpl
    def efc_check_project(self, project: Project) -> list[Finding]:
        return [
            Finding(code="total-differs", severity=Severity.NOTE, where="a", message="Qanary came")
        ]


def test_what_a_plugin_finds_is_closed_by_any_name() -> None:
    """Only what the core itself found is open; a plugin cannot open its own."""
    reporter = Reporter(plugins=[Borrowing()], discover_plugins=False, as_of=DAY)

    assert "total-differs" in {f.code for f in reporter.check(PROJECT)}
    assert "total-differs" not in {
        f.code for f in reporter.context(PROJECT, audience=Audience.PUBLIC).findings
    }
