"""Sentences of our own in the reader's language; English ones are the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

Say = Callable[..., str]


def sayings(language: str) -> Say:
    """Return a function that translates a sentence and fills its places.

    It does so in one go, so that a brace in a project's own words stays a brace.
    """
    known = _catalogue(language)

    def say(english: str, **values: object) -> str:
        pieces = (known.get(english) or english).split("{")
        filled = [pieces[0]]
        for piece in pieces[1:]:
            name, _, rest = piece.partition("}")
            filled.append(f"{values[name]}{rest}")
        return "".join(filled)

    return say


@cache
def _catalogue(language: str) -> dict[str, str]:
    from babel.messages.pofile import read_po

    file = files(__package__) / "locale" / f"{language}.po"
    if not file.is_file():
        return {}
    messages = read_po(BytesIO(file.read_bytes()), locale=language)
    return {str(message.id): str(message.string) for message in messages if message.id}
