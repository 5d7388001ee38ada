"""Text that exists in one or several languages."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

EVERY_LANGUAGE = ""
"""The key of a text that serves all languages."""


def _as_pairs(
    texts: Mapping[str, str] | tuple[tuple[str, str], ...],
) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(dict(texts).items()))


@attrs.frozen
class LocalText:
    """One text in the languages in which it was written.

    `LocalText({"de": "Auftakttreffen", "en": "Kick-off meeting"})`, or
    `local_text("Workshop")` for a text that serves every language.
    """

    texts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_as_pairs)

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_language(self, language: str) -> str:
        """Return the text in `language`, else in the nearest one; "" where there is none."""
        return self.choose(language)[0]

    def choose(self, language: str) -> tuple[str, str]:
        """Return the text and the language that it is in ("" where it serves every language).

        Order: the language itself, the text for every language, English, the first one.
        """
        texts = dict(self.texts)
        for candidate in (language, EVERY_LANGUAGE, "en"):
            if candidate in texts:
                return texts[candidate], candidate
        return (self.texts[0][1], self.texts[0][0]) if self.texts else ("", EVERY_LANGUAGE)


def local_text(text: str | Mapping[str, str] | LocalText) -> LocalText:
    """Accept a plain string (serves every language), a mapping or a LocalText."""
    if isinstance(text, LocalText):
        return text
    if isinstance(text, str):
        return LocalText({EVERY_LANGUAGE: text} if text else {})
    return LocalText(text)
