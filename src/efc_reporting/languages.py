"""Choose the language in which a partner is written to."""

from __future__ import annotations

from efc_reporting.i18n import SOURCE_LANGUAGE, Translator, available_languages, translator_for
from efc_reporting.loading.countries import EU_LANGUAGES
from efc_reporting.loading.encodings import languages_of


def translator_of_country(country: str) -> Translator:
    """Return the translator of a country's first language with a catalogue, else the English."""
    spoken = languages_of(country)[:3] if country else ()
    known = [language for language in spoken if language in available_languages()]
    first = spoken[:1]
    # A second language helps only where the first is an official one as well, as in Luxembourg.
    chosen = [code for code in known if code in first or country in ("BE", "LU", "CH")]
    return translator_for(next(iter(chosen), SOURCE_LANGUAGE))


def header_language(country: str) -> str:
    """Return the language in which the columns of a country's lists are named."""
    spoken = languages_of(country) if country else ()
    return next((code for code in spoken if code in EU_LANGUAGES), SOURCE_LANGUAGE)
