"""Values of findings that every reader sees in words of the own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from efc_reporting.i18n import Translator, available_languages, translator_for
from efc_reporting.model import LocalText


def days_in_words(days: Iterable[date]) -> LocalText:
    """Return days as a sentence lists them: "11 May 2018 and 12 May 2018"."""
    listed = tuple(days)
    return _in_every_language(lambda t: t.listing(t.day(day) for day in listed))


def language_in_words(code: str) -> LocalText:
    """Return the name of a language: "German"."""
    return _in_every_language(lambda t: t.language_name(code))


def _in_every_language(write: Callable[[Translator], str]) -> LocalText:
    return LocalText({known: write(translator_for(known)) for known in available_languages()})
