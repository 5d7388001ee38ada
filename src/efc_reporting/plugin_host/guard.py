"""Calls into plugins: whatever they do ends as one sentence, and what they changed is put back."""

from __future__ import annotations

import io
import locale
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import TypeVar

from efc_reporting.base.process import CALLERS, DISABLE, TELL_OR_DISABLE, described
from efc_reporting.blocks import Block, Section
from efc_reporting.blocks.document import Document
from efc_reporting.errors import (
    MissingRequirementError,
    NotAcceptedError,
    RenderError,
    TemplateError,
)
from efc_reporting.plugin_host.registry import PluginRecord

log = logging.getLogger("efc_reporting")

LONGEST_PRINT = 200
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
            text if len(text) <= LONGEST_PRINT else f"{text[:LONGEST_PRINT]}…",
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


T = TypeVar("T")
Frame = tuple[FrameType, int]

ANSWERS = (MissingRequirementError, NotAcceptedError, RenderError, TemplateError)
"""Errors of ours that already say what to do, and so pass unchanged."""

MAGIC_OF_ENDINGS = {
    ".docx": b"PK\x03\x04",
    ".epub": b"PK\x03\x04",
    ".ods": b"PK\x03\x04",
    ".odt": b"PK\x03\x04",
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".rtf": b"{\\rtf",
    ".xlsx": b"PK\x03\x04",
    ".zip": b"PK\x03\x04",
}
"""How files of some endings begin, whatever the format says of itself."""


def guarded(
    call: Callable[[], T],
    *,
    plugin: PluginRecord,
    name: str,
    document: str,
    composed: Document | None = None,
) -> T:
    """Return what `call` returns; raise RenderError where it raises or ends the program.

    `composed` is the document that is rendered: the error names the block where it stood.
    """
    try:
        with restored(name):
            return call()
    except (*ANSWERS, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise failure(
            plugin, name, document, described(error), place=place_of(error, composed)
        ) from error


def failure(
    plugin: PluginRecord,
    name: str,
    document: str,
    problem: str,
    *,
    place: str = "",
    remedy: str = TELL_OR_DISABLE,
) -> RenderError:
    """Return the error that names a format or document and the plugin that it is from.

    A plugin is disabled by its own name, which may be another one than that of its format.
    """
    return RenderError(
        plugin=name,
        distribution=plugin.distribution or plugin.name,
        version=plugin.version,
        document=document,
        place=place,
        problem=problem,
        remedy=remedy.replace(DISABLE, f"{DISABLE} by its name {plugin.name!r}"),
    )


def check_document(composed: object) -> Document:
    """Return what a document kind composed; raise TypeError where it is no document."""
    if not isinstance(composed, Document):
        raise TypeError(f"it returned {type(composed).__name__} instead of Document")
    return composed


def check_result(
    result: object,
    magic: bytes,
    *,
    plugin: PluginRecord,
    name: str,
    document: str,
    extension: str = "",
) -> bytes:
    """Return the result of a format; raise RenderError where it is not a file of its type."""
    if not isinstance(result, bytes):
        problem = f"it returned {type(result).__name__} instead of bytes"
    elif not result:
        problem = "its file is empty"
    elif not result.startswith(magic):
        problem = f"its file starts with {result[:8]!r} instead of {magic!r}"
    elif not result.startswith(MAGIC_OF_ENDINGS.get(extension, b"")):
        problem = f"its file starts with {result[:8]!r}, and so is no {extension} file"
    else:
        return result
    raise failure(plugin, name, document, problem)


def place_of(error: BaseException, composed: Document | None = None) -> str:
    """Return the block, the function, the line and the file in which the error arose.

    They are those of the plugin, not of a library that it called; the file stands without its path.
    """
    frames = _own_frames(error)
    if not frames:
        return ""
    frame, line = frames[-1]
    code = f"{frame.f_code.co_name}, line {line} of {Path(frame.f_code.co_filename).name}"
    if composed is None:
        return code
    paths: dict[int, set[str]] = {}
    for block, path in _paths(composed.blocks, ()):
        paths.setdefault(id(block), set()).add(path)
    known = {key: some for key, some in paths.items() if len(some) == 1}
    for frame, _ in reversed(frames):
        here = {id(v) for v in frame.f_locals.values() if isinstance(v, Block)} & known.keys()
        if len(here) == 1:  # of several nobody can say which one it was
            return f"{next(iter(known[here.pop()]))}, {code}"
    return code


def is_of_the_plugin(module: str, error: BaseException) -> bool:
    """Say whether a module is one of the package in which an error arose."""
    frames = _own_frames(error)
    return bool(frames) and _package(frames[0]) == module.partition(".")[0]


def _own_frames(error: BaseException) -> list[Frame]:
    """Return the frames of the plugin: of the first package that is not the one that calls it.

    What the core brings itself is in the package that calls it, beyond the room of the callers.
    """
    frames = [one for one in walk_tb(error.__traceback__) if _room(one) != __package__]
    packages = [_package(one) for one in frames]
    own = next((name for name in packages if name not in CALLERS), CALLERS[0])
    return [one for one, package in zip(frames, packages, strict=True) if package == own]


def _package(frame: Frame) -> str:
    return str(frame[0].f_globals.get("__name__", "")).partition(".")[0]


def _room(frame: Frame) -> str:
    return str(frame[0].f_globals.get("__package__", ""))


def _paths(blocks: tuple[Block, ...], above: tuple[str, ...]) -> Iterator[tuple[Block, str]]:
    """Yield each block with the titles of the sections above it and its kind."""
    for block in blocks:
        if isinstance(block, Section):
            titles = (*above, block.title)
            yield block, " › ".join(titles)
            yield from _paths(block.blocks, titles)
        else:
            yield block, " › ".join((*above, type(block).__name__))
