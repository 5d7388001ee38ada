"""A zoo of bad plugins, installed: the host names each, its remedy, and writes all other files."""

from __future__ import annotations

import json
import locale
import logging
import os
import sys
import threading
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from time import sleep

import pytest
from zoo import (
    CANNOT_BE_LOADED,
    CANNOT_RENDER,
    ENDS_THE_PROCESS,
    GOOD,
    HANGS,
    LEAVES_THREADS,
    LEAVES_TRACES,
    install,
    rendering,
)

from efc_reporting import Reporter, load_project
from efc_reporting.base.process import Limits
from efc_reporting.cli.program import program
from efc_reporting.errors import LoadError, PluginError, PluginWarning, RenderError
from efc_reporting.plugin_host.registry import PluginRecord, PluginState
from efc_reporting.workflows.validate_plugin import read_distribution, validate
from projects import ROOT, run_python, tolint

SEEN_ONLY_WHEN_IMPORTED = frozenset({"demands", "doubles", "dives", "leaves", "needs", "raises"})
ROOMY = Limits(seconds=60, megabytes=1024)
SHORT = Limits(seconds=10, megabytes=1024)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder on sys.path into which distributions can be put."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if name.startswith("zoo_"):
            del sys.modules[name]


def records(reporter: Reporter) -> dict[str, PluginRecord]:
    return {record.name: record for record in reporter.registry.records}


def failing(reporter: Reporter, path: Path, other: Reporter | None = None) -> RenderError:
    """Write with the bad format, then another file with a good one, and return the error."""
    path.write_bytes(b"good")
    with pytest.raises(RenderError) as caught:
        reporter.write(tolint(), "participant-list", path, format="zoo")
    good = (other or reporter).write(tolint(), "participant-list", path.with_suffix(".csv"))

    assert path.read_bytes() == b"good"
    assert b"Potsdam" in good.path.read_bytes()
    return caught.value


# Loading


@pytest.mark.parametrize("name", CANNOT_BE_LOADED)
def test_plugin_that_cannot_be_loaded_is_named(site: Path, name: str) -> None:
    """One warning names the plugin, what is wrong and what to do; a good one is loaded."""
    install(site, name, CANNOT_BE_LOADED[name].code)
    install(site, "good", GOOD)
    with pytest.warns(PluginWarning) as caught:
        found = records(Reporter())
    record = found[f"zoo-{name}"]

    assert len(caught) == 1
    assert f"plugin 'zoo-{name}' cannot be used: " in str(caught[0].message)
    assert CANNOT_BE_LOADED[name].words in record.reason
    assert ";" in record.reason or "?" in record.reason  # the remedy
    assert record.state is (PluginState.INCOMPATIBLE if name == "ages" else PluginState.BROKEN)
    assert found["zoo-good"].state is PluginState.OK
    assert {"pdf", "docx", "xlsx", "csv", "html"} <= {
        f for r in found.values() if r.is_shipped for f in r.formats
    }


@pytest.mark.parametrize("name", sorted(CANNOT_BE_LOADED.keys() - SEEN_ONLY_WHEN_IMPORTED))
def test_plugin_that_cannot_be_loaded_is_seen_in_its_source(tmp_path: Path, name: str) -> None:
    """What is refused when it is loaded is a problem for `validate`, which imports nothing."""
    (tmp_path / f"zoo_{name}.py").write_text(CANNOT_BE_LOADED[name].code, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        f'[project]\nname = "efc-zoo-{name}"\n'
        f'[project.entry-points.efc_reporting]\nzoo-{name} = "zoo_{name}"\n',
        encoding="utf-8",
    )
    taken = {("format", "pdf"): "efc-reporting"}

    assert validate(read_distribution(tmp_path), taken).has_problems


