"""One person at one meeting; every field says how personal it is and what it is for."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import attrs

from efc_reporting.model.place import Town, clean_place


class DataClass(StrEnum):
    """How personal a field is."""

    DIRECT = "direct"  # names a person
    CONTACT = "contact"  # reaches a person
    SPECIAL = "special"  # describes a person
    NONE = "none"  # tells nothing of a person alone


class Gender(StrEnum):
    """As the participant, or the list, says; nothing is guessed from a name."""

    FEMALE = "female"
    MALE = "male"
    NON_BINARY = "non-binary"


def personal(data_class: DataClass, purpose: str) -> dict[str, Any]:
    """Return the attrs metadata that a field of a Participant must carry."""
    return {"data_class": data_class, "purpose": purpose}


@attrs.frozen(kw_only=True)
class SheetRow:
    """Where a participant was read from; safe for logs, for it holds no name."""

    file: str
    sheet: str
    row: int

    def __str__(self) -> str:
        return (
            f"{self.file}, {self.sheet}, row {self.row}"
            if self.sheet
            else f"{self.file}, row {self.row}"
        )


@attrs.frozen(kw_only=True)
class Participant:
    """One person at one meeting, as the participant list shows them.

    `is_signed` is None where the list has no column for signatures, or nothing stands in it.
    `age` is in full years at the meeting. `source` does not count for equality.
    """

    family_name: str = attrs.field(metadata=personal(DataClass.DIRECT, "signed list"))
    given_name: str = attrs.field(default="", metadata=personal(DataClass.DIRECT, "signed list"))
    organisation: str = attrs.field(default="", metadata=personal(DataClass.DIRECT, "signed list"))
    address: str = attrs.field(
        default="", metadata=personal(DataClass.CONTACT, "checks on the spot")
    )
    town: str = attrs.field(
        default="", converter=clean_place, metadata=personal(DataClass.NONE, "count per town")
    )
    country: str = attrs.field(
        default="", converter=clean_place, metadata=personal(DataClass.NONE, "count per country")
    )
    email: str = attrs.field(default="", metadata=personal(DataClass.CONTACT, "checks on the spot"))
    telephone: str = attrs.field(
        default="", metadata=personal(DataClass.CONTACT, "checks on the spot")
    )
    role: str = attrs.field(default="", metadata=personal(DataClass.DIRECT, "signed list"))
    gender: Gender | None = attrs.field(
        default=None, metadata=personal(DataClass.SPECIAL, "statistics")
    )
    age: int | None = attrs.field(default=None, metadata=personal(DataClass.SPECIAL, "statistics"))
    is_signed: bool | None = attrs.field(
        default=None, metadata=personal(DataClass.NONE, "only people who signed count")
    )
    source: SheetRow | None = attrs.field(
        default=None, eq=False, metadata=personal(DataClass.NONE, "messages about the list")
    )

    @property
    def home(self) -> Town:
        """The town whose delegation this person belongs to."""
        return Town(name=self.town, country=self.country)
