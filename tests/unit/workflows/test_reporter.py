"""The reporter goes from a project to findings, documents and files."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import attrs
import pytest

from efc_reporting import Audience, Reporter, Severity
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import (
    DocumentInfo,
    DocumentKind,
    FormatInfo,
    ReportContext,
    ReportFormat,
)
from efc_reporting.errors import NotAcceptedError, UnknownNameError, WriteError
from efc_reporting.model import Finding, Project
from efc_reporting.plugin_host.hookspecs import hookimpl
from efc_reporting.workflows import builtin
from projects import delegation, meeting, network, potsdam, tolint


@attrs.frozen
class Look:
    template: str = "plain"
    width: int = 80


class Text(ReportFormat[Look]):
    info = FormatInfo(
        name="text",
        title="Text",
        extension=".txt",
        media_type="text/plain",
        audiences=frozenset({Audience.AGENCY, Audience.PUBLIC}),
    )
    options_type = Look

    def render(self, document: Document, context: ReportContext, options: Look) -> bytes:
        lines = (repr(options), *document.plain_paragraphs())
        return "\n".join(lines).encode()


class Secret(DocumentKind):
    info = DocumentInfo(name="secret", title="Secret", audiences=frozenset({Audience.AGENCY}))

    def compose(self, context: ReportContext) -> Document:
        return Document(
            kind="secret",
            title="Secret",
            language=context.language,
            audience="everybody",
            as_of=context.as_of,
            blocks=(),
        )


class Plugin:
    @hookimpl
    def efc_register_formats(self) -> list[ReportFormat[Look]]:
        return [Text()]

    @hookimpl
    def efc_register_documents(self) -> list[DocumentKind]:
        return [Secret()]


DAY = date(2020, 2, 28)
REPORTER = Reporter(plugins=[Plugin()], discover_plugins=False, as_of=DAY)


def contradictory() -> Project:
    return network(attrs.evolve(potsdam(), declared_total=54), languages=("en",))


def test_findings_stand_worst_first() -> None:
    """Errors come before warnings, warnings before notes; loading's remarks are among them."""
    remark = Finding(code="assumed", severity=Severity.NOTE, where="x", message="x")
    findings = REPORTER.check(attrs.evolve(contradictory(), remarks=(remark,)))
    order = [list(Severity).index(finding.severity) for finding in findings]

    assert order == sorted(order)
    assert findings.has_errors
    assert "assumed" in {finding.code for finding in findings}


def test_errors_make_a_draft_in_every_audience(tmp_path: Path) -> None:
    """While an error is open, every output is marked, also those that do not show findings."""
    for audience in (Audience.AGENCY, Audience.PUBLIC):
        assert REPORTER.compose(contradictory(), "narrative", audience=audience).is_draft
    written = REPORTER.write(contradictory(), "interim", tmp_path / "a.txt")

    assert written.is_draft


