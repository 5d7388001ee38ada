"""The order of names in the alphabets of the languages of the Union."""

from __future__ import annotations

import random
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from efc_reporting.base.i18n import translator_for
from efc_reporting.base.sorting import sort_key
from efc_reporting.facts.attendance import attendance_lists
from efc_reporting.loading.countries import EU_LANGUAGES, is_language
from efc_reporting.model import Meeting, Participant
from projects import network

RULES = tomllib.loads((files("efc_reporting.base") / "sorting.toml").read_text(encoding="utf-8"))
ORDERS = {
    "": "Adam Ädel Dahl Đurić Eva eva Éva Lamm Łódź Olsen Ørsted Prag Zander",
    "bg": "Иван Игнатов Йонков Калоян Щерев Явор",
    "bs": "Cvijić Čukić Ćurić Džaja Đurić Emić",
    "cs": "Cibulka Čapek Dvořák Havel Chalupa Ibl Rys Řezáč Sova Šimek Zach Žák",
    "da": "Adam Zach Ærø Østergaard Aabel Åkær",
    "de": "Adam Ährlich Bauer Zach",
    "el": "Αντωνίου Άρης Βασιλείου Ελένη Ζωή Ήρα Ωνάσης",
    "es": "Nuria Nzambi Ñúñez Ochoa",
    "et": "Saar Šmidt Zilmer Žukov Tamm Vaher Wolf Õun Ärm Öö Üksik",
    "fi": "Yli Zetterberg Åberg Äijö Öhman",
    "fr": "Eluard Éluard Emile Zoé",
    "hr": "Cindrić Čačić Ćosić Domić Džeba Đurić Ezić Luka Ljubić Mak Nazor Njegoš Oršić",
    "hu": "Cukor Csaba Dudás Dzurinda Gulyás Gyula Nemes Nyári Osvát Ökrös Ősz Páll",
    "lt": "Cukas Čepas Ivanas Ylius Jonas Sabas Šimkus Zita Žukas",
    "lv": "Cers Čaks Gaiss Ģirts Kalns Ķekava Zars Žagars",
    "mt": "Bonnici Ċassar Camilleri Farrugia Ġeorġ Gauci Grech Għarb Hili Ħamrun Izzo Zammit",
    "pl": "Lis Luty Łoś Mak Sowa Śliwa Zając Źrebiec Żak",
    "ro": "Avram Ădam Barbu Ion Îndrei Jora Stan Șerban Toma Țăranu",
    "sk": "Cibula Čech Havran Chovan Ivan Sova Šimko",
    "sl": "Cankar Čeh Dolar Đurić Sever Šega Zore Žižek",
    "sv": "Adam Olsson Yngve Zander Åberg Ängström Öhman",
}


@pytest.mark.parametrize("language", sorted(ORDERS))
def test_names_stand_in_the_order_of_their_language(language: str) -> None:
    """Letters of their own follow the plain ones; accents, and then case, matter last."""
    expected = ORDERS[language].split()
    mixed = random.Random(4).sample(expected, len(expected))

    assert sorted(mixed, key=lambda name: sort_key(name, language)) == expected


def test_capital_and_decomposed_letters_stand_with_the_small_ones() -> None:
    """ÅBERG, Åberg and A with a ring beside it are one name to the order."""
    names = ["\u00c5BERG", "A\u030aberg", "\u00e5berg"]

    assert len({sort_key(name, "sv")[0] for name in names}) == 1
    assert all(sort_key(name, "sv") > sort_key("Zander", "sv") for name in names)


def test_a_doubled_letter_of_two_signs_counts_twice_in_hungarian() -> None:
    """Asszony is written short for asz-szony."""
    assert sort_key("ssz", "hu")[0] == sort_key("szsz", "hu")[0]


def test_rules_are_of_known_languages() -> None:
    """Each table is of a language that Babel knows, or of all; nearly all are the Union's."""
    languages = RULES.keys() - {"every"}

    assert all(map(is_language, languages))
    assert languages - set(EU_LANGUAGES) == {"bs", "sq", "sr"}


@pytest.mark.parametrize("language", sorted(RULES))
def test_letters_stand_where_the_rules_say(language: str) -> None:
    """Behind their base letter with anything after it, and in their order."""
    for base, followers in RULES[language].get("after", {}).items():
        first_letters = [letters.split()[0] for letters in followers]
        keys = [sort_key(letter, language)[0] for letter in first_letters]

        assert keys == sorted(set(keys))
        assert all(key > sort_key(f"{base}q", language)[0] for key in keys)


@given(st.text(max_size=12), st.sampled_from(sorted(RULES)))
def test_any_text_has_a_place(text: str, language: str) -> None:
    """Also signs, other scripts and halves of characters."""
    assert sort_key(text, language)[1] == text


def test_a_translator_sorts_in_its_language() -> None:
    """Names of countries in a list of choices, for one."""
    assert translator_for("de").sorted(["Zypern", "Ägypten"]) == ["Ägypten", "Zypern"]


def test_numbers_of_a_list_follow_the_alphabet_of_the_delegation() -> None:
    """Whoever of Malmö looks for Åberg looks at the end."""
    people = [
        Participant(family_name=name, town=town, country=country)
        for town, country in (("Malmö", "SE"), ("Köln", "DE"))
        for name in ("Åberg", "Zander", "Berg")
    ]
    project = network(Meeting(id="m", title="M", participants=people))
    lists = {found.town.country: found for found in attendance_lists(project)}

    assert [p.family_name for p in lists["SE"].people] == ["Berg", "Zander", "Åberg"]
    assert [p.family_name for p in lists["DE"].people] == ["Åberg", "Berg", "Zander"]
