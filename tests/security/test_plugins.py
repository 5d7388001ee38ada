"""A zoo of bad plugins: each is named with its remedy, none stops the others."""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

from efc_reporting import Reporter
from efc_reporting.blocks.document import Document
from efc_reporting.contracts import (
    DocumentInfo,
    DocumentKind,
    FormatInfo,
    NoOptions,
    ReportContext,
    ReportFormat,
)
from efc_reporting.errors import NotAcceptedError, PluginError, PluginWarning, RenderError
from efc_reporting.model import Finding, Severity
from efc_reporting.plugin_host.guard import MAGIC_OF_ENDINGS
from efc_reporting.plugin_host.hookspecs import hookimpl
from efc_reporting.plugin_host.registry import PluginRecord, PluginState
from projects import run_python, tolint


class PlainText(ReportFormat[NoOptions]):
    info = FormatInfo(name="text", title="Plain text", extension=".txt", media_type="text/plain")
    options_type = NoOptions

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        beginning = MAGIC_OF_ENDINGS.get(self.info.extension, b"")
        return beginning + "\n\n".join(document.plain_paragraphs()).encode()


def named(name: str, **info: Any) -> ReportFormat[NoOptions]:
    """Return a plain-text format under another name."""

    class Other(PlainText):
        pass

    Other.info = attrs.evolve(PlainText.info, name=name, **info)
    return Other()


class Formats:
    """A plugin that brings formats."""

    def __init__(self, *formats: object) -> None:
        self.formats = formats

    @hookimpl
    def efc_register_formats(self) -> Iterable[Any]:
        return self.formats


def loaded(*plugins: object, **options: Any) -> Reporter:
    return Reporter(plugins=plugins, discover_plugins=False, **options)


def refused(plugin: object) -> PluginRecord:
    """Load a plugin that is refused with one warning, beside a good one, and return its record."""
    with pytest.warns(PluginWarning) as caught:
        reporter = loaded(plugin, Formats(named("beside")))
    record, beside = reporter.registry.records[1:]

    assert len(caught) == 1
    assert record.reason in str(caught[0].message)
    assert record.state is not PluginState.OK
    assert (record.formats, record.documents, record.measures) == ((), (), ())
    assert beside.formats == ("beside",)
    assert set(reporter.registry.formats) == {"beside"}
    assert "narrative" in reporter.registry.documents
    return record


# Plugins that cannot be loaded


def test_misspelt_hook_is_refused_with_the_nearest() -> None:
    """A hook that nobody would ever call is named with the one that was meant."""

    class Misspelt:
        @hookimpl
        def efc_register_format(self) -> list[object]:
            return [PlainText()]

    record = refused(Misspelt())

    assert record.state is PluginState.BROKEN
    assert "efc_register_format;" in record.reason
    assert "did you mean efc_register_formats?" in record.reason


def test_unmarked_hook_is_refused() -> None:
    """A function with the name of a hook but without its mark would never be called."""

    class Unmarked:
        def efc_register_formats(self) -> list[object]:
            return [PlainText()]

    assert "@hookimpl" in refused(Unmarked()).reason


def test_argument_with_a_default_is_refused() -> None:
    """pluggy never fills an argument with a default: the trap is told instead of walked into."""

    class Default:
        @hookimpl
        def efc_check_project(self, project: object = None) -> list[object]:
            return []

    reason = refused(Default()).reason

    assert "project" in reason
    assert "default" in reason


def test_unknown_argument_is_refused() -> None:
    """An argument that a hook does not have is named."""

    class Unknown:
        @hookimpl
        def efc_check_project(self, projekt: object) -> list[object]:
            return []

    assert "projekt" in refused(Unknown()).reason


@pytest.mark.parametrize("error", [RuntimeError("broken"), SystemExit(0), ImportError("no pango")])
def test_hook_that_fails_is_refused(error: BaseException) -> None:
    """A hook that raises, or ends the program, is recorded with what it raised."""

    class Failing:
        @hookimpl
        def efc_register_formats(self) -> list[object]:
            raise error

    reason = refused(Failing()).reason

    assert "efc_register_formats" in reason
    assert type(error).__name__ in reason


@pytest.mark.parametrize("value", [None, 7, PlainText(), [PlainText], ["text"], [None]])
def test_hook_that_returns_something_else_is_refused(value: object) -> None:
    """Nothing, a format alone, a class or a name is not a list of formats."""

    class Wrong:
        @hookimpl
        def efc_register_formats(self) -> object:
            return value

    assert "efc_register_formats" in refused(Wrong()).reason


