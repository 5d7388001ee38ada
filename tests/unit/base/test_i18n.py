"""Words, numbers, dates and countries as readers of each language expect them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.base.i18n import Country, available_languages, translator_for
from efc_reporting.errors import UnknownNameError
from efc_reporting.model import Finding, LocalText, Severity

EN, DE = translator_for("en"), translator_for("de")


def spaced(text: str) -> str:
    """Return the text with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")


def test_english_and_german_are_there() -> None:
    """Documents can be written in English and German."""
    assert {"de", "en"} <= set(available_languages())


def test_unknown_language_is_refused() -> None:
    """A language without a catalogue is an error that names those that there are."""
    with pytest.raises(UnknownNameError) as caught:
        translator_for("xx")

    assert (caught.value.kind, caught.value.name) == ("language", "xx")
    assert "de" in caught.value.known


@pytest.mark.parametrize(
    ("share", "english", "german"),
    [
        (Fraction(20, 53), "37.7 %", "37,7 %"),
        (Fraction(3, 10), "30.0 %", "30,0 %"),
        (Fraction(0), "0.0 %", "0,0 %"),
        (Fraction(1), "100.0 %", "100,0 %"),
        (Fraction(1, 3), "33.3 %", "33,3 %"),
        (Fraction(62, 207), "29.95 %", "29,95 %"),
        (Fraction(1999, 2000), "99.95 %", "99,95 %"),
        (Fraction(9999, 10000), "99.99 %", "99,99 %"),
        (Fraction(10, 27), "37.0 %", "37,0 %"),
        (Fraction(299, 1000), "29.9 %", "29,9 %"),
        (Fraction(26, 32), "81.3 %", "81,3 %"),
        (Fraction(5, 16), "31.3 %", "31,3 %"),
    ],
)
def test_shares_have_one_decimal(share: Fraction, english: str, german: str) -> None:
    """And with more where it would else read as a whole percentage that it does not reach."""
    assert spaced(EN.percent(share)) == english
    assert spaced(DE.percent(share)) == german


def test_percent_sign_never_stands_alone() -> None:
    """The space before the sign does not break."""
    assert EN.percent(Fraction(1, 2)) == "50.0\N{NO-BREAK SPACE}%"


def test_numbers_have_the_languages_separators() -> None:
    """Thousands are parted by a comma in English and a point in German."""
    assert (EN.number(12345), DE.number(12345)) == ("12,345", "12.345")
    assert DE.number(Decimal("1234.5")) == "1.234,5"
    assert DE.number(Decimal("0.027563")) == "0,027563"


def test_dates_are_written_in_words() -> None:
    """A date stands as readers of English in Europe and of German write it."""
    assert EN.day(date(2018, 9, 30)) == "30 September 2018"
    assert DE.day(date(2018, 9, 30)) == "30. September 2018"


def test_numeric_dates_are_the_funders() -> None:
    """The information template writes dates with strokes, in every language."""
    assert EN.numeric_date(date(2018, 6, 4)) == "04/06/2018"
    assert DE.numeric_date(date(2018, 6, 4)) == "04/06/2018"


def test_months_are_written_in_words() -> None:
    """A month stands with its year."""
    assert EN.month(date(2021, 3, 1)) == "March 2021"
    assert DE.month(date(2021, 3, 1)) == "März 2021"


def test_range_of_dates_names_both_ends() -> None:
    """A range has both days, across years too; one day stands alone."""
    assert (
        EN.date_range(date(2018, 12, 30), date(2019, 1, 2)) == "30 December 2018 – 2 January 2019"
    )
    assert DE.date_range(date(2018, 6, 4), date(2018, 6, 4)) == "4. Juni 2018"


@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("EL", "Greece", "Griechenland"),
        ("UK", "United Kingdom", "Vereinigtes Königreich"),
        ("XK", "Kosovo", "Kosovo"),
        ("TZ", "Tanzania", "Tansania"),
        ("QX", "QX", "QX"),
    ],
)
def test_countries_have_names(code: str, english: str, german: str) -> None:
    """The Union's codes are known, and a code that nobody knows stays as it is."""
    assert (EN.country(code), DE.country(code)) == (english, german)
    assert EN.word(Country(code)) == english