def test_failing_check_of_the_core_makes_a_draft(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the core's own checks fail, no report passes for finished."""

    def fail(*arguments: object) -> list[Finding]:
        raise RuntimeError("boom")

    monkeypatch.setattr(builtin, "check_rules", fail)
    (finding,) = REPORTER.check(tolint())

    assert (finding.code, finding.severity) == ("check-failed", Severity.ERROR)
    assert REPORTER.compose(tolint(), "public-notice").is_draft


def test_no_error_no_draft() -> None:
    """A project without errors yields finished documents, whatever it lacks."""
    whole = network(*(attrs.evolve(potsdam(), id=f"m{n}") for n in range(4)), languages=("en",))

    assert len(REPORTER.check(whole)) > 0
    assert not REPORTER.compose(whole, "interim").is_draft


def test_language_is_the_projects_first_unless_named() -> None:
    """TOLINT's first language is German."""
    assert REPORTER.compose(tolint(), "interim").language == "de"
    assert REPORTER.compose(tolint(), "interim", language="en").title == "Interim report"


def test_unknown_language_is_refused() -> None:
    """A language without a catalogue is an error before anything is composed."""
    with pytest.raises(UnknownNameError) as caught:
        REPORTER.compose(tolint(), "interim", language="xx")

    assert caught.value.kind == "language"


def test_unknown_measure_is_refused_with_the_nearest() -> None:
    """A project under a measure that nobody registered cannot be checked."""
    with pytest.raises(UnknownNameError, match="networks-of-towns"):
        REPORTER.check(tolint(measure="network-of-towns"))


@pytest.mark.parametrize("audience", ["everybody", "", "AGENCY"])
def test_unknown_audience_gets_the_least(audience: str) -> None:
    """Whoever is not known is the public."""
    context = REPORTER.context(tolint(), audience=audience)
    document = REPORTER.compose(tolint(), "narrative", audience=audience)

    assert context.audience is Audience.PUBLIC
    assert document.audience is Audience.PUBLIC


def test_document_for_the_agency_is_refused_to_others() -> None:
    """A document that is not made for an audience is not composed for it."""
    with pytest.raises(NotAcceptedError) as caught:
        REPORTER.compose(tolint(), "secret", audience="public")

    assert caught.value.what == "document secret"
    assert "agency" in caught.value.remedy


def test_format_for_some_audiences_is_refused_to_others() -> None:
    """A format that is not made for an audience is not rendered for it."""
    with pytest.raises(NotAcceptedError) as caught:
        REPORTER.render(tolint(), "narrative", "text", audience="partners")

    assert caught.value.what == "format text"


def test_audience_of_a_document_is_the_contexts() -> None:
    """What a plugin's document claims of its audience does not count."""
    assert REPORTER.compose(tolint(), "secret").audience is Audience.AGENCY


def test_written_report_says_what_it_is(tmp_path: Path) -> None:
    """Path, document, format, language, audience and the hash of the bytes."""
    path = tmp_path / "new" / "notice.txt"
    written = REPORTER.write(tolint(), "public-notice", path, language="en")

    assert written.path == path
    assert (written.document, written.format) == ("public-notice", "text")
    assert (written.language, written.audience) == ("en", Audience.PUBLIC)
    assert written.sha256 == sha256(path.read_bytes()).hexdigest()
    assert not list(tmp_path.glob("**/.efc-*"))


def test_format_follows_from_the_ending_or_is_named(tmp_path: Path) -> None:
    """The ending decides unless a format is named."""
    named = REPORTER.write(tolint(), "interim", tmp_path / "report.dat", format="text")

    assert named.format == "text"
    with pytest.raises(UnknownNameError) as caught:
        REPORTER.write(tolint(), "interim", tmp_path / "other.dat")
    assert caught.value.known == (".txt",)
    assert [path.name for path in tmp_path.iterdir()] == ["report.dat"]


def test_options_reach_the_format(tmp_path: Path) -> None:
    """Options and the template are given as the format's own options, typed."""
    path = tmp_path / "a.txt"
    REPORTER.write(tolint(), "interim", path, template="mine", options={"width": "40"})

    assert path.read_text("utf-8").startswith("Look(template='mine', width=40)")


def test_unknown_option_leaves_the_old_file(tmp_path: Path) -> None:
    """A misspelt option is refused before anything is written."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"good")
    with pytest.raises(UnknownNameError):
        REPORTER.write(tolint(), "interim", path, options={"widht": "40"})

    assert path.read_bytes() == b"good"


def test_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file in the place of the folder is an error that says where."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(WriteError):
        REPORTER.write(tolint(), "interim", tmp_path / "out" / "a.txt")


def test_same_project_gives_the_same_bytes() -> None:
    """Rendering twice gives one file."""
    one, other = (REPORTER.render(tolint(), "narrative", "text") for _ in range(2))

    assert one == other


def test_facts_are_counted_under_the_projects_measure() -> None:
    """The reporter's facts are those of the measure that the project names."""
    one = meeting(delegation("Prizren", "XK", 3))

    assert REPORTER.facts(network(one)).invited == 3


def test_day_of_the_reports_is_today_unless_given() -> None:
    """Only the reporter reads the clock, and only where no day is given."""
    before = date.today()
    reporter = Reporter(discover_plugins=False)

    assert before <= reporter.as_of <= date.today()
    assert REPORTER.context(tolint()).as_of == DAY


def test_templates_of_a_folder_are_searched_first(tmp_path: Path) -> None:
    """A user's folder of templates goes before the shipped ones."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.j2").write_text("mine {{ 6 * 7 }}", encoding="utf-8")
    reporter = Reporter(discover_plugins=False, template_folders=[tmp_path])
    filled = reporter.context(tolint()).templates.render("text/a.j2", format_name="text")

    assert filled == "mine 42"


def test_plugins_prepare_templates() -> None:
    """A plugin's filter is there for the format that it is asked for."""

    class Shouting:
        @hookimpl
        def efc_prepare_templates(self, environment: object, format_name: str) -> None:
            environment.filters["shout"] = lambda text: f"{text.upper()} {format_name}"

    reporter = Reporter(plugins=[Shouting()], discover_plugins=False)
    environments: list[object] = []
    reporter.templates.prepare(_Environment(environments), "html")

    assert environments == ["WORD html"]


class _Environment:
    """Stands for a template environment: uses what is put into its filters at once."""

    def __init__(self, results: list[object]) -> None:
        self.filters = self
        self.results = results

    def __setitem__(self, name: str, function: object) -> None:
        self.results.append(function("word"))
