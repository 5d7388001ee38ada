"""A PDF proves its own figures, and every change to it or to its data is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from io import BytesIO

import attrs
import pikepdf
import pytest

from efc_reporting import Project, Reporter
from efc_reporting.base.i18n import translator_for
from efc_reporting.blocks.document import Document
from efc_reporting.documents.attached_data import AttachedData, read_attached
from efc_reporting.errors import NotAcceptedError
from efc_reporting.model import Delegation, Participant, Partner
from efc_reporting.rendering.pdf_parts import Seal
from efc_reporting.testing import sample_project
from efc_reporting.workflows.diff import changes
from efc_reporting.workflows.verify import Listing, Verification, verify
from projects import town

ENGINES = ("pdf", "pdf-typst")
MakePdf = Callable[..., bytes]


@pytest.fixture(scope="module")
def make_pdf(reporter: Reporter) -> MakePdf:
    """Return what makes the interim report of a project."""

    def make(project: Project, engine: str = "pdf-typst", **options: str) -> bytes:
        return reporter.render(project, "interim", engine, **options)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="module")
def check(reporter: Reporter) -> Callable[..., Verification]:
    """Return what verifies a file."""

    def run(data: bytes, manifest: bytes | None = None) -> Verification:
        return verify(
            data,
            "report.pdf",
            measure=reporter.registry.measure,
            translator=translator_for("en"),
            manifest=manifest,
        )

    return run


def with_attachment(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return the PDF with one of its attachments changed, as another program would save it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        spec = pdf.attachments[name]
        text = spec.get_file().read_bytes().decode()
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, change(text).encode(), filename=name)
        stream = BytesIO()
        pdf.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_as_written_proves_itself(
    engine: str, make_pdf: MakePdf, check: Callable[..., Verification]
) -> None:
    """The seal is intact and the figures are counted again from the attached project."""
    result = check(make_pdf(sample_project(), engine))

    assert (result.seal, result.differences) == (Seal.INTACT, ())
    assert result.is_fine


def test_a_changed_figure_is_named(make_pdf: MakePdf, check: Callable[..., Verification]) -> None:
    """With both numbers."""
    total = '"total": 53'
    data = make_pdf(sample_project())
    changed = with_attachment(data, "facts.json", lambda text: text.replace(total, '"total": 63'))
    result = check(changed)

    assert any("Participants: 63 before, 53 now" in line for line in result.differences)
    assert result.seal is not Seal.INTACT
    assert not result.is_fine


def test_the_manifest_beside_it_is_compared(
    make_pdf: MakePdf, check: Callable[..., Verification]
) -> None:
    """The same sum, another one, no entry, no manifest that can be read: each is told apart."""
    data = make_pdf(sample_project())

    def listed(name: str, digest: str) -> Listing:
        return check(
            data, json.dumps({"files": [{"file": name, "sha256": digest}]}).encode()
        ).listing

    assert listed("report.pdf", hashlib.sha256(data).hexdigest()) is Listing.SAME
    assert listed("report.pdf", "0") is Listing.OTHER
    assert listed("other.pdf", "0") is Listing.NOT_LISTED
    assert check(data, b"no json").listing is Listing.NO_MANIFEST
    assert check(data).listing is Listing.NO_MANIFEST


@pytest.mark.parametrize("engine", ENGINES)
def test_only_the_agency_gets_data(engine: str, make_pdf: MakePdf, reporter: Reporter) -> None:
    """The public's file carries none at all, and says so."""
    data = reporter.render(sample_project(), "public-notice", engine, audience="public")

    with pikepdf.open(BytesIO(data)) as pdf:
        assert not list(pdf.attachments)
    with pytest.raises(NotAcceptedError, match=r"carries no project\.json"):
        read_attached(data, "notice.pdf")


