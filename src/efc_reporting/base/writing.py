"""Files are written whole or not at all, under names that are safe everywhere."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from pathlib import Path

from efc_reporting.errors import WriteError

LONGEST_NAME = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_NO_DECOMPOSITION = str.maketrans(
    {"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H"}
)


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`; on any failure what stood there before stands there still.

    Raise WriteError where the folder is missing or full, or `path` may not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode_for(path)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".efc-", delete=False) as stream:
            temporary = Path(stream.name)
            try:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
                temporary.chmod(mode)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise WriteError(
            path=str(path),
            problem=error.strerror or str(error),
            remedy="free space or choose a folder that you may write to",
        ) from error


def _mode_for(path: Path) -> int:
    """Return the mode of the existing file, else what the umask leaves of rw-rw-rw-."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def safe_name(text: str) -> str:
    """Return a file name made of ASCII letters, digits, dot, hyphen and underscore alone."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_NO_DECOMPOSITION))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", letters).strip("-.~_")
    if _RESERVED.match(name):
        name = f"file-{name}"
    return name[:LONGEST_NAME].rstrip("-.") or "file"


def inside(folder: Path, name: str) -> Path:
    """Return `folder / name`; raise WriteError where that would leave the folder."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise WriteError(
            path=name,
            problem=f"leaves the output folder {folder}",
            remedy="name a file inside the folder",
        )
    return path


def beside(path: Path, name: str) -> Path:
    """Return `path` with a name added to its stem: list.pdf becomes list-K7QD-3MXA.pdf."""
    return path.with_stem(f"{path.stem}-{safe_name(name)}") if name else path