def test_shipped_formats_come_first(site: Path) -> None:
    """A name that sorts before ours does not take a shipped format's place."""
    install(site, "a", GOOD.replace('name="zoo"', 'name="csv"'))
    metadata = site / "efc_zoo_a-2.1.dist-info" / "entry_points.txt"
    metadata.write_text("[efc_reporting]\naaa = zoo_a\n", encoding="utf-8")
    with pytest.warns(PluginWarning, match="already comes from efc-reporting"):
        found = records(Reporter())

    assert found["csv"].state is PluginState.OK
    assert found["aaa"].state is PluginState.BROKEN


def test_damaged_list_of_entry_points_hides_no_other(site: Path) -> None:
    """A distribution whose entry_points.txt cannot be read is named; all others are found."""
    install(site, "good", GOOD)
    install(site, "damaged", GOOD)
    (site / "efc_zoo_damaged-2.1.dist-info" / "entry_points.txt").write_text("[x]\nno equals\n")
    with pytest.warns(PluginWarning, match=r"entry_points\.txt cannot be read"):
        found = records(Reporter())

    assert found["efc-zoo-damaged"].state is PluginState.BROKEN
    assert found["zoo-good"].state is PluginState.OK
    assert found["pdf"].state is PluginState.OK


def test_class_in_the_place_of_an_object_is_told(site: Path) -> None:
    """An entry point that names a class is told what to name; one with static methods works."""
    beast, _, _ = GOOD.partition("@hookimpl")
    hook = "@hookimpl\n    def efc_register_formats(self):\n        return [Beast()]\n"
    install(site, "stamps", f"{beast}class Stamp:\n    {hook}")
    still = hook.replace("@hook", "@staticmethod\n    @hook").replace("self", "")
    install(site, "stills", f"{beast}class Stamp:\n    {still}")
    for name in ("stamps", "stills"):
        entry = f"[efc_reporting]\nzoo-{name} = zoo_{name}:Stamp\n"
        (site / f"efc_zoo_{name}-2.1.dist-info" / "entry_points.txt").write_text(entry, "utf-8")
    with pytest.warns(PluginWarning, match="belongs to the objects of a class; name an object"):
        found = records(Reporter())

    assert found["zoo-stamps"].state is PluginState.BROKEN
    assert found["zoo-stills"].state is PluginState.OK


def test_module_that_was_left_out_is_no_package_to_install(site: Path) -> None:
    """Who forgot a module in the wheel is told that, and not to install it."""
    install(site, "forgets", "from zoo_forgets.words import greeting")
    (site / "zoo_forgets.py").rename(site / "moved.py")
    (site / "zoo_forgets").mkdir()
    (site / "moved.py").rename(site / "zoo_forgets" / "__init__.py")
    with pytest.warns(
        PluginWarning, match=r"its own module zoo_forgets\.words is not there \(<mod"
    ):
        found = records(Reporter())

    assert found["zoo-forgets"].reason.endswith("build efc-zoo-forgets anew with all its modules")


