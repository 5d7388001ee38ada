"""The contract of formats finds what is broken, and passes what is sound."""

from __future__ import annotations

import inspect
import re
import threading
from pathlib import Path
from typing import Any

import contract_zoo as zoo
import pytest
from contract_zoo_clock import ReadsTheClock

from efc_reporting.contracts import ReportFormat
from efc_reporting.testing import FormatContract
from efc_reporting.testing.contracts.contract import promises_of
from efc_reporting.testing.contracts.watching import watch

BROKEN: dict[type[ReportFormat[Any]], str] = {
    zoo.Misnamed: "test_says_what_it_is",
    zoo.WithoutLibrary: "test_has_what_it_requires",
    zoo.WithChangingOptions: "test_options_are_frozen_and_have_defaults",
    zoo.WithUncheckedOptions: "test_options_refuse_nonsense",
    zoo.Picky: "test_takes_every_document_or_says_that_it_does_not",
    zoo.ForgetsFunding: "test_every_document_has_a_title",
    zoo.ForgetsFields: "test_everything_around_the_blocks_can_be_read",
    zoo.ForgetsDisclaimer: "test_everything_around_the_blocks_can_be_read",
    zoo.CutsTexts: "test_long_texts_are_whole",
    zoo.CutsTables: "test_long_tables_are_whole",
    zoo.SortsTables: "test_long_tables_are_whole",
    zoo.ForgetsZeros: "test_long_tables_are_whole",
    zoo.ForgetsHeadings: "test_every_heading_can_be_read",
    zoo.LosesFigures: "test_every_key_figure_can_be_read",
    zoo.LosesLastColumn: "test_every_block_can_be_read",
    zoo.ForgetsUnknown: "test_unknown_block_falls_back",
    zoo.StripsTags: "test_cleaned_text_survives",
    zoo.RunsTemplates: "test_cleaned_text_survives",
    zoo.NeedsBlocks: "test_document_without_contents_is_rendered",
    zoo.ForgetsDraft: "test_draft_is_marked",
    zoo.EnglishOnly: "test_every_language_is_rendered",
    zoo.FailsInGreek: "test_every_language_is_rendered",
    zoo.FailsInNarratives: "test_awkward_projects_are_rendered",
    zoo.Fails: "test_awkward_projects_are_rendered",
    zoo.Leaks: "test_public_files_hold_no_name",
    zoo.Remembers: "test_public_files_hold_no_name",
    zoo.ReturnsText: "test_returns_bytes",
    zoo.Lies: "test_files_begin_as_their_type_does",
    zoo.Counts: "test_same_document_gives_same_bytes",
    zoo.DependsOnSeed: "test_bytes_are_the_same_in_another_process",
    zoo.DependsOnZone: "test_bytes_are_the_same_in_another_process",
    ReadsTheClock: "test_reads_no_clock",
    zoo.Slow: "test_time_grows_with_the_rows",
    zoo.Writes: "test_writes_no_file",
    zoo.Deletes: "test_writes_no_file",
    zoo.Calls: "test_uses_no_network",
    zoo.Starts: "test_starts_no_program",
    zoo.Prints: "test_prints_nothing",
    zoo.Rolls: "test_changes_no_global_state",
    zoo.SetsEnvironment: "test_changes_no_global_state",
    zoo.ChangesFolder: "test_changes_no_global_state",
    zoo.SilencesWarnings: "test_changes_no_global_state",
    zoo.ChangesDocuments: "test_documents_stay_as_they_are",
    zoo.ChangesProjects: "test_documents_stay_as_they_are",
}


def contract_of(broken: ReportFormat[Any]) -> FormatContract:
    """Return the contract of one format of the zoo."""

    class Broken(zoo.Contract):
        format = broken

    return Broken()


def run(contract: FormatContract, test: str, tmp_path: Path, patch: pytest.MonkeyPatch) -> None:
    """Run one test of a contract with the fixtures that it asks for."""
    known = {"tmp_path": tmp_path, "monkeypatch": patch}
    function = getattr(contract, test)
    function(**{name: known[name] for name in inspect.signature(function).parameters})


@pytest.mark.parametrize(
    ("broken", "test"), BROKEN.items(), ids=[broken.__name__ for broken in BROKEN]
)
def test_contract_finds_what_is_broken(
    broken: type[ReportFormat[Any]], test: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each test of the contract fails for a format that breaks that one promise."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EFC_COUNT", "0")

    with pytest.raises(Exception) as caught:  # noqa: PT011 (also what the format itself raises)
        run(contract_of(broken()), test, tmp_path, monkeypatch)
    assert caught.value.__class__.__name__ in ("AssertionError", "RenderError", "IndexError")


def test_reader_that_reads_nothing_is_found() -> None:
    """A `read_text` that answers always the same makes the run red."""
    with pytest.raises(AssertionError):
        zoo.ReadsNothing().test_reader_reads_what_is_there()


