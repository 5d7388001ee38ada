"""Who carries the project: partners with their roles and legal representatives."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import attrs

from efc_reporting.errors import InvalidValueError
from efc_reporting.model.place import Town


class Role(StrEnum):
    """What a partner is to the grant."""

    BENEFICIARY = "beneficiary"
    PARTNER = "partner"
    ASSOCIATED = "associated"


class PartnerKind(StrEnum):
    """What sort of organisation a partner is."""

    MUNICIPALITY = "municipality"
    TWINNING_COMMITTEE = "twinning-committee"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    PUBLIC_BODY = "public-body"
    SCHOOL = "school"
    OTHER = "other"


@attrs.frozen(kw_only=True)
class LegalRepresentative:
    """The person who signs for a partner, and as what."""

    name: str
    function: str = ""


@attrs.frozen(kw_only=True)
class Partner:
    """An organisation that takes part in the project.

    `latitude` and `longitude` are those of its town in degrees, both or neither.
    """

    id: str
    name: str
    town: str
    country: str
    role: Role = Role.PARTNER
    kind: PartnerKind = PartnerKind.MUNICIPALITY
    website: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    legal_representative: LegalRepresentative | None = None

    def __attrs_post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise InvalidValueError(
                where=f"partner {self.id}",
                problem="only one of latitude and longitude is given",
                remedy="give both, or neither",
            )

    @property
    def home(self) -> Town:
        """The town that the partner speaks for."""
        return Town(name=self.town, country=self.country)
