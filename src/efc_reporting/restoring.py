"""Puts back what a plugin changed around it: stdout, locale, working directory; and says so."""

from __future__ import annotations

import io
import locale
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

log = logging.getLogger("efc_reporting")

LONGEST_QUOTE = 200
"""So many characters of what a plugin printed are shown."""

# Streams, locale and working directory belong to the process: two calls at once, in two threads,
# would put back each other's.
_ONE_AT_A_TIME = threading.RLock()


@contextmanager
def restored(plugin: str) -> Iterator[None]:
    """Keep what `plugin` prints off stdout, and undo what it changes; a warning names each.

    Threads cannot be ended from outside; those that survive the call are named too.
    """
    with _ONE_AT_A_TIME:
        streams = sys.stdin, sys.stdout, sys.stderr
        region, folder = locale.setlocale(locale.LC_ALL), _working_directory()
        threads = frozenset(threading.enumerate())
        printed = io.BytesIO()
        shown = io.TextIOWrapper(printed, "utf-8", "replace", write_through=True)
        sys.stdout = shown
        try:
            yield
        finally:
            sys.stdin, sys.stdout, sys.stderr = streams
            _tell_printed(plugin, b"" if shown.closed else printed.getvalue())
            _restore_locale(plugin, region)
            _restore_folder(plugin, folder)
            _tell_threads(plugin, threads)


def _tell_printed(plugin: str, data: bytes) -> None:
    text = " ".join(data.decode("utf-8", "replace").split())
    if text:
        log.warning(
            "plugin %s printed %r; tell its author to use logging instead",
            plugin,
            text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…",
        )


def _restore_locale(plugin: str, before: str) -> None:
    if locale.setlocale(locale.LC_ALL) != before:
        locale.setlocale(locale.LC_ALL, before)
        log.warning("plugin %s changed the locale, which was put back; tell its author", plugin)


def _restore_folder(plugin: str, before: Path | None) -> None:
    if before is not None and _working_directory() != before:
        os.chdir(before)
        log.warning(
            "plugin %s changed the working directory, which was put back; tell its author", plugin
        )


def _working_directory() -> Path | None:
    """Return the working directory, None where it was deleted."""
    with suppress(FileNotFoundError):
        return Path.cwd()
    return None


def _tell_threads(plugin: str, before: frozenset[threading.Thread]) -> None:
    left = [t for t in threading.enumerate() if t not in before and not t.daemon]
    if left:
        log.warning(
            "plugin %s left %d of its threads running, which may keep the program from ending; "
            "tell its author, or isolate plugins",
            plugin,
            len(left),
        )
