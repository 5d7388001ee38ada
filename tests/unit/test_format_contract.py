"""The contract of formats finds what is broken, and passes what is sound."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import contract_zoo as zoo
import pytest

from efc_reporting.contracts import ReportFormat
from efc_reporting.testing import FormatContract
from efc_reporting.testing.contracts.contract import promises_of

BROKEN: dict[type[ReportFormat[Any]], str] = {
    zoo.Misnamed: "test_says_what_it_is",
    zoo.WithoutLibrary: "test_has_what_it_requires",
    zoo.WithChangingOptions: "test_options_are_frozen_and_have_defaults",
    zoo.WithUncheckedOptions: "test_options_refuse_nonsense",
    zoo.Picky: "test_takes_every_document_or_says_that_it_does_not",
    zoo.ForgetsFunding: "test_every_document_has_a_title",
    zoo.ForgetsHeadings: "test_every_heading_can_be_read",
    zoo.LosesFigures: "test_every_key_figure_can_be_read",
    zoo.LosesLastColumn: "test_every_block_can_be_read",
    zoo.ForgetsUnknown: "test_unknown_block_falls_back",
    zoo.StripsTags: "test_cleaned_text_survives",
    zoo.RunsTemplates: "test_cleaned_text_survives",
    zoo.NeedsBlocks: "test_document_without_contents_is_rendered",
    zoo.ForgetsDraft: "test_draft_is_marked",
    zoo.EnglishOnly: "test_every_language_is_rendered",
    zoo.Fails: "test_awkward_projects_are_rendered",
    zoo.Leaks: "test_public_files_hold_no_name",
    zoo.ReturnsText: "test_returns_bytes",
    zoo.Lies: "test_files_begin_as_their_type_does",
    zoo.Counts: "test_same_document_gives_same_bytes",
    zoo.DependsOnSeed: "test_bytes_are_the_same_in_another_process",
    zoo.DependsOnZone: "test_bytes_are_the_same_in_another_process",
    zoo.Slow: "test_time_grows_with_the_rows",
    zoo.Writes: "test_writes_no_file",
    zoo.Calls: "test_uses_no_network",
    zoo.Starts: "test_starts_no_program",
    zoo.Prints: "test_prints_nothing",
    zoo.Rolls: "test_changes_no_global_state",
    zoo.SetsEnvironment: "test_changes_no_global_state",
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


@pytest.mark.parametrize("test", promises_of(zoo.Contract))
def test_contract_passes_a_sound_format(
    test: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plain format, unbroken, passes every test of the contract."""
    run(zoo.Contract(), test, tmp_path, monkeypatch)


def test_contract_of_formats_is_long() -> None:
    """About 25 promises; who drops one has to change this number."""
    assert len(promises_of(FormatContract)) == 30


def test_most_promises_can_be_broken() -> None:
    """Of each promise there is a format that breaks it, but of those that another one implies."""
    implied = {
        "test_contract_is_whole",  # see the tests of that guard
        "test_unknown_option_is_refused",  # the host refuses it for every format
        "test_documents_stay_as_they_are",  # documents are frozen
        "test_reader_reads_what_is_there",  # broken by a reader, above
    }

    assert set(promises_of(FormatContract)) == {*BROKEN.values(), *implied}
