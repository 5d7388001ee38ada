"""How the tests search a file for a word: in what readers see, and in every byte of it."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pikepdf

from efc_reporting.testing import read_csv, read_docx, read_html, read_pdf, read_xlsx

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")
READERS = {
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".xlsx": read_xlsx,
    ".csv": read_csv,
    ".html": read_html,
}


_BASE64 = re.compile(rb"base64,([A-Za-z0-9+/=\s]+)")
_DEEPEST = 3


def layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield the bytes of a file, and those of everything that is packed into it, however deep."""
    yield data
    if depth < _DEEPEST:
        for inner in _inner(data):
            yield from layers(inner, depth + 1)


def _inner(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK") and is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename.encode()
                yield archive.read(member)
    for written in _BASE64.findall(data):
        try:
            yield b64decode(written)
        except binascii.Error:
            continue
    if data.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(data)) as pdf:
            yield repr(dict(pdf.docinfo)).encode()
            for item in pdf.objects:
                yield repr(item).encode()
                if isinstance(item, pikepdf.Stream):
                    yield (
                        item.read_bytes(pikepdf.StreamDecodeLevel.all)
                        if _is_text(item)
                        else item.read_raw_bytes()
                    )


def _is_text(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") != "/Image"


def assert_absent(word: str, data: bytes, text: str) -> None:
    assert word not in text
    for layer in layers(data):
        for encoding in ENCODINGS:
            assert word.encode(encoding) not in layer, encoding
