"""A function in a process of its own gives its result, or the reason why there is none."""

from __future__ import annotations

import logging
import operator
import os
import signal
import time

import pytest

from efc_reporting.base.i18n import translator_for
from efc_reporting.base.process import (
    ElsewhereError,
    EndedError,
    Limits,
    call_for_text,
    call_isolated,
    trace_of,
)
from efc_reporting.errors import NotAcceptedError, RenderError, UnknownNameError
from efc_reporting.plugin_host.guard import guarded
from efc_reporting.plugin_host.registry import PluginRecord

ROOMY = Limits(seconds=60, megabytes=1024)


def test_result_comes_back() -> None:
    """What the function returns is what the caller gets."""
    assert call_isolated(operator.add, 40, 2, limits=ROOMY) == 42
    assert call_isolated(os.getpid, limits=ROOMY) != os.getpid()


def test_error_of_ours_comes_back_whole() -> None:
    """Class and fields survive; where it was raised is its cause."""
    with pytest.raises(UnknownNameError) as caught:
        call_isolated(translator_for, "xx", limits=ROOMY)

    assert (caught.value.kind, caught.value.name) == ("language", "xx")
    assert "en" in caught.value.known
    assert isinstance(caught.value.__cause__, ElsewhereError)


@pytest.mark.parametrize(
    ("function", "arguments", "problem"),
    [
        (operator.truediv, (1, 0), "ZeroDivisionError: division by zero"),
        (os._exit, (7,), "it ended its process with exit code 7"),
        (signal.raise_signal, (signal.SIGKILL,), "its process was ended by SIGKILL"),
        (bytes, (2**40,), "it needs more than 1024 MB of memory"),
        (open, ("/dev/null",), "its result cannot be handed back"),
    ],
)
def test_process_without_a_result_says_why(
    function: object, arguments: tuple[object, ...], problem: str
) -> None:
    """However the process ends, the caller goes on with one sentence."""
    with pytest.raises(EndedError) as caught:
        call_isolated(function, *arguments, limits=ROOMY)

    assert problem in caught.value.problem
    assert caught.value.remedy


def test_process_that_takes_too_long_is_ended() -> None:
    """The wall time counts: a process that sleeps is ended too."""
    begun = time.monotonic()
    with pytest.raises(EndedError, match="it was not done after 1 seconds"):
        call_isolated(time.sleep, 600, limits=Limits(seconds=1, megabytes=1024))

    assert time.monotonic() - begun < 30


def test_what_cannot_be_handed_over_is_told() -> None:
    """A function without a name in a module is refused before any process begins."""
    with pytest.raises(EndedError, match="cannot be handed to another process"):
        call_isolated(lambda: 1, limits=ROOMY)


def test_log_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    """What is logged there is logged here, at its level."""
    call_isolated(logging.getLogger("efc_reporting").warning, "%s is short", "ink", limits=ROOMY)

    assert [(r.levelname, r.getMessage()) for r in caplog.records] == [("WARNING", "ink is short")]


def test_errors_can_be_raised_again() -> None:
    """An error with several fields is made anew from them."""
    error = NotAcceptedError(what="a", problem="b", remedy="c")
    with pytest.raises(NotAcceptedError) as caught:
        call_isolated(_raise, error.what, limits=ROOMY)

    assert str(caught.value) == "a: b; c"


def _raise(what: str) -> None:
    raise NotAcceptedError(what=what, problem="b", remedy="c")


def test_text_comes_back_as_text() -> None:
    """Values for JSON come back, and what raised says why, as with any other result."""
    assert call_for_text(dict, {"doubled": 42}, limits=ROOMY) == {"doubled": 42}
    with pytest.raises(EndedError, match="ZeroDivisionError: division by zero"):
        call_for_text(operator.truediv, 1, 0, limits=ROOMY)
    with pytest.raises(EndedError, match="its result cannot be handed back"):
        call_for_text(set, limits=ROOMY)


class Pickled:
    """Unpickled, it would raise."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return _raise, ("unpickled",)


def test_text_is_never_unpickled() -> None:
    """What comes back as text is no object of the other process, whatever it returned there."""
    with pytest.raises(EndedError, match="its result cannot be handed back"):
        call_for_text(Pickled, limits=ROOMY)
    with pytest.raises(NotAcceptedError):
        call_isolated(Pickled, limits=ROOMY)


def test_a_trace_begins_with_the_first_line_that_is_not_ours() -> None:
    """By the package in which a line stands, so that no module is forgotten that is moved."""
    acme = PluginRecord(name="acme")
    with pytest.raises(RenderError) as caught:
        guarded(lambda: _fail(), plugin=acme, name="poster", document="narrative")
    assert caught.value.__cause__
    first_line = trace_of(caught.value.__cause__).splitlines()[1]

    assert __file__ in first_line
    assert "<lambda>" in first_line


def test_where_all_lines_are_ours_they_are_shown() -> None:
    """A fault of the core is not hidden."""
    with pytest.raises(UnknownNameError) as caught:
        call_isolated(translator_for, "xx", limits=ROOMY)
    assert caught.value.__cause__

    assert "in translator_for" in trace_of(caught.value.__cause__)


def _fail() -> None:
    raise KeyError("town")
