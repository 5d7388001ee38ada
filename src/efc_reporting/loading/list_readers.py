"""Decide how the cells of each column of a list are read."""

from __future__ import annotations

from collections.abc import Mapping

from efc_reporting.loading.cells import (
    CellReader,
    age_or_birth_reader,
    as_text,
    birth_reader,
    cell_readers,
    gender_reader,
    read_text,
    read_town_behind_code,
)
from efc_reporting.loading.columns import languages_of_header, words
from efc_reporting.loading.countries import normalise
from efc_reporting.loading.dates import Dates, read_dates
from efc_reporting.loading.deciding import Deciding
from efc_reporting.loading.surroundings import Surroundings
from efc_reporting.loading.town_names import respelt_towns


def readers_of(
    deciding: Deciding, columns: Mapping[str, int], surroundings: Surroundings
) -> Mapping[str, CellReader]:
    """Return how the cells of each field are read; what a whole column tells decides for each."""
    readers = {**cell_readers(surroundings)}
    if "town" in columns:
        named = normalise(deciding.header_text(columns["town"])).split()
        if not words("postcode").isdisjoint(named):
            readers["town"] = read_town_behind_code
        readers["town"] = _town_reader(deciding, columns["town"], readers, surroundings)
    if "gender" in columns:
        languages = languages_of_header(deciding.header_text(columns["gender"]))
        texts = {as_text(value) for value in set(deciding.values(columns["gender"]))}
        readers["gender"] = gender_reader(languages, texts)
    if "birth" in columns:
        readers["birth"] = birth_reader(_dates_in(deciding, columns["birth"]))
    # In Croatian "dob" is the age, in English the date of birth.
    if "age" in columns and normalise(deciding.header_text(columns["age"])) == "dob":
        readers["age"] = age_or_birth_reader(_dates_in(deciding, columns["age"]))
    return {field: readers.get(field, read_text) for field in columns}


def _town_reader(
    deciding: Deciding,
    column: int,
    readers: Mapping[str, CellReader],
    surroundings: Surroundings,
) -> CellReader:
    reader = readers.get("town", read_text)
    texts = {reader(as_text(value)) for value in set(deciding.values(column))}
    respelt = respelt_towns(map(str, texts), surroundings.partners)
    if not respelt:
        return reader
    deciding.notebook.remark(
        "town-respelt",
        f"{deciding.file}: {deciding.place(column)}",
        "Below {place} of {file}, towns of partners are spelt otherwise; they were read as the "
        "partners write them: {towns}.",
        place=deciding.place(column),
        file=deciding.file,
        towns=", ".join(sorted(set(respelt.values()))),
    )
    return lambda text: respelt.get(str(reader(text)), reader(text))


def _dates_in(deciding: Deciding, column: int) -> Dates:
    values = deciding.values(column)
    dates = read_dates(values, [as_text(value) for value in values])
    if dates.is_day_first_assumed:
        deciding.notebook.remark(
            "day-first-assumed",
            f"{deciding.file}: {deciding.place(column)}",
            "The dates below {place} of {file} were read with the day before the month.",
            place=deciding.place(column),
            file=deciding.file,
        )
    return dates