def test_format_without_info_is_refused() -> None:
    """A format that does not say what it is is named by its class."""

    class Silent(ReportFormat[NoOptions]):
        options_type = NoOptions

        def render(self, document: object, context: object, options: object) -> bytes:
            return b""

    assert "Silent" in refused(Formats(Silent())).reason


@pytest.mark.parametrize("info", [{"name": "text"}, "text", None, DocumentInfo(name="a", title="")])
def test_format_with_other_info_is_refused(info: object) -> None:
    """Info of another kind is refused when loading, not found out when writing."""

    class Strange(PlainText):
        pass

    Strange.info = info

    assert "Strange" in refused(Formats(Strange())).reason


def test_format_without_options_type_is_refused() -> None:
    """A format that does not name its options could not be called."""

    class Forgetful(ReportFormat[NoOptions]):
        info = PlainText.info

        def render(self, document: object, context: object, options: object) -> bytes:
            return b""

    assert "options_type" in refused(Formats(Forgetful())).reason


def test_document_with_other_info_is_refused() -> None:
    """A document has to say what it is, too."""

    class Strange(DocumentKind):
        info = "press release"

        def compose(self, context: ReportContext) -> Document:
            raise AssertionError

    class Plugin:
        @hookimpl
        def efc_register_documents(self) -> list[DocumentKind]:
            return [Strange()]

    assert "Strange" in refused(Plugin()).reason


@pytest.mark.parametrize("api", ["2", "0", ""])
def test_other_version_of_the_interface_is_refused(api: str) -> None:
    """A plugin made for another version of the interface is told so in one sentence."""
    record = refused(Formats(named("text", api=api)))

    assert record.state is PluginState.INCOMPATIBLE
    assert f"version {api} of the plugin interface" in record.reason
    assert "this is version 1" in record.reason


def test_same_name_twice_is_refused_naming_both() -> None:
    """The second format of a name is refused, with both origins and the way out."""

    class Second(Formats):
        pass

    with pytest.warns(PluginWarning):
        reporter = loaded(Formats(PlainText()), Second(PlainText(), named("other")))
    record = reporter.registry.records[2]

    assert "'text'" in record.reason
    assert "Second" in record.reason
    assert "from Formats" in record.reason
    assert "disable" in record.reason
    assert set(reporter.registry.formats) == {"text"}


def test_same_name_twice_in_one_plugin_is_refused() -> None:
    """A plugin that brings two formats of one name brings none."""
    assert "'text'" in refused(Formats(PlainText(), PlainText())).reason


def test_name_of_a_shipped_document_is_taken() -> None:
    """Nobody replaces the core's documents by accident."""

    class Narrative(DocumentKind):
        info = DocumentInfo(name="narrative", title="Mine")

        def compose(self, context: ReportContext) -> Document:
            raise AssertionError

    class Plugin:
        @hookimpl
        def efc_register_documents(self) -> list[DocumentKind]:
            return [Narrative()]

    reason = refused(Plugin()).reason

    assert "'narrative'" in reason
    assert f"from efc-reporting {version('efc-reporting')}" in reason


def test_two_plugins_of_one_class_both_count() -> None:
    """Two objects of one class are two plugins when their formats have different names."""
    reporter = loaded(Formats(named("one")), Formats(named("two")))

    assert set(reporter.registry.formats) == {"one", "two"}


def test_same_plugin_twice_is_refused() -> None:
    """Handing over one object twice is a mistake, and the first one counts."""
    plugin = Formats(named("one"))
    with pytest.warns(PluginWarning):
        reporter = loaded(plugin, plugin)

    assert [r.state for r in reporter.registry.records] == [
        PluginState.OK,
        PluginState.OK,
        PluginState.BROKEN,
    ]
    assert reporter.registry.records[2].reason == (
        "it is used already as 'Formats'; leave one of the two out"
    )
    assert set(reporter.registry.formats) == {"one"}


def test_refused_plugin_takes_part_in_nothing() -> None:
    """Of a plugin with one bad hook the good ones are not called either."""

    class HalfGood(Formats):
        @hookimpl
        def efc_check_project(self) -> list[Finding]:
            return [Finding(code="half", severity=Severity.NOTE, where="", message="x")]

    whole = loaded(HalfGood(named("one")))
    with pytest.warns(PluginWarning):
        reporter = loaded(HalfGood("no format"))

    assert "half" in {finding.code for finding in whole.check(tolint())}
    assert "half" not in {finding.code for finding in reporter.check(tolint())}


