"""The tables of project.toml as classes: their keys, in order, and what each holds.

From these classes the file is read, written and described (project.schema.json).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from efc_reporting.loading.values import (
    AgeCounts,
    Count,
    CountryCode,
    Day,
    FileName,
    GenderCounts,
    Id,
    LanguageCode,
    Latitude,
    Longitude,
    Month,
    WebAddress,
    Year,
)
from efc_reporting.model import ActivityType, LocalText, PartnerKind, Progress, Role

NO_TEXT = LocalText()


def key(description: str, **options: Any) -> Any:
    """Declare a key of a table; without `default` it must be given."""
    return attrs.field(metadata={"description": description}, **options)


@attrs.frozen(kw_only=True)
class RepresentativeTable:
    """The person who signs for a partner."""

    name: str = key("The person's name.")
    function: str = key("As what the person signs.", default="")


@attrs.frozen(kw_only=True)
class PartnerTable:
    """An organisation that takes part in the project."""

    id: Id = key("A short name of yours, by which other tables refer to this partner.")
    name: str = key("The organisation's full name.")
    town: str = key("Its town.")
    country: CountryCode = key("Its country as the EU writes it: DE, EL, UK.")
    role: Role = key("What it is to the grant.", default=Role.PARTNER)
    kind: PartnerKind = key("What sort of organisation it is.", default=PartnerKind.MUNICIPALITY)
    website: WebAddress = key("Its website.", default="")
    latitude: Latitude | None = key(
        "How far north its town lies, in degrees: for the map.", default=None
    )
    longitude: Longitude | None = key(
        "How far east; a town west of Greenwich has a negative number.", default=None
    )
    legal_representative: RepresentativeTable | None = key("Who signs for it.", default=None)


@attrs.frozen(kw_only=True)
class SittingTable:
    """Where and when a meeting, or one part of it, took place."""

    place: str = key("The town.")
    country: CountryCode = key("The country as the EU writes it.")
    start: Day | None = key("The first day.", default=None)
    end: Day | None = key("The last day.", default=None)
    month: Month = key('Instead of days, where only the month is known: "2021-09".', default="")
    online: bool = key("Whether people met on a screen.", default=False)


@attrs.frozen(kw_only=True)
class DelegationTable:
    """How many people one town sent."""

    town: str = key("The town.")
    country: CountryCode = key("The country as the EU writes it.")
    count: Count = key("How many people came.")
    kilometres: Count | None = key(
        "The way there and back, for the grants of 2007–2013.", default=None
    )
    from_list: bool = key("Whether this is what remains of a list that was deleted.", default=False)
    signed: Count | None = key("Of a list that was deleted: how many people signed.", default=None)
    genders: GenderCounts = key(
        "Of a list that was deleted: people per gender, {female = 3}.", factory=dict
    )
    age_groups: AgeCounts = key(
        'Of a list that was deleted: people per age group, {"18-30" = 3}.', factory=dict
    )


@attrs.frozen(kw_only=True)
class DeletedPeopleTable:
    """How many people of lists that were deleted came to the same meetings."""

    meetings: tuple[str, ...] = key("The ids of the meetings, one for each time on a list.")
    count: Count = key("How many people.")


@attrs.frozen(kw_only=True)
class AgendaTable:
    """What a day was dedicated to."""

    date: Day = key("The day.")
    text: LocalText = key("What happened.")


@attrs.frozen(kw_only=True)
class MeetingTable:
    """One meeting; the programme guide says "event"."""

    id: Id = key("A short name of yours, by which other tables and sheets refer to it.")
    title: LocalText = key("The title, plain or per language.")
    host: str = key("The id of the partner that was host.", default="")
    sittings: tuple[SittingTable, ...] = key("Where and when it took place.", default=())
    planned: SittingTable | None = key(
        "Where and when the application had planned it.", default=None
    )
    planned_people: Count | None = key(
        "How many people its lump sum was awarded for.", default=None
    )
    planned_countries: Count | None = key(
        "How many countries its lump sum was awarded for.", default=None
    )
    declared_total: Count | None = key(
        "The number of people as published or reported.", default=None
    )
    delegations: tuple[DelegationTable, ...] = key("People per town, declared.", default=())
    participants: tuple[FileName, ...] = key("Sheets that list the people.", default=())
    agenda: tuple[AgendaTable, ...] = key("What the days were dedicated to.", default=())
    aim: LocalText = key("What the meeting was for.", default=NO_TEXT)


@attrs.frozen(kw_only=True)
class GrantTable:
    """The grant as the agreement gives it."""

    awarded: Decimal | None = key("The amount in EUR.", default=None)
    balance_paid: Day | None = key("The day on which the balance was paid.", default=None)
    lump_sums: FileName = key("The file with the agreement's lump-sum table.", default="")
    preparatory_people: Count | None = key(
        "How many people took part in preparatory activities.", default=None
    )


@attrs.frozen(kw_only=True)
class OutcomeTable:
    """A result, a recommendation or a good practice."""

    id: Id = key("A short name of yours.")
    title: LocalText = key("The title, plain or per language.")
    text: LocalText = key("What it is.", default=NO_TEXT)
    meetings: tuple[str, ...] = key("The ids of the meetings that it came from.", default=())
    serves: tuple[str, ...] = key(
        'The plan measures it serves, as "plan-id/measure-id".', default=()
    )


@attrs.frozen(kw_only=True)
class TitleTable:
    """A goal or a field of action of a plan."""

    id: Id = key("A short name of yours.")
    title: LocalText = key("The title, plain or per language.")


@attrs.frozen(kw_only=True)
class PlanMeasureTable:
    """One measure of a town's plan."""

    id: Id = key("A short name of yours.")
    title: LocalText = key("The title, plain or per language.")
    field_of_action: str = key("The id of its field of action.", default="")
    goals: tuple[str, ...] = key("The ids of the goals that it serves.", default=())
    responsible_body: LocalText = key("Who carries it out.", default=NO_TEXT)
    progress: Progress = key("How far it has come.", default=Progress.UNKNOWN)