def test_languages_have_names() -> None:
    """A language is named in the reader's."""
    assert (EN.language_name("de"), DE.language_name("de")) == ("German", "Deutsch")


def test_words_are_joined_with_and() -> None:
    """The last word is joined with the language's "and"."""
    assert EN.listing(["DE", "IT", "PL"]) == "DE, IT and PL"
    assert DE.listing(["DE", "IT", "PL"]) == "DE, IT und PL"
    assert EN.listing([]) == ""


def test_words_with_commas_are_joined_by_the_semicolon_of_the_language() -> None:
    """What ends a clause in English ends a question in Greek."""
    places = ["Perugia, 2018", "Potsdam, {left}", "Bonn, 2019"]

    assert EN.series(places) == "Perugia, 2018; Potsdam, {left}; Bonn, 2019"
    assert translator_for("el").series(places) == "Perugia, 2018· Potsdam, {left}· Bonn, 2019"
    assert (EN.series(["Bonn"]), EN.series([])) == ("Bonn", "")


def test_named_places_are_filled() -> None:
    """A sentence is translated first and filled then."""
    assert EN.text("Event {number}", number=2) == "Event 2"
    assert DE.text("Event {number}", number=2) == "Veranstaltung 2"


def test_missing_translation_falls_back_to_english() -> None:
    """A sentence that nobody translated is shown in English, filled all the same."""
    assert DE.text("No such sentence: {thing}", thing=1234) == "No such sentence: 1.234"


@given(word=st.text())
def test_word_is_never_read_as_a_sentence(word: str) -> None:
    """Whatever a name holds, braces and backslashes included, it appears as it is."""
    filled = EN.text("Meeting {number}: {title}", number="{title}", title=word)

    assert filled == f"Meeting {{title}}: {word}"


def test_place_without_a_word_stays() -> None:
    """A named place that nobody fills is left as it is."""
    assert EN.text("{place}, {dates}", place="Bytów") == "Bytów, {dates}"


def test_words_are_written_by_their_kind() -> None:
    """Nothing, shares, dates, countries, lists and local texts are written as the language does."""
    local = LocalText({"de": "Treffen", "en": "Meeting"})

    assert EN.word(None) == "–"
    assert spaced(DE.word(Fraction(1, 2))) == "50,0 %"
    assert DE.word(date(2018, 6, 4)) == "4. Juni 2018"
    assert DE.word(("a", "b")) == "a und b"
    assert (EN.word(local), DE.word(local)) == ("Meeting", "Treffen")


@pytest.mark.parametrize(
    ("count", "english"),
    [(0, "0 citizens"), (1, "1 citizen"), (2, "2 citizens"), (1234, "1,234 citizens")],
)
def test_plural_follows_the_number(count: int, english: str) -> None:
    """One citizen is singular, none and many are plural."""
    sentences = ("The project involved {count} citizen", "The project involved {count} citizens")

    assert EN.plural(*sentences, count).endswith(english)


def test_plural_is_translated() -> None:
    """German has its own forms."""
    sentences = ("The event involved {count} citizen", "The event involved {count} citizens")

    assert DE.plural(*sentences, 27) == "Die Veranstaltung involvierte 27 BürgerInnen"


def test_plural_without_translation_is_english() -> None:
    """Forms that nobody translated are chosen as English does."""
    assert DE.plural("{count} owl", "{count} owls", 1) == "1 owl"
    assert DE.plural("{count} owl", "{count} owls", 0) == "0 owls"


def test_finding_is_a_sentence() -> None:
    """The message of a finding is filled with its values, local texts in the reader's language."""
    finding = Finding(
        code="dates-missing",
        severity=Severity.NOTE,
        where="meetings.a",
        message="Meeting {number} “{meeting}”: place or exact dates are not given.",
        values={"number": 2, "meeting": LocalText({"de": "Konferenz", "en": "Conference"})},
    )

    assert EN.finding(finding).startswith("Meeting 2 “Conference”:")
    assert DE.finding(finding).startswith("Treffen 2 „Konferenz“:")
    assert str(finding).startswith("note: meetings.a: Meeting 2 “Conference”")