def test_refused_plugin_leaves_nothing_behind() -> None:
    """A plugin that fails in its last hook brings nothing of its first ones."""

    class LateFailure(Formats):
        @hookimpl
        def efc_register_sheet_readers(self) -> list[object]:
            raise RuntimeError("late")

    assert "late" in refused(LateFailure(PlainText())).reason


def test_sheet_reader_of_another_kind_is_refused() -> None:
    """What cannot read sheets is refused when loading."""

    class Plugin:
        @hookimpl
        def efc_register_sheet_readers(self) -> list[object]:
            return ["numbers"]

    assert "SheetReader" in refused(Plugin()).reason


def test_strict_loading_raises() -> None:
    """With strict_plugins the first plugin that cannot be used is an error that names it."""

    class Wrong(Formats):
        pass

    with pytest.raises(PluginError) as caught:
        loaded(Wrong("no format"), strict_plugins=True)

    assert caught.value.plugin == "Wrong"


def test_disabled_plugin_is_not_loaded() -> None:
    """A plugin that is switched off is recorded as such, without a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        reporter = loaded(Formats(PlainText()), disabled_plugins=["Formats"])

    assert reporter.registry.records[1].state is PluginState.DISABLED
    assert reporter.registry.formats == {}


def test_module_that_imports_us_is_no_misspelt_hook() -> None:
    """A plugin module may import efc_reporting or another efc_ package."""
    import efc_reporting

    module = ModuleType("mine")
    module.efc_reporting = efc_reporting
    module.efc_register_formats = hookimpl(lambda: [PlainText()])

    assert loaded(module).registry.records[1].state is PluginState.OK


# Installed plugins, found by their entry points


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder on sys.path into which distributions can be put."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("zoo_"):
            del sys.modules[name]


def install(site: Path, distribution: str, entry: str, module: str, code: str) -> None:
    """Put a distribution with one entry point and one module into the folder."""
    folder = site / f"{distribution.replace('-', '_')}-2.1.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 2.1\n")
    (folder / "entry_points.txt").write_text(f"[efc_reporting]\n{entry} = {module}\n")
    (site / f"{module}.py").write_text(code, encoding="utf-8")


GOOD = """
from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, hookimpl

class PlainText(ReportFormat[NoOptions]):
    info = FormatInfo(name={name!r}, title="Text", extension=".txt", media_type="text/plain")
    options_type = NoOptions

    def render(self, document, context, options):
        return b"text"

@hookimpl
def efc_register_formats():
    return [PlainText()]
"""


def discovered(*names: str) -> dict[str, PluginRecord]:
    reporter = Reporter()
    return {r.name: r for r in reporter.registry.records if r.name in names}


def test_installed_plugin_is_found(site: Path) -> None:
    """An installed distribution's entry point is loaded and recorded with its version."""
    install(site, "efc-zoo-good", "zoo-good", "zoo_good", GOOD.format(name="zoo-text"))
    record = discovered("zoo-good")["zoo-good"]

    assert (record.state, record.formats) == (PluginState.OK, ("zoo-text",))
    assert record.origin == "efc-zoo-good 2.1"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import no_such_package", "needs the package no_such_package, which is missing"),
        ("from efc_reporting.plugin import Formatt", "ImportError"),
        ("class Bye(BaseException): pass\nraise Bye('so long')", "Bye: so long"),
        ("import sys; sys.exit(0)", "SystemExit"),
        ("1 / 0", "ZeroDivisionError"),
        ("this is no Python", "SyntaxError"),
    ],
)
def test_plugin_that_cannot_be_imported_is_recorded(site: Path, code: str, words: str) -> None:
    """Whatever happens at import is recorded, and the others are loaded."""
    install(site, "efc-zoo-bad", "zoo-bad", "zoo_bad", code)
    install(site, "efc-zoo-good", "zoo-good", "zoo_good", GOOD.format(name="zoo-text"))
    with pytest.warns(PluginWarning) as caught:
        records = discovered("zoo-bad", "zoo-good")

    assert len(caught) == 1
    assert records["zoo-bad"].state is PluginState.BROKEN
    assert words in records["zoo-bad"].reason
    assert records["zoo-good"].state is PluginState.OK


def test_two_distributions_with_one_format_are_both_named(site: Path) -> None:
    """Who has installed two formats of one name is told both distributions."""
    for letter in "ab":
        install(
            site, f"efc-zoo-{letter}", f"zoo-{letter}", f"zoo_{letter}", GOOD.format(name="zoo")
        )
    with pytest.warns(PluginWarning):
        records = discovered("zoo-a", "zoo-b")

    assert records["zoo-a"].state is PluginState.OK
    assert "efc-zoo-a 2.1" in records["zoo-b"].reason
    assert "efc-zoo-b 2.1" in records["zoo-b"].reason


