"""A contract that is weakened says so; an expected failure turns red when it starts to pass."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import contract_zoo as zoo
import pytest

from efc_reporting.testing import DocumentContract, MeasureContract
from efc_reporting.testing.contracts.contract import weaknesses

NAME = "test_prints_nothing"
REASON = "the library greets its users"


def test_untouched_contract_is_whole() -> None:
    """A subclass that only adds what it has to add takes nothing away."""
    assert list(weaknesses(zoo.Contract)) == []
    zoo.Contract().test_contract_is_whole()


def test_replaced_test_is_noticed() -> None:
    """A test of the same name that demands less is named."""

    class Replacing(zoo.Contract):
        def test_prints_nothing(self) -> None:
            """All is well."""

    with pytest.raises(AssertionError, match="test_prints_nothing is replaced"):
        Replacing().test_contract_is_whole()


def test_removed_test_is_noticed() -> None:
    """Setting a test to nothing takes it out of the run, and is named."""

    class Removing(zoo.Contract):
        test_prints_nothing = None  # type: ignore[assignment]

    with pytest.raises(AssertionError, match="test_prints_nothing is replaced"):
        Removing().test_contract_is_whole()


def test_test_that_is_replaced_later_is_noticed() -> None:
    """It does not help to do it after the class was made."""

    class Later(zoo.Contract):
        pass

    Later.test_prints_nothing = lambda self: None  # type: ignore[method-assign]

    assert list(weaknesses(Later)) == ["test_prints_nothing is replaced; say why in `overridden`"]


@pytest.mark.parametrize("mark", [pytest.mark.skip, pytest.mark.xfail])
def test_marked_class_is_noticed(mark: pytest.MarkDecorator) -> None:
    """To skip the whole class is to have no contract."""

    class Skipped(zoo.Contract):
        pytestmark = mark

    assert list(weaknesses(Skipped)) == [f"the whole class is marked with {mark.name}"]


def test_skipped_test_is_noticed() -> None:
    """A test of the contract that is replaced by a skipped one is named with its mark."""

    class Skipping(zoo.Contract):
        @pytest.mark.skip(reason="it takes long")
        def test_prints_nothing(self) -> None:
            """All is well."""

    assert len(list(weaknesses(Skipping))) == 2
    assert "marked with skip" in list(weaknesses(Skipping))[1]


@pytest.mark.parametrize("reasons", [{NAME: ""}, {NAME: "TODO"}, {NAME: "too slow"}])
def test_reason_has_to_be_one(reasons: Mapping[str, str]) -> None:
    """Who expects a failure or overrides says why in more than a word."""

    class Expecting(zoo.Contract):
        expected_failures = reasons

    class Overriding(zoo.Contract):
        overridden = reasons

    for contract in (Expecting, Overriding):
        assert [text for text in weaknesses(contract) if "no reason" in text]


def test_unknown_test_is_named() -> None:
    """A slip in the name of a test is not an excuse for another one."""

    class Slip(zoo.Contract):
        expected_failures = {"test_prints_nothin": REASON}

    assert list(weaknesses(Slip)) == [
        "expected_failures names test_prints_nothin, which is no test of the contract"
    ]


def test_reason_is_taken() -> None:
    """With a reason a test may be replaced or fail."""

    class Excused(zoo.Contract):
        expected_failures = {NAME: REASON}
        overridden = {"test_uses_no_network": "the map comes from a server in the house"}

        def test_uses_no_network(self) -> None:
            """Only our own server is asked."""

    Excused().test_contract_is_whole()
    assert not hasattr(zoo.Contract.test_prints_nothing, "pytestmark")


def test_guard_itself_cannot_be_replaced() -> None:
    """A class that would silence the guard cannot be made."""
    with pytest.raises(TypeError, match="test_contract_is_whole"):

        class Silent(zoo.Contract):
            def test_contract_is_whole(self) -> None:
                """Hush."""


def test_all_contracts_are_guarded() -> None:
    """The contracts of documents and measures have the same guard."""

    class Document(DocumentContract):
        test_reads_no_clock = None  # type: ignore[assignment]

    class Measure(MeasureContract):
        test_boundaries_are_inclusive = None  # type: ignore[assignment]

    assert [len(list(weaknesses(contract))) for contract in (Document, Measure)] == [1, 1]


RUN = """
from contract_zoo import Contract, Prints, Text

class TestStillBroken(Contract):
    format = Prints()
    expected_failures = {"test_prints_nothing": "the library greets its users"}

class TestMended(Contract):
    format = Text()
    expected_failures = {"test_prints_nothing": "the library greets its users"}
"""


def test_expected_failure_turns_red_when_it_passes(tmp_path: Path) -> None:
    """While it fails the run is green; once the format is mended, the excuse has to go."""
    (tmp_path / "test_run.py").write_text(RUN)
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = " + str(Path(__file__).parent))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-k", NAME, "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "XFAIL test_run.py::TestStillBroken::test_prints_nothing" in done.stdout
    assert "FAILED test_run.py::TestMended::test_prints_nothing - [XPASS(strict)]" in done.stdout
    assert REASON in done.stdout
    assert done.returncode == 1
