"""What stands where on the pages of a PDF, and the words in the order of reading."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from math import hypot

import attrs
import pytest


@attrs.frozen
class Letter:
    """One character that is seen: its page, its size and its distances from the edges in points."""

    page: int
    text: str
    size: float
    left: float
    right: float
    bottom: float
    top: float


def letters(data: bytes) -> Iterator[Letter]:
    """Yield every character that leaves a mark."""
    import pypdfium2
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    matrix = raw.FS_MATRIX()
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        words = page.get_textpage()
        for index in range(words.count_chars()):
            text = chr(raw.FPDFText_GetUnicode(words.raw, index))
            if raw.FPDFText_IsGenerated(words.raw, index) == 1 or not text.strip():
                continue
            raw.FPDFText_GetCharBox(words.raw, index, left, right, bottom, top)
            raw.FPDFText_GetMatrix(words.raw, index, matrix)
            size = raw.FPDFText_GetFontSize(words.raw, index) * hypot(matrix.c, matrix.d)
            yield Letter(
                number,
                text,
                size,
                left.value,
                width - right.value,
                bottom.value,
                height - top.value,
            )
        words.close()
        page.close()
    document.close()


def reading(data: bytes) -> str:
    """Return the words in the order in which pdftotext reads them, without any white space."""
    if not shutil.which("pdftotext") and "CI" not in os.environ:
        pytest.skip("pdftotext is not here: install poppler-utils")
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    return squeezed(done.stdout.decode("utf-8"))


def squeezed(text: str) -> str:
    """Return the characters without white space and soft breaks."""
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())
