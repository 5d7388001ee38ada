"""Writes the fictional people of MontEU MarEU: ``python tools/build_example_participants.py``.

The numbers per town are the published ones; the people do not exist. Family names are words such
as "dream", "fable" or "invented", so that nobody is taken for a real person. Same call, same file.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from itertools import islice, product
from pathlib import Path

import attrs
import xlsxwriter

TARGET = Path(__file__).parent.parent / "examples/town_twinning/participants/san-venanzo.xlsx"
SHEET = "Fictional participants"
HEADINGS = (
    "Family name",
    "Given name",
    "Organisation",
    "Town",
    "Country",
    "E-mail",
    "Gender",
    "Age",
    "Signed",
)
CREATED = datetime(2018, 10, 8)  # without a time zone, which the file format does not know
YOUNGEST = 18
AGES = 60
AGE_STEP = 17  # has no divisor in common with AGES, so that the ages spread evenly
NOT_IN_ADDRESSES = str.maketrans({"ħ": "h", "'": "."})


@attrs.frozen(kw_only=True)
class Home:
    """A town with its published number of people, and the words for their fictional names."""

    town: str
    country: str
    count: int
    family_names: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    organisations: tuple[str, ...]

    def people(self) -> Iterator[tuple[str, str, str]]:
        """Yield family name, given name and gender, women and men in turn, nobody twice."""
        given = [
            pair
            for woman, man in zip(self.women, self.men, strict=True)
            for pair in ((woman, "female"), (man, "male"))
        ]
        for (name, gender), family in islice(product(given, self.family_names), self.count):
            yield family, name, gender


HOMES = (
    Home(
        town="San Venanzo",
        country="Italy",
        count=52,
        family_names=(
            *("Bontà", "Città", "Fantasìa", "Felicità", "Finti", "Immaginari", "Inventati"),
            *("Libertà", "Novità", "Sognati", "Unità", "Verità", "D'Esempio"),
        ),
        women=("Nicoletta", "Lucia"),
        men=("Nicolò", "Donato"),
        organisations=("Coro Esempio", "Banda Esempio", "Pro Loco Esempio"),
    ),
    Home(
        town="Tisno",
        country="Croatia",
        count=14,
        family_names=(
            *("Izmišljenić", "Maštović", "Nepostojić", "Primjerić"),
            *("Šaljivčić", "Zamišljenić", "Žmirkić"),
        ),
        women=("Božica",),
        men=("Siniša",),
        organisations=("Klub Primjer", "Zbor Primjer"),
    ),
    Home(
        town="San Lawrenz",
        country="Malta",
        count=24,
        family_names=("Ċajta", "Eżempju", "Ġrajja", "Ħarsa", "Ħolma", "Ħrafa"),
        women=("Ġuża", "Ċensa"),
        men=("Ġorġ", "Ħanin"),
        organisations=("Banda Eżempju", "Kor Eżempju"),
    ),
)


def address(name: str) -> str:
    """Return a name as it stands in an e-mail address, without accents."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(NOT_IN_ADDRESSES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def rows() -> Iterator[tuple[str | int, ...]]:
    """Yield the fictional people of all towns as rows of the sheet."""
    number = 0
    for home in HOMES:
        for index, (family, given, gender) in enumerate(home.people()):
            yield (
                family,
                given,
                home.organisations[index % len(home.organisations)],
                home.town,
                home.country,
                f"{address(given)}.{address(family)}@example.org",
                gender,
                YOUNGEST + number * AGE_STEP % AGES,
                "x",
            )
            number += 1


def build() -> bytes:
    """Return the bytes of the workbook."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties(
            {
                "title": "Participants of the meeting in San Venanzo",
                "comments": "All people on this list are fictional.",
                "created": CREATED,
            }
        )
        sheet = workbook.add_worksheet(SHEET)
        bold = workbook.add_format({"bold": True})
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading, bold)
        for line, row in enumerate(rows(), start=1):
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(line, column, value)
                else:
                    sheet.write_string(line, column, value)
        sheet.set_column(0, len(HEADINGS) - 1, 18)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()


def main() -> None:
    """Write the list into the example."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(build())
    print(f"{TARGET.name}: {sum(1 for _ in rows())} fictional people")


if __name__ == "__main__":
    main()
