"""Rewrites a ZIP archive so that the same members always give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name; every member is dated with it."""

COMPRESSION_LEVEL = 6


def normalise_zip(data: bytes) -> bytes:
    """Return the archive with its members sorted by name, dated 1980-01-01 and packed alike.

    Folders of their own, comments, extra fields and the maker's system are left out. Sorting puts
    `[Content_Types].xml` first, where tools that guess a file's type look for it. Raise ValueError
    where two members have one name.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = [member for member in source.infolist() if not member.is_dir()]
        contents = {member.filename: source.read(member) for member in members}
    if len(contents) != len(members):
        raise ValueError("two members of the archive have the same name")
    return packed_zip(contents)


def packed_zip(contents: Mapping[str, bytes]) -> bytes:
    """Return an archive of members given by their names, as `normalise_zip` writes them."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in sorted(contents.items()):
            member = zipfile.ZipInfo(name, EARLIEST)
            member.create_system = 0
            target.writestr(member, content, zipfile.ZIP_DEFLATED, COMPRESSION_LEVEL)
    return written.getvalue()
