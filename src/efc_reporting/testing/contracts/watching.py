"""Watches what code does beside its task: files, network, programs, global state, printing."""

from __future__ import annotations

import decimal
import gc
import io
import locale
import logging
import os
import random
import socket
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
_NEW_NAME = {"os.mkdir": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1}
"""Which argument names what is there afterwards."""

_REMOVING = ("os.remove", "os.rmdir", "shutil.rmtree")
_NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.send")
_PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn")
_CACHES = ("__pycache__", os.devnull)
"""Where Python itself writes when a module is imported for the first time."""


@attrs.frozen(kw_only=True)
class Watched(Generic[T]):
    """What came of a call, and what else it did: a sentence for each deed.

    `files` are those written, but for temporary ones that are gone again, and those deleted that
    were there before.
    """

    result: T
    files: tuple[str, ...]
    network: tuple[str, ...]
    programs: tuple[str, ...]
    changed: tuple[str, ...]
    printed: str


def watch(call: Callable[[], T]) -> Watched[T]:
    """Call it and return what it did."""
    before, said, threads = _surroundings(), io.StringIO(), frozenset(threading.enumerate())
    with _listening() as deeds, redirect_stdout(said), redirect_stderr(said):
        result = call()
    after = _surroundings()
    left = [thread.name for thread in threading.enumerate() if thread not in threads]
    gc.collect()  # some temporary folders go with the objects that hold them
    return Watched(
        result=result,
        files=(
            *(path for kind, path in deeds if kind == "file" and not _is_gone(path)),
            *(f"{path} (deleted)" for path in _deleted(deeds)),
        ),
        network=tuple(deed for kind, deed in deeds if kind == "network"),
        programs=tuple(deed for kind, deed in deeds if kind == "program"),
        changed=(
            *(f"{n}: {before[n]} became {after[n]}" for n in before if before[n] != after[n]),
            *(f"the thread {name!r} was left running" for name in left),
        ),
        printed=said.getvalue(),
    )


_listeners: list[list[tuple[str, str]]] = []


@contextmanager
def _listening() -> Iterator[list[tuple[str, str]]]:
    """Collect deeds as long as the block runs; Python tells of them, even where it is in C."""
    _install()
    _listeners.append([])
    try:
        yield _listeners[-1]
    finally:
        _listeners.pop()


@cache
def _install() -> None:
    sys.addaudithook(_hear)  # a hook stays for good, so there is one that mostly does nothing


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _listeners:
        return
    path = _written(event, arguments)
    if path:
        _listeners[-1].append(("file", path))
    elif event in _REMOVING and arguments[-1] in (-1, None):  # else the name is not a whole path
        _listeners[-1].append(("deletion", str(arguments[0])))
    elif event.startswith(_NETWORK):
        _listeners[-1].append(("network", f"{event} {arguments[-1]}"))
    elif event.startswith(_PROGRAMS):
        _listeners[-1].append(("program", f"{event} {arguments[:1]}"))


def _written(event: str, arguments: tuple[object, ...]) -> str:
    """Return the path that is written to, "" where none is."""
    path: object = ""
    if event == "open":
        is_for_writing = isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
        path = arguments[0] if is_for_writing else ""
    elif event in _NEW_NAME:
        path = arguments[_NEW_NAME[event]]
    name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
    return "" if any(cache in name for cache in _CACHES) else name


def _deleted(deeds: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield what was deleted and had not been written before."""
    written: set[str] = set()
    for kind, path in deeds:
        if kind == "file":
            written.add(path)
        elif kind == "deletion" and path not in written:
            yield path


def _is_gone(path: str) -> bool:
    """Say whether a file was a temporary one that was cleared away."""
    folder = Path(tempfile.gettempdir())
    return Path(path) == folder or (folder in Path(path).parents and not Path(path).exists())


def _surroundings() -> dict[str, object]:
    mask = os.umask(0o077)
    os.umask(mask)
    root = logging.getLogger()
    context = decimal.getcontext()
    return {
        "working folder": Path.cwd(),
        "locale": locale.setlocale(locale.LC_ALL),
        "environment": dict(os.environ),
        "file mode mask": oct(mask),
        "random numbers": hash(random.getstate()),
        "time zone": time.tzname,
        "decimal numbers": (context.prec, context.rounding),
        "recursion limit": sys.getrecursionlimit(),
        "root logger": (root.level, tuple(map(id, root.handlers)), logging.root.manager.disable),
        "except hook": sys.excepthook,
        "warning filters": [f"{one[0]} {one[2]}" for one in warnings.filters],
        "places of modules": tuple(sys.path),
        "socket timeout": socket.getdefaulttimeout(),
    }
