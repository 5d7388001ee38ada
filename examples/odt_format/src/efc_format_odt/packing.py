"""Packs the file anew, so that the same contents always give the same bytes."""

from __future__ import annotations

import io
import zipfile

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name; every member is dated with it."""

TYPE = "mimetype"
"""Stands first and unpacked, so that a program knows the file by its first bytes."""

_LEFT_OUT = ("Thumbnails/", "Configurations2/")
"""Of the empty text that the library begins with: neither says anything of ours."""


def packed(data: bytes) -> bytes:
    """Return the archive with its members in a fixed order, dated and packed alike."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        contents = {
            member.filename: source.read(member)
            for member in source.infolist()
            if not member.is_dir() and not member.filename.startswith(_LEFT_OUT)
        }
    contents["META-INF/manifest.xml"] = _shortened(contents["META-INF/manifest.xml"])
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name in sorted(contents, key=lambda name: (name != TYPE, name)):
            member = zipfile.ZipInfo(name, EARLIEST)
            member.create_system = 0
            how = zipfile.ZIP_STORED if name == TYPE else zipfile.ZIP_DEFLATED
            target.writestr(member, contents[name], how)
    return written.getvalue()


def _shortened(manifest: bytes) -> bytes:
    """Return the list of members without those that are left out."""
    from lxml import etree

    root = etree.fromstring(manifest)
    for entry in list(root):
        path = next(value for key, value in entry.attrib.items() if str(key).endswith("full-path"))
        if str(path).startswith(_LEFT_OUT):
            root.remove(entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
