"""Make people of the rows of a list whose cells are all sound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from efc_reporting.loading.sheets.around import KnownProject
from efc_reporting.loading.sheets.cells import Born, ColumnContent
from efc_reporting.loading.sheets.columns import ListColumns
from efc_reporting.model import Participant, SheetRow

_FIELDS = (
    "family_name", "given_name", "organisation", "address", "town", "country",
    "email", "telephone", "role", "gender", "age", "is_signed",
)  # fmt: skip
_DEFAULTS = {"family_name": ""} | {
    field.name: field.default
    for field in attrs.fields(Participant)
    if field.default is not attrs.NOTHING
}


def people(
    rows: Sequence[int],
    columns: Mapping[str, ColumnContent],
    found: ListColumns,
    known_project: KnownProject,
    sources: Sequence[SheetRow],
) -> list[tuple[str, Participant]]:
    """Return the people in some rows of a list, each with the id of the meeting.

    `sources` say where each of these rows stands.
    """
    given = {field: _chosen(column.values, rows) for field, column in columns.items()}
    meetings = _filled(given.get("meeting"), found.meeting, len(rows))
    if "name" in given:
        _part_names(given, len(rows))
    if "is_signed" in columns:
        marks = _chosen(columns["is_signed"].texts, rows)
        given["is_signed"] = _signatures(given["is_signed"], marks, meetings)
    if "age" in given or "birth" in given:
        given["age"] = _ages(given, meetings, known_project)
    given["town"] = _filled(given.get("town"), found.town, len(rows))
    given["country"] = _filled(given.get("country"), found.country, len(rows))

    def values(field: str) -> Sequence[Any]:
        return given[field] if field in given else [_DEFAULTS[field]] * len(rows)

    # Each argument by its name: from a dictionary, a person takes twice as long to make.
    return [
        (
            meeting,
            Participant(
                family_name=family_name,
                given_name=given_name,
                organisation=organisation,
                address=address,
                town=town,
                country=country,
                email=email,
                telephone=telephone,
                role=role,
                gender=gender,
                age=age,
                is_signed=is_signed,
                source=source,
            ),
        )
        for (
            source, meeting, family_name, given_name, organisation, address, town, country,
            email, telephone, role, gender, age, is_signed,
        ) in zip(sources, meetings, *map(values, _FIELDS), strict=True)
    ]  # fmt: skip


def _chosen(values: Sequence[Any], rows: Sequence[int]) -> Sequence[Any]:
    return values if len(rows) == len(values) else [values[row] for row in rows]


def _filled(values: Sequence[Any] | None, otherwise: str, count: int) -> Sequence[Any]:
    if values is None:
        return [otherwise] * count
    return values if all(values) else [value or otherwise for value in values]


def _signatures(
    values: Sequence[bool | None], marks: Sequence[str], meetings: Sequence[str]
) -> Sequence[bool | None]:
    """Return who signed; None for a meeting of which no cell is filled: its paper is to come."""
    signed = {meeting for meeting, mark in zip(meetings, marks, strict=True) if mark}
    return [
        value if meeting in signed else None
        for value, meeting in zip(values, meetings, strict=True)
    ]


def _part_names(values: dict[str, Sequence[Any]], count: int) -> None:
    """Part "Family, Given" where a row has no family name of its own."""
    families = list(values.get("family_name", [""] * count))
    given_names = list(values.get("given_name", [""] * count))
    for index, name in enumerate(values["name"]):
        if not families[index]:
            family, _, given = name.partition(",")
            families[index], given_names[index] = family.strip(), given.strip()
    values |= {"family_name": families, "given_name": given_names}


def _ages(
    values: Mapping[str, Sequence[Any]], meetings: Sequence[str], known_project: KnownProject
) -> Sequence[int | None]:
    """Return the ages on the first days of the meetings; None where one of both is not known."""
    if "birth" not in values and not any(isinstance(age, Born) for age in set(values["age"])):
        return values["age"]
    first_days = {meeting: known_project.first_day(meeting) for meeting in set(meetings)}
    nothing = [None] * len(meetings)
    found: list[int | None] = []
    for age, birth, meeting in zip(
        values.get("age", nothing), values.get("birth", nothing), meetings, strict=True
    ):
        born = age if isinstance(age, Born) else birth
        if age is not None and not isinstance(age, Born):
            found.append(age)
        else:
            day = first_days[meeting]
            found.append(None if born is None or day is None else max(born.age_on(day), 0))
    return found