def test_lines_that_read_the_clock_are_named() -> None:
    """However the name was imported, the line is told, and so is what to take instead."""
    with pytest.raises(AssertionError) as caught:
        contract_of(ReadsTheClock()).test_reads_no_clock()
    source = inspect.getsource(inspect.getmodule(ReadsTheClock)).splitlines()  # type: ignore[arg-type]  # it has one
    lines = [n for n, line in enumerate(source, 1) if re.search(r"today\(|seconds\(|now\(", line)]

    assert len(lines) == 3
    assert str(caught.value).startswith(
        "lines that read the clock: "
        + "; ".join(f"contract_zoo_clock, line {line}" for line in lines)
        + "; take `document.as_of`"
    )


WORDS: dict[type[ReportFormat[Any]], str] = {
    zoo.ForgetsFunding: "narrative: the funding is not acknowledged; write document.funding.statem",
    zoo.ForgetsDisclaimer: "narrative: not to be found: document.funding.disclaimer",
    zoo.ForgetsDraft: 'document.is_draft`, write context.translator.text("DRAFT")',
    zoo.ForgetsUnknown: "show what its fallback() returns",
    zoo.LosesFigures: "the `text` of the key figure",
    zoo.CutsTables: "260 of 300 rows are lost or changed, first ('260', '2')",
    zoo.SortsTables: "the rows stand in another order",
    zoo.ChangesProjects: "the project was changed; take attrs.evolve()",
    zoo.Prints: "printed 'hello",
    zoo.Counts: "the time (also of the members of a ZIP file), the order of sets",
    zoo.ChangesFolder: "working folder: ",
}
"""What an author is told, in part."""


@pytest.mark.parametrize(("broken", "words"), WORDS.items(), ids=[c.__name__ for c in WORDS])
def test_message_says_what_to_do(
    broken: type[ReportFormat[Any]], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to read the library to learn why a test is red."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError) as caught:
        run(contract_of(broken()), BROKEN[broken], tmp_path, monkeypatch)

    assert words in str(caught.value)


def test_difference_between_processes_is_shown(tmp_path: Path) -> None:
    """The place where two files differ tells more than that they do."""
    with pytest.raises(AssertionError, match=r"narrative, in another process: from byte \d+ on b'"):
        contract_of(zoo.DependsOnZone()).test_bytes_are_the_same_in_another_process(tmp_path)


def test_what_is_printed_past_python_is_noticed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What libraries write below `sys.stdout` would stand in the JSON of the host."""
    with pytest.raises(AssertionError, match=r"printed past sys\.stdout: 'hello"):
        contract_of(zoo.PrintsBelow()).test_bytes_are_the_same_in_another_process(tmp_path)

    assert set(capfd.readouterr().out) == set("hello")


def test_files_of_its_own_may_be_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library may need a temporary file or folder, if only nothing is left of it."""
    run(contract_of(zoo.TidiesUp()), "test_writes_no_file", tmp_path, monkeypatch)

    assert list(tmp_path.iterdir()) == []


def test_thread_that_is_left_running_is_noticed() -> None:
    """By its name; that a thread of somebody else ends meanwhile is nobody's fault."""
    elsewhere = threading.Event()
    threading.Thread(target=elsewhere.wait, args=(60,)).start()
    zoo.LeavesThreads.ended.clear()
    try:
        with pytest.raises(AssertionError, match="the thread 'poet' was left running"):
            contract_of(zoo.LeavesThreads()).test_changes_no_global_state()
        changed = watch(elsewhere.set).changed
    finally:
        zoo.LeavesThreads.ended.set()
        elsewhere.set()

    assert changed == ()


def test_format_that_changes_documents_leaves_other_contracts_alone() -> None:
    """The one that changes them is blamed, and not those that are tested after it."""
    with pytest.raises(AssertionError):
        contract_of(zoo.ChangesDocuments()).test_documents_stay_as_they_are()

    contract_of(zoo.Text()).test_documents_stay_as_they_are()


@pytest.mark.parametrize("test", promises_of(zoo.Contract))
def test_contract_passes_a_sound_format(
    test: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plain format, unbroken, passes every test of the contract."""
    run(zoo.Contract(), test, tmp_path, monkeypatch)


def test_contract_of_formats_is_long() -> None:
    """More than 30 promises; who drops one has to change this number."""
    assert len(promises_of(FormatContract)) == 34


def test_most_promises_can_be_broken() -> None:
    """Of each promise there is a format that breaks it, but of those that another one implies."""
    implied = {
        "test_contract_is_whole",  # see the tests of that guard
        "test_unknown_option_is_refused",  # the host refuses it for every format
        "test_reader_reads_what_is_there",  # broken by a reader, above
    }

    assert set(promises_of(FormatContract)) == {*BROKEN.values(), *implied}
