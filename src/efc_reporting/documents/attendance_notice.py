"""The data-protection notice under a list, in the language of those who sign it."""

from __future__ import annotations

from efc_reporting.blocks import Paragraph, ParagraphStyle, Run
from efc_reporting.contracts import ReportContext
from efc_reporting.i18n import available_languages, main_language, translator_for


def language_of(country: str, otherwise: str) -> str:
    """Return the main language of a country where there is a catalogue, else `otherwise`."""
    language = main_language(country)
    return language if language in available_languages() else otherwise


def notice(context: ReportContext, country: str) -> Paragraph:
    """Return the notice in the language of the delegation, or marked as English."""
    language = language_of(country, "en")
    t = translator_for(language)
    beneficiary = context.project.beneficiary
    text = t.text(
        "Data protection: this list proves who took part. It is kept by {keeper} until the proof "
        "of the grant no longer has to be kept, shown to the funding agency and its auditors when "
        "they check the grant, and then destroyed. You may ask {keeper} to see and to correct your "
        "data.",
        keeper=beneficiary.name if beneficiary else t.text("the beneficiary"),
    )
    marked = language if language != context.language else ""
    return Paragraph(Run(text=text, language=marked), ParagraphStyle.NOTE)
