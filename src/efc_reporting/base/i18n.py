"""Words, numbers, dates and countries in the reader's language.

English sentences are the keys; `locale/<language>/LC_MESSAGES/efc_reporting.po` holds the others.
Adding a language is adding such a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache, reduce
from importlib.resources import files
from math import floor
from typing import TYPE_CHECKING, Protocol

import attrs

from efc_reporting.base.sorting import sort_key
from efc_reporting.errors import UnknownNameError

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SOURCE_LANGUAGE = "en"
TO_ISO = {"EL": "GR", "UK": "GB"}
"""Country codes that the EU writes otherwise than ISO 3166 and CLDR do."""

FROM_ISO = {iso: code for code, iso in TO_ISO.items()}
_PLACE = re.compile(r"\{(\w+)\}")


@attrs.frozen
class Country:
    """A country code that is to be shown by its name in the reader's language."""

    code: str


class Localised(Protocol):
    """A text that exists in several languages, such as the title of a meeting."""

    def in_language(self, language: str) -> str:
        """Return the text in `language`, or in the nearest one."""


class AnyFinding(Protocol):
    """A finding: a sentence with named places for values."""

    @property
    def message(self) -> str:
        """The sentence, in English."""

    @property
    def is_confirmed(self) -> bool:
        """Whether the rule behind it was read in a public source."""

    @property
    def values(self) -> Mapping[str, Word]:
        """The values by name."""


Word = str | int | Fraction | Decimal | date | Country | Localised | Iterable[str] | None


@cache
def available_languages() -> tuple[str, ...]:
    """Return the languages that documents can be written in."""
    root = files("efc_reporting") / "locale"
    return tuple(sorted(entry.name for entry in root.iterdir() if entry.is_dir()))


def _decimals(percentage: Fraction) -> int:
    """Return how many decimals keep a percentage below the whole one that it is below."""
    next_whole, decimals = floor(percentage) + 1, 1
    while _rounded(percentage * 10**decimals) == next_whole * 10**decimals:
        decimals += 1
    return decimals


def _rounded(number: Fraction) -> int:
    """Return the nearest whole number, of two the greater: as spreadsheets and people do it."""
    return floor(number + Fraction(1, 2))


@cache
def translator_for(language: str) -> Translator:
    """Return the translator of one language; raise UnknownNameError where there is no catalogue."""
    if language not in available_languages():
        raise UnknownNameError(kind="language", name=language, known=available_languages())
    return Translator(language)


