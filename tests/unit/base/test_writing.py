"""Files are written whole or not at all, under names that are safe everywhere."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.base.writing import LONGEST_NAME, inside, safe_name, write_atomically
from efc_reporting.errors import WriteError
from projects import run_python

ALLOWED = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_bytes_are_written(tmp_path: Path) -> None:
    """The file holds the bytes, in folders made on the way, and nothing else is left there."""
    path = tmp_path / "a" / "b" / "report.pdf"
    write_atomically(path, b"%PDF")

    assert path.read_bytes() == b"%PDF"
    assert names_in(path.parent) == ["report.pdf"]


def test_old_file_is_replaced(tmp_path: Path) -> None:
    """A shorter file leaves nothing of a longer one."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old and long")
    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"


def test_mode_of_the_old_file_is_kept(tmp_path: Path) -> None:
    """Who may read the report is decided once, not by each run."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")

    assert mode_of(path) == 0o640


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_mode_of_a_new_file_follows_the_umask(tmp_path: Path, umask: int, mode: int) -> None:
    """A new file is as readable as any other, not as closed as a temporary one."""
    path = tmp_path / "report.pdf"
    before = os.umask(umask)
    try:
        write_atomically(path, b"new")
        after = os.umask(umask)
    finally:
        os.umask(before)

    assert mode_of(path) == mode
    assert after == umask


def test_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """When the disk is full, the last good report stands there still and no rest lies beside it."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"good")
    code = """
import resource, sys
from pathlib import Path
from efc_reporting.errors import WriteError
from efc_reporting.base.writing import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 1_000_000)
except WriteError as error:
    print(error.path)
"""
    child = run_python(code, str(path))

    assert (child.stdout.strip(), child.stderr) == (str(path), "")
    assert path.read_bytes() == b"good"
    assert names_in(tmp_path) == ["report.pdf"]


def test_kill_leaves_the_old_file(tmp_path: Path) -> None:
    """A process that is killed while it writes leaves the last good report."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"good")
    code = """
import os, signal, sys
from pathlib import Path
from efc_reporting.base import writing
os.fsync = lambda number: os.kill(os.getpid(), signal.SIGKILL)
writing.write_atomically(Path(sys.argv[1]), b"x" * 1_000_000)
"""
    child = run_python(code, str(path))

    assert child.returncode == -9
    assert path.read_bytes() == b"good"


def test_failing_replace_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the last step fails, the old file stands and the temporary one is gone."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"good")

    def refuse(self: Path, target: object) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(WriteError) as caught:
        write_atomically(path, b"new")

    assert caught.value.path == str(path)
    assert caught.value.problem == "Permission denied"
    assert path.read_bytes() == b"good"
    assert names_in(tmp_path) == ["report.pdf"]


def test_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while writing is passed on and leaves no rest."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"good")

    def interrupt(number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"good"
    assert names_in(tmp_path) == ["report.pdf"]


def test_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    """A folder of that name is not replaced; the error names it."""
    path = tmp_path / "report.pdf"
    path.mkdir()
    with pytest.raises(WriteError) as caught:
        write_atomically(path, b"new")

    assert caught.value.path == str(path)
    assert names_in(tmp_path) == ["report.pdf"]


def test_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    """A file cannot be a folder; the error names what was to be written."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(WriteError):
        write_atomically(tmp_path / "out" / "report.pdf", b"new")

    assert names_in(tmp_path) == ["out"]


def test_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """What a symbolic link points to is never written."""
    elsewhere = tmp_path / "elsewhere.txt"
    elsewhere.write_bytes(b"secret")
    link = tmp_path / "report.pdf"
    link.symlink_to(elsewhere)
    write_atomically(link, b"new")

    assert elsewhere.read_bytes() == b"secret"
    assert link.read_bytes() == b"new"
    assert not link.is_symlink()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("01-narrative.de", "01-narrative.de"),
        ("..", "file"),
        (".", "file"),
        ("", "file"),
        ("///", "file"),
        ("王", "file"),
        ("-rf", "rf"),
        ("~root", "root"),
        (".htaccess", "htaccess"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c:d", "a-b-c-d"),
        ("aux", "file-aux"),
        ("aux_.", "file-aux"),
        ("NUL.txt", "file-NUL.txt"),
        ("com1", "file-com1"),
        ("COM¹", "file-COM1"),
        ("lpt9.pdf", "file-lpt9.pdf"),
        ("console", "console"),
        ("Łódź Straße Ørsted", "Lodz-Strasse-Orsted"),
        ("report\n\x00.pdf", "report-.pdf"),
        ("a\u202efdp.exe", "a-fdp.exe"),
        ("trailing. . ", "trailing"),
        ("ﬁle", "file"),
    ],
)
def test_names_are_made_safe(text: str, name: str) -> None:
    """Whatever a project is called, its files have names that every system takes."""
    assert safe_name(text) == name


@given(text=st.text(max_size=300))
def test_safe_names_hold_to_the_list(text: str) -> None:
    """Any text gives a short name of allowed characters that starts harmlessly, and stays so."""
    name = safe_name(text)

    assert set(name) <= ALLOWED
    assert 1 <= len(name) <= LONGEST_NAME
    assert name[0] not in "-.~_"
    assert name[-1] not in "-."
    assert safe_name(name) == name


@pytest.mark.parametrize(
    "text", ["con." + "a" * 100, "x" * 200, "a" * 79 + ".b", "nul." + "." * 90]
)
def test_long_names_are_cut(text: str) -> None:
    """A name is never longer than systems take, a reserved one included."""
    assert len(safe_name(text)) <= LONGEST_NAME


@pytest.mark.parametrize("name", ["../x.pdf", "/etc/x.pdf", "a/../../x.pdf", "..", "link/x.pdf"])
def test_leaving_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    """A path that leads out of the output folder, also by a link, is refused by name."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "link").symlink_to(tmp_path)
    with pytest.raises(WriteError) as caught:
        inside(out, name)

    assert caught.value.path == name


@pytest.mark.parametrize("name", ["x.pdf", "a/x.pdf", "a/../x.pdf", "..x.pdf"])
def test_staying_in_the_folder_is_allowed(tmp_path: Path, name: str) -> None:
    """A path below the folder is returned as it is."""
    assert inside(tmp_path, name) == tmp_path / name


def test_folder_may_be_a_link_itself(tmp_path: Path) -> None:
    """Where the output folder is a link, its files are inside it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")

    assert inside(tmp_path / "out", "x.pdf") == tmp_path / "out" / "x.pdf"