@pytest.mark.parametrize("engine", ENGINES)
def test_attachments_say_what_they_are(engine: str, make_pdf: MakePdf) -> None:
    """Relationship, type, description and the day of the report; no contact data."""
    with pikepdf.open(BytesIO(make_pdf(sample_project(), engine, language="de"))) as pdf:
        specs = {name: spec.obj for name, spec in pdf.attachments.items()}
        texts = {n: s.get_file().read_bytes().decode() for n, s in pdf.attachments.items()}
        found = {
            name: (
                str(obj.AFRelationship),
                str(obj.EF.F.Subtype),
                str(obj.EF.F.Params.ModDate)[:10],
            )
            for name, obj in specs.items()
        }
        associated = len(pdf.Root.AF)

    assert found == {
        "project.json": ("/Source", "/application/json", "D:20200228"),
        "facts.json": ("/Data", "/application/json", "D:20200228"),
        "findings.json": ("/Data", "/application/json", "D:20200228"),
    }
    assert associated == 3
    assert all(str(obj.Desc) for obj in specs.values())
    assert '"email"' not in texts["project.json"]
    assert '"age"' not in texts["project.json"]


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    """In one sentence that names the file."""
    with pytest.raises(NotAcceptedError, match=r"^a\.pdf: it "):
        read_attached(data, "a.pdf")


def test_changes_are_told_in_words(make_pdf: MakePdf) -> None:
    """Meetings, figures, partners and findings; in German where asked."""
    old = sample_project()
    first, *others = old.meetings
    person = Participant(family_name="Neu", town="Vila Exemplo", country="PT")
    changed = attrs.evolve(first, participants=(*first.participants, person))
    added = attrs.evolve(
        others[0], id="added", delegations=[Delegation(town=town("Ort", "DE"), count=4)]
    )
    partner = Partner(id="new", name="Neustadt", town="Neustadt", country="AT")
    new = attrs.evolve(
        old,
        meetings=(changed, *others[1:], attrs.evolve(added, participants=(), declared_total=None)),
        partners=(*old.partners, partner),
    )
    before, after = (read_attached(make_pdf(project), "a.pdf") for project in (old, new))
    told = changes(before, after, translator_for("en"))

    assert "Neustadt is a new partner." in told
    assert f"Meeting {others[0].id} is gone." in told
    assert any(line.endswith("is new; participants: 4.") for line in told)
    assert any("Vila Exemplo (Portugal)" in line and "People: " in line for line in told)
    assert any(line.startswith("Project: Participants: ") for line in told)


def test_nothing_changed_where_nothing_changed(make_pdf: MakePdf) -> None:
    """Another engine is no change of the project."""
    one, other = (read_attached(make_pdf(sample_project(), engine), "a.pdf") for engine in ENGINES)

    assert isinstance(one, AttachedData)
    assert changes(one, other, translator_for("de")) == []


@pytest.fixture(scope="module")
def compare(reporter: Reporter) -> Callable[[bytes], Verification]:
    """Return what verifies a file with its pages."""

    def documents(project: Project, language: str, day: date) -> list[Document]:
        assert day == reporter.as_of
        return [
            reporter.compose(project, name, language=language, audience="agency")
            for name in ("interim", "public-notice")
        ]

    def run(data: bytes) -> Verification:
        translator = translator_for("en")
        measure = reporter.registry.measure
        return verify(data, "a.pdf", measure=measure, translator=translator, compose=documents)

    return run


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("engine", ENGINES)
def test_the_printed_figures_are_those_of_the_data(
    engine: str, language: str, make_pdf: MakePdf, compare: Callable[[bytes], Verification]
) -> None:
    """The pages are read, in the language and by the title of the file."""
    assert compare(make_pdf(sample_project(), engine, language=language)).not_printed == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_other_figures_on_the_pages_are_named(
    engine: str, make_pdf: MakePdf, compare: Callable[[bytes], Verification]
) -> None:
    """Pages of one project with the data of another do not pass, though the data agree."""
    project = sample_project()
    fewer = attrs.evolve(project, meetings=project.meetings[:1])
    data = make_pdf(fewer, engine)
    for name in ("project.json", "facts.json"):
        with pikepdf.open(BytesIO(make_pdf(project, engine))) as pdf:
            other = pdf.attachments[name].get_file().read_bytes().decode()
        data = with_attachment(data, name, lambda _, other=other: other)
    result = compare(data)

    assert result.differences == ()
    assert result.not_printed
    assert not result.is_fine


def test_pages_without_key_figures_are_not_compared(
    reporter: Reporter, compare: Callable[[bytes], Verification]
) -> None:
    """It is not said that they agree."""
    data = reporter.render(sample_project(), "public-notice", "pdf-typst", audience="agency")

    assert compare(data).not_printed is None