@attrs.frozen
class Translator:
    """Turns English sentences with named places into sentences of one language."""

    language: str

    @property
    def _locale(self) -> str:
        return "en_GB" if self.language == "en" else self.language

    def text(self, message: str, **words: Word) -> str:
        """Translate `message` and fill its named places; a brace in a word stays a brace."""
        return self.fill(self._lookup(message), words)

    def plural(self, singular: str, plural: str, count: int, **words: Word) -> str:
        """Translate the form that `count` asks for; `{count}` is filled with it."""
        return self.fill(self._lookup_plural(singular, plural, count), {"count": count, **words})

    def finding(self, finding: AnyFinding) -> str:
        """Return the sentence of a finding, and whether its rule is not confirmed."""
        sentence = self.fill(self._lookup(finding.message), finding.values)
        if finding.is_confirmed:
            return sentence
        return f"{sentence} {self.text('This rule is not confirmed.')}"

    def fill(self, sentence: str, words: Mapping[str, Word]) -> str:
        """Fill the named places of a sentence that is already in this language."""
        return _PLACE.sub(lambda m: self.word(words[m[1]]) if m[1] in words else m[0], sentence)

    def word(self, word: Word) -> str:
        """Write one value as this language does."""
        match word:
            case None:
                return "–"
            case str():
                return word
            case int():
                return self.number(word)
            case Fraction():
                return self.percent(word)
            case Decimal():
                return self.money(word)
            case date():
                return self.day(word)
            case Country():
                return self.country(word.code)
            case Iterable():
                return self.listing(word)
            case _:
                return word.in_language(self.language)

    def number(self, number: int | Decimal) -> str:
        """Write a number with the language's separators and all its decimals."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self._locale, decimal_quantization=False)

    def money(self, amount: Decimal) -> str:
        """Write an amount in EUR: "10,000.00 €" in English, "10.000,00 €" in German."""
        from babel.numbers import format_currency

        pattern = "#,##0.00\N{NO-BREAK SPACE}¤"
        return format_currency(amount, "EUR", format=pattern, locale=self._locale)

    def percent(self, share: Fraction) -> str:
        """Write a share with one decimal: 20/53 is "37.7 %" in English, "37,7 %" in German.

        A share that rounding would lift to a whole percentage takes more decimals: 62/207 is
        "29.95 %", for "30.0 %" would say that it reaches a minimum of 30 %.
        English takes the space before the sign, as the EU's style guide asks.
        """
        from babel import Locale
        from babel.numbers import format_percent

        locale = Locale.parse(self._locale)
        pattern = locale.percent_formats[None].pattern.replace("0%", "0\N{NO-BREAK SPACE}%")
        decimals = _decimals(share * 100)
        return format_percent(
            Decimal(_rounded(share * 100 * 10**decimals)).scaleb(-2 - decimals),
            format=pattern.replace("#0", "#0." + "0" * decimals),
            locale=locale,
        )

    def day(self, day: date) -> str:
        """Write a date in words: "30 September 2018", "30. September 2018"."""
        from babel.dates import format_date

        return format_date(day, format="long", locale=self._locale)

    def numeric_date(self, day: date) -> str:
        """Write a date as the funder's template does, in every language: 30/09/2018."""
        return day.strftime("%d/%m/%Y")

    def month(self, first_day: date) -> str:
        """Write a month: "September 2021"."""
        from babel.dates import format_date

        return format_date(first_day, format="LLLL y", locale=self._locale)

    def date_range(self, start: date, end: date) -> str:
        """Write from when to when; one day stands alone."""
        if start == end:
            return self.day(start)
        return f"{self.day(start)} – {self.day(end)}"

    def country(self, code: str) -> str:
        """Return the country's name, given its code as the EU writes it."""
        from babel import Locale

        name = Locale.parse(self._locale).territories.get(TO_ISO.get(code, code))
        return str(name or code)

    def language_name(self, code: str) -> str:
        """Return the name of a language."""
        from babel import Locale

        return str(Locale.parse(self._locale).languages.get(code, code))

    def listing(self, words: Iterable[str]) -> str:
        """Join words with commas and the language's "and"."""
        from babel.lists import format_list

        return format_list(list(words), locale=self._locale)

    def series(self, words: Iterable[str]) -> str:
        """Join words that hold commas themselves: "a, b; c", in Greek "a, b· c"."""
        return reduce(self._joined, words, "")

    def sorted(self, texts: Iterable[str]) -> list[str]:
        """Sort texts as a reader expects: in the language's alphabet, case last."""
        return sorted(texts, key=lambda text: sort_key(text, self.language))

    def _joined(self, left: str, right: str) -> str:
        return self.text("{left}; {right}", left=left, right=right) if left else right

    def _lookup(self, message: str) -> str:
        entry = catalogue(self.language).get(message)
        translation = entry.string if entry and not entry.fuzzy else ""
        return str(translation or message)

    def _lookup_plural(self, singular: str, plural: str, count: int) -> str:
        entries = catalogue(self.language)
        entry = entries.get(singular)
        forms = entry.string if entry and not entry.fuzzy else ()
        if not forms or isinstance(forms, str) or not all(forms):
            return singular if count == 1 else plural
        return forms[_plural_index(entries.plural_expr, count)]


@cache
def main_language(country: str) -> str:
    """Return the language that most people of a country speak officially, "" where not known."""
    from babel.languages import get_official_languages

    code = TO_ISO.get(country, country)
    return next(iter(get_official_languages(code, regional=False, de_facto=True)), "")


@cache
def catalogue(language: str) -> Catalog:
    """Return the catalogue of one language as shipped."""
    from babel.messages.pofile import read_po

    path = files("efc_reporting") / "locale" / language / "LC_MESSAGES" / "efc_reporting.po"
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def _plural_index(expression: str, count: int) -> int:
    from gettext import c2py

    return int(c2py(expression)(count))