@attrs.frozen(kw_only=True)
class PlanTable:
    """A town's own plan."""

    id: Id = key("A short name of yours.")
    title: LocalText = key("The title, plain or per language.")
    town: str = key("The town.")
    country: CountryCode = key("The country as the EU writes it.")
    adopted: Day | None = key("The day on which it was adopted.", default=None)
    period: str = key('The years that it is for: "2024–2028".', default="")
    source: str = key("Where it is published.", default="")
    goals: tuple[TitleTable, ...] = key("Its goals.", default=())
    fields_of_action: tuple[TitleTable, ...] = key("Its fields of action.", default=())
    measures: tuple[PlanMeasureTable, ...] = key("Its measures.", default=())


@attrs.frozen(kw_only=True)
class PictureTable:
    """A picture for the annexes or for a meeting."""

    file: FileName = key("The PNG or JPEG file.")
    alternative: LocalText = key("What is seen, in words, for those who cannot see it.")
    caption: LocalText = key("The words under it.", default=NO_TEXT)
    credit: str = key("Who took it.", default="")
    meeting: str = key("The id of the meeting that it belongs to.", default="")


@attrs.frozen(kw_only=True)
class ColumnsTable:
    """Which column of a list holds what: its header, or its letter."""

    family_name: str = key("The family name.", default="")
    given_name: str = key("The given name.", default="")
    name: str = key("The whole name, where it stands in one column.", default="")
    organisation: str = key("The organisation.", default="")
    address: str = key("The address.", default="")
    town: str = key("The town that the person came for.", default="")
    country: str = key("The country.", default="")
    email: str = key("The e-mail address.", default="")
    telephone: str = key("The telephone number.", default="")
    role: str = key("The role at the meeting.", default="")
    gender: str = key("The gender.", default="")
    age: str = key("The age in full years.", default="")
    birth: str = key("The year or the date of birth.", default="")
    signed: str = key("Whether the person signed.", default="")
    meeting: str = key("The meeting.", default="")


@attrs.frozen(kw_only=True)
class SheetTable:
    """How to read a sheet of people; goes before everything that is guessed from the sheet."""

    file: FileName = key("The file, which need not be named elsewhere.")
    sheet: str = key("The sheet of a workbook; without it, all sheets.", default="")
    partner: str = key("The id of the partner who sent it.", default="")
    meeting: str = key("The id of the meeting that its people came to.", default="")
    header_row: Count | None = key(
        "The number of the row that names the columns; 0 where none does.", default=None
    )
    columns: ColumnsTable | None = key("The columns; those not named are not read.", default=None)
    town: str = key("The town of all people whose row names none.", default="")
    country: CountryCode = key("Their country as the EU writes it.", default=CountryCode(""))
    encoding: str = key('How the letters of a CSV file are encoded: "cp1250".', default="")


@attrs.frozen(kw_only=True)
class ProjectTable:
    """The whole file project.toml."""

    title: str = key("The project's full title.")
    acronym: str = key("Its acronym.", default="")
    reference: str = key("The number of the grant agreement.", default="")
    measure: str = key('The measure of the programme: "networks-of-towns".')
    call_year: Year = key("The year of the call.")
    start: Day = key("The first day of the project.")
    end: Day = key("The last day of the project.")
    languages: tuple[LanguageCode, ...] = key("The languages of its texts, the main one first.")
    public_page: WebAddress = key("Its page on the web.", default="")
    activity_types: tuple[ActivityType, ...] = key(
        "Of civil society projects: what sorts of activities took place.", default=()
    )
    summary: LocalText = key("The project in a few sentences.", default=NO_TEXT)
    participants: tuple[FileName, ...] = key(
        "Sheets for all meetings, with a column that names the meeting.", default=()
    )
    sheets: tuple[SheetTable, ...] = key("How to read sheets of unusual layout.", default=())
    partners: tuple[PartnerTable, ...] = key("The organisations that take part.", default=())
    meetings: tuple[MeetingTable, ...] = key("The meetings.", default=())
    deleted_people: tuple[DeletedPeopleTable, ...] = key(
        "People of lists that were deleted, by the meetings that they came to.", default=()
    )
    grant: GrantTable | None = key("The grant.", default=None)
    results: tuple[OutcomeTable, ...] = key("What the project yielded.", default=())
    recommendations: tuple[OutcomeTable, ...] = key("What it recommends.", default=())
    good_practices: tuple[OutcomeTable, ...] = key("Good practices that it found.", default=())
    plans: tuple[PlanTable, ...] = key("Plans of towns that it serves.", default=())
    pictures: tuple[PictureTable, ...] = key("Pictures.", default=())
