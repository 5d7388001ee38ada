"""Calls into plugins: whatever they do, it ends as one sentence that names the culprit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from efc_reporting.document import Document
from efc_reporting.errors import (
    MissingRequirementError,
    NotAcceptedError,
    RenderError,
    TemplateError,
)
from efc_reporting.registry import PluginRecord

T = TypeVar("T")
ANSWERS = (MissingRequirementError, NotAcceptedError, TemplateError)
"""Errors of ours that already say what to do, and so pass unchanged."""


def guarded(call: Callable[[], T], *, plugin: PluginRecord, name: str, document: str) -> T:
    """Return what `call` returns; raise RenderError where it raises or ends the program."""
    try:
        return call()
    except ANSWERS:
        raise
    except (Exception, SystemExit) as error:
        raise RenderError(
            plugin=name,
            version=plugin.origin,
            document=document,
            place=_place_of(error),
            problem=f"{type(error).__name__}: {error}",
            remedy="tell the author of the plugin, or disable it",
        ) from error


def check_document(composed: object) -> Document:
    """Return what a document kind composed; raise TypeError where it is no document."""
    if not isinstance(composed, Document):
        raise TypeError(f"it returned {type(composed).__name__} instead of Document")
    return composed


def check_result(
    result: object, magic: bytes, *, plugin: PluginRecord, name: str, document: str
) -> bytes:
    """Return the result of a format; raise RenderError where it is not a file of its type."""
    problem = ""
    if not isinstance(result, bytes):
        problem = f"it returned {type(result).__name__} instead of bytes"
    elif not result.startswith(magic):
        problem = f"its file starts with {result[:8]!r} instead of {magic!r}"
    elif not result:
        problem = "its file is empty"
    if problem:
        raise RenderError(
            plugin=name,
            version=plugin.origin,
            document=document,
            place="",
            problem=problem,
            remedy="tell the author of the plugin, or disable it",
        )
    assert isinstance(result, bytes)
    return result


def _place_of(error: BaseException) -> str:
    """Return the function and line in which the error arose, without any path."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{last.tb_frame.f_code.co_name}, line {last.tb_lineno}" if last else ""
