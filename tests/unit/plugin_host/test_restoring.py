"""What a plugin changes around it is put back, whatever else happens, and told."""

from __future__ import annotations

import io
import locale
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from efc_reporting.plugin_host.guard import LONGEST_PRINT, restored


def say(text: str) -> None:
    """Print as a plugin would."""
    sys.stdout.write(f"{text}\n")


def misbehave() -> None:
    """Change what is to be put back, and fail."""
    os.chdir("/")
    locale.setlocale(locale.LC_ALL, "C")
    raise KeyError("town")


def test_nothing_is_said_where_nothing_changed(
    caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A plugin that behaves leaves no trace."""
    monkeypatch.chdir(tmp_path)
    with restored("acme"):
        pass

    assert caplog.records == []


@pytest.mark.parametrize(
    "deed",
    [
        lambda: say("hello"),
        lambda: sys.stdout.buffer.write(b"hello"),
        lambda: (say("hello"), setattr(sys, "stdout", io.StringIO())),
    ],
)
def test_what_is_printed_is_kept_off_stdout(
    deed: Callable[[], object],
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """However it is printed, it is quoted in a warning instead."""
    before = sys.stdout
    with restored("acme"):
        deed()

    assert sys.stdout is before
    assert capsys.readouterr().out == ""
    assert "plugin acme printed 'hello'" in caplog.text


def test_closed_stdout_is_put_back() -> None:
    """A plugin that closes stdout closes its own."""
    before = sys.stdout
    with restored("acme"):
        sys.stdout.close()

    assert sys.stdout is before
    assert not sys.stdout.closed


def test_long_output_is_cut(caplog: pytest.LogCaptureFixture) -> None:
    """A plugin that prints a book is quoted with a line."""
    with restored("acme"):
        say("x" * 100_000)

    assert "x" * LONGEST_PRINT + "…" in caplog.text
    assert len(caplog.text) < 2 * LONGEST_PRINT


def test_changes_are_undone_where_the_plugin_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Locale and working directory are put back though an error passes."""
    monkeypatch.chdir(tmp_path)
    before = locale.setlocale(locale.LC_ALL)
    locale.setlocale(locale.LC_ALL, "C.UTF-8")
    inside = locale.setlocale(locale.LC_ALL)
    try:
        with pytest.raises(KeyError), restored("acme"):
            misbehave()
        after = locale.setlocale(locale.LC_ALL)
    finally:
        locale.setlocale(locale.LC_ALL, before)

    assert (after, Path.cwd()) == (inside, tmp_path)
    assert "plugin acme changed the locale" in caplog.text
    assert "plugin acme changed the working directory" in caplog.text


def test_deleted_working_directory_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who works in a folder that is gone can still write elsewhere."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "gone"
    folder.mkdir()
    os.chdir(folder)
    folder.rmdir()
    done = False
    with restored("acme"):
        done = True

    assert done


def test_threads_put_back_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    """Two calls at once, in two threads, leave stdout as it was: they wait for each other."""
    before = sys.stdout

    def call() -> None:
        for _ in range(200):
            with restored("acme"):
                sys.stdout.flush()

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sys.stdout is before


def test_calls_may_nest(caplog: pytest.LogCaptureFixture) -> None:
    """A format whose templates another plugin prepares: each is told apart."""
    with restored("outer"):
        with restored("inner"):
            say("from inside")
        say("from outside")

    assert "plugin inner printed 'from inside'" in caplog.text
    assert "plugin outer printed 'from outside'" in caplog.text
