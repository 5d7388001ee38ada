"""Whatever a plugin does when it is called ends as one sentence that names it."""

from __future__ import annotations

import sys
from typing import NoReturn

import pytest

from efc_reporting.errors import (
    MissingRequirementError,
    NotAcceptedError,
    RenderError,
    TemplateError,
)
from efc_reporting.plugin_host.guard import check_result, guarded
from efc_reporting.plugin_host.registry import PluginRecord

ACME = PluginRecord(name="acme", distribution="efc-acme", version="2.1")


def call(deed: object) -> object:
    return guarded(deed, plugin=ACME, name="poster", document="narrative")


def check(result: object, magic: bytes = b"") -> bytes:
    return check_result(result, magic, plugin=ACME, name="poster", document="narrative")


def fail() -> NoReturn:
    raise KeyError("town")


def test_result_is_passed_on() -> None:
    """A call that goes well changes nothing."""
    assert call(lambda: 42) == 42


def test_exception_names_plugin_version_document_and_place() -> None:
    """Where a plugin raises, the error says who, in which version, for what and where."""
    with pytest.raises(RenderError) as caught:
        call(fail)
    error = caught.value

    assert (error.plugin, error.document) == ("poster", "narrative")
    assert (error.distribution, error.version) == ("efc-acme", "2.1")
    assert "narrative, fail, line " in str(error)
    assert ": poster from efc-acme 2.1 failed: KeyError: 'town'; tell the author" in str(error)
    assert error.place.startswith("fail, line ")
    assert error.problem == "KeyError: 'town'"
    assert isinstance(error.__cause__, KeyError)


def test_exit_is_caught() -> None:
    """A plugin that ends the program does not end ours."""
    with pytest.raises(RenderError) as caught:
        call(lambda: sys.exit(0))

    assert caught.value.problem == "SystemExit: 0"


def test_interruption_is_passed_on() -> None:
    """Ctrl-C is the user's and no failure of the plugin."""

    def interrupt() -> NoReturn:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(interrupt)


@pytest.mark.parametrize(
    "error",
    [
        MissingRequirementError(what="Pango", needed_for="pdf", remedy="install it"),
        NotAcceptedError(what="font", problem="missing", remedy="add it"),
        TemplateError(template="x", line=1, problem="missing", searched=()),
    ],
)
def test_errors_that_say_what_to_do_pass(error: Exception) -> None:
    """An error of ours that names the remedy is not wrapped."""

    def raise_it() -> NoReturn:
        raise error

    with pytest.raises(type(error)) as caught:
        call(raise_it)

    assert caught.value is error


def test_place_holds_no_path() -> None:
    """The place is a function and a line: paths of the user's machine stay out of messages."""
    with pytest.raises(RenderError) as caught:
        call(fail)

    assert "/" not in caught.value.place


@pytest.mark.parametrize("result", ["text", None, 7, bytearray(b"x"), [b"x"]])
def test_result_has_to_be_bytes(result: object) -> None:
    """Anything but bytes is named by its type."""
    with pytest.raises(RenderError) as caught:
        check(result)

    assert type(result).__name__ in caught.value.problem


def test_result_has_to_be_of_its_type() -> None:
    """A file that begins otherwise than its type is refused."""
    with pytest.raises(RenderError) as caught:
        check(b"<html>", b"%PDF-")

    assert "b'%PDF-'" in caught.value.problem


@pytest.mark.parametrize("magic", [b"", b"%PDF-"])
def test_empty_result_is_refused(magic: bytes) -> None:
    """An empty file is no report."""
    with pytest.raises(RenderError):
        check(b"", magic)


def test_good_result_is_passed_on() -> None:
    """Bytes of the right type are the file."""
    assert check(b"%PDF-1.7", b"%PDF-") == b"%PDF-1.7"
