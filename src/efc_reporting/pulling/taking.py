"""Writes what changed into the folder: the text alone, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from efc_reporting.loading.narrative import top_of
from efc_reporting.writing import inside, write_atomically

MARK = b"\xef\xbb\xbf"
NO_TITLE = 'title: ""\n'


def write_section(root: Path, name: str, markdown: str) -> None:
    """Write the text of a section; its front matter and the ends of its lines stay."""
    path = inside(root, name)
    before = path.read_bytes() if path.is_file() else b""
    write_atomically(path, with_markdown(before, markdown))


def with_markdown(before: bytes, markdown: str) -> bytes:
    """Return a file with another text below its front matter or heading."""
    text = before.decode("utf-8-sig")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    top, below = lines[: top_of(lines)], lines[top_of(lines) :]
    if top and not top.endswith("\n"):
        top += "\n"
    start = below[: len(below) - len(below.lstrip("\n"))] if below.strip("\n") else ""
    end = below[len(below.rstrip("\n")) :] if below.strip("\n") else ""
    rest = f"{start}{markdown}{end or chr(10)}"
    if top_of(top + rest) != len(top):  # a first heading would be taken for the title
        front = top or "---\n---\n"
        top = front.replace("---\n", f"---\n{NO_TITLE}", 1)
    written = (top + rest).replace("\n", "\r\n" if "\r\n" in text else "\n")
    return (MARK if before.startswith(MARK) else b"") + written.encode()