def test_plugin_that_prints_when_loaded_leaves_stdout_clean(
    site: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """What is printed at import is logged with the plugin's name, and JSON stays JSON."""
    install(site, "prints", f"print('hello')\n{GOOD}")
    reporter = Reporter()

    assert records(reporter)["zoo-prints"].state is PluginState.OK
    assert capfd.readouterr().out == ""
    assert "plugin zoo-prints printed 'hello'" in caplog.text


def test_strict_loading_has_the_plugins_own_error_as_its_cause(site: Path) -> None:
    """Who asks to be stopped can see where."""
    install(site, "raises", "1 / 0")
    with pytest.raises(PluginError) as caught:
        Reporter(strict_plugins=True)

    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_plugin_that_blocks_its_import_is_named(site: Path) -> None:
    """With isolation a plugin that never comes back from its import is refused."""
    install(site, "sleeps", "import time; time.sleep(600)")
    install(site, "good", GOOD)
    with pytest.warns(PluginWarning, match="'zoo-sleeps' cannot be used: when it is loaded, it"):
        found = records(Reporter(isolate=SHORT))

    assert "not done after 10 seconds" in found["zoo-sleeps"].reason
    assert found["zoo-good"].state is PluginState.OK


def test_plugin_that_ends_the_process_at_import_is_named(site: Path) -> None:
    """With isolation a plugin that calls os._exit when it is imported is refused."""
    install(site, "quits", "import os; os._exit(0)")
    with pytest.warns(PluginWarning, match="when it is loaded, it ended its process"):
        found = records(Reporter(isolate=ROOMY))

    assert found["zoo-quits"].state is PluginState.BROKEN


# Rendering


@pytest.mark.parametrize("name", CANNOT_RENDER)
def test_format_that_fails_is_named(site: Path, tmp_path: Path, name: str) -> None:
    """Whatever a format does, the error names it, its distribution, the document and a remedy."""
    install(site, name, CANNOT_RENDER[name].code)
    error = failing(Reporter(), tmp_path / "report.txt")

    assert (error.plugin, error.distribution, error.version, error.document) == (
        "zoo",
        f"efc-zoo-{name}",
        "2.1",
        "participant-list",
    )
    assert CANNOT_RENDER[name].words in error.problem
    assert error.remedy == (
        f"tell the author of the plugin, or disable it by its name 'zoo-{name}'"
    )


@pytest.mark.parametrize("name", ["fails", "sinks", "texts", "rewrites"])
def test_isolated_format_that_fails_is_named_alike(site: Path, tmp_path: Path, name: str) -> None:
    """In a process of its own a format fails with the same words."""
    install(site, name, CANNOT_RENDER[name].code)
    here = failing(Reporter(), tmp_path / "report.txt")
    apart = failing(Reporter(isolate=ROOMY), tmp_path / "report.txt")

    assert str(apart) == str(here)


@pytest.mark.parametrize("name", ENDS_THE_PROCESS)
def test_format_that_ends_its_process_is_named(site: Path, tmp_path: Path, name: str) -> None:
    """With isolation only its own process ends."""
    install(site, name, ENDS_THE_PROCESS[name].code)
    error = failing(Reporter(isolate=ROOMY), tmp_path / "report.txt")

    assert (error.distribution, error.document) == (f"efc-zoo-{name}", "participant-list")
    assert ENDS_THE_PROCESS[name].words in error.problem
    assert "disable it" in error.remedy


def test_format_that_hangs_is_ended(site: Path, tmp_path: Path) -> None:
    """With isolation a format that never ends is ended after the time that was allowed."""
    install(site, "hangs", HANGS)
    error = failing(Reporter(isolate=SHORT), tmp_path / "report.txt", Reporter())

    assert error.problem == "it was not done after 10 seconds"
    assert "give it more time" in error.remedy


def test_place_names_the_block(site: Path) -> None:
    """Where the format stood in the document can be told from the block that it held."""
    code = rendering(
        "for block in document.walk():",
        "    if type(block).__name__ == 'Table':",
        "        raise KeyError('town')",
    )
    install(site, "stops", code)
    for reporter in (Reporter(), Reporter(isolate=ROOMY)):
        with pytest.raises(RenderError) as caught:
            reporter.render(tolint(), "narrative", "zoo", language="en")

        assert caught.value.place == "Partnership › Table, render, line 11 of zoo_stops.py"


def test_place_is_in_the_plugin_and_not_in_what_it_calls(site: Path) -> None:
    """The author is told the line that is theirs, not the one of the library that gave up."""
    install(site, "parses", rendering("import json", "return json.loads(document.title)"))
    with pytest.raises(RenderError) as caught:
        Reporter().render(tolint(), "narrative", "zoo")

    assert caught.value.place == "render, line 10 of zoo_parses.py"
    assert "JSONDecodeError" in caught.value.problem


def test_plugin_can_be_disabled_by_the_name_that_the_error_says(site: Path) -> None:
    """The format has another name than its plugin; who reads the error need not guess it."""
    install(site, "fails", rendering("raise KeyError('town')"))
    with pytest.raises(RenderError, match="disable it by its name 'zoo-fails'"):
        Reporter().render(tolint(), "narrative", "zoo")

    assert "zoo" not in Reporter(disabled_plugins=["zoo-fails"]).registry.formats


def test_authors_traceback_is_the_cause(site: Path) -> None:
    """The lines of the plugin can be shown, isolated or not."""
    install(site, "fails", rendering("raise KeyError('town')"))
    with pytest.raises(RenderError) as caught:
        Reporter().render(tolint(), "narrative", "zoo")
    with pytest.raises(RenderError) as caught_apart:
        Reporter(isolate=ROOMY).render(tolint(), "narrative", "zoo")

    assert isinstance(caught.value.__cause__, KeyError)
    assert "zoo_fails.py" in str(caught_apart.value.__cause__)
    assert "KeyError: 'town'" in str(caught_apart.value.__cause__)


def test_stdout_locale_and_working_directory_are_restored(
    site: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A format that changes its surroundings makes its file; each change is undone and told."""
    install(site, "soils", LEAVES_TRACES)
    monkeypatch.chdir(tmp_path)
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    try:
        data = Reporter().render(tolint(), "narrative", "zoo")
        after = locale.setlocale(locale.LC_ALL)
    finally:
        locale.setlocale(locale.LC_ALL, before)

    assert data == b"done"
    assert (Path.cwd(), capfd.readouterr().out) == (tmp_path, "")
    assert "UTF-8" in after
    for words in ("printed 'hello from the zoo'", "changed the locale", "changed the working"):
        assert f"plugin zoo {words}" in caplog.text


def test_what_an_isolated_plugin_prints_is_told(
    site: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Warnings come over from the other process, and neither stream is touched, not even below."""
    lines = ("import os", "os.write(1, b'raw')", "print('hello')", "return b'done'")
    install(site, "prints", rendering(*lines))

    assert Reporter(isolate=ROOMY).render(tolint(), "narrative", "zoo") == b"done"
    assert capfd.readouterr().out == ""
    assert "plugin zoo printed 'hello'" in caplog.text


def test_threads_that_survive_are_told(site: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody can end a thread from outside; it is named, and with isolation it ends."""
    install(site, "threads", LEAVES_THREADS.replace("Event()", "ZOO"))
    threading.ZOO = threading.Event()  # type: ignore[attr-defined]  # so that it can be ended here
    try:
        data = Reporter().render(tolint(), "narrative", "zoo")
    finally:
        threading.ZOO.set()  # type: ignore[attr-defined]  # as above
        del threading.ZOO  # type: ignore[attr-defined]  # as above

    assert data == b"done"
    assert "left 1 of its threads running" in caplog.text


def test_isolated_threads_end_with_their_process(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The answer comes although a thread would keep its process alive for minutes."""
    install(site, "threads", LEAVES_THREADS)
    reporter = Reporter(isolate=SHORT)

    assert reporter.render(tolint(), "narrative", "zoo") == b"done"
    assert "left 1 of its threads running" in caplog.text


def test_project_is_never_changed(site: Path) -> None:
    """A format that changes the project in its hands changes a copy; later files are right."""
    install(site, "rewrites", CANNOT_RENDER["rewrites"].code)
    reporter, project = Reporter(), tolint()
    with pytest.raises(RenderError):
        reporter.render(project, "narrative", "zoo")

    assert project == tolint()
    assert "Mine" not in {measure.title for measure in reporter.registry.measures.values()}
    assert reporter.render(project, "participant-list", "csv") == Reporter().render(
        tolint(), "participant-list", "csv"
    )


@pytest.mark.parametrize("name", ["docx", "pdf-typst", "csv"])
def test_isolated_files_have_the_same_bytes(name: str) -> None:
    """Isolation changes nothing about a file that can be made."""
    here = Reporter().render(tolint(), "participant-list", name)

    assert Reporter(isolate=ROOMY).render(tolint(), "participant-list", name) == here


def test_format_that_cannot_be_handed_over_is_told(site: Path) -> None:
    """A class made within a function has no name in another process: the sentence says so."""
    code = GOOD.replace("return [Beast()]", "class Inner(Beast): ...\n    return [Inner()]")
    install(site, "hides", code)
    with pytest.raises(RenderError) as caught:
        Reporter(isolate=ROOMY).render(tolint(), "narrative", "zoo")

    assert "cannot be handed to another process" in caught.value.problem
    assert "do without isolation" in caught.value.remedy


def test_format_without_what_it_requires_is_told(site: Path) -> None:
    """A package that the info requires and that is missing is named before rendering."""
    install(site, "needs", rendering("return b'x'", info=', requires=("no_such_package",)'))
    with pytest.raises(Exception, match="the package no_such_package is missing, which the format"):
        Reporter().render(tolint(), "narrative", "zoo")


# Everything else that plugins do

DOCUMENT = """
import os
from efc_reporting.plugin import DocumentInfo, DocumentKind, hookimpl

class Beast(DocumentKind):
    info = DocumentInfo(name="zoo", title="Zoo")

    def compose(self, context):
        {deed}

@hookimpl
def efc_register_documents():
    return [Beast()]
"""


def test_document_that_ends_its_process_is_named(site: Path) -> None:
    """Documents of plugins are composed apart too."""
    install(site, "composes", DOCUMENT.format(deed="os._exit(5)"))
    with pytest.raises(RenderError, match=r"zoo from efc-zoo-composes 2\.1 failed: it ended"):
        Reporter(isolate=ROOMY).render(tolint(), "zoo", "csv")


def test_document_that_changes_the_project_is_named(site: Path) -> None:
    """A document that changes what it reports on is no report."""
    deed = (
        "object.__setattr__(context.project, 'meetings', ())\n"
        "        from efc_reporting.plugin import Document\n"
        "        return Document(kind='zoo', title='Zoo', language='en', audience='agency',\n"
        "            as_of=context.as_of, blocks=())"
    )
    install(site, "bends", DOCUMENT.format(deed=deed))
    project = tolint()
    with pytest.raises(RenderError) as caught:
        Reporter().compose(project, "zoo")

    assert caught.value.problem == "it changed the project that it was given to report on"
    assert project == tolint()


HOOKS = """
import os, time
from efc_reporting.plugin import hookimpl

@hookimpl
def {hook}:
    {deed}
"""


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("os._exit(3)", "it ended its process with exit code 3"),
        ("time.sleep(600)", "it was not done after 10 seconds"),
        ("object.__setattr__(project, 'meetings', ()); return []", "it changed the project"),
    ],
)
def test_isolated_check_that_fails_is_a_finding(site: Path, deed: str, words: str) -> None:
    """A check that ends or blocks its process is told; all others' findings are there."""
    install(site, "checks", HOOKS.format(hook="efc_check_project(project)", deed=deed))
    findings = {f.code: f for f in Reporter(isolate=SHORT).check(tolint())}

    assert words in str(findings["check-failed"].values["problem"])
    assert findings["check-failed"].values["plugin"] == "zoo-checks"
    assert "public-page-missing" in findings


def test_isolated_observer_that_dies_is_logged(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The file stands, and the plugin that heard of it and died is named."""
    install(site, "hears", HOOKS.format(hook="efc_report_written(report)", deed="os._exit(3)"))
    written = Reporter(isolate=ROOMY).write(tolint(), "participant-list", tmp_path / "a.csv")

    assert written.path.exists()
    assert "a.csv is written, but participant-list: zoo-hears from efc-zoo-hears" in caplog.text


def test_failing_preparation_of_templates_is_logged(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A plugin that fails to prepare templates is named, not the format; the page is made."""
    deed = "raise KeyError('filter')"
    hook = "efc_prepare_templates(environment, format_name)"
    install(site, "prepares", HOOKS.format(hook=hook, deed=deed))
    data = Reporter().render(tolint(), "public-notice", "html")

    assert data.startswith(b"<!DOCTYPE html>")
    assert "plugin zoo-prepares (efc-zoo-prepares 2.1) failed to prepare the templates" in (
        caplog.text
    )


MEDDLES = """
from efc_reporting.plugin import hookimpl

@hookimpl
def efc_prepare_templates(environment, format_name):
    usual = environment.getattr

    def getattr_of(thing, name):
        if type(thing).__name__ == "Document":
            object.__setattr__(thing, "title", "Mine")
        return usual(thing, name)

    environment.getattr = getattr_of
"""


@pytest.mark.parametrize("isolate", [False, ROOMY])
def test_templates_that_change_the_document_are_named(site: Path, isolate: bool | Limits) -> None:
    """What a plugin adds to the templates of a shipped format works on a copy; its name is told."""
    install(site, "meddles", MEDDLES)
    reporter = Reporter(isolate=isolate)
    with pytest.raises(RenderError) as caught:
        reporter.render(tolint(), "public-notice", "html")

    assert (caught.value.plugin, caught.value.distribution) == ("zoo-meddles", "efc-zoo-meddles")
    assert caught.value.problem == (
        "what 'zoo-meddles' added to the templates of html changed what was to be rendered"
    )
    assert b"Potsdam" in reporter.render(tolint(), "participant-list", "csv")


def test_templates_that_change_nothing_change_no_byte(site: Path) -> None:
    """A plugin with harmless filters costs a copy and nothing else."""
    hook = "efc_prepare_templates(environment, format_name)"
    before = Reporter().render(tolint(), "public-notice", "html")
    install(site, "filters", HOOKS.format(hook=hook, deed="environment.filters['up'] = str.upper"))

    assert Reporter().render(tolint(), "public-notice", "html") == before


READER = """
import os
from efc_reporting.plugin import hookimpl

class Reader:
    extensions = frozenset({".numbers"})

    def read(self, data, name):
        DEED

@hookimpl
def efc_register_sheet_readers():
    return [Reader()]
"""


@pytest.mark.parametrize(
    ("deed", "words", "limits"),
    [
        ("raise KeyError('sheet')", "KeyError: 'sheet'", None),
        ("return ['sheet']", "TypeError: it returned str instead of Sheet", None),
        ("os._exit(4)", "it ended its process with exit code 4", ROOMY),
    ],
)
def test_failing_sheet_reader_is_a_problem_of_its_file(
    site: Path, tmp_path: Path, deed: str, words: str, limits: Limits | None
) -> None:
    """A reader that fails is told like any other problem of the folder, with the file's name."""
    install(site, "reads", READER.replace("DEED", deed))
    (tmp_path / "list.numbers").write_bytes(b"x")
    project = (ROOT / "examples" / "tolint" / "project.toml").read_text("utf-8")
    (tmp_path / "project.toml").write_text(
        f'participants = ["list.numbers"]\n{project}', encoding="utf-8"
    )
    reporter = Reporter(isolate=limits or False)
    with pytest.raises(LoadError) as caught:
        load_project(tmp_path, sheet_readers=reporter.registry.sheet_readers)
    problem = next(p for p in caught.value.problems if p.file == "list.numbers")

    assert f"the reader of the plugin zoo-reads (efc-zoo-reads 2.1) failed: {words}" in (
        problem.problem
    )
    assert "disable it" in problem.remedy


# The whole zoo at once

WHOLE_ZOO = {**CANNOT_BE_LOADED, **CANNOT_RENDER, **ENDS_THE_PROCESS}


def test_the_whole_zoo_costs_no_file(
    site: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """With all of them installed every file of a dossier is there, and each culprit is named."""
    for name, animal in WHOLE_ZOO.items():
        own = animal.code.replace('name="zoo"', f'name="zoo-{name}"')
        install(site, name, own)
    with pytest.warns(PluginWarning) as caught:
        reporter = Reporter()
    caplog.set_level(logging.WARNING)
    dossier = reporter.write_dossier(tolint(), tmp_path / "out", languages=["en"])
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    told = {entry["plugin"]: entry for entry in manifest["plugins"]}

    assert {str(warning.message).split("'")[1] for warning in caught} == {
        f"zoo-{name}" for name in CANNOT_BE_LOADED
    }
    assert dossier.failures == ()
    assert len(dossier.reports) == len({report.path for report in dossier.reports}) == 10
    for name in CANNOT_BE_LOADED:
        assert told[f"zoo-{name}"]["state"] in ("broken", "incompatible")
        assert CANNOT_BE_LOADED[name].words in told[f"zoo-{name}"]["reason"]
    for entry in manifest["files"]:
        assert {part["distribution"] for part in entry["plugins"]} == {"efc-reporting"}
        assert {part["version"] for part in entry["plugins"]} == {version("efc-reporting")}


def test_manifest_names_every_plugin_of_a_file(site: Path, tmp_path: Path) -> None:
    """Each file says which plugins made it, checked it and prepared its templates."""
    both = HOOKS.format(hook="efc_check_project()", deed="return []") + HOOKS.format(
        hook="efc_prepare_templates()", deed="pass"
    )
    install(site, "helps", both)
    written = Reporter().write(tolint(), "participant-list", tmp_path / "a.csv")
    ours = version("efc-reporting")

    assert [(p.plugin, p.distribution, p.version, p.part) for p in written.plugins] == [
        ("core", "efc-reporting", ours, "document"),
        ("csv", "efc-reporting", ours, "format"),
        ("core", "efc-reporting", ours, "measure"),
        ("core", "efc-reporting", ours, "checks"),
        ("zoo-helps", "efc-zoo-helps", "2.1", "checks"),
        ("zoo-helps", "efc-zoo-helps", "2.1", "templates"),
    ]


def test_command_line_isolates_and_shows_the_traceback(site: Path, tmp_path: Path) -> None:
    """`write --isolate --traceback` names the culprit, then the line of its code; exit code 2."""
    install(site, "fails", rendering("raise KeyError('town')"))
    code = "import sys; sys.path.insert(0, sys.argv.pop(1))\nimport efc_reporting.cli.__main__"
    project, path = str(ROOT / "examples" / "tolint"), str(tmp_path / "a.zoo")
    done = run_python(
        code, str(site), "write", project, "interim", path, "--time-limit", "60", "--traceback"
    )

    assert done.returncode == 2
    assert "zoo from efc-zoo-fails 2.1 failed: KeyError: 'town'; tell the author" in done.stderr
    assert 'zoo_fails.py", line' in done.stderr
    assert not Path(path).exists()


def test_options_on_isolation_are_there() -> None:
    """Each command that calls plugins on a project can isolate them."""
    for name in ("check", "dossier", "write"):
        options = {option for param in program.commands[name].params for option in param.opts}

        assert {"--isolate", "--time-limit", "--memory-limit", "--traceback"} <= options


def test_nothing_of_a_hanging_plugin_survives(site: Path, tmp_path: Path) -> None:
    """The process that a plugin began is ended with it."""
    mark = tmp_path / "pid"
    lines = (
        "import pathlib, subprocess, sys, time",
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])",
        f"pathlib.Path({str(mark)!r}).write_text(str(child.pid))",
        "time.sleep(600)",
    )
    install(site, "breeds", rendering(*lines))
    with pytest.raises(RenderError):
        Reporter(isolate=SHORT).render(tolint(), "narrative", "zoo")

    assert _is_gone(int(mark.read_text()))


def _is_gone(process: int) -> bool:
    """Say whether a process ends: it was killed, and the computer may take a moment for it."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(200):
        try:
            os.kill(process, 0)
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        sleep(0.1)
    return False
