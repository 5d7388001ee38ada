"""Calls a function in a process of its own, with limits, and tells how that process ended."""

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import attrs

from efc_reporting.apart import Limits
from efc_reporting.errors import ReportingError
from efc_reporting.plugin_host.guard import TELL_OR_DISABLE, described

T = TypeVar("T")
log = logging.getLogger("efc_reporting")

DEFAULT_LIMITS = Limits(seconds=120.0, megabytes=2048)
"""Enough for the longest documents of the largest projects on a slow computer."""

_LEADING_THERE = frozenset(
    f"efc_reporting.plugin_host.{name}"
    for name in ("calls", "guard", "isolated", "loading", "registry")
)
"""Modules whose lines only lead to those of a plugin."""

_PROGRAM = """
import json, sys
sys.path[:], seconds, megabytes = json.loads(sys.argv[1])
from efc_reporting.plugin_host.isolated import serve
serve(seconds, megabytes)
"""


@attrs.frozen(kw_only=True)
class Answer:
    """What comes back from the process: a result, one of our errors, or why there is neither.

    `error` is the class and the fields of an error of ours, `trace` where it came from, `log` what
    was logged meanwhile. `problem` and `remedy` say why the work could not be begun or handed back.
    """

    result: object = None
    error: tuple[type[ReportingError], dict[str, object]] | None = None
    trace: str = ""
    problem: str = ""
    remedy: str = ""
    log: tuple[tuple[int, str], ...] = ()


class EndedError(Exception):
    """The process gave no result: `problem` says how it ended, `remedy` what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


class ElsewhereError(Exception):
    """Where an error came from in a process that has ended."""

    def __init__(self, trace: str) -> None:
        super().__init__(trace)
        self.trace = trace


def trace_of(error: BaseException) -> str:
    """Return where an error came from, from the first line of the plugin on."""
    if isinstance(error, ElsewhereError):
        return error.trace
    trace = error.__traceback__
    while trace and trace.tb_frame.f_globals.get("__name__") in _LEADING_THERE:
        trace = trace.tb_next
    return "".join(traceback.format_exception(type(error), error, trace))


def call_isolated(function: Callable[..., T], *arguments: object, limits: Limits) -> T:
    """Return what `function` returns in a process of its own; what it logs is logged here.

    Function and arguments go through pickle: functions and classes have to stand in modules. Raise
    the error of ours that was raised there, and EndedError where the process took too long or too
    much memory, ended itself, or could not be given its work.
    """
    try:
        work = pickle.dumps((function, arguments))
    except Exception as error:  # pickling calls the plugin's own code
        raise EndedError(
            f"it cannot be handed to another process: {described(error)}",
            "define its classes in a module, or do without isolation",
        ) from error
    answer = _answer(_exchange(work, limits), limits)
    for level, sentence in answer.log:
        log.log(level, "%s", sentence)
    if answer.error:
        kind, fields = answer.error
        raise kind(**fields) from ElsewhereError(answer.trace)
    if answer.problem:
        raise EndedError(answer.problem, answer.remedy) from ElsewhereError(answer.trace)
    return answer.result  # type: ignore[return-value]  # what the function returned


@attrs.frozen
class _Ended:
    """How the process ended, and what it sent before."""

    data: bytes
    code: int


def _exchange(work: bytes, limits: Limits) -> _Ended:
    """Give the work to a new process, and end it with all that it began when its time is up."""
    start = json.dumps((sys.path, limits.seconds, limits.megabytes))
    with subprocess.Popen(
        [sys.executable, "-P", "-c", _PROGRAM, start],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            data, _ = process.communicate(work, timeout=limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise EndedError(
                f"it was not done after {limits.seconds:g} seconds",
                f"give it more time, {TELL_OR_DISABLE}",
            ) from error
        finally:
            _end(process)
        return _Ended(data, process.returncode)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and, where there are groups of processes, those that it began."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _answer(ended: _Ended, limits: Limits) -> Answer:
    if not ended.data:
        raise EndedError(_ending(ended.code), TELL_OR_DISABLE)
    answer = pickle.loads(ended.data)  # the plugin's code runs in this process too
    if not isinstance(answer, Answer):
        raise EndedError("its answer cannot be read", TELL_OR_DISABLE)
    return answer


def _ending(code: int) -> str:
    if code >= 0:
        return f"it ended its process with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"its process was ended by {name}"
