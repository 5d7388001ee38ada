"""Words of right-to-left scripts in the order and with the letters in which they are seen.

Who draws letter by letter from the left would write Hebrew backwards and leave the letters of
Arabic apart.
"""

from __future__ import annotations

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def as_seen(text: str) -> str:
    """Return a line of text as its letters stand on paper, from the left to the right."""
    if not any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return text
    from arabic_reshaper import reshape  # type: ignore[import-untyped]  # it ships no types
    from bidi.algorithm import get_display  # type: ignore[import-untyped]  # likewise

    return str(get_display(reshape(text)))
