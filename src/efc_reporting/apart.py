"""Runs one function in a process of its own, with limits on its time and memory.

What comes back is text alone: the parent never unpickles what the child wrote.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import attrs

_PROGRAM = "import sys; sys.path[:] = {path!r}; from efc_reporting.apart import serve; serve()"


@attrs.frozen(kw_only=True)
class Limits:
    """How long a process may run in seconds of wall time, and how much memory it may take.

    Windows has no limit on memory, and macOS keeps none; the limit on time holds everywhere.
    """

    seconds: float = 30.0
    megabytes: int = 1024


class ApartError(Exception):
    """The process ended without an answer; the message says why."""


def call_apart(
    function: Callable[..., Mapping[str, Any]], *arguments: object, limits: Limits
) -> Mapping[str, Any]:
    """Return what a function of a module, called in a new process, returns: values for JSON.

    Raise ApartError where it takes too long or too much memory, or where an argument cannot be
    handed over.
    """
    try:
        work = pickle.dumps((limits, function, arguments))
    except (AttributeError, TypeError, pickle.PicklingError) as error:
        raise ApartError(
            f"it is given something that no other process can take: {error}"
        ) from error
    program = _PROGRAM.format(path=sys.path)
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=work,
            capture_output=True,
            timeout=limits.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ApartError(f"it took longer than {limits.seconds:g} seconds") from error
    answer, _, _ = done.stdout.partition(b"\n")
    if done.returncode or not answer:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if "MemoryError" in told[-1:]:
            raise ApartError(f"it took more than {limits.megabytes} MB of memory")
        raise ApartError(told[-1] if told else f"its process ended with {done.returncode}")
    found: Mapping[str, Any] = json.loads(answer)
    return found


def serve() -> None:
    """Do the work that stands in the standard input, and write its result; for the child alone."""
    limits, function, arguments = pickle.load(sys.stdin.buffer)
    limit_resource("RLIMIT_AS", limits.megabytes * 2**20)
    answer = json.dumps(function(*arguments))
    sys.stdout.write(f"{answer}\n")


def limit_resource(name: str, most: int) -> None:
    """Let this process take no more of a resource, named as in the module `resource`."""
    try:
        import resource
    except ImportError:  # Windows
        return
    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(kind, (most, hard))
