"""Decide what each column of a list holds, and what stands for columns that it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from efc_reporting.loading.cells import CellReader
from efc_reporting.loading.columns import OWN_MARK
from efc_reporting.loading.countries import normalise
from efc_reporting.loading.deciding import Deciding
from efc_reporting.loading.further_columns import further_columns, in_context
from efc_reporting.loading.layout import ListArea, filled
from efc_reporting.loading.list_readers import readers_of
from efc_reporting.loading.notebook import Notebook, cell_name
from efc_reporting.loading.places_named import with_places
from efc_reporting.loading.surroundings import Surroundings
from efc_reporting.loading.tables import ColumnsTable, SheetTable
from efc_reporting.sheets import Sheet

_SAID_FOR_ALL = frozenset({"town", "country", "meeting"})
_KEYS = {"signed": "is_signed"}
"""Keys of the table `columns` that are called otherwise than the field."""


@attrs.frozen(kw_only=True)
class ListColumns:
    """Where each field stands, how its cells are read, and what holds for all rows.

    `further` are the columns that belong to the same field: a second telephone, a second name.
    """

    columns: Mapping[str, int]
    readers: Mapping[str, CellReader]
    meeting: str
    is_meeting_fixed: bool
    town: str
    country: str
    further: Mapping[str, tuple[int, ...]] = attrs.field(factory=dict)

    @property
    def wanted(self) -> list[str]:
        """The fields without which a row is no participant."""
        has_name = "name" in self.columns and "family_name" not in self.columns
        return [
            "name" if has_name else "family_name",
            *([] if self.town else ["town"]),
            *([] if self.country else ["country"]),
            *([] if self.meeting else ["meeting"]),
        ]


def columns_of(
    sheet: Sheet,
    area: ListArea,
    file: str,
    surroundings: Surroundings,
    notebook: Notebook,
    mapping: SheetTable,
    *,
    meeting: str,
    earlier: str,
) -> ListColumns | None:
    """Return the columns of a list; None, and problems, where it cannot be read.

    `meeting` is given in project.toml; `earlier` is that of the list above in the same sheet.
    """
    deciding = Deciding(sheet, area, file, notebook)
    if mapping.columns is not None:
        fields = _mapped_fields(deciding, mapping.columns)
        if fields is None:
            return None
    else:
        sender = surroundings.partner(mapping.partner)
        fields = with_places(
            area.header,
            in_context(list(area.header.fields)),
            country=sender.country if sender else mapping.country,
            known=frozenset(field for field in ("town", "country") if getattr(mapping, field)),
        )
    further = {} if mapping.columns is not None else further_columns(fields)
    counts = Counter(field for field in fields if field not in (None, "line"))
    columns = {field: index for index, field in enumerate(fields) if field in counts and field}
    titles = [text for row in area.titles for text in filled(sheet.rows[row])]
    fixed = mapping.meeting or meeting
    found = ListColumns(
        columns=columns,
        readers={},
        meeting=fixed or _meeting_above(deciding, surroundings, columns, titles) or earlier,
        is_meeting_fixed=bool(fixed),
        town=mapping.town,
        country=mapping.country,
        further=further,
    )
    found = _with_town_above(deciding, found, surroundings, titles)
    missing = [field for field in found.wanted if field not in columns]
    if missing:
        deciding.wrong_header(
            area.header.first_column,
            "this row names no column for: {column}",
            "name the columns in one row above the people, or say under [[sheets]] what holds for "
            "all of them"
            if _SAID_FOR_ALL.issuperset(missing)
            else "name the columns in one row above the people",
            missing,
        )
    for field, count in counts.items():
        if count > 1 and field:
            deciding.wrong_header(
                fields.index(field),
                "{count} columns stand for {column}",
                "leave out all but one",
                [field],
                count=str(count),
            )
            missing.append(field)
    if missing:
        return None
    _remark_ignored(deciding, fields)
    return attrs.evolve(found, readers=readers_of(deciding, columns, surroundings))


def _mapped_fields(deciding: Deciding, mapped: ColumnsTable) -> list[str | None] | None:
    header = deciding.area.header
    texts = [normalise(text) for text in header.texts]
    letters = {cell_name(0, index)[:-1]: index for index in range(header.end_column)}
    fields: list[str | None] = [None] * header.end_column
    for name, text in attrs.asdict(mapped).items():
        if not text:
            continue
        index = texts.index(normalise(text)) if normalise(text) in texts else letters.get(text)
        if index is None:
            deciding.wrong_header(
                0,
                "no column is called {column}, as project.toml says",
                "mend the name under [[sheets]], or give the letter of the column",
                column=f"“{text}”",
            )
            return None
        fields[index] = _KEYS.get(name, name)
    return fields


def _meeting_above(
    deciding: Deciding, surroundings: Surroundings, columns: Mapping[str, int], titles: list[str]
) -> str:
    if "meeting" in columns:
        return ""
    found = surroundings.meeting_in(titles) or surroundings.meeting_in([deciding.sheet.name])
    if found:
        deciding.notebook.remark(
            "meeting-assumed",
            f"{deciding.file}: {deciding.place(0)}",
            "The list at {place} of {file} was read as that of the meeting {meeting}, "
            "which its title names.",
            place=deciding.place(0),
            file=deciding.file,
            meeting=found,
        )
    return found


def _with_town_above(
    deciding: Deciding, found: ListColumns, surroundings: Surroundings, titles: list[str]
) -> ListColumns:
    lacks_town = not found.town and "town" not in found.columns
    lacks_country = not found.country and "country" not in found.columns
    if not lacks_town:
        return found
    partner = surroundings.partner_in(titles) or surroundings.partner_in([deciding.sheet.name])
    if partner is None:
        return found
    deciding.notebook.remark(
        "town-assumed",
        f"{deciding.file}: {deciding.place(0)}",
        "The people in the list at {place} of {file} were taken to come from {town}, "
        "which its title names.",
        place=deciding.place(0),
        file=deciding.file,
        town=f"{partner.town} ({partner.country})",
    )
    return attrs.evolve(
        found, town=partner.town, country=partner.country if lacks_country else found.country
    )


def _remark_ignored(deciding: Deciding, fields: list[str | None]) -> None:
    header, area = deciding.area.header, deciding.area
    below = deciding.sheet.rows[area.first : area.end]
    for index in range(header.first_column, header.end_column):
        if index < len(fields) and fields[index] is not None:
            continue
        title = deciding.header_text(index)
        if title.startswith(OWN_MARK) or not (
            title or any(filled(row[index : index + 1]) for row in below)
        ):
            continue
        deciding.notebook.remark(
            "column-ignored",
            f"{deciding.file}: {deciding.place(index)}",
            "The column {column} of {file} was not read, for its header {header} is not known.",
            file=deciding.file,
            column=deciding.place(index),
            header=f"“{title}”",
        )
