"""Know the countries: their codes as the EU writes them and their names in many languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from efc_reporting.base.i18n import FROM_ISO

EU_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
"""The official languages of the European Union."""

# CLDR lists these beside the countries; they are unions, reserved or made for tests.
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_FLAG_LETTERS = {0x1F1E6 + index: chr(ord("A") + index) for index in range(26)}
"""A flag is written as two letters of its own: those of the country's code."""

_BETWEEN_LANGUAGES = re.compile(r"\s[-–—]\s|[/|(),;\n]")


def normalise(text: str) -> str:
    """Return `text` in small letters, without accents, other signs becoming one space."""
    decomposed = unicodedata.normalize("NFKD", text)
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_LETTER_OR_DIGIT.sub(" ", letters.casefold()).strip()


@cache
def country_codes() -> frozenset[str]:
    """Return the codes of all countries as the EU writes them: EL, UK and XK among them."""
    from babel import Locale

    territories = map(str, Locale("en").territories)
    codes = (code for code in territories if len(code) == 2 and code.isalpha())
    return frozenset(FROM_ISO.get(code, code) for code in codes) - _NO_COUNTRIES


@cache
def country_index(languages: tuple[str, ...]) -> Mapping[str, str]:
    """Return codes, and names in `languages` and English, normalised, each with its code."""
    from babel import Locale, localedata

    index: dict[str, str] = {}
    for language in (*languages, "en", "en_GB"):
        if localedata.exists(language):
            for code, name in Locale.parse(language).territories.items():
                eu_code = FROM_ISO.get(code, code)
                if eu_code in country_codes():
                    index.setdefault(normalise(name), eu_code)
    aliases = tomllib.loads((files(__package__) / "countries.toml").read_text(encoding="utf-8"))
    return {**aliases, **index, **{code.casefold(): code for code in country_codes()}}


def country_code(text: str, languages: tuple[str, ...]) -> str:
    """Return the code of the country that a cell names; "" where it names none, or two.

    Names are known in `languages` and in all languages of the Union; "Deutschland / Germany" is
    one country. Nothing is guessed from a name that is nearly one.
    """
    whole = _code(text, languages)
    if whole:
        return whole
    parts = [part for part in _BETWEEN_LANGUAGES.split(text) if normalise(part)]
    codes = {_code(part, languages) for part in parts}
    if len(codes) == 1 and len(parts) > 1:
        return codes.pop()
    return _code(text.translate(_FLAG_LETTERS), languages) if not text.isascii() else ""


def _code(text: str, languages: tuple[str, ...]) -> str:
    name = normalise(text)
    # The names in two dozen languages take a moment to collect, and are seldom needed.
    return country_index(languages).get(name) or country_index(EU_LANGUAGES).get(name, "")


@cache
def is_language(code: str) -> bool:
    """Say whether Babel knows a language by this code."""
    from babel import Locale

    return code in Locale("en").languages
