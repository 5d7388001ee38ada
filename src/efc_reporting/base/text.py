"""Take out of a text what no writer can show and what misleads a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# Control characters but tab and newline (python-docx raises on them), the bidirectional overrides
# that turn a line round, blanks without width, which make two names of one, surrogates, and the
# code points that are no characters at all.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_NEWLINE = re.compile("\r\n?")


def clean(text: str) -> str:
    """Return `text` composed (NFC), with newlines as `\\n` and without unwanted characters."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _NEWLINE.sub("\n", text)))


def has_unwanted(text: str) -> bool:
    """Say whether `clean` takes a character out; composing and newlines do not count."""
    if text.isascii() and text.isprintable():
        return False
    return _UNWANTED.search(_NEWLINE.sub("\n", text)) is not None


def are_clean(texts: Collection[str]) -> bool:
    """Say whether `clean` changes none of the texts: for thousands, quicker than one by one."""
    whole = "\n".join(texts)  # no accent composes with a newline
    # Nothing that is taken out can be printed, and to ask that is four times faster.
    is_wanted = whole.replace("\n", "").isprintable() or (
        "\r" not in whole and _UNWANTED.search(whole) is None
    )
    return is_wanted and unicodedata.is_normalized("NFC", whole)
