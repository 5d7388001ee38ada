"""Calls into plugins: whatever they do, it ends as one sentence that names the culprit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from traceback import walk_tb
from typing import TypeVar

from efc_reporting.blocks import Block, Section
from efc_reporting.document import Document
from efc_reporting.errors import (
    MissingRequirementError,
    NotAcceptedError,
    RenderError,
    TemplateError,
)
from efc_reporting.registry import PluginRecord
from efc_reporting.restoring import restored

T = TypeVar("T")
ANSWERS = (MissingRequirementError, NotAcceptedError, RenderError, TemplateError)
"""Errors of ours that already say what to do, and so pass unchanged."""

TELL_OR_DISABLE = "tell the author of the plugin, or disable it"

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
            plugin, name, document, described(error), place=_place_of(error, composed)
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
    """Return the error that names a format or document and the plugin that it is from."""
    return RenderError(
        plugin=name,
        distribution=plugin.distribution or plugin.name,
        version=plugin.version,
        document=document,
        place=place,
        problem=problem,
        remedy=remedy,
    )


def described(error: BaseException) -> str:
    """Return the kind of an error and what it says, in one line."""
    try:
        said = " ".join(str(error).split())
    except Exception:  # an error of a plugin may not even be able to say what it is
        said = ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


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


def _place_of(error: BaseException, composed: Document | None) -> str:
    """Return the block, the function and the line in which the error arose, without any path."""
    frames = [(frame, line) for frame, line in walk_tb(error.__traceback__)]
    if not frames:
        return ""
    frame, line = frames[-1]
    code = f"{frame.f_code.co_name}, line {line}"
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


def _paths(blocks: tuple[Block, ...], above: tuple[str, ...]) -> Iterator[tuple[Block, str]]:
    """Yield each block with the titles of the sections above it and its kind."""
    for block in blocks:
        if isinstance(block, Section):
            titles = (*above, block.title)
            yield block, " › ".join(titles)
            yield from _paths(block.blocks, titles)
        else:
            yield block, " › ".join((*above, type(block).__name__))
