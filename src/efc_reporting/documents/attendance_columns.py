"""The columns of an attendance list: what each shows of a person, and who may see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from efc_reporting.base.i18n import Country, Translator
from efc_reporting.base.text import clean
from efc_reporting.blocks import Cell, Column, ColumnKind
from efc_reporting.contracts import Audience, ReportContext
from efc_reporting.documents.attendance_options import ParticipantListOptions
from efc_reporting.errors import NotAcceptedError
from efc_reporting.model import Participant
from efc_reporting.privacy import FIELDS_BY_AUDIENCE

Say = Callable[[Translator, Participant], str]


@attrs.frozen(kw_only=True)
class ListColumn:
    """One column: its title, its share of the width, the fields it needs and what it says."""

    title: str
    weight: int
    fields: frozenset[str]
    say: Say
    kind: ColumnKind = ColumnKind.TEXT


def _field(title: str, weight: int, name: str) -> ListColumn:
    def say(t: Translator, person: Participant) -> str:
        return str(getattr(person, name))

    return ListColumn(title=title, weight=weight, fields=frozenset((name,)), say=say)


def _name(t: Translator, person: Participant) -> str:
    return ", ".join(part for part in (person.family_name, person.given_name) if part)


def _town(t: Translator, person: Participant) -> str:
    return t.text("{place} ({country})", place=person.town, country=Country(person.country))


def _contact(t: Translator, person: Participant) -> str:
    return person.email or person.telephone


def _signature(t: Translator, person: Participant) -> str:
    """Return what stands in the signature cell: room to sign where nobody was asked yet."""
    if person.is_signed is None:
        return ""
    return t.text("signed") if person.is_signed else t.text("not signed")


NUMBER = "number"
COLUMNS: Mapping[str, ListColumn] = {
    "name": ListColumn(
        title="Name", weight=13, fields=frozenset(("family_name", "given_name")), say=_name
    ),
    "family_name": _field("Family name", 8, "family_name"),
    "given_name": _field("Given name", 8, "given_name"),
    "organisation": _field("Organisation", 10, "organisation"),
    "role": _field("Role", 6, "role"),
    "address": _field("Address", 10, "address"),
    "town": ListColumn(
        title="Town and country", weight=9, fields=frozenset(("town", "country")), say=_town
    ),
    "contact": ListColumn(
        title="E-mail or telephone",
        weight=11,
        fields=frozenset(("email", "telephone")),
        say=_contact,
    ),
    "email": _field("E-mail", 11, "email"),
    "telephone": _field("Telephone", 8, "telephone"),
    "signature": ListColumn(
        title="Signature",
        weight=13,
        fields=frozenset(("is_signed",)),
        say=_signature,
        kind=ColumnKind.SIGNATURE,
    ),
}
_FOR_AGENCY = ("number", "family_name", "given_name", "organisation", "town", "signature")
_WITH_CONTACTS = (
    "number",
    "family_name",
    "given_name",
    "organisation",
    "address",
    "town",
    "contact",
    "signature",
)
"""Programme, participant lists: name, organisation, address, town and country of residence,
e-mail or telephone, signature."""


def chosen_columns(context: ReportContext, options: ParticipantListOptions) -> tuple[str, ...]:
    """Return the names of the columns; raise NotAcceptedError for one that nobody may see here."""
    sees_contacts = context.audience in (Audience.INTERNAL, Audience.PARTNERS)
    if not options.columns:
        return _WITH_CONTACTS if sees_contacts else _FOR_AGENCY
    allowed = FIELDS_BY_AUDIENCE.get(context.audience)
    for name in options.columns:
        if allowed is not None and name != NUMBER and not COLUMNS[name].fields <= allowed:
            raise NotAcceptedError(
                what=f"column {name}",
                problem=f"the audience {context.audience} does not see it",
                remedy="leave it out, or write the list for the audience internal",
            )
    return options.columns


def column(t: Translator, name: str) -> Column:
    """Return the heading of a column."""
    if name == NUMBER:
        return Column(title=t.text("No."), kind=ColumnKind.NUMBER, weight=3)
    known = COLUMNS[name]
    return Column(title=t.text(known.title), kind=known.kind, weight=known.weight)


def cell(t: Translator, name: str, number: int, person: Participant | None) -> Cell | str:
    """Return what a column says of a person, or leaves free for a person who is not known."""
    if name == NUMBER:
        return Cell(number, t.number(number))
    return clean(COLUMNS[name].say(t, person)) if person else ""