def test_two_distributions_with_one_entry_point_name_both_count(site: Path) -> None:
    """Two authors may call their entry point alike: what counts is the names of their formats."""
    install(site, "efc-zoo-a", "zoo", "zoo_a", GOOD.format(name="zoo-one"))
    install(site, "efc-zoo-b", "zoo", "zoo_b", GOOD.format(name="zoo-two"))
    reporter = Reporter()

    assert {"zoo-one", "zoo-two"} <= set(reporter.registry.formats)


def test_discovery_can_be_switched_off(site: Path) -> None:
    """Without discovery nothing that happens to be installed is loaded."""
    install(site, "efc-zoo-bad", "zoo-bad", "zoo_bad", "1 / 0")

    assert [r.name for r in loaded().registry.records] == ["core"]


# Formats that fail when they are called


class Raising(PlainText):
    info = attrs.evolve(PlainText.info, name="raising")

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        raise KeyError("town")


class Exiting(PlainText):
    info = attrs.evolve(PlainText.info, name="exiting")

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        sys.exit(0)


class Stringy(PlainText):
    info = attrs.evolve(PlainText.info, name="stringy")

    def render(self, document: Document, context: ReportContext, options: NoOptions) -> bytes:
        return "text"  # type: ignore[return-value]  # that is what it does wrong


class Lying(PlainText):
    info = attrs.evolve(PlainText.info, name="lying", magic=b"%PDF-")


@pytest.mark.parametrize("bad", [Raising, Exiting, Stringy, Lying])
def test_failing_format_is_named_with_its_document(bad: type[PlainText], tmp_path: Path) -> None:
    """Whatever a format does wrong, the error names it and its document; the old file stands."""
    path = tmp_path / "report.txt"
    path.write_bytes(b"good")
    reporter = loaded(Formats(bad()))
    with pytest.raises(RenderError) as caught:
        reporter.write(tolint(), "interim", path)

    assert (caught.value.plugin, caught.value.document) == (bad.info.name, "interim")
    assert (caught.value.distribution, caught.value.version) == ("Formats", "")
    assert "disable it" in caught.value.remedy
    assert path.read_bytes() == b"good"


def test_other_files_of_a_dossier_are_written(tmp_path: Path) -> None:
    """One failing format costs its own files; the others and the manifest are there."""

    class FailingPdf(Raising):
        info = attrs.evolve(PlainText.info, name="pdf", extension=".pdf", magic=b"%PDF-")

    good = (named(n, extension=f".{n}") for n in ("docx", "xlsx", "csv", "html"))
    reporter = loaded(Formats(FailingPdf(), *good))
    dossier = reporter.write_dossier(tolint(), tmp_path, languages=["en"])
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))

    assert {report.format for report in dossier.reports} == {"docx", "xlsx", "csv", "html"}
    assert {Path(failure.name).suffix for failure in dossier.failures} == {".pdf"}
    assert all(isinstance(failure.error, RenderError) for failure in dossier.failures)
    assert {path.name for path in tmp_path.iterdir()} == {
        "manifest.json",
        *(report.path.name for report in dossier.reports),
    }
    assert [entry["file"] for entry in manifest["missing"]] == [
        failure.name for failure in dossier.failures
    ]


def test_document_that_fails_is_named() -> None:
    """A document of a plugin that raises, or returns something else, is named too."""

    class Press(DocumentKind):
        info = DocumentInfo(name="press", title="Press release")

        def compose(self, context: ReportContext) -> Document:
            raise KeyError("headline")

    class Words(DocumentKind):
        info = DocumentInfo(name="words", title="Words")

        def compose(self, context: ReportContext) -> Document:
            return "words"  # type: ignore[return-value]  # that is what it does wrong

    class Plugin:
        @hookimpl
        def efc_register_documents(self) -> list[DocumentKind]:
            return [Press(), Words()]

    reporter = loaded(Plugin())
    for name in ("press", "words"):
        with pytest.raises(RenderError) as caught:
            reporter.compose(tolint(), name)

        assert (caught.value.plugin, caught.value.document) == (name, name)


# Checks and observers that fail


