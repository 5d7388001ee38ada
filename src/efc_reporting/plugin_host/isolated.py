"""The other side of isolation: does one piece of work in a process of its own, and ends."""

from __future__ import annotations

import logging
import os
import pickle
import sys

import attrs

from efc_reporting.apart import limit_resource
from efc_reporting.errors import RenderError, ReportingError
from efc_reporting.plugin_host.guard import TELL_OR_DISABLE, described
from efc_reporting.plugin_host.isolating import Answer, trace_of

IN_A_MODULE = "put it into a module that can be imported, or do without isolation"


class _Kept(logging.Handler):
    """Keeps what is logged, to be logged again by the process that asked."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.levelno, record.getMessage()))


def serve(seconds: float, megabytes: int) -> None:
    """Read the work from stdin, do it within the limits, write the answer to stdout and end.

    Nothing of the plugin reaches the answer but its result: stdin and stdout are others meanwhile.
    """
    work = sys.stdin.buffer.read()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    _limit(seconds, megabytes)
    kept = _Kept()
    logging.getLogger("efc_reporting").addHandler(kept)
    answer = attrs.evolve(_answer(work, megabytes), log=tuple(kept.records))
    answers.write(_packed(answer))
    answers.flush()
    os._exit(0)  # threads that the plugin left behind would keep the process alive


def _answer(work: bytes, megabytes: int) -> Answer:
    try:
        function, arguments = pickle.loads(work)
    except BaseException as error:
        problem = f"it cannot be loaded in a process of its own: {described(error)}"
        return Answer(problem=problem, remedy=IN_A_MODULE, trace=trace_of(error))
    try:
        return Answer(result=function(*arguments))
    except ReportingError as error:
        return _with_error(error, megabytes)
    except BaseException as error:
        return Answer(problem=described(error), remedy=TELL_OR_DISABLE, trace=trace_of(error))


def _with_error(error: ReportingError, megabytes: int) -> Answer:
    kind: type = type(error)
    names = [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []
    fields: dict[str, object] = {name: getattr(error, name) for name in names}
    if isinstance(error, RenderError) and isinstance(error.__cause__, MemoryError):
        fields["problem"] = f"it needs more than {megabytes} MB of memory"
        fields["remedy"] = f"allow it more, {error.remedy}"
    return Answer(error=(type(error), fields), trace=trace_of(error.__cause__ or error))


def _packed(answer: Answer) -> bytes:
    try:
        return pickle.dumps(answer)
    except Exception as error:  # pickling calls the plugin's own code
        problem = f"its result cannot be handed back: {described(error)}"
        return pickle.dumps(Answer(problem=problem, remedy=IN_A_MODULE, log=answer.log))


def _limit(seconds: float, megabytes: int) -> None:
    """Limit memory and computing time where the system can; the parent limits the wall time."""
    limit_resource("RLIMIT_AS", megabytes * 2**20)
    # Threads add up; the wall time is the parent’s affair, unless it is gone.
    limit_resource("RLIMIT_CPU", (int(seconds) + 1) * (os.cpu_count() or 1))
    limit_resource("RLIMIT_CORE", 0)
