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
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import attrs

from efc_reporting.errors import RenderError, ReportingError

T = TypeVar("T")
log = logging.getLogger("efc_reporting")

CALLERS = (__name__.partition(".")[0], "importlib")
"""The packages whose lines lead to those of a plugin, and say nothing of what is wrong there."""

LONGEST_QUOTE = 500
"""So many characters of what an error says are shown; its traceback has them all."""

DISABLE = "disable it"
TELL_OR_DISABLE = f"tell the author of the plugin, or {DISABLE}"
IN_A_MODULE = "put it into a module that can be imported, or do without isolation"

_PROGRAM = f"""
import json, sys
sys.path[:], *given = json.loads(sys.argv[1])
from {__name__} import serve
serve(*given)
"""


@attrs.frozen(kw_only=True)
class Limits:
    """How long a process may run in seconds of wall time, and how much memory it may take.

    Windows has no limit on memory, and macOS keeps none; the limit on time holds everywhere.
    """

    seconds: float = 30.0
    megabytes: int = 1024


DEFAULT_LIMITS = Limits(seconds=120.0, megabytes=2048)
"""Enough for the longest documents of the largest projects on a slow computer."""


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


@attrs.frozen(kw_only=True)
class _Answer:
    """What comes back from the process: a result, one of our errors, or why there is neither.

    `error` is the class and the fields of an error of ours, `trace` where it came from, `log` what
    was logged meanwhile. `problem` and `remedy` say why the work could not be begun or handed back.
    """

    result: Any = None
    error: tuple[type[ReportingError], dict[str, object]] | None = None
    trace: str = ""
    problem: str = ""
    remedy: str = ""
    log: tuple[tuple[int, str], ...] = ()


def described(error: BaseException) -> str:
    """Return the kind of an error and what it says, in one line that is not too long."""
    try:
        said = " ".join(str(error).split())
    except Exception:  # an error of a plugin may not even be able to say what it is
        said = ""
    said = said if len(said) <= LONGEST_QUOTE else f"{said[:LONGEST_QUOTE]}…"
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def trace_of(error: BaseException) -> str:
    """Return where an error came from, from the first line of the plugin on."""
    if isinstance(error, ElsewhereError):
        return error.trace
    trace = error.__traceback__
    while trace and str(trace.tb_frame.f_globals.get("__name__")).partition(".")[0] in CALLERS:
        trace = trace.tb_next
    trace = trace or error.__traceback__  # nobody’s lines but ours: then ours are to blame
    return "".join(traceback.format_exception(type(error), error, trace))


def call_isolated(function: Callable[..., T], *arguments: object, limits: Limits) -> T:
    """Return what `function` returns in a process of its own; what it logs is logged here.

    Function and arguments go through pickle: functions and classes have to stand in modules. Raise
    the error of ours that was raised there, and EndedError where the process took too long or too
    much memory, ended itself, or could not be given its work.
    """
    answer = _exchange(function, arguments, limits, pickle.loads)
    for level, sentence in answer.log:
        log.log(level, "%s", sentence)
    if answer.error:
        kind, fields = answer.error
        raise kind(**fields) from ElsewhereError(answer.trace)
    result: T = _result(answer)
    return result


def call_for_text(
    function: Callable[..., Mapping[str, Any]], *arguments: object, limits: Limits
) -> Mapping[str, Any]:
    """Return the values for JSON that `function` returns in a process of its own.

    What comes back is text alone: this process never unpickles what the other one wrote, and so
    need not trust it. Raise EndedError as `call_isolated` does.
    """
    answer = _exchange(function, arguments, limits, lambda data: _Answer(**json.loads(data)))
    found: Mapping[str, Any] = _result(answer)
    return found


def _result(answer: _Answer) -> Any:
    if answer.problem:
        raise EndedError(answer.problem, answer.remedy) from ElsewhereError(answer.trace)
    return answer.result