@pytest.mark.parametrize("result", [RuntimeError("boom"), SystemExit(3), None, 7, ["text"], [None]])
def test_failing_check_is_a_finding(result: object) -> None:
    """A check that raises, exits or returns anything else is told; the others' findings stand."""

    class Check:
        @hookimpl
        def efc_check_project(self) -> object:
            if isinstance(result, BaseException):
                raise result
            return result

    findings = {f.code: f for f in loaded(Check()).check(tolint())}

    assert findings["check-failed"].severity is Severity.WARNING
    assert findings["check-failed"].values["plugin"] == "Check"
    assert "public-page-missing" in findings


def test_findings_of_a_plugin_stand_beside_the_cores() -> None:
    """A plugin's own finding is found like any other."""

    class Check:
        @hookimpl
        def efc_check_project(self, project: object, facts: Any) -> Iterator[Finding]:
            yield Finding(
                code="acme",
                severity=Severity.NOTE,
                where="project",
                message="{total} people",
                values={"total": facts.total},
            )

    findings = {f.code: f for f in loaded(Check()).check(tolint())}

    assert findings["acme"].values == {"total": 80}


def test_failing_observer_does_not_undo_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A plugin that fails when it hears of a file is logged; the file is written."""

    class Deaf(Formats):
        @hookimpl
        def efc_report_written(self, report: object) -> None:
            raise OSError("no network")

    written = loaded(Deaf(PlainText())).write(tolint(), "interim", tmp_path / "a.txt")

    assert written.path.read_bytes().startswith(b"Zwischenbericht")
    assert [(r.name, r.levelname) for r in caplog.records] == [("efc_reporting", "WARNING")]
    assert "Deaf" in caplog.text


def test_observer_hears_of_each_file(tmp_path: Path) -> None:
    """A plugin is told where a file is and what it holds."""
    heard = []

    class Curious(Formats):
        @hookimpl
        def efc_report_written(self, report: object) -> None:
            heard.append(report)

    written = loaded(Curious(PlainText())).write(tolint(), "interim", tmp_path / "a.txt")

    assert heard == [written]


# Plugins that go well


def test_module_makes_every_document_available() -> None:
    """A module with one hook gives every document the new format, in any language."""
    module = ModuleType("plain_text")
    module.efc_register_formats = hookimpl(lambda: [PlainText()])
    reporter = Reporter(plugins=[module], discover_plugins=False)
    assert "narrative" in reporter.registry.documents
    for name, kind in reporter.registry.documents.items():
        for language in ("en", "de"):
            data = reporter.render(
                tolint(), name, "text", language=language, audience=kind.info.default_audience
            )
            document = reporter.compose(
                tolint(), name, language=language, audience=kind.info.default_audience
            )

            assert data.decode() == "\n\n".join(document.plain_paragraphs())


DESIGN = """
from efc_reporting.plugin import FormatInfo, NoOptions, ReportFormat, hookimpl


class PlainText(ReportFormat[NoOptions]):
    info = FormatInfo(name="text", title="Plain text", extension=".txt", media_type="text/plain")
    options_type = NoOptions

    def render(self, document, context, options):
        return "\\n\\n".join(document.plain_paragraphs()).encode()

@hookimpl
def efc_register_formats():
    return [PlainText()]
"""


def test_plugin_of_the_documentation_works(tmp_path: Path) -> None:
    """The whole plugin as documented works as a file that is imported and handed over."""
    (tmp_path / "plain_text.py").write_text(DESIGN, encoding="utf-8")
    code = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
import plain_text
from efc_reporting import Reporter
from projects import monteu_mareu
reporter = Reporter(plugins=[plain_text], strict_plugins=True, discover_plugins=False)
reporter.write(monteu_mareu(), "public-notice", "notice.txt")
"""
    child = run_python(code, str(tmp_path), str(Path(__file__).parents[1]), folder=tmp_path)

    assert child.stderr == ""
    assert "The project involved 90 citizens, notably 52 participants from the city of San " in (
        tmp_path / "notice.txt"
    ).read_text("utf-8")


def test_format_takes_the_documents_that_it_names() -> None:
    """A format made for one document refuses the others."""
    reporter = loaded(Formats(named("only", documents=frozenset({"interim"}))))

    assert reporter.render(tolint(), "interim", "only")
    with pytest.raises(NotAcceptedError) as caught:
        reporter.render(tolint(), "narrative", "only")
    assert caught.value.what == "format only"


def test_tabular_format_takes_tabular_documents_only() -> None:
    """A spreadsheet of a narrative makes no sense and is refused."""
    reporter = loaded(Formats(named("sheet", is_tabular=True)))

    assert reporter.render(tolint(), "participant-list", "sheet")
    with pytest.raises(NotAcceptedError):
        reporter.render(tolint(), "narrative", "sheet")
