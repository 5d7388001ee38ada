"""How many short lists are decoded right when the country of the partner is known."""

from __future__ import annotations

import random

import pytest

from efc_reporting.loading.sheets.delimited import decode

LISTS = 400
NAMES = {
    "PL": (
        "cp1250",
        "Wąż Łucja Śliwa Źrebiec Żółkiewska Dąbrowski Kęty Łódź Święch Bąk Ćwikła Anna Jan",
    ),
    "CZ": ("cp1250", "Dvořák Jiří Růžička Němec Šťastná Žižka Tomáš Čermák Ústí Plzeň Petr Eva"),
    "SK": ("cp1250", "Ľubomír Štúr Kováč Ďurica Žilina Keť Ján Mária Oľga Ňaršík Peter Adam"),
    "HU": ("cp1250", "Erdős Győr Fűzfa Kéty Szőke Ágnes László Nagyné Péter Tünde Eger Anna"),
    "HR": ("cp1250", "Ćirić Đuro Čakovec Šimić Žarko Marić Čović Anđela Nikola Split Ivan"),
    "RO": ("cp1250", "Ţăranu Ştefan Iaşi Brânză Mihăiţă Crăciun Ion Maria Timişoara Cluj"),
    "SI": ("cp1250", "Žižek Šček Čebela Marjeta Novak Kočevje Tomaž Ana Koper Jože"),
    "BG": ("cp1251", "Щерев Явор Враца Иванова Елена Цветанов Жельо Юлия Димитър София"),
    "DE": ("cp1252", "Müller Größe Jörg Jülich Weiß Köln Anna Schäfer Bärbel Muster Erika"),
    "FR": ("cp1252", "Évrard Zoë Lœuillet François Hélène Besançon Noël Jean Marie Paris"),
    "IT": ("cp1252", "Nicolò Forlì D'Alò Zanè Città Maria Rossi Niccolò Perù Cefalù Anna"),
    "ES": ("cp1252", "Núñez Íñigo Peña León María Ordóñez Ángel Logroño Juan Ana Cádiz"),
    "PT": ("cp1252", "Simões João Évora Conceição Gonçalves Luís Ângela Gondomar Ana Vitória"),
    "SE": ("cp1252", "Åberg Växjö Öhman Malmö Sjöström Pär Håkan Anna Lars Gävle"),
    "DK": ("cp1252", "Søren Ærø Århus Jørgensen Bjørn Kjær Anna Peter Rødby Åse"),
    "FI": ("cp1252", "Jyväskylä Hämäläinen Määttä Öhman Päivi Åbo Matti Väinö Anna Liisa"),
    "IE": ("cp1252", "Seán Ó Briain Síle Dún Laoghaire Máire Pádraig Ennis John Róisín"),
    "EL": ("cp1253", "Παπαδοπούλου Έλενα Βόλος Νίκος Άννα Ιωάννης Ήρα Θεσσαλονίκη Ώρα Χρήστος"),
    "TR": ("cp1254", "Yıldız İpek Şişli Doğan Ömer Iğdır Çağla Gülşen Işık Ali Ayşe"),
    "LT": ("cp1257", "Žukauskienė Ąžuolas Šiauliai Jūratė Čepas Rūta Dovilė Jonas Ęglė Vilnius"),
    "LV": ("cp1257", "Bērziņš Jānis Rīga Ķekava Ģirts Ļaudis Kalniņa Zāle Anna Šķēle Ūdre"),
    "EE": ("cp1257", "Põld Jõgi Tõnu Mäe Õunapuu Šmidt Pärnu Kärt Jüri Anna Rõõm"),
}


HEADERS = {
    "PL": "Nazwisko;Imię;Miasto;Kraj",
    "CZ": "Příjmení;Jméno;Město;Země",
    "BG": "Фамилия;Име;Град;Държава",
    "DE": "Nachname;Vorname;Ort;Land",
    "EL": "Επώνυμο;Όνομα;Πόλη;Χώρα",
    "LT": "Pavardė;Vardas;Miestas;Šalis",
}
"""Headers as partners write them themselves; all others here send English ones."""


def lists(*, tells_country=True):
    """Yield short lists as partners send them, the same ones in every run."""
    chance = random.Random(4)
    countries = sorted(NAMES)
    for number in range(LISTS):
        country = countries[number % len(countries)]
        page, names = NAMES[country]
        words = names.split()
        rows = [
            ";".join(
                (
                    *(chance.choice(words) for _ in range(3)),
                    country if tells_country else "",
                )
            )
            for _ in range(chance.randint(1, 12))
        ]
        header = "Family name;Given name;Town;Country"
        if number // len(countries) % 2 and not tells_country:
            header = HEADERS.get(country, header)
        yield country, page, "\r\n".join((header, *rows, ""))


def share_of_right(guess, **given):
    found = [decode(text.encode(page), countries=guess(country))[0] == text
             for country, page, text in lists(**given)]  # fmt: skip
    return sum(found) / len(found)


@pytest.mark.parametrize(
    ("known", "least"),
    [
        ("the partner's country", 0.98),
        ("its column of countries", 0.98),
        ("that and all partners", 0.98),
        ("nothing", 0.6),
    ],
)
def test_lists_are_decoded_right(known, least, capsys):
    """At least 98 % where a country is known, told or read; the figures are printed."""
    if known == "the partner's country":
        share = share_of_right(lambda country: [country], tells_country=False)
    else:
        everyone = sorted(NAMES) if known == "that and all partners" else []
        share = share_of_right(lambda _: everyone, tells_country=known != "nothing")
    with capsys.disabled():
        print(f"\n{LISTS} lists, {known} known: {share:.1%} decoded right")  # noqa: T201 - its figure is what the benchmark is for

    assert len({page for page, _ in NAMES.values()}) == 6
    assert share >= least


PAGES_OF_OTHERS = {
    "cp1250": ("iso8859-2", "cp852", "mac_latin2"),
    "cp1251": ("iso8859-5", "cp866", "mac_cyrillic"),
    "cp1252": ("mac_roman", "cp850"),
    "cp1253": ("iso8859-7", "cp737", "mac_greek"),
    "cp1254": ("iso8859-9", "cp857", "mac_turkish"),
    "cp1257": ("iso8859-13", "cp775"),
}
"""What Macs, old programs and other systems save instead of a page of Windows."""


def test_lists_of_other_systems_are_decoded_right(capsys):
    """At least 90 % where the partner's country is known; the figure is printed."""
    found = []
    for country, page, text in lists(tells_country=False):
        for other in PAGES_OF_OTHERS[page]:
            if text.encode(other, "ignore").decode(other) == text:
                found.append(decode(text.encode(other), countries=[country])[0] == text)
    share = sum(found) / len(found)
    with capsys.disabled():
        print(f"\n{len(found)} lists of other systems: {share:.1%} decoded right")  # noqa: T201 - its figure is what the benchmark is for

    assert share >= 0.9
