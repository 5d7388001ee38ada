"""Decide what each column of a list stands for, and how it is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from efc_reporting.loading.countries import normalise
from efc_reporting.loading.notebook import CellProblem, Notebook, Sentence, cell_name, cell_place
from efc_reporting.loading.sheets.around import KnownProject, respelt_towns
from efc_reporting.loading.sheets.cells import (
    CellReader,
    age_or_birth_reader,
    as_text,
    birth_reader,
    cell_columns,
    cell_readers,
    gender_reader,
    read_text,
    read_town_behind_code,
)
from efc_reporting.loading.sheets.dates import Dates, read_dates
from efc_reporting.loading.sheets.encodings import languages_of
from efc_reporting.loading.sheets.headers import (
    OWN_MARK,
    languages_of_header,
    meanings_by_language,
    words,
)
from efc_reporting.loading.sheets.layout import HeaderRow, ListArea, filled
from efc_reporting.loading.tables import ColumnsTable, SheetTable
from efc_reporting.sheets import Sheet, SheetValue


@attrs.frozen
class Deciding:
    """One list of a sheet, and where to write what is noticed of its columns."""

    sheet: Sheet
    area: ListArea
    file: str
    notebook: Notebook

    def wrong_header(
        self, at: int, problem: str, remedy: str, fields: Iterable[str] = (), **words: str
    ) -> None:
        """Write down a mistake in the header of the column `at`."""
        row = max(self.area.header.row, 0)
        self.notebook.cell(
            CellProblem(
                file=self.file,
                sheet=self.sheet.name,
                row=row,
                column=at,
                problem=Sentence(message=problem, words=words, fields=tuple(fields)),
                remedy=Sentence(message=remedy),
            )
        )

    def place(self, column: int) -> str:
        """Return what the header of a column is called: Sheet1!C2."""
        return cell_place(self.sheet.name, max(self.area.header.row, 0), column)

    def header_text(self, column: int) -> str:
        """Return the header of a column, "" where it has none."""
        texts = self.area.header.texts
        return texts[column] if column < len(texts) else ""

    def values(self, column: int) -> Sequence[SheetValue]:
        """Return what stands below the header of a column."""
        rows = self.sheet.rows[self.area.first : self.area.end]
        return [row[column] if column < len(row) else None for row in rows]


_SECOND = {"second_family_name": "family_name", "second_given_name": "given_name"}
_BETWEEN = {"telephone": ", ", "email": ", ", "address": ", "}
"""What is written between the cells of several columns of one field; a blank between names."""


def further_columns(fields: list[str | None]) -> Mapping[str, tuple[int, ...]]:
    """Return the columns that belong to a field beside its first one; in `fields` they are lines.

    Only what can be written one behind the other: two columns for a town contradict each other.
    A second name without a column for the first one is unknown: nobody can say what it is.
    """
    found: dict[str, tuple[int, ...]] = {}
    for index, field in enumerate(fields):
        own = _SECOND.get(field or "")
        if own is not None and own not in fields:
            fields[index] = None
        elif own is not None or (field in _BETWEEN and field in fields[:index]):
            base = own or str(field)
            found[base] = (*found.get(base, ()), index)
            fields[index] = "line"
    return found


def in_context(fields: list[str | None]) -> list[str | None]:
    """Return the fields with what the bare word "Name" means beside other columns for names."""
    if "given_name" in fields and "family_name" in fields:
        meant: str | None = None
    elif "given_name" in fields:
        meant = "family_name"
    elif "family_name" in fields:
        meant = "given_name"
    else:
        return fields
    return [meant if field == "name" else field for field in fields]


def cells_by_field(
    rows: Sequence[Sequence[SheetValue]],
    own: Mapping[str, int],
    further: Mapping[str, tuple[int, ...]],
) -> Mapping[str, Sequence[SheetValue]]:
    """Return the cells of each field, those of its further columns written behind them."""
    indexes = [*own.values(), *(index for each in further.values() for index in each)]
    columns = cell_columns(rows, max(indexes, default=-1) + 1)
    found = {field: columns[index] for field, index in own.items()}
    for field, others in further.items():
        parts = [found[field], *(columns[index] for index in others)]
        between = _BETWEEN.get(field, " ")
        found[field] = [_joined(cells, between) for cells in zip(*parts, strict=True)]
    return found


def _joined(cells: Sequence[SheetValue], between: str) -> SheetValue:
    """Return the texts of some cells one behind the other; a single one stays what it is."""
    filled = [cell for cell in cells if as_text(cell)]
    if len(filled) <= 1:
        return filled[0] if filled else None
    return between.join(map(as_text, filled))


def readers_of(
    deciding: Deciding, columns: Mapping[str, int], known_project: KnownProject
) -> Mapping[str, CellReader]:
    """Return how the cells of each field are read; what a whole column tells decides for each."""
    readers = {**cell_readers(known_project)}
    if "town" in columns:
        named = normalise(deciding.header_text(columns["town"])).split()
        if not words("postcode").isdisjoint(named):
            readers["town"] = read_town_behind_code
        readers["town"] = _town_reader(deciding, columns["town"], readers, known_project)
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
    known_project: KnownProject,
) -> CellReader:
    reader = readers.get("town", read_text)
    texts = {reader(as_text(value)) for value in set(deciding.values(column))}
    respelt = respelt_towns(map(str, texts), known_project.partners)
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


def with_places(
    header: HeaderRow, fields: Sequence[str | None], *, country: str, known: frozenset[str]
) -> list[str | None]:
    """Return the fields of a header's columns, each of such headers decided.

    What another column says, this one does not: beside a country, "Kraj" is the town. `known` are
    the fields that project.toml gives for all rows. Where neither is known, the languages of the
    sender's country decide, then those of the other headers.
    """
    found = list(fields)
    for index in range(header.first_column, min(header.end_column, len(header.texts))):
        meanings = meanings_by_language(header.texts[index])
        if not meanings:
            continue
        others = known | {field for at, field in enumerate(found) if field and at != index}
        beside = others & {"town", "country"}
        if beside:
            rest = {"town", "country"} - beside
            found[index] = rest.pop() if rest else None
            continue
        spoken = languages_of(country) if country else ()
        written = [
            language
            for at, text in enumerate(header.texts)
            if at != index
            for language in languages_of_header(text)
        ]
        likely = [*spoken, *(language for language, _ in Counter(written).most_common()), *meanings]
        found[index] = next(meanings[language] for language in likely if language in meanings)
    return found


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
    known_project: KnownProject,
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
        sender = known_project.partner(mapping.partner)
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
        meeting=fixed or _meeting_above(deciding, known_project, columns, titles) or earlier,
        is_meeting_fixed=bool(fixed),
        town=mapping.town,
        country=mapping.country,
        further=further,
    )
    found = _with_town_above(deciding, found, known_project, titles)
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
    return attrs.evolve(found, readers=readers_of(deciding, columns, known_project))


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
    deciding: Deciding, known_project: KnownProject, columns: Mapping[str, int], titles: list[str]
) -> str:
    if "meeting" in columns:
        return ""
    found = known_project.meeting_in(titles) or known_project.meeting_in([deciding.sheet.name])
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
    deciding: Deciding, found: ListColumns, known_project: KnownProject, titles: list[str]
) -> ListColumns:
    lacks_town = not found.town and "town" not in found.columns
    lacks_country = not found.country and "country" not in found.columns
    if not lacks_town:
        return found
    partner = known_project.partner_in(titles) or known_project.partner_in([deciding.sheet.name])
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