def _exchange(
    function: Callable[..., object],
    arguments: tuple[object, ...],
    limits: Limits,
    read: Callable[[bytes], _Answer],
) -> _Answer:
    """Give the work to a new process, and end it with all that it began when its time is up."""
    try:
        work = pickle.dumps((function, arguments))
    except Exception as error:  # pickling calls the plugin's own code
        raise EndedError(
            f"it cannot be handed to another process: {described(error)}",
            "define its classes in a module, or do without isolation",
        ) from error
    start = json.dumps((sys.path, limits.seconds, limits.megabytes, read is not pickle.loads))
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
    if not data:
        raise EndedError(_ending(process.returncode), TELL_OR_DISABLE)
    answer = read(data)  # pickled, the plugin's code runs in this process too
    if not isinstance(answer, _Answer):
        raise EndedError("its answer cannot be read", TELL_OR_DISABLE)
    return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process and, where there are groups of processes, those that it began."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _ending(code: int) -> str:
    if code >= 0:
        return f"it ended its process with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"its process was ended by {name}"


def serve(seconds: float, megabytes: int, is_text: bool) -> None:
    """Read the work from stdin, do it within the limits, write the answer to stdout and end.

    For the new process alone. Nothing of the plugin reaches the answer but its result: stdin and
    stdout are others meanwhile.
    """
    work = sys.stdin.buffer.read()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    _limit(seconds, megabytes)
    kept = _Kept()
    log.addHandler(kept)
    answer = attrs.evolve(_answer(work, megabytes), log=tuple(kept.records))
    answers.write(_written(answer, _as_text if is_text else pickle.dumps))
    answers.flush()
    os._exit(0)  # threads that the plugin left behind would keep the process alive


class _Kept(logging.Handler):
    """Keeps what is logged, to be logged again by the process that asked."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.levelno, record.getMessage()))


def _answer(work: bytes, megabytes: int) -> _Answer:
    try:
        function, arguments = pickle.loads(work)
    except BaseException as error:
        problem = f"it cannot be loaded in a process of its own: {described(error)}"
        return _Answer(problem=problem, remedy=IN_A_MODULE, trace=trace_of(error))
    needs_more = f"it needs more than {megabytes} MB of memory"
    try:
        return _Answer(result=function(*arguments))
    except ReportingError as error:
        kind: type = type(error)
        names = [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []
        fields: dict[str, object] = {name: getattr(error, name) for name in names}
        if isinstance(error, RenderError) and isinstance(error.__cause__, MemoryError):
            fields |= {"problem": needs_more, "remedy": f"allow it more, {error.remedy}"}
        return _Answer(error=(type(error), fields), trace=trace_of(error.__cause__ or error))
    except MemoryError as error:
        remedy = f"allow it more, {TELL_OR_DISABLE}"
        return _Answer(problem=needs_more, remedy=remedy, trace=trace_of(error))
    except BaseException as error:
        return _Answer(problem=described(error), remedy=TELL_OR_DISABLE, trace=trace_of(error))


def _written(answer: _Answer, write: Callable[[_Answer], bytes]) -> bytes:
    try:
        return write(answer)
    except Exception as error:  # pickling calls the plugin's own code
        problem = f"its result cannot be handed back: {described(error)}"
        return write(_Answer(problem=problem, remedy=IN_A_MODULE, log=answer.log))


def _as_text(answer: _Answer) -> bytes:
    told = {"result": answer.result, "problem": answer.problem, "remedy": answer.remedy}
    return json.dumps(told).encode()


def _limit(seconds: float, megabytes: int) -> None:
    """Limit memory and computing time where the system can; the parent limits the wall time."""
    try:
        import resource
    except ImportError:  # Windows
        return
    # Threads add up; the wall time is the parent’s affair, unless it is gone.
    for kind, most in (
        (resource.RLIMIT_AS, megabytes * 2**20),
        (resource.RLIMIT_CPU, (int(seconds) + 1) * (os.cpu_count() or 1)),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(kind, (most, hard))
